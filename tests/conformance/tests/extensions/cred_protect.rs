//! `credProtect`

use std::slice;

use serde_json::{Value, json};
use xenon_ceremony::{
    AuthenticationError, Refusal, RegistrationError, accounts, authenticate, register,
};
use xenon_conformance::party::{
    DEVICE_BOUND, NOW, allow, creation_options, flags, pending_creation, pending_request,
    request_options, rng, with,
};

use crate::{Key, creation_is_misuse};

const OPTIONAL: &str = "userVerificationOptional";
const WITH_LIST: &str = "userVerificationOptionalWithCredentialIDList";
const REQUIRED: &str = "userVerificationRequired";
const UV: u8 = 0b0000_0100;

fn protected(policy: &str) -> Key {
    Key::made_with(json!({ "credentialProtectionPolicy": policy }))
}

fn named(key: &Key) -> Value {
    allow(&key.made.id)
}

/// Whether a sign-in without verification has to wait for one, as the user and as the key is told.
fn waits(key: &Key, options: Value) -> bool {
    let pending = pending_request(options);
    let shown = accounts(&pending, &key.vault, slice::from_ref(&key.record));
    let signed = authenticate(&pending, &key.vault, &key.record, NOW, &mut rng());
    let waits = signed.err() == Some(AuthenticationError::VerificationNeeded);
    assert_eq!(shown[0].needs_verification, waits);
    let verified = pending.with_new_vault(NOW);
    let signed = authenticate(&verified, &key.vault, &key.record, NOW, &mut rng()).unwrap();
    assert_ne!(
        flags(signed.reply.response.authenticator_data.as_slice()) & UV,
        0
    );
    waits
}

#[test]
fn the_site_is_told_the_level_and_the_page_nothing() {
    for (policy, level) in [(OPTIONAL, "01"), (WITH_LIST, "02"), (REQUIRED, "03")] {
        let key = protected(policy);
        assert_eq!(key.results(), json!({}));
        assert_eq!(key.said(), format!("a16b6372656450726f74656374{level}"));
    }
}

#[test]
fn unprotected_key_answers_without_verification() {
    for key in [Key::made_with(json!({})), protected(OPTIONAL)] {
        assert!(!waits(&key, named(&key)));
        assert!(!waits(&key, request_options()));
    }
}

#[test]
fn level_2_waits_for_verification_only_where_the_site_does_not_name_it() {
    let key = protected(WITH_LIST);
    assert!(!waits(&key, named(&key)));
    assert!(waits(&key, request_options()));
}

#[test]
fn level_3_always_waits_for_verification() {
    let key = protected(REQUIRED);
    assert!(waits(&key, named(&key)));
    assert!(waits(&key, request_options()));
    let discouraged = with(named(&key), "userVerification", json!("discouraged"));
    assert!(waits(&key, discouraged));
}

#[test]
fn verification_of_long_ago_does_not_open_a_protected_key() {
    let key = protected(REQUIRED);
    let pending = pending_request(named(&key)).with_new_vault(NOW);
    let later = NOW + 300_001;
    let refused = authenticate(&pending, &key.vault, &key.record, later, &mut rng()).unwrap_err();
    assert_eq!(refused, AuthenticationError::VerificationNeeded);
}

#[test]
fn unknown_policy_is_ignored_unless_it_is_to_be_enforced() {
    for policy in ["", "userVerification", "UserVerificationRequired"] {
        let key = protected(policy);
        assert_eq!((key.results(), key.said()), (json!({}), String::new()));
        assert!(!waits(&key, request_options()));
        assert!(creation_is_misuse(json!({
            "credentialProtectionPolicy": policy, "enforceCredentialProtectionPolicy": true,
        })));
    }
    assert!(creation_is_misuse(
        json!({ "enforceCredentialProtectionPolicy": true })
    ));
}

#[test]
fn every_policy_can_be_enforced() {
    for policy in [OPTIONAL, WITH_LIST, REQUIRED] {
        assert!(!creation_is_misuse(json!({
            "credentialProtectionPolicy": policy, "enforceCredentialProtectionPolicy": true,
        })));
    }
}

fn excluding(key: &Key) -> Value {
    let excluded = json!([{ "type": "public-key", "id": key.made.id }]);
    with(creation_options(), "excludeCredentials", excluded)
}

/// Otherwise a page could learn, without a verified user, that a key exists which answers to them alone.
#[test]
fn level_3_excludes_nothing_before_the_user_is_verified() {
    let key = protected(REQUIRED);
    let known = slice::from_ref(&key.record);
    let waiting = pending_creation(excluding(&key));
    let made = register(&waiting, &key.vault, known, DEVICE_BOUND, NOW, &mut rng());
    assert!(made.is_ok());
    let verified = waiting.with_new_vault(NOW);
    let refused = register(&verified, &key.vault, known, DEVICE_BOUND, NOW, &mut rng());
    assert_eq!(
        refused.unwrap_err(),
        RegistrationError::Refused(Refusal::Excluded)
    );
}

#[test]
fn lower_levels_exclude_as_ever() {
    for policy in [OPTIONAL, WITH_LIST] {
        let key = protected(policy);
        let waiting = pending_creation(excluding(&key));
        let known = slice::from_ref(&key.record);
        let refused = register(&waiting, &key.vault, known, DEVICE_BOUND, NOW, &mut rng());
        assert_eq!(
            refused.unwrap_err(),
            RegistrationError::Refused(Refusal::Excluded)
        );
    }
}

/// What is found, stored and asked is the same for a protected key as for any other: a page sees
/// no difference before the user has been verified or has declined.
#[test]
fn locked_vault_finds_a_protected_key_as_any_other() {
    let (plain, locked_up) = (Key::made_with(json!({})), protected(REQUIRED));
    assert_eq!(plain.record.sealed.len(), locked_up.record.sealed.len());
    for key in [plain, locked_up] {
        let vault_id = key.vault.vault_id();
        let found = pending_request(named(&key)).named_records(vault_id);
        assert_eq!(found, Some(vec![key.record.id]));
        let excluded = pending_creation(excluding(&key)).named_records(vault_id);
        assert_eq!(excluded, Some(vec![key.record.id]));
        let pending = pending_request(request_options());
        assert_eq!(
            accounts(&pending, &key.vault, slice::from_ref(&key.record)).len(),
            1
        );
    }
}
