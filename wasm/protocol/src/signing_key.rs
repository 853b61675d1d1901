//! A credential's private key, of any algorithm that Xenon has.

use alloc::vec::Vec;

use rand_core::CryptoRng;
use zeroize::Zeroizing;

use crate::{Algorithm, CosePublicKey, es256};

/// What signs for a credential. It is wiped when dropped, and can be neither copied nor shown.
pub enum SigningKey {
    /// ECDSA over P-256 with SHA-256.
    Es256(es256::SecretKey),
}

/// A credential's public key in the two forms in which a site receives it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct CredentialPublicKey {
    /// For attested credential data.
    pub cose: CosePublicKey,
    /// `SubjectPublicKeyInfo` in DER, for `getPublicKey()`.
    pub spki: Vec<u8>,
}

/// The bytes are no private key of the algorithm.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[error("the bytes are no private key of this algorithm")]
pub struct SigningKeyError;

impl SigningKey {
    /// Makes a key.
    pub fn generate(algorithm: Algorithm, rng: &mut impl CryptoRng) -> Self {
        match algorithm {
            Algorithm::Es256 => Self::Es256(es256::SecretKey::generate(rng)),
        }
    }

    /// Takes a private key as it was stored.
    pub fn from_bytes(algorithm: Algorithm, bytes: &[u8]) -> Result<Self, SigningKeyError> {
        match algorithm {
            Algorithm::Es256 => {
                let scalar = bytes.try_into().map_err(|_| SigningKeyError)?;
                let key = es256::SecretKey::from_bytes(scalar).map_err(|_| SigningKeyError)?;
                Ok(Self::Es256(key))
            }
        }
    }

    /// The private key for sealed storage.
    pub fn to_bytes(&self) -> Zeroizing<Vec<u8>> {
        match self {
            Self::Es256(key) => Zeroizing::new(key.to_bytes().to_vec()),
        }
    }

    /// What it signs with.
    pub fn algorithm(&self) -> Algorithm {
        match self {
            Self::Es256(_) => Algorithm::Es256,
        }
    }

    /// Derives the public key, which may cost as much as a signature: keep the result.
    pub fn public_key(&self) -> CredentialPublicKey {
        match self {
            Self::Es256(key) => {
                let public_key = key.public_key();
                CredentialPublicKey {
                    cose: public_key.to_cose(),
                    spki: public_key.to_spki(),
                }
            }
        }
    }

    /// Signs the concatenation of `parts`, in the form that WebAuthn wants of the algorithm
    /// ([signature formats](https://www.w3.org/TR/webauthn-3/#sctn-signature-attestation-types)).
    pub fn sign(&self, parts: &[&[u8]], rng: &mut impl CryptoRng) -> Vec<u8> {
        match self {
            Self::Es256(key) => key.sign(parts, rng),
        }
    }
}
