//! `credBlob`

use serde_json::json;
use xenon_protocol::Base64Url;

use crate::{Key, results_of, said_at_sign_in};

fn bytes(length: usize) -> Base64Url {
    Base64Url::from(vec![7; length])
}

#[test]
fn what_was_given_at_creation_comes_back_at_a_sign_in() {
    for length in [1, 32] {
        let key = Key::made_with(json!({ "credBlob": bytes(length) }));
        assert_eq!(key.results(), json!({ "credBlob": true }));
        assert_eq!(key.said(), "a16863726564426c6f62f5");
        let assertion = key.sign_in(json!({ "getCredBlob": true }));
        assert_eq!(
            results_of(&assertion),
            json!({ "getCredBlob": bytes(length) })
        );
        assert!(said_at_sign_in(&assertion).ends_with(&"07".repeat(length)));
    }
}

#[test]
fn the_signed_data_holds_the_blob() {
    let key = Key::made_with(json!({ "credBlob": bytes(4) }));
    let assertion = key.sign_in(json!({ "getCredBlob": true }));
    assert_eq!(
        said_at_sign_in(&assertion),
        "a16863726564426c6f624407070707"
    );
    assert!(xenon_conformance::party::verifies(&key.made, &assertion));
}

#[test]
fn more_than_32_bytes_are_not_kept_and_the_key_is_made_without() {
    let key = Key::made_with(json!({ "credBlob": bytes(33) }));
    assert_eq!(key.results(), json!({ "credBlob": false }));
    assert_eq!(key.said(), "a16863726564426c6f62f4");
    assert_eq!(
        key.sign_in_results(json!({ "getCredBlob": true })),
        json!({ "getCredBlob": "" })
    );
}

#[test]
fn a_key_without_a_blob_gives_an_empty_one() {
    let key = Key::made_with(json!({}));
    let assertion = key.sign_in(json!({ "getCredBlob": true }));
    assert_eq!(results_of(&assertion), json!({ "getCredBlob": "" }));
    assert_eq!(said_at_sign_in(&assertion), "a16863726564426c6f6240");
}

#[test]
fn a_blob_that_nobody_asks_for_stays_where_it_is() {
    let key = Key::made_with(json!({ "credBlob": bytes(4) }));
    for extensions in [json!({}), json!({ "getCredBlob": false })] {
        let assertion = key.sign_in(extensions);
        assert_eq!(results_of(&assertion), json!({}));
        assert_eq!(said_at_sign_in(&assertion), "");
    }
}
