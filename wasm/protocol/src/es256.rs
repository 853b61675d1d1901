//! ES256: ECDSA over P-256 with SHA-256 ([FIPS 186-5](https://doi.org/10.6028/NIST.FIPS.186-5),
//! [RFC 6979](https://www.rfc-editor.org/rfc/rfc6979)).

use alloc::vec::Vec;

use ecdsa::hazmat::sign_prehashed_rfc6979;
use p256::{FieldBytes, NistP256, elliptic_curve::sec1::ToSec1Point};
use rand_core::CryptoRng;
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use crate::CosePublicKey;
use crate::canonical_cbor::CanonicalCbor;

/// A private key. It is wiped when dropped, and can be neither copied nor shown.
pub struct SecretKey(p256::SecretKey);

/// A public key: a point on the curve that is not its neutral element.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct PublicKey {
    x: [u8; 32],
    y: [u8; 32],
}

/// Why bytes cannot be a key.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
pub enum KeyError {
    /// The number is zero, or not below the curve's order.
    #[error("the private key is out of range")]
    SecretOutOfRange,
    /// The bytes are no uncompressed point of the curve.
    #[error("the public key is not an uncompressed point of the curve")]
    NotAPoint,
}

/// What SPKI says before the point: id-ecPublicKey on prime256v1
/// ([RFC 5480](https://www.rfc-editor.org/rfc/rfc5480#section-2)).
const SPKI_HEADER: [u8; 26] = [
    0x30, 0x59, 0x30, 0x13, 0x06, 0x07, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01, 0x06, 0x08, 0x2a,
    0x86, 0x48, 0xce, 0x3d, 0x03, 0x01, 0x07, 0x03, 0x42, 0x00,
];

impl SecretKey {
    /// Takes a private key as it was stored.
    pub fn from_bytes(bytes: &[u8; 32]) -> Result<Self, KeyError> {
        p256::SecretKey::from_slice(bytes)
            .map(Self)
            .map_err(|_| KeyError::SecretOutOfRange)
    }

    /// Draws until a number is in range; a second draw happens once in four thousand million.
    pub fn generate(rng: &mut impl CryptoRng) -> Self {
        let mut candidate = Zeroizing::new([0; 32]);
        loop {
            rng.fill_bytes(candidate.as_mut());
            if let Ok(key) = Self::from_bytes(&candidate) {
                return key;
            }
        }
    }

    /// The private key for sealed storage.
    pub fn to_bytes(&self) -> Zeroizing<[u8; 32]> {
        let field = Zeroizing::new(self.0.to_bytes());
        let mut bytes = Zeroizing::new([0; 32]);
        bytes.copy_from_slice(&field);
        bytes
    }

    /// Derives the public key: a point multiplication, so keep the result.
    pub fn public_key(&self) -> PublicKey {
        PublicKey::from_point(&self.0.public_key())
    }

    /// Signs the concatenation of `parts`, as DER.
    ///
    /// The nonce is that of RFC 6979 with 32 random bytes as additional input (section 3.6): a weak
    /// random source cannot reveal the key, and a fault cannot make two nonces alike. The signature
    /// is not verified before it leaves, which would cost twice as much as making it.
    pub fn sign(&self, parts: &[&[u8]], rng: &mut impl CryptoRng) -> Vec<u8> {
        let mut entropy = Zeroizing::new([0; 32]);
        rng.fill_bytes(entropy.as_mut());
        self.sign_with(parts, entropy.as_ref())
    }

    /// Signs with the nonce of RFC 6979 alone, to reproduce published signatures.
    #[cfg(any(test, feature = "deterministic-signatures"))]
    pub fn sign_deterministic(&self, parts: &[&[u8]]) -> Vec<u8> {
        self.sign_with(parts, &[])
    }

    /// Works on the scalar: the library's own signing key would derive its public key first.
    fn sign_with(&self, parts: &[&[u8]], entropy: &[u8]) -> Vec<u8> {
        let digest = sha256(parts);
        let scalar = Zeroizing::new(self.0.to_nonzero_scalar());
        let (signature, _) = sign_prehashed_rfc6979::<NistP256, Sha256>(&scalar, &digest, entropy);
        signature.to_der().as_bytes().to_vec()
    }
}

impl PublicKey {
    /// Reads an uncompressed point ([SEC 1 section 2.3.3](https://www.secg.org/sec1-v2.pdf)).
    pub fn from_sec1(point: &[u8; 65]) -> Result<Self, KeyError> {
        let uncompressed = point.starts_with(&[4]);
        p256::PublicKey::from_sec1_bytes(point)
            .ok()
            .filter(|_| uncompressed)
            .map(|key| Self::from_point(&key))
            .ok_or(KeyError::NotAPoint)
    }

    /// The uncompressed point.
    pub fn to_sec1(&self) -> [u8; 65] {
        let mut point = [4; 65];
        let coordinates = self.x.iter().chain(&self.y);
        for (place, byte) in point.iter_mut().skip(1).zip(coordinates) {
            *place = *byte;
        }
        point
    }

    /// The `COSE_Key` of [RFC 9053 section 7.1.1](https://www.rfc-editor.org/rfc/rfc9053#section-7.1.1):
    /// key type EC2, algorithm ES256, curve P-256, then both coordinates.
    pub fn to_cose(&self) -> CosePublicKey {
        let encoded = CanonicalCbor::map(5)
            .integer(1)
            .integer(2)
            .integer(3)
            .integer(-7)
            .integer(-1)
            .integer(1)
            .integer(-2)
            .bytes(&self.x)
            .integer(-3)
            .bytes(&self.y);
        CosePublicKey::from_encoded(encoded.into_vec())
    }

    /// The `SubjectPublicKeyInfo` in DER, which `getPublicKey()` returns.
    pub fn to_spki(&self) -> Vec<u8> {
        [SPKI_HEADER.as_slice(), &self.to_sec1()].concat()
    }

    fn from_point(key: &p256::PublicKey) -> Self {
        let point = key.to_sec1_point(false);
        let coordinate = |bytes: Option<&FieldBytes>| bytes.map(|b| (*b).into());
        // An uncompressed point always has both coordinates.
        Self {
            x: coordinate(point.x()).unwrap_or_default(),
            y: coordinate(point.y()).unwrap_or_default(),
        }
    }
}

fn sha256(parts: &[&[u8]]) -> [u8; 32] {
    let mut hasher = Sha256::new();
    for part in parts {
        hasher.update(part);
    }
    hasher.finalize().into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use core::convert::Infallible;

    use p256::ecdsa::signature::Verifier;
    use p256::ecdsa::{DerSignature, VerifyingKey};
    use rand_core::{TryCryptoRng, TryRng};

    /// Hands out the given blocks in turn, then the last one for ever.
    struct Blocks<'a>(&'a [[u8; 32]]);

    impl TryRng for Blocks<'_> {
        type Error = Infallible;

        fn try_next_u32(&mut self) -> Result<u32, Infallible> {
            panic!("keys and nonces take whole blocks")
        }

        fn try_next_u64(&mut self) -> Result<u64, Infallible> {
            panic!("keys and nonces take whole blocks")
        }

        fn try_fill_bytes(&mut self, block: &mut [u8]) -> Result<(), Infallible> {
            block.copy_from_slice(&self.0[0]);
            self.0 = if self.0.len() > 1 {
                &self.0[1..]
            } else {
                self.0
            };
            Ok(())
        }
    }

    impl TryCryptoRng for Blocks<'_> {}

    /// The key of RFC 6979 A.2.5.
    const SECRET: &str = "c9afa9d845ba75166b5c215767b1d6934e50c3db36e89b127b8a622b120f6721";
    const X: &str = "60fed4ba255a9d31c961eb74c6356d68c049b8923b61fa6ce669622e60f29fb6";
    const Y: &str = "7903fe1008b8bc99a41ae9e95628bc64f2f1b20c2d7e9f5177a3c294d4462299";

    fn rfc_6979_key() -> SecretKey {
        let mut bytes = [0; 32];
        hex::decode_to_slice(SECRET, &mut bytes).unwrap();
        SecretKey::from_bytes(&bytes).unwrap()
    }

    fn verify(key: &PublicKey, message: &[u8], signature: &[u8]) -> bool {
        let key = VerifyingKey::from_sec1_bytes(&key.to_sec1()).unwrap();
        let signature = DerSignature::from_bytes(signature).unwrap();
        key.verify(message, &signature).is_ok()
    }

    #[test]
    fn the_public_key_is_that_of_the_rfc() {
        let point = hex::encode(rfc_6979_key().public_key().to_sec1());
        assert_eq!(point, ["04", X, Y].concat());
    }

    #[test]
    fn a_signature_covers_the_parts_in_order() {
        let key = rfc_6979_key();
        let signature = key.sign(&[b"sam", b"ple"], &mut Blocks(&[[1; 32]]));
        assert!(verify(&key.public_key(), b"sample", &signature));
        assert!(!verify(&key.public_key(), b"plesam", &signature));
    }

    #[test]
    fn entropy_changes_the_nonce_and_not_the_validity() {
        let key = rfc_6979_key();
        let first = key.sign(&[b"sample"], &mut Blocks(&[[1; 32]]));
        let second = key.sign(&[b"sample"], &mut Blocks(&[[2; 32]]));
        assert_ne!(first, second);
        assert_ne!(first, key.sign_deterministic(&[b"sample"]));
        assert!(verify(&key.public_key(), b"sample", &second));
    }

    #[test]
    fn a_stuck_random_source_gives_each_message_its_own_nonce() {
        let key = rfc_6979_key();
        let sign = |message: &[u8]| key.sign(&[message], &mut Blocks(&[[0; 32]]));
        // The first integer of the DER sequence depends on nothing but the nonce.
        let r = |signature: &[u8]| signature[4..4 + usize::from(signature[3])].to_vec();
        assert_ne!(r(&sign(b"sample")), r(&sign(b"test")));
    }

    #[test]
    fn generation_draws_again_when_the_number_is_out_of_range() {
        let key = SecretKey::generate(&mut Blocks(&[[0xff; 32], [0; 32], [3; 32]]));
        assert_eq!(*key.to_bytes(), [3; 32]);
    }

    #[test]
    fn zero_and_the_order_are_no_private_keys() {
        let mut order = [0; 32];
        let hex = "ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551";
        hex::decode_to_slice(hex, &mut order).unwrap();
        for bytes in [[0; 32], order, [0xff; 32]] {
            assert_eq!(
                SecretKey::from_bytes(&bytes).err(),
                Some(KeyError::SecretOutOfRange)
            );
        }
        order[31] -= 1;
        assert!(SecretKey::from_bytes(&order).is_ok());
    }

    #[test]
    fn a_point_reads_back() {
        let key = rfc_6979_key().public_key();
        assert_eq!(PublicKey::from_sec1(&key.to_sec1()), Ok(key));
    }

    #[test]
    fn other_bytes_are_no_public_key() {
        let mut off_the_curve = rfc_6979_key().public_key().to_sec1();
        off_the_curve[64] ^= 1;
        let mut hybrid = rfc_6979_key().public_key().to_sec1();
        hybrid[0] = 7;
        for point in [off_the_curve, hybrid, [0; 65], [4; 65]] {
            assert_eq!(PublicKey::from_sec1(&point), Err(KeyError::NotAPoint));
        }
    }

    #[test]
    fn cose_and_spki_wrap_the_same_point() {
        let key = rfc_6979_key().public_key();
        let cose = ["a5010203262001215820", X, "225820", Y].concat();
        assert_eq!(hex::encode(key.to_cose().as_slice()), cose);
        let spki = [
            "3059301306072a8648ce3d020106082a8648ce3d03010703420004",
            X,
            Y,
        ];
        assert_eq!(hex::encode(key.to_spki()), spki.concat());
    }
}
