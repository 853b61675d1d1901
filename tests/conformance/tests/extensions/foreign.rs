//! What is not Xenon's, or not for this ceremony, is as if it had not been asked.

use serde_json::json;

use crate::{Key, results_of, said_at_sign_in};

#[test]
fn unknown_extensions_are_ignored() {
    let unknown =
        json!({ "uvm": true, "payment": { "isPayment": true }, "remoteClientDataJSON": "AA" });
    let key = Key::made_with(unknown.clone());
    assert_eq!((key.results(), key.said()), (json!({}), String::new()));
    assert_eq!(key.sign_in_results(unknown), json!({}));
}

#[test]
fn inputs_of_the_other_ceremony_are_ignored() {
    let key = Key::made_with(json!({ "getCredBlob": true }));
    assert_eq!((key.results(), key.said()), (json!({}), String::new()));
    let assertion = key.sign_in(json!({
        "credBlob": "AQ", "hmacCreateSecret": true, "minPinLength": true, "credProps": false,
        "credentialProtectionPolicy": "userVerificationRequired",
        "enforceCredentialProtectionPolicy": true,
    }));
    assert_eq!(results_of(&assertion), json!({}));
    assert_eq!(said_at_sign_in(&assertion), "");
}
