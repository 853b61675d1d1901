//! A new discoverable key takes the place of the account's old one.

#![allow(clippy::unwrap_used, reason = "a test's helper may stop the test")]

use chacha20::ChaCha20Rng;
use rand_core::SeedableRng;
use serde_json::{Value, json};
use xenon_ceremony::{Pending, RegistrationError, register, replaced};
use xenon_conformance::party::{
    DEVICE_BOUND, NOW, creation_options, pending_creation, registered, vault,
};
use xenon_protocol::json::RegistrationResponseJson;
use xenon_vault::{OpenVault, RecordId, SealedRecord};

fn options(resident_key: &str, members: &[(&str, Value)]) -> Value {
    let mut options = creation_options();
    let map = options.as_object_mut().unwrap();
    map.insert(
        "authenticatorSelection".into(),
        json!({ "residentKey": resident_key }),
    );
    for (name, value) in members {
        map.insert((*name).to_owned(), value.clone());
    }
    options
}

fn old(vault: &OpenVault, resident_key: &str) -> (RegistrationResponseJson, SealedRecord) {
    registered(vault, options(resident_key, &[]))
}

/// What approving removes, which is what the user is told before.
fn removed(pending: &Pending, vault: &OpenVault, found: &[SealedRecord]) -> Vec<RecordId> {
    let mut rng = ChaCha20Rng::from_seed([8; 32]);
    let approved = register(pending, vault, found, DEVICE_BOUND, NOW, &mut rng).unwrap();
    assert_eq!(approved.changes.len(), 1);
    let told = replaced(pending, vault, found, NOW);
    assert_eq!(
        told.iter().map(|key| key.record).collect::<Vec<_>>(),
        approved.removed
    );
    approved.removed
}

#[test]
fn the_old_key_of_the_account_goes_and_is_named() {
    let vault = vault();
    let (_, record) = old(&vault, "required");
    let pending = pending_creation(options("preferred", &[]));
    let found = [record];
    assert_eq!(removed(&pending, &vault, &found), [found[0].id]);
    let told = replaced(&pending, &vault, &found, NOW).pop().unwrap();
    assert_eq!(
        (told.user_name.as_str(), told.user_display_name.as_str()),
        ("alice", "Alice")
    );
    assert_eq!(told.created_at, NOW);
}

#[test]
fn keys_that_are_not_discoverable_neither_go_nor_replace() {
    let vault = vault();
    for (older, newer) in [
        ("discouraged", "required"),
        ("required", "discouraged"),
        ("discouraged", "discouraged"),
    ] {
        let (_, record) = old(&vault, older);
        let pending = pending_creation(options(newer, &[]));
        assert_eq!(removed(&pending, &vault, &[record]), [], "{older}, {newer}");
    }
}

#[test]
fn keys_of_other_accounts_and_sites_stay() {
    let vault = vault();
    let (_, record) = old(&vault, "required");
    let found = [record];
    let user = json!({ "id": "b3RoZXI", "name": "alice", "displayName": "Alice" });
    let rp = json!({ "id": "login.example.com", "name": "Example" });
    for other in [("user", user), ("rp", rp)] {
        let pending = pending_creation(options("required", &[other]));
        assert_eq!(removed(&pending, &vault, &found), []);
    }
}

#[test]
fn an_excluded_key_wins_and_nothing_is_said_of_replacing() {
    let vault = vault();
    let (reply, record) = old(&vault, "required");
    let found = [record];
    let excluded = json!([{ "type": "public-key", "id": reply.id.to_string() }]);
    let pending = pending_creation(options("required", &[("excludeCredentials", excluded)]));
    assert_eq!(replaced(&pending, &vault, &found, NOW), []);
    let mut rng = ChaCha20Rng::from_seed([8; 32]);
    let refused = register(&pending, &vault, &found, DEVICE_BOUND, NOW, &mut rng).unwrap_err();
    assert!(matches!(refused, RegistrationError::Refused(_)));
}

#[test]
fn a_record_that_does_not_open_is_not_removed() {
    let vault = vault();
    let (_, mut record) = old(&vault, "required");
    *record.sealed.last_mut().unwrap() ^= 1;
    let pending = pending_creation(options("required", &[]));
    assert_eq!(removed(&pending, &vault, &[record]), []);
}

#[test]
fn an_excluded_key_that_must_not_be_told_of_stays() {
    let vault = vault();
    let protected = json!({ "credentialProtectionPolicy": "userVerificationRequired" });
    let (reply, record) = registered(&vault, options("required", &[("extensions", protected)]));
    let excluded = json!([{ "type": "public-key", "id": reply.id.to_string() }]);
    let pending = pending_creation(options("required", &[("excludeCredentials", excluded)]));
    assert_eq!(removed(&pending, &vault, &[record]), []);
}
