//! ECDSA as WebAuthn uses it, on any of its curves
//! ([FIPS 186-5](https://doi.org/10.6028/NIST.FIPS.186-5),
//! [RFC 6979](https://www.rfc-editor.org/rfc/rfc6979)).

use alloc::vec::Vec;

use ::ecdsa::hazmat::sign_prehashed_rfc6979;
use ::ecdsa::{DigestAlgorithm, Signature};
use p256::elliptic_curve::sec1::{FromSec1Point, ModulusSize, ToSec1Point};
use p256::elliptic_curve::{self, CurveArithmetic, FieldBytes};
use rand_core::CryptoRng;
use sha2::Digest;
use zeroize::Zeroizing;

use crate::canonical_cbor::CanonicalCbor;
use crate::{Algorithm, CosePublicKey};

/// A curve with its hash function, and how the world writes them down.
pub trait Curve:
    DigestAlgorithm
    + CurveArithmetic<AffinePoint: FromSec1Point<Self> + ToSec1Point<Self>>
    + elliptic_curve::Curve<FieldBytesSize: ModulusSize>
{
    /// Its number in the [COSE registry](https://www.iana.org/assignments/cose/cose.xhtml#elliptic-curves).
    const COSE_CURVE: i64;
    /// What `SubjectPublicKeyInfo` says before the point: id-ecPublicKey on this curve
    /// ([RFC 5480](https://www.rfc-editor.org/rfc/rfc5480#section-2)).
    const SPKI_HEADER: &'static [u8];
    /// The bits that the first byte of a number below the order may have.
    const FIRST_BYTE: u8;

    /// The two numbers of a signature, as WebAuthn sends them.
    fn to_der(signature: &Signature<Self>) -> Vec<u8>;
}

/// A private key. It is wiped when dropped, and can be neither copied nor shown.
pub struct SecretKey<C: Curve>(elliptic_curve::SecretKey<C>);

/// A public key: a point on the curve that is not its neutral element.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct PublicKey<C: Curve>(elliptic_curve::PublicKey<C>);

/// Why bytes cannot be a key.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
pub enum KeyError {
    /// The bytes are too many or too few, or the number is zero, or not below the curve's order.
    #[error("the private key is out of range")]
    SecretOutOfRange,
    /// The bytes are no uncompressed point of the curve.
    #[error("the public key is not an uncompressed point of the curve")]
    NotAPoint,
}

/// What marks a point that is written with both coordinates.
const UNCOMPRESSED: u8 = 4;

impl<C: Curve> SecretKey<C> {
    /// Takes a private key as it was stored: the scalar, as long as the curve's field.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, KeyError> {
        let scalar = <&FieldBytes<C>>::try_from(bytes).map_err(|_| KeyError::SecretOutOfRange)?;
        elliptic_curve::SecretKey::from_bytes(scalar)
            .map(Self)
            .map_err(|_| KeyError::SecretOutOfRange)
    }

    /// Draws until a number is in range, which the first one nearly always is.
    pub fn generate(rng: &mut impl CryptoRng) -> Self {
        let mut candidate = Zeroizing::new(FieldBytes::<C>::default());
        loop {
            rng.fill_bytes(&mut candidate);
            if let Some(first) = candidate.first_mut() {
                *first &= C::FIRST_BYTE;
            }
            if let Ok(key) = Self::from_bytes(&candidate) {
                return key;
            }
        }
    }

    /// The private key for sealed storage.
    pub fn to_bytes(&self) -> Zeroizing<Vec<u8>> {
        let scalar = Zeroizing::new(self.0.to_bytes());
        Zeroizing::new(scalar.to_vec())
    }

    /// Derives the public key: a point multiplication, so keep the result.
    pub fn public_key(&self) -> PublicKey<C> {
        PublicKey(self.0.public_key())
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
        let digest = parts
            .iter()
            .fold(C::Digest::new(), C::Digest::chain_update)
            .finalize();
        let scalar = Zeroizing::new(self.0.to_nonzero_scalar());
        let (signature, _) = sign_prehashed_rfc6979::<C, C::Digest>(&scalar, &digest, entropy);
        C::to_der(&signature)
    }
}

impl<C: Curve> PublicKey<C> {
    /// Reads an uncompressed point ([SEC 1 section 2.3.3](https://www.secg.org/sec1-v2.pdf)).
    pub fn from_sec1(point: &[u8]) -> Result<Self, KeyError> {
        let uncompressed = point.starts_with(&[UNCOMPRESSED]);
        elliptic_curve::PublicKey::from_sec1_bytes(point)
            .ok()
            .filter(|_| uncompressed)
            .map(Self)
            .ok_or(KeyError::NotAPoint)
    }

    /// The uncompressed point.
    pub fn to_sec1(&self) -> Vec<u8> {
        self.0.to_sec1_point(false).as_bytes().to_vec()
    }

    /// The `COSE_Key` of [RFC 9053 section 7.1.1](https://www.rfc-editor.org/rfc/rfc9053#section-7.1.1):
    /// key type EC2, the algorithm that the site asked for, the curve, then both coordinates.
    pub fn to_cose(&self, algorithm: Algorithm) -> CosePublicKey {
        let point = self.0.to_sec1_point(false);
        // An uncompressed point always has both coordinates.
        let coordinate = |bytes: Option<&FieldBytes<C>>| bytes.copied().unwrap_or_default();
        let encoded = CanonicalCbor::map(5)
            .integer(1)
            .integer(2)
            .integer(3)
            .integer(algorithm.cose_id().into())
            .integer(-1)
            .integer(C::COSE_CURVE)
            .integer(-2)
            .bytes(&coordinate(point.x()))
            .integer(-3)
            .bytes(&coordinate(point.y()));
        CosePublicKey::from_encoded(encoded.into_vec())
    }

    /// The `SubjectPublicKeyInfo` in DER, which `getPublicKey()` returns.
    pub fn to_spki(&self) -> Vec<u8> {
        [C::SPKI_HEADER, &self.to_sec1()].concat()
    }
}
