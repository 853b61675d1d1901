//! A browser without randomness: nothing may be made of what looks like it.

use js_sys::{Function, Object, Reflect, global};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::wasm_bindgen_test;
use xenon_bindings::create_vault;

use crate::objects::{member, problem};
use crate::site::{
    NOW, PASSPHRASE, open_vault, pending_authentication, pending_registration, registered,
    slow_clock,
};

#[wasm_bindgen_test]
fn nothing_is_made_without_randomness() {
    let vault = open_vault();
    let (_, record) = registered(&vault);
    let (creation, request) = (pending_registration(), pending_authentication());
    let failing = FailingRandomness::install();
    let made = create_vault(PASSPHRASE.into(), NOW, &slow_clock());
    assert_eq!(problem(made), "no-randomness");
    let made = vault.register(&creation, Vec::new(), true, NOW);
    assert_eq!(problem(made), "no-randomness");
    let signed = vault.authenticate(&request, record.clone(), NOW);
    assert_eq!(problem(signed), "no-randomness");
    drop(failing);
    assert!(vault.authenticate(&request, record, NOW).is_ok());
}

#[wasm_bindgen_test]
fn keys_and_signatures_never_repeat() {
    let vault = open_vault();
    let made: Vec<_> = (0..8).map(|_| registered(&vault)).collect();
    for part in ["publicKey", "attestationObject"] {
        let mut values: Vec<_> = made
            .iter()
            .map(|(approved, _)| member(&member(&approved.reply, "response"), part).as_string())
            .collect();
        values.sort();
        values.dedup();
        assert_eq!(values.len(), made.len(), "{part}");
    }
    let mut sealed: Vec<_> = made.iter().map(|(_, record)| &record.sealed).collect();
    sealed.sort();
    sealed.dedup();
    assert_eq!(sealed.len(), made.len());
}

/// As long as it lives, `crypto.getRandomValues` throws.
struct FailingRandomness {
    crypto: JsValue,
}

impl FailingRandomness {
    fn install() -> Self {
        let crypto = member(&global(), "crypto");
        let throwing = Function::new_no_args("throw new Error('no entropy')");
        Reflect::set(&crypto, &"getRandomValues".into(), &throwing).unwrap();
        Self { crypto }
    }
}

impl Drop for FailingRandomness {
    fn drop(&mut self) {
        // The browser's own function is on the prototype.
        Reflect::delete_property(
            self.crypto.unchecked_ref::<Object>(),
            &"getRandomValues".into(),
        )
        .unwrap();
    }
}
