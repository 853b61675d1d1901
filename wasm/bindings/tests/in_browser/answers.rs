//! From a waiting ceremony and an open vault to what the page and the user get.

use wasm_bindgen_test::wasm_bindgen_test;
use xenon_bindings::{StoredRecord, Vault};

use crate::objects::{json, member, members, problem, text_member, text_of};
use crate::site::{
    NOW, authentication, creation_options, header_and_key, open_vault, pending_authentication,
    pending_registration, registered, registration,
};

#[wasm_bindgen_test]
fn registration_has_the_members_of_the_contract() {
    let (approved, record) = registered(&open_vault());
    let reply = &approved.reply;
    assert_eq!(
        members(reply),
        [
            "authenticatorAttachment",
            "clientExtensionResults",
            "id",
            "rawId",
            "response",
            "type"
        ]
    );
    assert_eq!(
        members(&member(reply, "response")),
        [
            "attestationObject",
            "authenticatorData",
            "clientDataJSON",
            "publicKey",
            "publicKeyAlgorithm",
            "transports"
        ]
    );
    assert_eq!(text_of(&member(reply, "clientExtensionResults")), "{}");
    assert_eq!(text_member(reply, "type"), "public-key");
    assert_eq!(text_member(reply, "authenticatorAttachment"), "platform");
    assert_eq!(text_member(reply, "id"), text_member(reply, "rawId"));
    let response = member(reply, "response");
    assert_eq!(text_of(&member(&response, "publicKeyAlgorithm")), "-7");
    assert_eq!(text_of(&member(&response, "transports")), r#"["internal"]"#);
    assert_eq!((approved.changes.len(), approved.touched.len()), (1, 0));
    assert_eq!((record.id.len(), record.site.len()), (32, 32));
}

#[wasm_bindgen_test]
fn stored_key_signs_in() {
    let (made, record) = registered(&open_vault());
    // As a later life of the worker does it: the vault is opened anew, the record read from a store.
    let vault = open_vault();
    let record = StoredRecord::new(record.id, record.site, record.sealed);
    let pending = pending_authentication();
    let accounts = vault.accounts(&pending, vec![record.clone()]).unwrap();
    assert_eq!(
        text_of(&accounts),
        format!(
            r#"[{{"key":"{}","userName":"alice","userDisplayName":"Alice"}}]"#,
            record.id
        )
    );
    let signed = vault.authenticate(&pending, record, NOW + 1.0).unwrap();
    assert_eq!(
        members(&signed.reply),
        [
            "authenticatorAttachment",
            "clientExtensionResults",
            "id",
            "rawId",
            "response",
            "type"
        ]
    );
    let response = member(&signed.reply, "response");
    assert_eq!(
        members(&response),
        [
            "authenticatorData",
            "clientDataJSON",
            "signature",
            "userHandle"
        ]
    );
    assert_eq!(text_member(&response, "userHandle"), "dXNlcg");
    assert_eq!(
        text_member(&signed.reply, "id"),
        text_member(&made.reply, "id")
    );
    assert_eq!((signed.changes.len(), signed.touched.len()), (1, 0));
}

#[wasm_bindgen_test]
fn use_is_noted_in_the_record_that_is_stored() {
    let vault = open_vault();
    for device_bound in [true, false] {
        let pending = pending_registration();
        let made = vault.register(&pending, Vec::new(), device_bound, NOW);
        let record = made.unwrap().changes.first().unwrap().clone();
        let pending = pending_authentication();
        let signed = vault.authenticate(&pending, record, NOW + 5.0).unwrap();
        let stored = if device_bound {
            signed.changes
        } else {
            signed.touched
        };
        let accounts = vault.accounts(&pending, stored).unwrap();
        assert!(text_of(&accounts).contains(r#""lastUsedAt":1790000000005"#));
    }
}

#[wasm_bindgen_test]
fn summary_has_the_members_of_the_contract() {
    let vault = open_vault();
    let (_, record) = registered(&vault);
    let id = record.id.clone();
    let summaries = vault.summaries(vec![record]).unwrap();
    assert_eq!(
        text_of(&summaries),
        text_of(&json(&format!(
            r#"[{{
                "key": "{id}", "rpId": "example.com", "rpName": "Example", "userName": "alice",
                "userDisplayName": "Alice", "createdAt": 1790000000000, "algorithm": "ES256",
                "discoverable": true, "backup": "device-bound", "hidden": false,
                "u2f": false
            }}]"#
        )))
    );
}

#[wasm_bindgen_test]
fn damaged_records_are_named_and_hide_no_others() {
    let vault = open_vault();
    let (_, record) = registered(&vault);
    let mut damaged = registered(&vault).1;
    damaged.sealed.truncate(damaged.sealed.len() - 1);
    let mut nameless = record.clone();
    nameless.id = "not hex".into();
    let swapped = StoredRecord::new(
        damaged.id.clone(),
        record.site.clone(),
        record.sealed.clone(),
    );

    let all = || vec![nameless.clone(), damaged.clone(), record.clone()];
    assert_eq!(vault.damaged(all()), [damaged.id.clone()]);
    assert_eq!(vault.damaged(vec![swapped.clone()]), [damaged.id.clone()]);
    assert_eq!(
        vault.damaged(vec![record.clone()]),
        <[String; 0]>::default()
    );

    let pending = pending_authentication();
    for listed in [
        vault.accounts(&pending, all()).unwrap(),
        vault.summaries(all()).unwrap(),
    ] {
        assert_eq!(js_sys::Array::from(&listed).length(), 1);
    }
    let sign = |record| problem(vault.authenticate(&pending, record, NOW));
    assert_eq!(sign(damaged.clone()), "record-damaged");
    assert_eq!(sign(swapped), "record-damaged");
    assert_eq!(sign(nameless), "bad-argument");
}

#[wasm_bindgen_test]
fn another_vaults_key_opens_no_record() {
    let (header, mut key) = header_and_key();
    let (_, record) = registered(&open_vault());
    *key.first_mut().unwrap() ^= 1;
    let other = Vault::new(&header, &key).unwrap();
    assert_eq!(
        other.damaged(vec![record.clone()]),
        std::slice::from_ref(&record.id)
    );
    let accounts = other.accounts(&pending_authentication(), vec![record]);
    assert_eq!(text_of(&accounts.unwrap()), "[]");
}

#[wasm_bindgen_test]
fn ceremony_of_the_other_kind_is_a_bad_argument() {
    let vault = open_vault();
    let (_, record) = registered(&vault);
    let created = registration(creation_options()).pending.unwrap();
    let signed = vault.authenticate(&created, record.clone(), NOW);
    assert_eq!(problem(signed), "bad-argument");
    let made = vault.register(&pending_authentication(), Vec::new(), true, NOW);
    assert_eq!(problem(made), "bad-argument");
    assert_eq!(
        problem(vault.register("?", Vec::new(), true, NOW)),
        "bad-argument"
    );
    assert_eq!(
        problem(vault.authenticate("?", record, NOW)),
        "bad-argument"
    );
    assert_eq!(problem(vault.accounts("?", Vec::new())), "bad-argument");
    assert_eq!(
        text_of(
            &vault
                .accounts(&authentication_of_nobody(), Vec::new())
                .unwrap()
        ),
        "[]"
    );
}

fn authentication_of_nobody() -> String {
    let options = json(r#"{ "challenge": "", "rpId": "login.example.com" }"#);
    authentication(options).pending.unwrap()
}
