//! Making, opening and freeing a vault.

use js_sys::Array;
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;
use xenon_bindings::{Vault, check_header, unlock, verify, with_new_vault};

use crate::objects::{call, json, member, problem};
use crate::site::{NOW, PASSPHRASE, header_and_key, open_vault, pending_registration};

#[wasm_bindgen_test]
fn right_passphrase_gives_the_key_back() {
    let (header, key) = header_and_key();
    check_header(&header).unwrap();
    assert_eq!(unlock(&header, PASSPHRASE.into()).unwrap(), key);
}

#[wasm_bindgen_test]
fn wrong_passphrase_is_an_error_of_that_name() {
    let (header, _) = header_and_key();
    assert_eq!(
        problem(unlock(&header, b"wrong".to_vec())),
        "wrong-passphrase"
    );
    let pending = pending_registration();
    let refused = verify(&pending, &header, b"wrong".to_vec(), NOW);
    assert_eq!(problem(refused), "wrong-passphrase");
}

#[wasm_bindgen_test]
fn damaged_and_foreign_headers_are_told_apart() {
    let (header, key) = header_and_key();
    let truncated = header.get(..header.len() - 1).unwrap();
    let newer = [&[9], header.get(1..).unwrap()].concat();
    for (bytes, name) in [
        (truncated, "header-damaged"),
        (&[], "header-damaged"),
        (newer.as_slice(), "header-unknown-version"),
    ] {
        assert_eq!(problem(check_header(bytes)), name);
        assert_eq!(problem(unlock(bytes, PASSPHRASE.into())), name);
        assert_eq!(problem(Vault::new(bytes, &key)), name);
    }
}

#[wasm_bindgen_test]
fn key_of_another_length_opens_nothing() {
    let (header, key) = header_and_key();
    for key in [&[], key.get(1..).unwrap(), &[key.as_slice(), &[0]].concat()] {
        assert_eq!(problem(Vault::new(&header, key)), "bad-argument");
    }
}

#[wasm_bindgen_test]
fn passphrase_within_a_ceremony_verifies_and_unlocks() {
    let (header, key) = header_and_key();
    let waiting = pending_registration();
    let verified = verify(&waiting, &header, PASSPHRASE.into(), NOW).unwrap();
    assert_eq!(verified.key, key);
    assert!(is_verified(&verified.pending));
    assert!(!is_verified(&waiting));
}

#[wasm_bindgen_test]
fn choosing_the_passphrase_verifies() {
    assert!(is_verified(
        &with_new_vault(&pending_registration(), NOW).unwrap()
    ));
    assert_eq!(problem(with_new_vault("?", NOW)), "bad-argument");
}

#[wasm_bindgen_test]
fn site_tags_of_a_host_are_its_own_and_its_parents() {
    let vault = open_vault();
    let tags = vault.site_tags_of_host("login.example.com");
    assert_eq!(tags.len(), 3);
    let site = vault.site_tag(&pending_registration()).unwrap();
    assert_eq!(tags.get(1), Some(&site));
    assert!(
        tags.iter()
            .all(|tag| tag.len() == 32 && tag.bytes().all(|byte| byte.is_ascii_hexdigit()))
    );
    assert_eq!(problem(vault.site_tag("?")), "bad-argument");
}

#[wasm_bindgen_test]
fn freed_vault_answers_no_more() {
    let vault = JsValue::from(open_vault());
    let pending = Array::of1(&pending_registration().into());
    assert!(call(&vault, "siteTag", &pending).is_ok());
    call(&vault, "free", &Array::new()).unwrap();
    for method in ["siteTag", "siteTagsOfHost"] {
        assert!(call(&vault, method, &pending).is_err());
    }
    let nothing = Array::of2(&pending.get(0), &Array::new());
    assert!(call(&vault, "accounts", &nothing).is_err());
    assert!(call(&vault, "register", &nothing).is_err());
}

/// What `describe` says, since the waiting ceremony's text is opaque.
fn is_verified(pending: &str) -> bool {
    let described = xenon_bindings::describe(pending, NOW).unwrap();
    member(&described, "verified") == json("true")
}
