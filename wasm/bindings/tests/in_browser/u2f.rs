//! U2F across the border: arguments and lists go in, answers and error codes come out.

use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;
use xenon_bindings::{
    StoredRecord, U2fBegun, U2fEnd, Vault, begin_u2f, describe, facet_lists, named_records,
    u2f_error_code,
};

use crate::objects::{json, members, problem, text_member};
use crate::site::{NOW, header_and_key, open_vault};

const APP_ID: &str = "https://example.com/app-id.json";

fn frame_with(lists: &str) -> JsValue {
    let origin = "https://login.example.com";
    json(&format!(
        r#"{{ "origin": "{origin}", "ancestorOrigins": [], "lists": {lists} }}"#
    ))
}

fn register_request() -> JsValue {
    json(&format!(
        r#"{{ "appId": "{APP_ID}", "registerRequests": [{{ "version": "U2F_V2", "challenge": "YQ" }}],
            "registeredKeys": [], "timeout": 30000 }}"#
    ))
}

fn sign_request(key_handle: &str) -> JsValue {
    json(&format!(
        r#"{{ "appId": "{APP_ID}", "challenge": "YQ", "registeredKeys": [{{ "keyHandle": "{key_handle}" }}] }}"#
    ))
}

fn begun(request: JsValue, lists: &str) -> U2fBegun {
    begin_u2f(request, frame_with(lists), NOW).unwrap()
}

fn registered(vault: &Vault) -> StoredRecord {
    let pending = begun(register_request(), "[]").pending.unwrap();
    let approved = vault.u2f_register(&pending, Vec::new(), true, NOW).unwrap();
    assert_eq!(
        members(&approved.reply),
        ["clientData", "registrationData", "version"]
    );
    approved.changes.first().unwrap().clone()
}

#[wasm_bindgen_test]
fn key_registers_and_signs_with_a_change_to_store_first() {
    let vault = open_vault();
    let record = registered(&vault);
    let summaries = js_sys::Array::from(&vault.summaries(vec![record.clone()]).unwrap());
    let is_u2f = js_sys::Reflect::get(&summaries.get(0), &"u2f".into()).unwrap();
    assert_eq!(is_u2f, JsValue::TRUE);
    // Its handle is the credential ID, which nothing here shows but the answer.
    let pending = begun(register_request(), "[]").pending.unwrap();
    let approved = vault.u2f_register(&pending, Vec::new(), true, NOW).unwrap();
    let handle = key_handle(&text_member(&approved.reply, "registrationData"));
    let pending = begun(sign_request(&handle), "[]").pending.unwrap();
    let (header, _) = header_and_key();
    let record = approved.changes.first().unwrap().clone();
    assert_eq!(
        named_records(&pending, &header).unwrap().unwrap(),
        std::slice::from_ref(&record.id)
    );
    assert_eq!(
        text_member(&describe(&pending, NOW).unwrap(), "kind"),
        "u2f-sign"
    );
    let signed = vault.u2f_sign(&pending, record, NOW).unwrap();
    assert_eq!(
        members(&signed.reply),
        ["clientData", "keyHandle", "signatureData"]
    );
    assert_eq!(text_member(&signed.reply, "keyHandle"), handle);
    assert_eq!((signed.changes.len(), signed.touched.len()), (1, 0));
}

/// Base64url of the 32 bytes behind the first 67, a multiple of three plus one.
fn key_handle(registration_data: &str) -> String {
    let bytes = js_sys::eval(&format!(
        "btoa(atob('{}').slice(67, 99)).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')",
        registration_data.replace('-', "+").replace('_', "/")
    ));
    bytes.unwrap().as_string().unwrap()
}

#[wasm_bindgen_test]
fn list_that_was_fetched_decides_and_what_is_none_does_not() {
    assert_eq!(
        facet_lists(register_request(), "https://login.example.com").unwrap(),
        [APP_ID]
    );
    assert_eq!(
        facet_lists(sign_request("AQ"), "https://example.com").unwrap(),
        Vec::<String>::new()
    );
    let list = |ids: &str| {
        format!(
            r#"[["{APP_ID}", {{ "trustedFacets": [{{ "version": {{ "major": 1, "minor": 0 }}, "ids": {ids} }}] }}]]"#
        )
    };
    let named = begun(
        register_request(),
        &list(r#"["https://login.example.com"]"#),
    );
    assert_eq!((named.error_code, named.deadline), (None, NOW + 30_000.0));
    let left_out = begun(register_request(), &list(r#"["https://www.example.com"]"#));
    assert_eq!((left_out.pending, left_out.error_code), (None, Some(2)));
    for none in [
        "[]",
        "null",
        r#"["?"]"#,
        &format!(r#"[["{APP_ID}", {{ "trustedFacets": 1 }}]]"#),
    ] {
        assert!(begun(register_request(), none).pending.is_some(), "{none}");
    }
}

#[wasm_bindgen_test]
fn each_end_has_its_code() {
    let ends = [
        (U2fEnd::Declined, 1),
        (U2fEnd::Failed, 1),
        (U2fEnd::KeyKnown, 4),
        (U2fEnd::NoKeyKnown, 4),
        (U2fEnd::TimedOut, 5),
    ];
    for (end, code) in ends {
        assert_eq!(u2f_error_code(end), code);
    }
}

#[wasm_bindgen_test]
fn key_that_is_not_named_signs_nothing() {
    let vault = open_vault();
    let record = registered(&vault);
    let pending = begun(sign_request("AQ"), "[]").pending.unwrap();
    assert_eq!(
        problem(vault.u2f_sign(&pending, record, NOW)),
        "not-a-candidate"
    );
}
