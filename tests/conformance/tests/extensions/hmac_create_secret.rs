//! `hmacCreateSecret`

use serde_json::json;

use crate::Key;

#[test]
fn the_secret_is_confirmed_to_page_and_site() {
    let key = Key::made_with(json!({ "hmacCreateSecret": true }));
    assert_eq!(key.results(), json!({ "hmacCreateSecret": true }));
    assert_eq!(key.said(), "a16b686d61632d736563726574f5");
}

#[test]
fn it_makes_the_function_of_prf_available() {
    let key = Key::made_with(json!({ "hmacCreateSecret": true }));
    let results = key.sign_in_results(json!({ "prf": { "eval": { "first": "AQ" } } }));
    assert!(results["prf"]["results"]["first"].is_string());
}

#[test]
fn who_does_not_want_one_hears_nothing() {
    let key = Key::made_with(json!({ "hmacCreateSecret": false }));
    assert_eq!((key.results(), key.said()), (json!({}), String::new()));
    assert!(
        key.vault
            .open(&key.record)
            .unwrap()
            .0
            .extensions
            .prf_secret
            .is_none()
    );
}
