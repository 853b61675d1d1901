//! EdDSA and Ed25519: the same signature under two COSE numbers
//! ([RFC 8032](https://www.rfc-editor.org/rfc/rfc8032#section-5.1),
//! [RFC 9864](https://www.rfc-editor.org/rfc/rfc9864)).

use alloc::vec::Vec;

use ed25519_dalek::SigningKey;
use ed25519_dalek::ed25519::signature::MultipartSigner;
use rand_core::CryptoRng;
use zeroize::Zeroizing;

use crate::canonical_cbor::CanonicalCbor;
use crate::{Algorithm, CosePublicKey};

/// A private key: the 32 bytes from which RFC 8032 derives everything else. It is wiped when
/// dropped, and can be neither copied nor shown.
pub struct SecretKey(Zeroizing<[u8; 32]>);

/// A public key: an encoded point.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct PublicKey([u8; 32]);

/// The bytes are not 32.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[error("an Ed25519 private key has 32 bytes")]
pub struct KeyError;

/// What `SubjectPublicKeyInfo` says before the key: id-Ed25519
/// ([RFC 8410](https://www.rfc-editor.org/rfc/rfc8410#section-4)).
const SPKI_HEADER: [u8; 12] = [
    0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00,
];

impl SecretKey {
    /// Takes a private key as it was stored: any 32 bytes.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, KeyError> {
        let seed = bytes.try_into().map_err(|_| KeyError)?;
        Ok(Self(Zeroizing::new(seed)))
    }

    /// Makes a key.
    pub fn generate(rng: &mut impl CryptoRng) -> Self {
        let mut seed = Zeroizing::new([0; 32]);
        rng.fill_bytes(seed.as_mut());
        Self(seed)
    }

    /// The private key for sealed storage.
    pub fn to_bytes(&self) -> Zeroizing<Vec<u8>> {
        Zeroizing::new(self.0.to_vec())
    }

    /// Derives the public key: a point multiplication, so keep the result.
    pub fn public_key(&self) -> PublicKey {
        PublicKey(self.expand().verifying_key().to_bytes())
    }

    /// Signs the concatenation of `parts`: 64 bytes, always the same for the same message.
    ///
    /// The public key that a signature covers is derived anew each time, and so cannot be another's.
    pub fn sign(&self, parts: &[&[u8]]) -> Vec<u8> {
        self.expand().multipart_sign(parts).to_bytes().to_vec()
    }

    fn expand(&self) -> SigningKey {
        SigningKey::from_bytes(&self.0)
    }
}

impl PublicKey {
    /// The encoded point.
    pub fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// The `COSE_Key` of [RFC 9053 section 7.2](https://www.rfc-editor.org/rfc/rfc9053#section-7.2):
    /// key type OKP, the algorithm that the site asked for, curve Ed25519, then the point.
    pub fn to_cose(&self, algorithm: Algorithm) -> CosePublicKey {
        let encoded = CanonicalCbor::map(4)
            .integer(1)
            .integer(1)
            .integer(3)
            .integer(algorithm.cose_id().into())
            .integer(-1)
            .integer(6)
            .integer(-2)
            .bytes(&self.0);
        CosePublicKey::from_encoded(encoded.into_vec())
    }

    /// The `SubjectPublicKeyInfo` in DER, which `getPublicKey()` returns.
    pub fn to_spki(&self) -> Vec<u8> {
        [SPKI_HEADER.as_slice(), &self.0].concat()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// [RFC 8032 section 7.1](https://www.rfc-editor.org/rfc/rfc8032#section-7.1), test 2.
    const SECRET: &str = "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb";
    const PUBLIC: &str = "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c";
    const SIGNATURE: &str = "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da\
                             085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00";

    fn rfc_8032_key() -> SecretKey {
        SecretKey::from_bytes(&hex::decode(SECRET).unwrap()).unwrap()
    }

    #[test]
    fn the_key_and_signature_are_those_of_the_rfc() {
        let key = rfc_8032_key();
        assert_eq!(hex::encode(key.public_key().as_bytes()), PUBLIC);
        assert_eq!(hex::encode(key.sign(&[&[0x72]])), SIGNATURE);
    }

    #[test]
    fn a_signature_covers_the_parts_in_order() {
        let key = rfc_8032_key();
        assert_eq!(key.sign(&[b"sam", b"ple"]), key.sign(&[b"sample"]));
        assert_ne!(key.sign(&[b"ple", b"sam"]), key.sign(&[b"sample"]));
    }

    #[test]
    fn a_seed_has_32_bytes() {
        for bytes in [[1; 31].as_slice(), &[1; 33], &[]] {
            assert_eq!(SecretKey::from_bytes(bytes).err(), Some(KeyError));
        }
    }

    #[test]
    fn cose_and_spki_wrap_the_same_point() {
        let key = rfc_8032_key().public_key();
        let cose = |number: &str| ["a4010103", number, "2006215820", PUBLIC].concat();
        let encoded = |algorithm| hex::encode(key.to_cose(algorithm).as_slice());
        assert_eq!(encoded(Algorithm::EdDsa), cose("27"));
        assert_eq!(encoded(Algorithm::Ed25519), cose("32"));
        let spki = ["302a300506032b6570032100", PUBLIC].concat();
        assert_eq!(hex::encode(key.to_spki()), spki);
    }
}
