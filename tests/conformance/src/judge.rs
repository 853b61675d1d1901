//! Verifies signatures with libraries that Xenon does not sign with, as a site would.

use fips204::traits::{SerDes, Verifier as _};
use fips204::{ml_dsa_44, ml_dsa_65};
use p521::ecdsa::signature::Verifier;
use p521::ecdsa::{DerSignature, VerifyingKey};
use ring::signature::{
    ECDSA_P256_SHA256_ASN1, ECDSA_P384_SHA384_ASN1, ED25519, RSA_PKCS1_2048_8192_SHA256,
    UnparsedPublicKey, VerificationAlgorithm,
};
use xenon_protocol::Algorithm;

/// Whether a signature holds under a `SubjectPublicKeyInfo`.
///
/// For P-521 no other library in Rust was found: its verifier is the one that belongs to the signer,
/// and is held to the vectors of RFC 6979 and of Wycheproof instead.
pub fn accepts(algorithm: Algorithm, spki: &[u8], message: &[u8], signature: &[u8]) -> bool {
    match algorithm {
        Algorithm::Es256 | Algorithm::Esp256 => {
            ring_accepts(&ECDSA_P256_SHA256_ASN1, last(spki, 65), message, signature)
        }
        Algorithm::Es384 | Algorithm::Esp384 => {
            ring_accepts(&ECDSA_P384_SHA384_ASN1, last(spki, 97), message, signature)
        }
        Algorithm::Es512 | Algorithm::Esp512 => p521_accepts(last(spki, 133), message, signature),
        Algorithm::EdDsa | Algorithm::Ed25519 => {
            ring_accepts(&ED25519, last(spki, 32), message, signature)
        }
        Algorithm::Rs256 => ring_accepts(
            &RSA_PKCS1_2048_8192_SHA256,
            // What stands before PKCS #1's RSAPublicKey is as long for every modulus of its size.
            &spki[24..],
            message,
            signature,
        ),
        Algorithm::MlDsa44 => ml_dsa_44_accepts(last(spki, 1312), message, signature),
        Algorithm::MlDsa65 => ml_dsa_65_accepts(last(spki, 1952), message, signature),
    }
}

fn last(spki: &[u8], length: usize) -> &[u8] {
    &spki[spki.len() - length..]
}

fn ring_accepts(
    algorithm: &'static dyn VerificationAlgorithm,
    key: &[u8],
    message: &[u8],
    signature: &[u8],
) -> bool {
    UnparsedPublicKey::new(algorithm, key)
        .verify(message, signature)
        .is_ok()
}

fn p521_accepts(point: &[u8], message: &[u8], signature: &[u8]) -> bool {
    let Ok(signature) = DerSignature::from_bytes(signature) else {
        return false;
    };
    VerifyingKey::from_sec1_bytes(point).is_ok_and(|key| key.verify(message, &signature).is_ok())
}

fn ml_dsa_44_accepts(key: &[u8], message: &[u8], signature: &[u8]) -> bool {
    let key = ml_dsa_44::PublicKey::try_from_bytes(key.try_into().unwrap()).unwrap();
    signature
        .try_into()
        .is_ok_and(|signature| key.verify(message, &signature, b""))
}

fn ml_dsa_65_accepts(key: &[u8], message: &[u8], signature: &[u8]) -> bool {
    let key = ml_dsa_65::PublicKey::try_from_bytes(key.try_into().unwrap()).unwrap();
    signature
        .try_into()
        .is_ok_and(|signature| key.verify(message, &signature, b""))
}
