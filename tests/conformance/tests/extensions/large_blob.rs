//! `largeBlob`

use serde_json::{Value, json};
use xenon_ceremony::{Approved, authenticate};
use xenon_conformance::party::{
    BACKUP_ELIGIBLE, DEVICE_BOUND, NOW, allow, creation_options, pending_creation, pending_request,
    request_options, rng, signed, vault, with,
};
use xenon_protocol::json::AuthenticationResponseJson;
use xenon_protocol::{Base64Url, LargeBlob};
use xenon_vault::SealedRecord;

use crate::{Key, creation_is_misuse, request_is_misuse, results_of, said_at_sign_in};

fn with_a_place() -> Key {
    Key::made_with(json!({ "largeBlob": { "support": "required" } }))
}

fn content(length: usize) -> Base64Url {
    let bytes: Vec<u8> = (0..=250).cycle().step_by(31).take(length).collect();
    bytes.into()
}

fn approve(
    key: &Key,
    record: &SealedRecord,
    large_blob: &Value,
) -> Approved<AuthenticationResponseJson> {
    let extensions = json!({ "largeBlob": large_blob });
    let pending = pending_request(with(allow(&key.made.id), "extensions", extensions));
    authenticate(&pending, &key.vault, record, NOW, &mut rng()).unwrap()
}

fn read(key: &Key, record: &SealedRecord) -> Value {
    results_of(&approve(key, record, &json!({ "read": true })).reply)
}

fn write(key: &Key, record: &SealedRecord, content: &Base64Url) -> (Value, SealedRecord) {
    let mut approved = approve(key, record, &json!({ "write": content }));
    (results_of(&approved.reply), approved.changes.pop().unwrap())
}

const WRITTEN: &str = r#"{"largeBlob":{"written":true}}"#;
const NOT_WRITTEN: &str = r#"{"largeBlob":{"written":false}}"#;

#[test]
fn every_way_of_asking_for_support_gets_it() {
    for asked in [
        json!({}),
        json!({ "support": "preferred" }),
        json!({ "support": "required" }),
        json!({ "support": "?" }),
    ] {
        let key = Key::made_with(json!({ "largeBlob": asked }));
        assert_eq!(key.results(), json!({ "largeBlob": { "supported": true } }));
        assert_eq!(key.said(), "");
    }
}

#[test]
fn what_was_written_is_read_and_written_over() {
    let key = with_a_place();
    assert_eq!(read(&key, &key.record), json!({ "largeBlob": {} }));
    let mut record = key.record.clone();
    for length in [3, 0, 4_096, LargeBlob::MAX_LENGTH] {
        let (results, stored) = write(&key, &record, &content(length));
        assert_eq!(results.to_string(), WRITTEN);
        record = stored;
        let expected = json!({ "largeBlob": { "blob": content(length) } });
        assert_eq!(read(&key, &record), expected);
    }
}

#[test]
fn writing_is_a_change_that_must_be_stored_before_the_reply() {
    let vault = vault();
    let extensions = json!({ "largeBlob": {} });
    let pending = pending_creation(with(creation_options(), "extensions", extensions));
    let made = xenon_ceremony::register(&pending, &vault, &[], BACKUP_ELIGIBLE, NOW, &mut rng());
    let made = made.unwrap();
    let key = Key {
        vault,
        record: made.changes[0].clone(),
        made: made.reply,
    };
    let written = approve(&key, &key.record, &json!({ "write": "AQID" }));
    assert_eq!((written.changes.len(), written.touched), (1, None));
    let just_read = approve(&key, &key.record, &json!({ "read": true }));
    assert!(just_read.changes.is_empty() && just_read.touched.is_some());
}

#[test]
fn too_long_a_blob_is_not_written_and_the_sign_in_goes_on() {
    let key = with_a_place();
    let (_, record) = write(&key, &key.record, &content(5));
    let (results, record) = write(&key, &record, &content(LargeBlob::MAX_LENGTH + 1));
    assert_eq!(results.to_string(), NOT_WRITTEN);
    assert_eq!(
        read(&key, &record),
        json!({ "largeBlob": { "blob": content(5) } })
    );
}

#[test]
fn a_key_that_was_made_without_a_place_keeps_nothing() {
    let key = Key::made_with(json!({}));
    let (results, record) = write(&key, &key.record, &content(5));
    assert_eq!(results.to_string(), NOT_WRITTEN);
    assert_eq!(read(&key, &record), json!({ "largeBlob": {} }));
}

#[test]
fn a_blob_outlives_sign_ins_that_do_not_touch_it() {
    let key = with_a_place();
    let (_, record) = write(&key, &key.record, &content(5));
    let pending = pending_request(allow(&key.made.id));
    let mut used = authenticate(&pending, &key.vault, &record, NOW, &mut rng()).unwrap();
    let record = used.changes.pop().unwrap();
    assert_eq!(
        read(&key, &record),
        json!({ "largeBlob": { "blob": content(5) } })
    );
}

#[test]
fn who_does_not_read_gets_no_output() {
    let key = with_a_place();
    for nothing in [json!({}), json!({ "read": false })] {
        assert_eq!(
            key.sign_in_results(json!({ "largeBlob": nothing })),
            json!({})
        );
    }
    let assertion = signed(&key.vault, &key.record, request_options());
    assert_eq!(said_at_sign_in(&assertion), "");
}

#[test]
fn inputs_of_the_wrong_ceremony_are_misuse() {
    for input in [
        json!({ "read": true }),
        json!({ "read": false }),
        json!({ "write": "AQ" }),
    ] {
        assert!(creation_is_misuse(json!({ "largeBlob": input })));
    }
    let support = json!({ "largeBlob": { "support": "preferred" } });
    assert!(request_is_misuse(request_options(), support));
}

#[test]
fn reading_and_writing_at_once_is_misuse() {
    let both = json!({ "largeBlob": { "read": true, "write": "AQ" } });
    assert!(request_is_misuse(allow(&content(3)), both));
}

#[test]
fn writing_needs_exactly_one_named_credential() {
    let write = json!({ "largeBlob": { "write": "AQ" } });
    assert!(request_is_misuse(request_options(), write.clone()));
    let one = json!({ "type": "public-key", "id": "AQID" });
    let two = with(request_options(), "allowCredentials", json!([one, one]));
    assert!(request_is_misuse(two, write.clone()));
    assert!(!request_is_misuse(allow(&content(3)), write));
}

/// Seen from outside, a record grows by steps of 256 bytes, and by few for what compresses well.
#[test]
fn a_blob_is_stored_compressed_and_padded() {
    let key = with_a_place();
    let zeros = Base64Url::from(vec![0; 4_096]);
    let (_, record) = write(&key, &key.record, &zeros);
    assert_eq!(record.sealed.len(), key.record.sealed.len());
    let (_, record) = write(&key, &key.record, &content(LargeBlob::MAX_LENGTH));
    assert_eq!((record.sealed.len() - 29 - 16) % 256, 0);
}

#[test]
fn writing_counts_as_a_use_like_any_other() {
    let key = with_a_place();
    let (_, record) = write(&key, &key.record, &content(1));
    let (credential, generation) = key.vault.open(&record).unwrap();
    assert_eq!((credential.sign_count, generation), (1, 1));
    assert_eq!(credential.last_used_at, Some(NOW));
    assert_eq!(DEVICE_BOUND.device_bound, !credential.backup_eligible);
}
