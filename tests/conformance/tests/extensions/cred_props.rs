//! `credProps`

use serde_json::json;
use xenon_conformance::party::request_options;

use crate::{Key, request_is_misuse};

#[test]
fn only_who_asks_is_told() {
    let asked = Key::made_with(json!({ "credProps": true }));
    assert_eq!(asked.results(), json!({ "credProps": { "rk": true } }));
    assert_eq!(asked.said(), "");
    let not_asked = Key::made_with(json!({ "credProps": false }));
    assert_eq!(not_asked.results(), json!({}));
}

#[test]
fn it_does_not_belong_to_a_sign_in() {
    assert!(request_is_misuse(
        request_options(),
        json!({ "credProps": true })
    ));
}
