//! ECDSA against [RFC 6979 A.2.5 to A.2.7](https://www.rfc-editor.org/rfc/rfc6979#appendix-A.2.5).

#![allow(clippy::unwrap_used, reason = "a test")]

use serde::Deserialize;
use xenon_protocol::{es256, es384, es512};

#[derive(Deserialize)]
struct Vector {
    curve: String,
    hash: String,
    message: String,
    private_key_hex: String,
    signature_der: String,
}

/// WebAuthn binds each curve to one hash function, which leaves two vectors to each.
fn reproduce(curve: &str, hash: &str, length: usize, sign: impl Fn(&[u8], &[u8]) -> Vec<u8>) {
    let json = include_str!("../../vectors/rfc6979/rfc6979-p256-p384-p521.json");
    let vectors: Vec<Vector> = serde_json::from_str(json).unwrap();
    let is_ours = |vector: &&Vector| vector.curve == curve && vector.hash == hash;
    let ours: Vec<&Vector> = vectors.iter().filter(is_ours).collect();
    assert_eq!(ours.len(), 2);
    for vector in ours {
        let padded = format!("{:0>1$}", vector.private_key_hex, 2 * length);
        let signature = sign(&hex::decode(padded).unwrap(), vector.message.as_bytes());
        assert_eq!(hex::encode(signature), vector.signature_der);
    }
}

#[test]
fn signatures_on_p_256_are_reproduced() {
    reproduce("P-256", "SHA256", 32, |secret, message| {
        let key = es256::SecretKey::from_bytes(secret).unwrap();
        key.sign_deterministic(&[message])
    });
}

#[test]
fn signatures_on_p_384_are_reproduced() {
    reproduce("P-384", "SHA384", 48, |secret, message| {
        let key = es384::SecretKey::from_bytes(secret).unwrap();
        key.sign_deterministic(&[message])
    });
}

#[test]
fn signatures_on_p_521_are_reproduced() {
    reproduce("P-521", "SHA512", 66, |secret, message| {
        let key = es512::SecretKey::from_bytes(secret).unwrap();
        key.sign_deterministic(&[message])
    });
}
