//! What sites say about accounts, unasked: it hides and renames, and never deletes.

#![allow(clippy::unwrap_used, reason = "a test's helper may stop the test")]

use serde_json::{Value, json};
use xenon_ceremony::{Signal, accounts, register, unhide};
use xenon_conformance::party::{
    self, DEVICE_BOUND, NOW, RP_ID, creation_options, pending_creation, pending_request,
    request_options, rng,
};
use xenon_protocol::{Origin, PublicSuffixList, RelatedOrigins};
use xenon_vault::{OpenVault, SealedRecord};

const OWN: &str = "https://login.example.com";

struct Key {
    id: String,
    record: SealedRecord,
}

fn passkey(vault: &OpenVault) -> Key {
    let mut options = creation_options();
    if let Some(map) = options.as_object_mut() {
        map.insert(
            "authenticatorSelection".into(),
            json!({ "residentKey": "required" }),
        );
    }
    let (reply, record) = party::registered(vault, options);
    Key {
        id: reply.id.to_string(),
        record,
    }
}

fn claimed(said: Value, origin: &str, related: Option<&RelatedOrigins>) -> Option<Signal> {
    let said = serde_json::from_value(said).unwrap();
    let origin = Origin::parse(origin).unwrap();
    Signal::claim(said, &origin, related, &PublicSuffixList::embedded())
}

/// The record after a signal of the site's own; nothing if the signal changed nothing.
fn after(vault: &OpenVault, record: &SealedRecord, said: Value) -> Option<SealedRecord> {
    let signal = claimed(said, OWN, None).unwrap();
    let found = std::slice::from_ref(record);
    signal.heed(vault, found, &mut rng()).unwrap().pop()
}

fn answers(vault: &OpenVault, record: &SealedRecord) -> Vec<String> {
    let pending = pending_request(request_options());
    accounts(&pending, vault, std::slice::from_ref(record))
        .into_iter()
        .map(|account| account.user_name)
        .collect()
}

fn unknown(id: &str) -> Value {
    json!({ "kind": "unknown-credential", "rpId": RP_ID, "credentialId": id })
}

fn accepted(user: &str, ids: &[&str]) -> Value {
    json!({ "kind": "all-accepted-credentials", "rpId": RP_ID, "userId": user,
        "allAcceptedCredentialIds": ids })
}

#[test]
fn an_unknown_credential_no_longer_answers_until_the_user_wants_it() {
    let vault = party::vault();
    let key = passkey(&vault);
    assert_eq!(answers(&vault, &key.record), ["alice"]);
    let hidden = after(&vault, &key.record, unknown(&key.id)).unwrap();
    assert!(answers(&vault, &hidden).is_empty());
    let shown = unhide(&vault, &hidden, &mut rng()).unwrap();
    assert_eq!(answers(&vault, &shown), ["alice"]);
}

#[test]
fn a_hidden_credential_does_not_sign_either() {
    let vault = party::vault();
    let key = passkey(&vault);
    let hidden = after(&vault, &key.record, unknown(&key.id)).unwrap();
    let pending = pending_request(request_options());
    assert!(xenon_ceremony::authenticate(&pending, &vault, &hidden, NOW, &mut rng()).is_err());
}

#[test]
fn a_hidden_credential_still_excludes() {
    let vault = party::vault();
    let key = passkey(&vault);
    let hidden = after(&vault, &key.record, unknown(&key.id)).unwrap();
    let mut options = creation_options();
    if let Some(map) = options.as_object_mut() {
        let excluded = json!([{ "type": "public-key", "id": key.id }]);
        map.insert("excludeCredentials".into(), excluded);
    }
    let pending = pending_creation(options);
    assert!(register(&pending, &vault, &[hidden], DEVICE_BOUND, NOW, &mut rng()).is_err());
}

#[test]
fn all_accepted_hides_the_absent_and_unhides_the_present() {
    let vault = party::vault();
    let key = passkey(&vault);
    let hidden = after(&vault, &key.record, accepted("dXNlcg", &["AAAA"])).unwrap();
    assert!(answers(&vault, &hidden).is_empty());
    let shown = after(&vault, &hidden, accepted("dXNlcg", &["AAAA", &key.id])).unwrap();
    assert_eq!(answers(&vault, &shown), ["alice"]);
}

#[test]
fn what_is_so_already_is_not_written_again() {
    let vault = party::vault();
    let key = passkey(&vault);
    let details = json!({ "kind": "current-user-details", "rpId": RP_ID, "userId": "dXNlcg",
        "name": "alice", "displayName": "Alice" });
    for said in [
        unknown("AAAA"),
        accepted("dXNlcg", &[&key.id]),
        accepted("b3RoZXI", &[]),
        details,
    ] {
        assert_eq!(after(&vault, &key.record, said), None);
    }
}

#[test]
fn the_account_gets_its_new_name() {
    let vault = party::vault();
    let key = passkey(&vault);
    let said = json!({ "kind": "current-user-details", "rpId": RP_ID, "userId": "dXNlcg",
        "name": "bob", "displayName": "Bob" });
    let renamed = after(&vault, &key.record, said).unwrap();
    assert_eq!(answers(&vault, &renamed), ["bob"]);
}

#[test]
fn nobody_else_may_speak_for_a_site() {
    for origin in [
        "https://evil.com",
        "https://evilexample.com",
        "https://example.com.evil.com",
    ] {
        assert!(claimed(unknown("AAAA"), origin, None).is_none(), "{origin}");
    }
    let list = RelatedOrigins::new(vec!["https://example.net".to_owned()]);
    assert!(claimed(unknown("AAAA"), "https://example.net", Some(&list)).is_some());
    assert!(claimed(unknown("AAAA"), "https://evil.com", Some(&list)).is_none());
}

#[test]
fn a_site_says_nothing_about_the_keys_of_another() {
    let vault = party::vault();
    let key = passkey(&vault);
    let said = json!({ "kind": "unknown-credential", "rpId": "login.example.com", "credentialId": key.id });
    assert_eq!(after(&vault, &key.record, said), None);
}
