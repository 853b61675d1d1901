//! ES256 against [RFC 6979 A.2.5](https://www.rfc-editor.org/rfc/rfc6979#appendix-A.2.5) and against
//! another library's verifier.

#![allow(clippy::unwrap_used, reason = "a test")]

use core::convert::Infallible;

use proptest::prelude::*;
use rand_core::{TryCryptoRng, TryRng};
use ring::signature::{ECDSA_P256_SHA256_ASN1, UnparsedPublicKey};
use serde::Deserialize;
use xenon_protocol::es256::{PublicKey, SecretKey};

#[derive(Deserialize)]
struct Vector {
    curve: String,
    hash: String,
    message: String,
    private_key_hex: String,
    signature_der: String,
}

/// Random bytes that proptest has chosen, over and over.
struct Chosen([u8; 32]);

impl TryRng for Chosen {
    type Error = Infallible;

    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        Ok(4)
    }

    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        Ok(4)
    }

    fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), Infallible> {
        for (place, byte) in bytes.iter_mut().zip(self.0.iter().cycle()) {
            *place = *byte;
        }
        Ok(())
    }
}

impl TryCryptoRng for Chosen {}

fn ring_accepts(key: &PublicKey, message: &[u8], signature: &[u8]) -> bool {
    UnparsedPublicKey::new(&ECDSA_P256_SHA256_ASN1, key.to_sec1())
        .verify(message, signature)
        .is_ok()
}

#[test]
fn rfc_6979_signatures_are_reproduced() {
    let json = include_str!("../../vectors/rfc6979/rfc6979-p256-p384-p521.json");
    let vectors: Vec<Vector> = serde_json::from_str(json).unwrap();
    let is_ours = |vector: &&Vector| vector.curve == "P-256" && vector.hash == "SHA256";
    let ours: Vec<&Vector> = vectors.iter().filter(is_ours).collect();
    assert_eq!(ours.len(), 2);
    for vector in ours {
        let mut secret = [0; 32];
        hex::decode_to_slice(&vector.private_key_hex, &mut secret).unwrap();
        let key = SecretKey::from_bytes(&secret).unwrap();
        let signature = key.sign_deterministic(&[vector.message.as_bytes()]);
        assert_eq!(hex::encode(signature), vector.signature_der);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn another_library_accepts_every_signature(
        secret in any::<[u8; 32]>(),
        entropy in any::<[u8; 32]>(),
        first in any::<Vec<u8>>(),
        second in any::<[u8; 32]>(),
    ) {
        let Ok(key) = SecretKey::from_bytes(&secret) else { return Ok(()) };
        let signature = key.sign(&[&first, &second], &mut Chosen(entropy));
        let mut message = [first.as_slice(), &second].concat();
        prop_assert!(ring_accepts(&key.public_key(), &message, &signature));
        prop_assert!(signature.len() <= 72);
        message.push(0);
        prop_assert!(!ring_accepts(&key.public_key(), &message, &signature));
    }
}
