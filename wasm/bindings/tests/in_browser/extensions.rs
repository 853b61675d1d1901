//! Extension inputs as JavaScript has them, and the outputs that it gets.

use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;
use xenon_bindings::{Approved, StoredRecord, Vault};

use crate::objects::{json, member, members, problem, text_member, text_of, with};
use crate::site::{
    NOW, authentication, creation_options, open_vault, registration, request_options,
};

struct Key {
    vault: Vault,
    id: String,
    results: JsValue,
    record: StoredRecord,
}

fn made_with(extensions: &str) -> Key {
    let vault = open_vault();
    let options = with(creation_options(), "extensions", &json(extensions));
    let pending = registration(options).pending.unwrap();
    let made = vault.register(&pending, Vec::new(), true, NOW).unwrap();
    Key {
        vault,
        id: text_member(&made.reply, "id"),
        results: member(&made.reply, "clientExtensionResults"),
        record: made.changes.first().unwrap().clone(),
    }
}

impl Key {
    fn named(&self, extensions: &str) -> JsValue {
        let named = format!(r#"[{{ "type": "public-key", "id": "{}" }}]"#, self.id);
        let options = with(request_options(), "allowCredentials", &json(&named));
        with(options, "extensions", &json(extensions))
    }

    fn signed(&self, extensions: &str) -> Approved {
        let pending = authentication(self.named(extensions)).pending.unwrap();
        let record = self.record.clone();
        self.vault.authenticate(&pending, record, NOW).unwrap()
    }

    fn sign_in_results(&self, extensions: &str) -> String {
        text_of(&results_of(&self.signed(extensions)))
    }
}

fn results_of(approved: &Approved) -> JsValue {
    member(&approved.reply, "clientExtensionResults")
}

fn is_for_the_browser(options: JsValue) -> bool {
    let begun = registration(options);
    begun.pending.is_none() && begun.for_the_browser.is_some()
}

#[wasm_bindgen_test]
fn unknown_inputs_are_ignored() {
    let unknown = r#"{ "uvm": true, "payment": { "isPayment": true }, "credProps": null }"#;
    let key = made_with(unknown);
    assert_eq!(text_of(&key.results), "{}");
    assert_eq!(key.sign_in_results(unknown), "{}");
}

#[wasm_bindgen_test]
fn inputs_of_another_type_are_a_bad_argument() {
    for wrong in [r#"{ "credProps": "yes" }"#, r#"{ "credBlob": "=" }"#] {
        let options = with(creation_options(), "extensions", &json(wrong));
        let frame = crate::site::frame();
        let begun = xenon_bindings::begin_registration(options, frame, NOW);
        assert_eq!(problem(begun), "bad-argument");
    }
}

#[wasm_bindgen_test]
fn creation_answers_everything_that_was_asked() {
    let key = made_with(
        r#"{
            "credProps": true, "prf": {}, "hmacCreateSecret": true, "credBlob": "AQID",
            "largeBlob": { "support": "required" }, "minPinLength": true,
            "credentialProtectionPolicy": "userVerificationOptional"
        }"#,
    );
    let expected = json(
        r#"{
            "credBlob": true, "credProps": { "rk": true }, "hmacCreateSecret": true,
            "largeBlob": { "supported": true }, "prf": { "enabled": true }
        }"#,
    );
    assert_eq!(members(&key.results), members(&expected));
    for name in members(&expected) {
        assert_eq!(
            text_of(&member(&key.results, &name)),
            text_of(&member(&expected, &name))
        );
    }
}

#[wasm_bindgen_test]
fn prf_gives_its_results_as_base64url() {
    let key = made_with(r#"{ "prf": { "eval": { "first": "AQ" } } }"#);
    let at_creation = member(&member(&key.results, "prf"), "results");
    let first = text_member(&at_creation, "first");
    assert_eq!(
        (first.len(), members(&at_creation)),
        (43, vec!["first".to_owned()])
    );
    let by_credential = format!(
        r#"{{ "prf": {{ "evalByCredential": {{ "{}": {{ "first": "AQ", "second": "Ag" }} }} }} }}"#,
        key.id
    );
    let at_sign_in = results_of(&key.signed(&by_credential));
    let results = member(&member(&at_sign_in, "prf"), "results");
    assert_eq!(text_member(&results, "first"), first);
    assert_ne!(text_member(&results, "second"), first);
    let without = made_with("{}");
    let results = without.sign_in_results(r#"{ "prf": { "eval": { "first": "AQ" } } }"#);
    assert_eq!(results, r#"{"prf":{}}"#);
}

#[wasm_bindgen_test]
fn large_blob_is_written_to_the_record_that_is_stored_first() {
    let mut key = made_with(r#"{ "largeBlob": {} }"#);
    let written = key.signed(r#"{ "largeBlob": { "write": "AQID" } }"#);
    assert_eq!(
        text_of(&results_of(&written)),
        r#"{"largeBlob":{"written":true}}"#
    );
    assert_eq!((written.changes.len(), written.touched.len()), (1, 0));
    key.record = written.changes.first().unwrap().clone();
    let read = key.sign_in_results(r#"{ "largeBlob": { "read": true } }"#);
    assert_eq!(read, r#"{"largeBlob":{"blob":"AQID"}}"#);
}

#[wasm_bindgen_test]
fn cred_blob_comes_back() {
    let key = made_with(r#"{ "credBlob": "AQID" }"#);
    let results = key.sign_in_results(r#"{ "getCredBlob": true }"#);
    assert_eq!(results, r#"{"getCredBlob":"AQID"}"#);
}

#[wasm_bindgen_test]
fn protected_key_is_shown_as_such_and_waits_for_a_verification() {
    let key = made_with(r#"{ "credentialProtectionPolicy": "userVerificationRequired" }"#);
    assert_eq!(text_of(&key.results), "{}");
    let pending = authentication(key.named("{}")).pending.unwrap();
    let accounts = key.vault.accounts(&pending, vec![key.record.clone()]);
    assert!(text_of(&accounts.unwrap()).contains(r#""needsVerification":true"#));
    let signed = key.vault.authenticate(&pending, key.record.clone(), NOW);
    assert_eq!(problem(signed), "not-verified");
    let verified = xenon_bindings::with_new_vault(&pending, NOW).unwrap();
    assert!(key.vault.authenticate(&verified, key.record, NOW).is_ok());
}

#[wasm_bindgen_test]
fn misused_extensions_are_the_browsers_to_refuse() {
    for misused in [
        r#"{ "prf": { "evalByCredential": {} } }"#,
        r#"{ "largeBlob": { "read": true } }"#,
        r#"{ "enforceCredentialProtectionPolicy": true }"#,
    ] {
        let options = with(creation_options(), "extensions", &json(misused));
        assert!(is_for_the_browser(options), "{misused}");
    }
    for misused in [
        r#"{ "prf": { "evalByCredential": { "AQID": { "first": "AQ" } } } }"#,
        r#"{ "largeBlob": { "write": "AQ" } }"#,
        r#"{ "credProps": true }"#,
    ] {
        let options = with(request_options(), "extensions", &json(misused));
        let begun = authentication(options);
        assert!(
            begun.pending.is_none() && begun.for_the_browser.is_some(),
            "{misused}"
        );
    }
}

#[wasm_bindgen_test]
fn self_attestation_is_given_to_who_asks() {
    let object = |attestation: &str| {
        let options = with(creation_options(), "attestation", &attestation.into());
        let pending = registration(options).pending.unwrap();
        let made = open_vault().register(&pending, Vec::new(), true, NOW);
        text_member(
            &member(&made.unwrap().reply, "response"),
            "attestationObject",
        )
    };
    // The beginning of a map of three: `fmt`, then the format.
    assert!(object("direct").starts_with("o2NmbXRmcGFja2Vk"));
    assert!(object("none").starts_with("o2NmbXRkbm9uZWdh"));
}
