//! What the engine will not do, and by which name it says so.

use wasm_bindgen_test::wasm_bindgen_test;
use xenon_bindings::{
    as_conditional, refusal_cannot_verify, refusal_excluded, refusal_not_allowed, with_new_vault,
};

use crate::objects::{json, member, members, problem, text_member, with};
use crate::site::{
    NOW, authentication, creation_options, open_vault, pending_registration, registered,
    registration, request_options,
};

/// Five minutes; then a verification counts no more.
const VERIFIED_FOR: f64 = 300_000.0;

#[wasm_bindgen_test]
fn required_verification_cannot_be_left_out() {
    let vault = open_vault();
    let (_, record) = registered(&vault);
    let required = json(r#"{ "userVerification": "required", "residentKey": "required" }"#);
    let creation = with(creation_options(), "authenticatorSelection", &required);
    let pending = registration(creation).pending.unwrap();
    let register = |pending: &str, now| vault.register(pending, Vec::new(), true, now);
    assert_eq!(problem(register(&pending, NOW)), "not-verified");
    let verified = with_new_vault(&pending, NOW).unwrap();
    assert!(register(&verified, NOW + VERIFIED_FOR).is_ok());
    assert_eq!(
        problem(register(&verified, NOW + VERIFIED_FOR + 1.0)),
        "not-verified"
    );
    assert_eq!(problem(register(&verified, NOW - 1.0)), "not-verified");

    let request = with(request_options(), "userVerification", &"required".into());
    let pending = authentication(request).pending.unwrap();
    let signed = vault.authenticate(&pending, record, NOW);
    assert_eq!(problem(signed), "not-verified");
}

#[wasm_bindgen_test]
fn excluded_key_makes_no_second_one() {
    let vault = open_vault();
    let (approved, record) = registered(&vault);
    let id = text_member(&approved.reply, "id");
    let excluded = json(&format!(r#"[{{ "type": "public-key", "id": "{id}" }}]"#));
    let options = with(creation_options(), "excludeCredentials", &excluded);
    let pending = registration(options).pending.unwrap();
    let refused = vault.register(&pending, vec![record], true, NOW);
    assert_eq!(problem(refused), "excluded");
}

#[wasm_bindgen_test]
fn account_gets_no_second_key_unasked_and_a_new_one_in_its_place_when_asked() {
    let vault = open_vault();
    let (_, record) = registered(&vault);
    let pending = pending_registration();
    let unasked = as_conditional(&pending).unwrap();
    let refused = vault.register(&unasked, vec![record.clone()], true, NOW);
    assert_eq!(problem(refused), "account-has-key");
    let told = vault.replaced(&pending, vec![record.clone()], NOW).unwrap();
    let told = js_sys::Array::from(&told).get(0);
    assert_eq!(
        members(&told),
        ["createdAt", "key", "userDisplayName", "userName"]
    );
    assert_eq!(text_member(&told, "key"), record.id);
    let made = vault
        .register(&pending, vec![record.clone()], true, NOW)
        .unwrap();
    assert_eq!(made.removed, [record.id]);
}

#[wasm_bindgen_test]
fn key_that_the_site_did_not_name_signs_nothing() {
    let vault = open_vault();
    let (_, record) = registered(&vault);
    let foreign = json(r#"[{ "type": "public-key", "id": "AQID" }]"#);
    for options in [
        with(request_options(), "allowCredentials", &foreign),
        with(request_options(), "rpId", &"login.example.com".into()),
    ] {
        let pending = authentication(options).pending.unwrap();
        let refused = vault.authenticate(&pending, record.clone(), NOW);
        assert_eq!(problem(refused), "not-a-candidate");
    }
}

#[wasm_bindgen_test]
fn refusals_are_plain_exceptions_for_the_page() {
    for (exception, name) in [
        (refusal_not_allowed().unwrap(), "NotAllowedError"),
        (refusal_excluded().unwrap(), "InvalidStateError"),
        (refusal_cannot_verify().unwrap(), "ConstraintError"),
    ] {
        assert_eq!(members(&exception), ["message", "name"]);
        assert_eq!(text_member(&exception, "name"), name);
        assert!(member(&exception, "message").is_string());
    }
}
