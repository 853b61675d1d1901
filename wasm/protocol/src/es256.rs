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
