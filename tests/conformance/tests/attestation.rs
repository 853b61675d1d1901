//! How new credentials are vouched for: statements by ceremonies, judged by other libraries.
#![allow(clippy::unwrap_used, reason = "a test's helper may stop the test")]

use minicbor::Decoder;
use ring::signature::{ECDSA_P256_SHA256_ASN1, UnparsedPublicKey};
use serde_json::{Value, json};
use xenon_conformance::party::{creation_options, registered, vault, with};
use xenon_protocol::json::RegistrationResponseJson;

/// `fmt`, the members of `attStmt`, and `authData`.
struct Attestation {
    format: String,
    statement: Option<(i64, Vec<u8>)>,
    authenticator_data: Vec<u8>,
}

fn made(members: &[(&str, Value)]) -> RegistrationResponseJson {
    let options = members
        .iter()
        .fold(creation_options(), |options, (member, value)| {
            with(options, member, value.clone())
        });
    registered(&vault(), options).0
}

fn attestation(made: &RegistrationResponseJson) -> Attestation {
    let mut decoder = Decoder::new(made.response.attestation_object.as_slice());
    assert_eq!(decoder.map().unwrap(), Some(3));
    assert_eq!(decoder.str().unwrap(), "fmt");
    let format = decoder.str().unwrap().to_owned();
    assert_eq!(decoder.str().unwrap(), "attStmt");
    let statement = match decoder.map().unwrap() {
        Some(0) => None,
        entries => {
            assert_eq!(entries, Some(2));
            assert_eq!(decoder.str().unwrap(), "alg");
            let algorithm = decoder.i64().unwrap();
            assert_eq!(decoder.str().unwrap(), "sig");
            Some((algorithm, decoder.bytes().unwrap().to_vec()))
        }
    };
    assert_eq!(decoder.str().unwrap(), "authData");
    let authenticator_data = decoder.bytes().unwrap().to_vec();
    assert_eq!(decoder.position(), decoder.input().len());
    Attestation {
        format,
        statement,
        authenticator_data,
    }
}

#[test]
fn who_does_not_ask_gets_none() {
    for attestation_wish in ["none", "enterprise", "?"] {
        let made = made(&[
            ("attestation", json!(attestation_wish)),
            ("attestationFormats", json!(["packed"])),
        ]);
        let attestation = attestation(&made);
        assert_eq!(
            (attestation.format.as_str(), attestation.statement),
            ("none", None)
        );
    }
    assert_eq!(attestation(&made(&[])).format, "none");
}

#[test]
fn who_asks_gets_a_statement_that_the_new_key_has_signed() {
    for wish in ["direct", "indirect"] {
        let made = made(&[("attestation", json!(wish))]);
        let Attestation {
            format,
            statement,
            authenticator_data,
        } = attestation(&made);
        let (algorithm, signature) = statement.unwrap();
        assert_eq!((format.as_str(), algorithm), ("packed", -7));
        assert_eq!(
            authenticator_data,
            made.response.authenticator_data.as_slice()
        );
        let client_data = made.response.client_data_json.as_slice();
        let hash = ring::digest::digest(&ring::digest::SHA256, client_data);
        let signed = [authenticator_data.as_slice(), hash.as_ref()].concat();
        let spki = made.response.public_key.as_slice();
        let key = UnparsedPublicKey::new(&ECDSA_P256_SHA256_ASN1, &spki[spki.len() - 65..]);
        assert!(key.verify(&signed, &signature).is_ok());
    }
}

#[test]
fn who_asks_may_prefer_none() {
    let made = made(&[
        ("attestation", json!("direct")),
        ("attestationFormats", json!(["tpm", "none", "packed"])),
    ]);
    assert_eq!(attestation(&made).format, "none");
}

#[test]
fn the_model_is_named_whatever_the_format() {
    for wish in ["none", "direct"] {
        let made = made(&[("attestation", json!(wish))]);
        let aaguid = &attestation(&made).authenticator_data[37..53];
        assert_eq!(hex::encode(aaguid), "50172b9bcbf14780ae1b2cc1d4780aea");
    }
}

#[test]
fn the_statement_covers_what_is_said_of_extensions() {
    let made = made(&[
        ("attestation", json!("direct")),
        ("extensions", json!({ "minPinLength": true })),
    ]);
    let data = attestation(&made).authenticator_data;
    assert!(data.ends_with(b"\xa1\x6cminPinLength\x08"));
}
