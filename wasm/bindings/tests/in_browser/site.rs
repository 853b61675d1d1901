//! A site, its options in JavaScript, and a vault that was made once for all tests.

use std::cell::OnceCell;

use js_sys::Function;
use wasm_bindgen::JsValue;
use xenon_bindings::{
    Approved, Begun, StoredRecord, Vault, begin_authentication, begin_registration, create_vault,
};

use crate::objects::json;

/// Milliseconds since 1970.
pub(crate) const NOW: f64 = 1_790_000_000_000.0;
pub(crate) const PASSPHRASE: &str = "correct horse battery staple";

pub(crate) fn frame() -> JsValue {
    json(r#"{ "origin": "https://login.example.com", "ancestorOrigins": [] }"#)
}

pub(crate) fn creation_options() -> JsValue {
    json(
        r#"{
            "rp": { "id": "example.com", "name": "Example" },
            "user": { "id": "dXNlcg", "name": "alice", "displayName": "Alice" },
            "challenge": "Y2hhbGxlbmdl",
            "pubKeyCredParams": [{ "type": "public-key", "alg": -7 }],
            "authenticatorSelection": { "residentKey": "required" }
        }"#,
    )
}

pub(crate) fn request_options() -> JsValue {
    json(r#"{ "challenge": "YWdhaW4", "rpId": "example.com" }"#)
}

pub(crate) fn registration(options: JsValue) -> Begun {
    begin_registration(options, frame(), NOW).unwrap()
}

pub(crate) fn authentication(options: JsValue) -> Begun {
    begin_authentication(options, frame(), NOW).unwrap()
}

pub(crate) fn pending_registration() -> String {
    registration(creation_options()).pending.unwrap()
}

pub(crate) fn pending_authentication() -> String {
    authentication(request_options()).pending.unwrap()
}

/// A clock by which every machine is slow, so that guessing costs no more than it must.
pub(crate) fn slow_clock() -> Function {
    Function::new_no_args("return globalThis.slowClock = (globalThis.slowClock ?? 0) + 60000")
}

/// The stretched passphrase costs a second, so one vault serves every test.
pub(crate) fn header_and_key() -> (Vec<u8>, Vec<u8>) {
    thread_local! {
        static MADE: OnceCell<(Vec<u8>, Vec<u8>)> = const { OnceCell::new() };
    }
    MADE.with(|made| {
        made.get_or_init(|| {
            let vault = create_vault(PASSPHRASE.into(), NOW, &slow_clock()).unwrap();
            (vault.header, vault.key)
        })
        .clone()
    })
}

pub(crate) fn open_vault() -> Vault {
    let (header, key) = header_and_key();
    Vault::new(&header, &key).unwrap()
}

/// A discoverable key of example.com.
pub(crate) fn registered(vault: &Vault) -> (Approved, StoredRecord) {
    let approved = vault
        .register(&pending_registration(), Vec::new(), true, NOW)
        .unwrap();
    let record = approved.changes.first().unwrap().clone();
    (approved, record)
}
