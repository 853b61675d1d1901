//! Registration and sign-in from options to answers, through the public API alone.
#![allow(clippy::unwrap_used, reason = "a test's helper may stop the test")]

use std::slice;

use serde_json::{Value, json};
use xenon_ceremony::{
    AuthenticationError, ForTheBrowser, Pending, Refusal, RegistrationError, accounts,
    authenticate, register,
};
use xenon_conformance::party::{
    self, DEVICE_BOUND, NOW, RP_ID, allow, caller_from, creation_options, flags, pending_creation,
    pending_request, registered, request_options, rng, signed, vault, verifies, with,
};
use xenon_protocol::{Base64Url, PublicSuffixList};
use xenon_vault::RecordId;

const UP: u8 = 0b0000_0001;
const UV: u8 = 0b0000_0100;
const AT: u8 = 0b0100_0000;

fn required(options: Value) -> Value {
    if options.get("rp").is_some() {
        with(
            options,
            "authenticatorSelection",
            json!({ "userVerification": "required" }),
        )
    } else {
        with(options, "userVerification", json!("required"))
    }
}

#[test]
fn registered_key_signs_in() {
    let vault = vault();
    let (registration, record) = registered(&vault, creation_options());
    let assertion = signed(&vault, &record, allow(&registration.id));
    assert!(verifies(&registration, &assertion));
    assert_eq!(assertion.response.user_handle.unwrap().as_slice(), b"user");
}

#[test]
fn flags_say_only_what_happened() {
    let vault = vault();
    let (registration, record) = registered(&vault, creation_options());
    assert_eq!(
        flags(registration.response.authenticator_data.as_slice()),
        UP | AT
    );
    let assertion = signed(&vault, &record, allow(&registration.id));
    assert_eq!(flags(assertion.response.authenticator_data.as_slice()), UP);
}

#[test]
fn verified_user_shows_in_the_flags() {
    let vault = vault();
    let pending = pending_creation(required(creation_options())).with_new_vault(NOW);
    let approved = register(&pending, &vault, &[], DEVICE_BOUND, NOW, &mut rng()).unwrap();
    assert_eq!(
        flags(approved.reply.response.authenticator_data.as_slice()),
        UP | UV | AT
    );
}

#[test]
fn required_verification_cannot_be_left_out() {
    let vault = vault();
    let pending = pending_creation(required(creation_options()));
    let refused = register(&pending, &vault, &[], DEVICE_BOUND, NOW, &mut rng()).unwrap_err();
    assert_eq!(refused, RegistrationError::VerificationNeeded);

    let (registration, record) = registered(&vault, creation_options());
    let pending = pending_request(required(allow(&registration.id)));
    let refused = authenticate(&pending, &vault, &record, NOW, &mut rng()).unwrap_err();
    assert_eq!(refused, AuthenticationError::VerificationNeeded);
}

#[test]
fn verification_of_long_ago_or_of_the_future_does_not_count() {
    let pending = pending_creation(creation_options()).with_new_vault(NOW);
    assert!(pending.is_verified(NOW + 300_000));
    assert!(!pending.is_verified(NOW + 300_001));
    assert!(!pending.is_verified(NOW - 1));
}

#[test]
fn excluded_key_is_refused_after_consent() {
    let vault = vault();
    let (registration, record) = registered(&vault, creation_options());
    let excluded = json!([{ "type": "public-key", "id": registration.id.to_string() }]);
    let pending = pending_creation(with(creation_options(), "excludeCredentials", excluded));
    let refused = register(&pending, &vault, &[record], DEVICE_BOUND, NOW, &mut rng()).unwrap_err();
    assert_eq!(refused, RegistrationError::Refused(Refusal::Excluded));
    assert_eq!(Refusal::Excluded.dom_exception().name, "InvalidStateError");
}

#[test]
fn key_of_another_site_is_neither_excluded_nor_used() {
    let vault = vault();
    let other = with(
        creation_options(),
        "rp",
        json!({ "id": "login.example.com", "name": "X" }),
    );
    let (registration, record) = registered(&vault, other);
    let id = registration.id;
    let excluded = json!([{ "type": "public-key", "id": id }]);
    let pending = pending_creation(with(creation_options(), "excludeCredentials", excluded));
    assert!(
        register(
            &pending,
            &vault,
            slice::from_ref(&record),
            DEVICE_BOUND,
            NOW,
            &mut rng()
        )
        .is_ok()
    );

    let pending = pending_request(allow(&id));
    assert!(accounts(&pending, &vault, slice::from_ref(&record)).is_empty());
    let refused = authenticate(&pending, &vault, &record, NOW, &mut rng()).unwrap_err();
    assert_eq!(refused, AuthenticationError::NotACandidate);
}

#[test]
fn without_an_allow_list_only_discoverable_keys_answer() {
    let vault = vault();
    let selection = json!({ "residentKey": "required" });
    let (_, passkey) = registered(
        &vault,
        with(creation_options(), "authenticatorSelection", selection),
    );
    let (_, second_factor) = registered(&vault, creation_options());
    let found = accounts(
        &pending_request(request_options()),
        &vault,
        &[second_factor, passkey.clone()],
    );
    assert_eq!(
        found
            .iter()
            .map(|account| account.record)
            .collect::<Vec<_>>(),
        [passkey.id]
    );
}

#[test]
fn most_recently_used_account_comes_first() {
    let vault = vault();
    let selection = json!({ "residentKey": "required" });
    let options = with(creation_options(), "authenticatorSelection", selection);
    let mut random = rng();
    let mut make = |at| {
        let pending = pending_creation(options.clone());
        register(&pending, &vault, &[], DEVICE_BOUND, at, &mut random)
            .unwrap()
            .changes
            .pop()
            .unwrap()
    };
    let (older, newer) = (make(NOW), make(NOW + 1));
    let pending = pending_request(request_options());
    let ranking = |records: &[_]| -> Vec<RecordId> {
        accounts(&pending, &vault, records)
            .iter()
            .map(|account| account.record)
            .collect()
    };
    assert_eq!(
        ranking(&[older.clone(), newer.clone()]),
        [newer.id, older.id]
    );
    let mut used = authenticate(&pending, &vault, &older, NOW + 2, &mut rng()).unwrap();
    assert_eq!(
        ranking(&[newer.clone(), used.changes.pop().unwrap()]),
        [older.id, newer.id]
    );
}

#[test]
fn damaged_record_does_not_hide_the_others() {
    let vault = vault();
    let selection = json!({ "residentKey": "required" });
    let (_, record) = registered(
        &vault,
        with(creation_options(), "authenticatorSelection", selection),
    );
    let mut damaged = record.clone();
    damaged.sealed.truncate(40);
    let pending = pending_request(request_options());
    assert_eq!(accounts(&pending, &vault, &[damaged, record]).len(), 1);
}

#[test]
fn cred_props_tell_what_was_made() {
    let vault = vault();
    for (resident_key, rk) in [
        ("required", true),
        ("preferred", true),
        ("discouraged", false),
    ] {
        let options = with(
            creation_options(),
            "extensions",
            json!({ "credProps": true }),
        );
        let selection = json!({ "residentKey": resident_key });
        let (registration, _) =
            registered(&vault, with(options, "authenticatorSelection", selection));
        assert_eq!(
            registration.client_extension_results.cred_props.unwrap().rk,
            rk
        );
    }
}

#[test]
fn key_reports_the_attachment_it_was_registered_as() {
    let vault = vault();
    for asked in ["platform", "cross-platform"] {
        let selection = json!({ "authenticatorAttachment": asked });
        let (registration, record) = registered(
            &vault,
            with(creation_options(), "authenticatorSelection", selection),
        );
        let assertion = signed(&vault, &record, allow(&registration.id));
        for reported in [
            registration.authenticator_attachment,
            assertion.authenticator_attachment,
        ] {
            assert_eq!(serde_json::to_value(reported).unwrap(), asked);
        }
        assert_eq!(registration.response.transports, ["internal"]);
    }
}

#[test]
fn what_is_not_ours_is_left_to_the_browser() {
    let begin = |options: Value, origin: &str| {
        let caller = caller_from(origin, &[], None);
        let options = serde_json::from_value(options).unwrap();
        Pending::registration(options, caller, &PublicSuffixList::embedded(), NOW).unwrap_err()
    };
    let look_alike = "https://evil-example.com";
    assert_eq!(begin(creation_options(), look_alike), ForTheBrowser::RpId);
    let only_es256k = json!([{ "type": "public-key", "alg": -47 }]);
    assert_eq!(
        begin(
            with(creation_options(), "pubKeyCredParams", only_es256k),
            party::ORIGIN
        ),
        ForTheBrowser::Algorithm
    );
    let nobody = json!({ "id": "", "name": "n", "displayName": "d" });
    assert_eq!(
        begin(with(creation_options(), "user", nobody), party::ORIGIN),
        ForTheBrowser::UserHandle
    );
}

#[test]
fn framed_site_names_the_page_around_it() {
    let caller = caller_from(
        party::ORIGIN,
        &["https://shop.example"],
        Some("https://shop.example"),
    );
    let options = serde_json::from_value(request_options()).unwrap();
    let pending =
        Pending::authentication(options, caller, &PublicSuffixList::embedded(), NOW).unwrap();
    let vault = vault();
    let selection = json!({ "residentKey": "required" });
    let (_, record) = registered(
        &vault,
        with(creation_options(), "authenticatorSelection", selection),
    );
    let reply = authenticate(&pending, &vault, &record, NOW, &mut rng())
        .unwrap()
        .reply;
    assert_eq!(
        String::from_utf8(reply.response.client_data_json.into_vec()).unwrap(),
        concat!(
            r#"{"type":"webauthn.get","challenge":"YWdhaW4","origin":"https://login.example.com","#,
            r#""crossOrigin":true,"topOrigin":"https://shop.example"}"#
        )
    );
}

#[test]
fn pending_ceremony_survives_being_written_down() {
    for pending in [
        pending_creation(creation_options()),
        pending_creation(required(creation_options())).with_new_vault(NOW),
        pending_request(request_options()),
        pending_request(allow(&Base64Url::from(vec![1, 2, 3]))),
    ] {
        assert_eq!(Pending::from_text(&pending.to_text()), Ok(pending));
    }
}

#[test]
fn text_that_is_not_a_pending_ceremony_is_refused() {
    let text = pending_creation(creation_options()).to_text();
    for length in 0..text.len() {
        assert!(Pending::from_text(&text[..length]).is_err());
    }
}

#[test]
fn named_credentials_are_known_without_a_key() {
    let vault = vault();
    let (registration, record) = registered(&vault, creation_options());
    let named = pending_request(allow(&registration.id)).named_records(vault.vault_id());
    assert_eq!(named, Some(vec![record.id]));
    assert_eq!(
        pending_request(request_options()).named_records(vault.vault_id()),
        None
    );
}

#[test]
fn names_that_cannot_be_ours_still_make_a_list() {
    let strange = json!([
        { "type": "password", "id": "AQ" },
        { "type": "public-key", "id": "A".repeat(2000) },
    ]);
    let pending = pending_request(with(request_options(), "allowCredentials", strange));
    assert_eq!(pending.named_records(vault().vault_id()), Some(Vec::new()));
    assert_eq!(pending.rp_id().as_str(), RP_ID);
}

#[test]
fn rp_id_that_the_origin_may_not_use_is_refused_for_sign_in_too() {
    let caller = caller_from("https://evil-example.com", &[], None);
    let options = serde_json::from_value(request_options()).unwrap();
    assert_eq!(
        Pending::authentication(options, caller, &PublicSuffixList::embedded(), NOW).unwrap_err(),
        ForTheBrowser::RpId
    );
}
