//! What a page asks for, from JavaScript objects to a waiting ceremony.

use js_sys::{Date, Object};
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;
use xenon_bindings::{begin_authentication, begin_registration, describe, named_records};

use crate::objects::{json, members, problem, text_of, with};
use crate::site::{
    NOW, authentication, creation_options, frame, header_and_key, open_vault,
    pending_authentication, pending_registration, registered, registration, request_options,
};

#[wasm_bindgen_test]
fn honest_request_waits_until_its_deadline() {
    for begun in [
        registration(creation_options()),
        authentication(request_options()),
    ] {
        assert!(begun.pending.is_some());
        assert_eq!(begun.for_the_browser, None);
        assert_eq!(begun.deadline.to_bits(), (NOW + 300_000.0).to_bits());
    }
    let patient = with(request_options(), "timeout", &600_000.into());
    let begun = authentication(patient);
    assert_eq!(begun.deadline.to_bits(), (NOW + 600_000.0).to_bits());
}

#[wasm_bindgen_test]
fn undefined_and_unknown_members_are_as_absent() {
    let mut options = creation_options();
    for name in ["timeout", "attestation"] {
        options = with(options, name, &JsValue::UNDEFINED);
    }
    options = with(options, "futureMember", &Date::new_0());
    assert_eq!(
        registration(options).pending,
        registration(creation_options()).pending
    );

    let options = with(request_options(), "rpId", &JsValue::UNDEFINED);
    let own_host = describe(&authentication(options).pending.unwrap(), NOW).unwrap();
    assert!(text_of(&own_host).contains(r#""rpId":"login.example.com""#));

    let framed = with(frame(), "topLevelOrigin", &JsValue::UNDEFINED);
    let begun = begin_registration(creation_options(), framed, NOW).unwrap();
    assert!(begun.pending.is_some());
}

#[wasm_bindgen_test]
fn malformed_options_are_a_bad_argument() {
    let hostile = [
        JsValue::UNDEFINED,
        JsValue::NULL,
        1.into(),
        "text".into(),
        Object::new().into(),
        with(creation_options(), "challenge", &"not base64url!".into()),
        with(creation_options(), "challenge", &"BwcHBw==".into()),
        with(creation_options(), "rp", &"example.com".into()),
        with(creation_options(), "pubKeyCredParams", &json("[{}]")),
        with(creation_options(), "timeout", &(-1).into()),
        with(creation_options(), "timeout", &f64::NAN.into()),
        with(creation_options(), "user", &JsValue::NULL),
    ];
    for options in hostile {
        let refused = begin_registration(options, frame(), NOW);
        assert_eq!(problem(refused), "bad-argument");
    }
    let refused = begin_authentication(json(r#"{ "rpId": "example.com" }"#), frame(), NOW);
    assert_eq!(problem(refused), "bad-argument");
}

#[wasm_bindgen_test]
fn malformed_frame_is_a_bad_argument() {
    for frame in [
        JsValue::UNDEFINED,
        json(r#"{ "origin": "https://example.com" }"#),
        json(r#"{ "origin": 1, "ancestorOrigins": [] }"#),
        json(r#"{ "origin": "https://example.com", "ancestorOrigins": [null] }"#),
    ] {
        let refused = begin_authentication(request_options(), frame, NOW);
        assert_eq!(problem(refused), "bad-argument");
    }
}

#[wasm_bindgen_test]
fn what_is_the_browsers_says_why() {
    let es256k = json(r#"[{ "type": "public-key", "alg": -47 }]"#);
    let nobody = json(r#"{ "id": "", "name": "n", "displayName": "d" }"#);
    for (options, reason) in [
        (
            with(
                creation_options(),
                "rp",
                &json(r#"{ "id": "com", "name": "X" }"#),
            ),
            "rp-id",
        ),
        (
            with(creation_options(), "pubKeyCredParams", &es256k),
            "algorithm",
        ),
        (with(creation_options(), "user", &nobody), "user-handle"),
    ] {
        let begun = registration(options);
        assert_eq!(begun.pending, None);
        assert_eq!(begun.for_the_browser.as_deref(), Some(reason));
    }
}

#[wasm_bindgen_test]
fn origin_that_may_not_ask_is_the_browsers() {
    for origin in ["http://example.com", "null", "", "https://192.0.2.1"] {
        let frame = with(frame(), "origin", &origin.into());
        let begun = begin_registration(creation_options(), frame, NOW).unwrap();
        assert_eq!(begun.pending, None, "{origin}");
        assert!(begun.for_the_browser.is_some());
    }
    let contradicted = with(frame(), "topLevelOrigin", &"https://shop.example".into());
    let begun = begin_registration(creation_options(), contradicted, NOW).unwrap();
    assert_eq!(begun.pending, None);
}

#[wasm_bindgen_test]
fn registration_is_described_in_full() {
    let described = describe(&pending_registration(), NOW).unwrap();
    assert_eq!(
        text_of(&described),
        text_of(&json(
            r#"{
                "kind": "create", "rpId": "example.com", "origin": "https://login.example.com",
                "rpName": "Example", "user": { "name": "alice", "displayName": "Alice" },
                "verification": "preferred", "verified": false
            }"#
        ))
    );
}

#[wasm_bindgen_test]
fn sign_in_in_a_frame_is_described_with_the_page_around_it() {
    let top = "https://shop.example";
    let framed = with(frame(), "topLevelOrigin", &top.into());
    let framed = with(
        framed,
        "ancestorOrigins",
        &json(r#"["https://shop.example"]"#),
    );
    let begun = begin_authentication(request_options(), framed, NOW).unwrap();
    let described = describe(&begun.pending.unwrap(), NOW).unwrap();
    assert_eq!(
        members(&described),
        [
            "kind",
            "origin",
            "rpId",
            "topOrigin",
            "verification",
            "verified"
        ]
    );
    assert_eq!(problem(describe("?", NOW)), "bad-argument");
}

#[wasm_bindgen_test]
fn named_records_are_found_without_a_key() {
    let (header, _) = header_and_key();
    let (approved, record) = registered(&open_vault());
    let named = |options| {
        let begun = authentication(options);
        named_records(&begun.pending.unwrap(), &header).unwrap()
    };
    let id = crate::objects::text_member(&approved.reply, "id");
    let ours = json(&format!(r#"[{{ "type": "public-key", "id": "{id}" }}]"#));
    let foreign = json(r#"[{ "type": "public-key", "id": "AQID" }]"#);
    assert_eq!(
        named(with(request_options(), "allowCredentials", &ours)),
        Some(vec![record.id.clone()])
    );
    let others = named(with(request_options(), "allowCredentials", &foreign)).unwrap();
    assert!(!others.contains(&record.id));
    assert_eq!(named(request_options()), None);

    let pending = pending_registration();
    assert_eq!(named_records(&pending, &header).unwrap(), Some(Vec::new()));
    let damaged = named_records(&pending_authentication(), b"?");
    assert!(problem(damaged).starts_with("header-"));
    assert_eq!(problem(named_records("?", &header)), "bad-argument");
}

#[wasm_bindgen_test]
fn frame_that_the_browser_vouches_for_is_described_as_inside_an_unknown_page() {
    for (same_origin, in_unknown_page) in [(true, false), (false, true)] {
        let vouched = with(frame(), "sameOriginWithAncestors", &same_origin.into());
        let begun = begin_authentication(request_options(), vouched, NOW).unwrap();
        let described = describe(&begun.pending.unwrap(), NOW).unwrap();
        let has = members(&described).contains(&"inUnknownPage".to_owned());
        assert_eq!(has, in_unknown_page);
    }
}
