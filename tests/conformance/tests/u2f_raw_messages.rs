//! The examples of [FIDO U2F Raw Message Formats][raw], byte for byte, and their signatures with
//! another library. Two of their four signatures were made with a nonce that nobody wrote down: those
//! are verified, and ours are verified in their place.
//!
//! [raw]: https://fidoalliance.org/specs/fido-u2f-v1.2-ps-20170411/fido-u2f-raw-message-formats-v1.2-ps-20170411.html#examples

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test")]

use std::collections::BTreeMap;

use ring::digest::{SHA256, digest};
use ring::signature::{ECDSA_P256_SHA256_ASN1, UnparsedPublicKey};
use serde::Deserialize;
use xenon_conformance::party::rng;
use xenon_protocol::es256::{PublicKey, SecretKey};
use xenon_protocol::u2f::{AppId, KeyHandle, RawAuthentication, RawRegistration};

#[derive(Deserialize)]
struct Vectors {
    values: BTreeMap<String, String>,
}

impl Vectors {
    fn read() -> Self {
        let json = include_str!("../../vectors/fido-u2f/u2f-raw-message-vectors.json");
        serde_json::from_str(json).unwrap()
    }

    fn text(&self, name: &str) -> &str {
        &self.values[name]
    }

    fn bytes(&self, name: &str) -> Vec<u8> {
        hex::decode(self.text(name)).unwrap()
    }

    fn key(&self, name: &str) -> SecretKey {
        SecretKey::from_bytes(&self.bytes(name)).unwrap()
    }

    fn app_id_hash(&self, name: &str) -> [u8; 32] {
        AppId::from_stored(self.text(name).to_owned()).hash()
    }
}

fn sha256(text: &str) -> [u8; 32] {
    digest(&SHA256, text.as_bytes())
        .as_ref()
        .try_into()
        .unwrap()
}

fn verifies(point: &[u8], message: &[u8], signature: &[u8]) -> bool {
    UnparsedPublicKey::new(&ECDSA_P256_SHA256_ASN1, point)
        .verify(message, signature)
        .is_ok()
}

/// The bytes behind the certificate of a registration response.
fn signature_of(response: &[u8], before_certificate: usize) -> &[u8] {
    let certificate = &response[before_certificate..];
    let length = usize::from(u16::from_be_bytes([certificate[2], certificate[3]]));
    &certificate[4 + length..]
}

#[test]
fn the_public_keys_are_those_of_the_private_ones() {
    let vectors = Vectors::read();
    for which in ["ENROLL", "SIGN"] {
        let key = vectors.key(&format!("USER_PRIVATE_KEY_{which}_HEX"));
        let expected = vectors.bytes(&format!("USER_PUBLIC_KEY_{which}_HEX"));
        assert_eq!(key.public_key().to_sec1(), expected);
    }
}

#[test]
fn a_registration_is_that_of_the_specification() {
    let vectors = Vectors::read();
    let key_handle = vectors.bytes("KEY_HANDLE");
    let registration = RawRegistration {
        application: &vectors.app_id_hash("APP_ID_ENROLL"),
        client_data_hash: &sha256(vectors.text("BROWSER_DATA_ENROLL")),
        key_handle: KeyHandle::parse(&key_handle).unwrap(),
        public_key: &PublicKey::from_sec1(&vectors.bytes("USER_PUBLIC_KEY_ENROLL_HEX")).unwrap(),
    };
    assert_eq!(
        registration.signed(),
        vectors.bytes("EXPECTED_REGISTER_SIGNED_BYTES")
    );
    let response = registration.response(
        &vectors.bytes("VENDOR_CERTIFICATE_HEX"),
        &vectors.bytes("SIGNATURE_ENROLL"),
    );
    assert_eq!(response, vectors.bytes("REGISTRATION_RESPONSE_DATA"));
}

#[test]
fn the_specifications_registrations_verify_and_so_do_ours_with_its_key() {
    let vectors = Vectors::read();
    let vendor = vectors.key("VENDOR_CERTIFICATE_PRIVATE_KEY");
    let point = vendor.public_key().to_sec1();
    let signed = vectors.bytes("EXPECTED_REGISTER_SIGNED_BYTES");
    assert!(verifies(
        &point,
        &signed,
        &vectors.bytes("SIGNATURE_ENROLL")
    ));
    assert!(verifies(
        &point,
        &signed,
        &vendor.sign(&[&signed], &mut rng())
    ));
    let response = vectors.bytes("REGISTRATION_RESPONSE_DATA");
    assert!(verifies(
        &point,
        &signed,
        signature_of(&response, 1 + 65 + 1 + 64)
    ));
}

#[test]
fn an_authentication_is_that_of_the_specification() {
    let vectors = Vectors::read();
    let client_data_hash = sha256(vectors.text("BROWSER_DATA_SIGN"));
    assert_eq!(
        client_data_hash.to_vec(),
        vectors.bytes("BROWSER_DATA_SIGN_SHA256")
    );
    let authentication = RawAuthentication {
        application: &vectors.app_id_hash("APP_ID_SIGN"),
        client_data_hash: &client_data_hash,
        counter: 1,
    };
    let signed = authentication.signed();
    assert_eq!(signed, vectors.bytes("EXPECTED_AUTHENTICATE_SIGNED_BYTES"));
    let signature = vectors.bytes("SIGNATURE_AUTHENTICATE");
    assert_eq!(
        authentication.response(&signature),
        vectors.bytes("SIGN_RESPONSE_DATA")
    );
}

#[test]
fn the_specifications_authentication_verifies_and_so_does_ours_with_its_key() {
    let vectors = Vectors::read();
    let key = vectors.key("USER_PRIVATE_KEY_SIGN_HEX");
    let point = key.public_key().to_sec1();
    let signed = vectors.bytes("EXPECTED_AUTHENTICATE_SIGNED_BYTES");
    assert!(verifies(
        &point,
        &signed,
        &vectors.bytes("SIGNATURE_AUTHENTICATE")
    ));
    assert!(verifies(&point, &signed, &key.sign(&[&signed], &mut rng())));
}
