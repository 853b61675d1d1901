//! Client data against a JSON parser that knows nothing of its rules.

#![allow(clippy::unwrap_used, reason = "a test")]

use proptest::prelude::*;
use serde_json::{Value, json};
use xenon_protocol::{Base64Url, CeremonyType, ClientData};

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_json_parser_reads_back_what_went_in(
        challenge in any::<Vec<u8>>(),
        origin in any::<String>(),
        cross_origin in any::<bool>(),
        top_origin in any::<Option<String>>(),
    ) {
        let client_data = ClientData {
            ceremony: CeremonyType::Get,
            challenge: &challenge,
            origin: &origin,
            cross_origin,
            top_origin: top_origin.as_deref(),
        };
        let mut expected = json!({
            "type": "webauthn.get",
            "challenge": Base64Url::from(challenge.clone()).to_string(),
            "origin": origin,
            "crossOrigin": cross_origin,
        });
        if let (Some(top_origin), Value::Object(members)) = (&top_origin, &mut expected) {
            members.insert("topOrigin".into(), json!(top_origin));
        }
        let read: Value = serde_json::from_slice(&client_data.to_json()).unwrap();
        prop_assert_eq!(read, expected);
    }

    /// Only these three kinds of character may be escaped, and each has but one escape.
    #[test]
    fn each_character_is_escaped_as_the_spec_says(character in any::<char>()) {
        let origin = character.to_string();
        let client_data = ClientData {
            ceremony: CeremonyType::Create,
            challenge: &[],
            origin: &origin,
            cross_origin: false,
            top_origin: None,
        };
        let escaped = match character {
            '"' => "\\\"".to_owned(),
            '\\' => "\\\\".to_owned(),
            '\0'..='\u{1f}' => format!("\\u{:0>4x}", u32::from(character)),
            _ => origin.clone(),
        };
        let expected = format!(
            "{{\"type\":\"webauthn.create\",\"challenge\":\"\",\"origin\":\"{escaped}\",\"crossOrigin\":false}}"
        );
        prop_assert_eq!(String::from_utf8(client_data.to_json()).unwrap(), expected);
    }
}

#[test]
fn every_ascii_character_is_escaped_as_the_spec_says() {
    for code in 0..=0x7f_u8 {
        let origin = char::from(code).to_string();
        let client_data = ClientData {
            ceremony: CeremonyType::Create,
            challenge: &[],
            origin: &origin,
            cross_origin: false,
            top_origin: None,
        };
        let json = String::from_utf8(client_data.to_json()).unwrap();
        let written = json.split("\"origin\":\"").nth(1).unwrap();
        let expected = match code {
            0..=0x1f => format!("\\u{code:04x}"),
            b'"' | b'\\' => format!("\\{origin}"),
            0x20..=0xff => origin,
        };
        assert_eq!(written, format!("{expected}\",\"crossOrigin\":false}}"));
    }
}
