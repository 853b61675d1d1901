//! Ceremonies that disturb nobody: `mediation: "conditional"`.

#![allow(clippy::unwrap_used, reason = "a test's helper may stop the test")]

use std::slice;

use serde_json::{Value, json};
use xenon_ceremony::{
    AuthenticationError, Pending, Refusal, RegistrationError, accounts, authenticate, register,
};
use xenon_conformance::party::{
    DEVICE_BOUND, NOW, creation_options, flags, pending_creation, pending_request, registered,
    request_options, rng, vault,
};

const UP: u8 = 0b0000_0001;
const UV: u8 = 0b0000_0100;
const AT: u8 = 0b0100_0000;

fn created_as(resident_key: &str) -> Value {
    with(
        creation_options(),
        "authenticatorSelection",
        json!({ "residentKey": resident_key }),
    )
}

fn with(mut options: Value, member: &str, value: Value) -> Value {
    options
        .as_object_mut()
        .unwrap()
        .insert(member.to_owned(), value);
    options
}

fn naming(ids: &[&str]) -> Value {
    let descriptors: Vec<Value> = ids
        .iter()
        .map(|id| json!({ "type": "public-key", "id": id }))
        .collect();
    with(request_options(), "allowCredentials", descriptors.into())
}

#[test]
fn a_sign_in_finds_only_what_is_discoverable() {
    let vault = vault();
    for (resident_key, found) in [("required", 1), ("discouraged", 0)] {
        let (reply, record) = registered(&vault, created_as(resident_key));
        for options in [request_options(), naming(&[&reply.id.to_string()])] {
            let pending = pending_request(options).conditional();
            let candidates = accounts(&pending, &vault, slice::from_ref(&record));
            assert_eq!(candidates.len(), found, "{resident_key}");
            let signed = authenticate(&pending, &vault, &record, NOW, &mut rng());
            let expected = (found == 0).then_some(AuthenticationError::NotACandidate);
            assert_eq!(signed.err(), expected, "{resident_key}");
        }
    }
}

#[test]
fn the_list_of_a_sign_in_is_a_filter() {
    let vault = vault();
    let (_, record) = registered(&vault, created_as("required"));
    let pending = pending_request(naming(&["Zm9yZWlnbg"])).conditional();
    assert!(accounts(&pending, &vault, slice::from_ref(&record)).is_empty());
}

#[test]
fn a_sign_in_is_chosen_by_a_person_and_has_time() {
    let vault = vault();
    let (_, record) = registered(&vault, created_as("required"));
    let options = with(request_options(), "timeout", json!(1));
    let pending = pending_request(options).conditional();
    assert_eq!(pending.deadline(), u64::MAX);
    let signed = authenticate(&pending, &vault, &record, NOW, &mut rng()).unwrap();
    let data = signed.reply.response.authenticator_data;
    assert_eq!(flags(data.as_slice()) & (UP | UV), UP);
}

#[test]
fn a_registration_says_that_nobody_was_asked() {
    let vault = vault();
    let pending = pending_creation(created_as("required")).conditional();
    let made = register(&pending, &vault, &[], DEVICE_BOUND, NOW, &mut rng()).unwrap();
    let data = made.reply.response.authenticator_data;
    assert_eq!(flags(data.as_slice()), AT);
}

#[test]
fn a_registration_verifies_nobody() {
    let required = json!({ "userVerification": "required" });
    let options = with(creation_options(), "authenticatorSelection", required);
    let pending = pending_creation(options).conditional();
    let refused = register(&pending, &vault(), &[], DEVICE_BOUND, NOW, &mut rng()).unwrap_err();
    assert_eq!(refused, RegistrationError::VerificationNeeded);
    assert_eq!(
        Refusal::CannotVerify.dom_exception().name,
        "ConstraintError"
    );
}

#[test]
fn a_registration_gives_an_account_no_second_key() {
    let vault = vault();
    for resident_key in ["required", "discouraged"] {
        let (_, record) = registered(&vault, created_as(resident_key));
        let found = slice::from_ref(&record);
        let pending = pending_creation(creation_options()).conditional();
        let refused = register(&pending, &vault, found, DEVICE_BOUND, NOW, &mut rng()).unwrap_err();
        assert_eq!(refused, RegistrationError::AccountHasKey, "{resident_key}");
        let other = json!({ "id": "b3RoZXI", "name": "bob", "displayName": "Bob" });
        let pending = pending_creation(with(creation_options(), "user", other)).conditional();
        assert!(register(&pending, &vault, found, DEVICE_BOUND, NOW, &mut rng()).is_ok());
    }
}

#[test]
fn it_is_written_down_with_the_rest() {
    let pending = pending_creation(creation_options()).conditional();
    assert_eq!(Pending::from_text(&pending.to_text()), Ok(pending.clone()));
    assert_ne!(pending, pending_creation(creation_options()));
}
