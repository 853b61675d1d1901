//! The user's own names for keys: sealed with them, and passed on to a key that takes a place.

#![allow(clippy::unwrap_used, reason = "a test's helper may stop the test")]

use serde_json::{Value, json};
use xenon_ceremony::{accounts, label, register, replaced};
use xenon_conformance::party::{
    self, DEVICE_BOUND, NOW, creation_options, pending_creation, pending_request, request_options,
    rng,
};
use xenon_vault::{OpenVault, SealedRecord};

fn passkey_options() -> Value {
    let mut options = creation_options();
    let map = options.as_object_mut().unwrap();
    map.insert(
        "authenticatorSelection".into(),
        json!({ "residentKey": "required" }),
    );
    options
}

fn labelled(vault: &OpenVault, name: &str) -> SealedRecord {
    let (_, record) = party::registered(vault, passkey_options());
    label(vault, &record, name, &mut rng()).unwrap()
}

fn label_of(vault: &OpenVault, record: &SealedRecord) -> String {
    vault.open(record).unwrap().0.label
}

#[test]
fn a_label_is_kept_and_can_be_taken_away() {
    let vault = party::vault();
    let record = labelled(&vault, " Work ");
    assert_eq!(label_of(&vault, &record), "Work");
    let plain = label(&vault, &record, "", &mut rng()).unwrap();
    assert_eq!(label_of(&vault, &plain), "");
}

#[test]
fn a_long_label_is_cut_between_characters() {
    let vault = party::vault();
    let record = labelled(&vault, &"\u{6587}".repeat(100));
    assert_eq!(label_of(&vault, &record), "\u{6587}".repeat(64));
}

#[test]
fn whoever_is_asked_for_an_account_sees_it() {
    let vault = party::vault();
    let record = labelled(&vault, "Work");
    let pending = pending_request(request_options());
    let accounts = accounts(&pending, &vault, &[record]);
    assert_eq!(accounts.first().unwrap().label, "Work");
}

#[test]
fn it_passes_on_to_the_key_that_takes_the_place() {
    let vault = party::vault();
    let found = [labelled(&vault, "Work")];
    let pending = pending_creation(passkey_options());
    let told = replaced(&pending, &vault, &found, NOW);
    assert_eq!(told.first().unwrap().label, "Work");
    let approved = register(&pending, &vault, &found, DEVICE_BOUND, NOW, &mut rng()).unwrap();
    assert_eq!(label_of(&vault, approved.changes.first().unwrap()), "Work");
}
