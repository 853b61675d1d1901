//! BE, BS and the signature counter: what a site is told of where a key may be.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test's helper may stop the test"
)]

use serde_json::json;
use xenon_ceremony::{Approved, Choices, authenticate, register};
use xenon_conformance::party::{
    BACKUP_ELIGIBLE, DEVICE_BOUND, NOW, creation_options, flags, pending_creation, pending_request,
    request_options, rng, vault, with,
};
use xenon_protocol::json::{AuthenticationResponseJson, RegistrationResponseJson};
use xenon_vault::{OpenVault, SealedRecord};

const BE: u8 = 0b0000_1000;
const BS: u8 = 0b0001_0000;

fn make(vault: &OpenVault, choices: Choices) -> (RegistrationResponseJson, SealedRecord) {
    let selection = json!({ "residentKey": "required" });
    let options = with(creation_options(), "authenticatorSelection", selection);
    let pending = pending_creation(options);
    let mut made = register(&pending, vault, &[], choices, NOW, &mut rng()).unwrap();
    (made.reply, made.changes.pop().unwrap())
}

fn sign(vault: &OpenVault, record: &SealedRecord) -> Approved<AuthenticationResponseJson> {
    let pending = pending_request(request_options());
    authenticate(&pending, vault, record, NOW, &mut rng()).unwrap()
}

fn backup_flags(data: &[u8]) -> u8 {
    flags(data) & (BE | BS)
}

fn counter(data: &[u8]) -> u32 {
    u32::from_be_bytes(data[33..37].try_into().unwrap())
}

#[test]
fn device_bound_key_is_so_for_life() {
    let vault = vault();
    let (made, record) = make(&vault, DEVICE_BOUND);
    assert_eq!(backup_flags(made.response.authenticator_data.as_slice()), 0);
    let signed = sign(&vault, &record).reply;
    assert_eq!(
        backup_flags(signed.response.authenticator_data.as_slice()),
        0
    );
}

#[test]
fn eligible_key_is_not_said_to_be_backed_up_before_it_is() {
    let vault = vault();
    let (made, record) = make(&vault, BACKUP_ELIGIBLE);
    assert_eq!(
        backup_flags(made.response.authenticator_data.as_slice()),
        BE
    );
    let signed = sign(&vault, &record).reply;
    assert_eq!(
        backup_flags(signed.response.authenticator_data.as_slice()),
        BE
    );
}

#[test]
fn key_in_a_backup_says_so_and_a_device_bound_one_never_does() {
    let vault = vault();
    for (choices, expected) in [(BACKUP_ELIGIBLE, BE | BS), (DEVICE_BOUND, 0)] {
        let (_, record) = make(&vault, choices);
        let (mut credential, generation) = vault.open(&record).unwrap();
        credential.backed_up = true;
        let record = vault.seal(&credential, generation + 1, &mut rng()).unwrap();
        let data = sign(&vault, &record).reply.response.authenticator_data;
        assert_eq!(backup_flags(data.as_slice()), expected);
    }
}

#[test]
fn device_bound_key_counts_and_stores_the_count_before_the_reply() {
    let vault = vault();
    let (made, mut record) = make(&vault, DEVICE_BOUND);
    assert_eq!(counter(made.response.authenticator_data.as_slice()), 0);
    for expected in 1..=3 {
        let mut signed = sign(&vault, &record);
        let data = signed.reply.response.authenticator_data;
        assert_eq!(counter(data.as_slice()), expected);
        assert!(signed.touched.is_none());
        record = signed.changes.pop().unwrap();
        let (stored, generation) = vault.open(&record).unwrap();
        assert_eq!((stored.sign_count, generation), (expected, expected));
        assert_eq!(stored.last_used_at, Some(NOW));
    }
}

#[test]
fn key_that_may_be_restored_from_a_copy_does_not_count() {
    let vault = vault();
    let (_, record) = make(&vault, BACKUP_ELIGIBLE);
    let signed = sign(&vault, &record);
    let data = signed.reply.response.authenticator_data;
    assert_eq!(counter(data.as_slice()), 0);
    assert!(signed.changes.is_empty());
    let (stored, _) = vault.open(&signed.touched.unwrap()).unwrap();
    assert_eq!((stored.sign_count, stored.last_used_at), (0, Some(NOW)));
}

#[test]
fn count_ends_at_its_highest_instead_of_beginning_again() {
    let vault = vault();
    let (_, record) = make(&vault, DEVICE_BOUND);
    let (mut credential, _) = vault.open(&record).unwrap();
    credential.sign_count = u32::MAX;
    let record = vault.seal(&credential, 1, &mut rng()).unwrap();
    let data = sign(&vault, &record).reply.response.authenticator_data;
    assert_eq!(counter(data.as_slice()), u32::MAX);
}
