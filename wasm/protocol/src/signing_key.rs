//! A credential's private key, of any algorithm that Xenon has.

use alloc::vec::Vec;

use rand_core::CryptoRng;
use zeroize::Zeroizing;

use crate::{Algorithm, CosePublicKey, ecdsa, ed25519, es256, es384, es512, ml_dsa, rs256};

/// What signs for a credential. It is wiped when dropped, and can be neither copied nor shown.
///
/// Where two numbers name one algorithm, a key keeps the one that its site asked for.
pub enum SigningKey {
    /// ECDSA over P-256 with SHA-256.
    Es256(es256::SecretKey),
    /// The same, by the number that names its curve.
    Esp256(es256::SecretKey),
    /// ECDSA over P-384 with SHA-384.
    Es384(es384::SecretKey),
    /// The same, by the number that names its curve.
    Esp384(es384::SecretKey),
    /// ECDSA over P-521 with SHA-512.
    Es512(es512::SecretKey),
    /// The same, by the number that names its curve.
    Esp512(es512::SecretKey),
    /// EdDSA over Curve25519.
    EdDsa(ed25519::SecretKey),
    /// The same, by the number that names its curve.
    Ed25519(ed25519::SecretKey),
    /// RSASSA-PKCS1-v1_5 with SHA-256.
    Rs256(rs256::SecretKey),
    /// ML-DSA with the smaller parameters.
    MlDsa44(ml_dsa::SecretKey44),
    /// ML-DSA with the middle parameters.
    MlDsa65(ml_dsa::SecretKey65),
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

/// The key gave no signature that holds; see [`rs256::SigningError`] and [`ml_dsa::SigningError`].
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[error("the key does not sign")]
pub struct SigningError;

impl SigningKey {
    /// Makes a key: in less than a millisecond, but for RS256, whose primes are searched for.
    pub fn generate(algorithm: Algorithm, rng: &mut impl CryptoRng) -> Self {
        match algorithm {
            Algorithm::Es256 => Self::Es256(es256::SecretKey::generate(rng)),
            Algorithm::Esp256 => Self::Esp256(es256::SecretKey::generate(rng)),
            Algorithm::Es384 => Self::Es384(es384::SecretKey::generate(rng)),
            Algorithm::Esp384 => Self::Esp384(es384::SecretKey::generate(rng)),
            Algorithm::Es512 => Self::Es512(es512::SecretKey::generate(rng)),
            Algorithm::Esp512 => Self::Esp512(es512::SecretKey::generate(rng)),
            Algorithm::EdDsa => Self::EdDsa(ed25519::SecretKey::generate(rng)),
            Algorithm::Ed25519 => Self::Ed25519(ed25519::SecretKey::generate(rng)),
            Algorithm::Rs256 => Self::Rs256(rs256::SecretKey::generate(rng)),
            Algorithm::MlDsa44 => Self::MlDsa44(ml_dsa::SecretKey::generate(rng)),
            Algorithm::MlDsa65 => Self::MlDsa65(ml_dsa::SecretKey::generate(rng)),
        }
    }

    /// Takes a private key as it was stored.
    pub fn from_bytes(algorithm: Algorithm, bytes: &[u8]) -> Result<Self, SigningKeyError> {
        Ok(match algorithm {
            Algorithm::Es256 => Self::Es256(es256::SecretKey::from_bytes(bytes)?),
            Algorithm::Esp256 => Self::Esp256(es256::SecretKey::from_bytes(bytes)?),
            Algorithm::Es384 => Self::Es384(es384::SecretKey::from_bytes(bytes)?),
            Algorithm::Esp384 => Self::Esp384(es384::SecretKey::from_bytes(bytes)?),
            Algorithm::Es512 => Self::Es512(es512::SecretKey::from_bytes(bytes)?),
            Algorithm::Esp512 => Self::Esp512(es512::SecretKey::from_bytes(bytes)?),
            Algorithm::EdDsa => Self::EdDsa(ed25519::SecretKey::from_bytes(bytes)?),
            Algorithm::Ed25519 => Self::Ed25519(ed25519::SecretKey::from_bytes(bytes)?),
            Algorithm::Rs256 => Self::Rs256(rs256::SecretKey::from_bytes(bytes)?),
            Algorithm::MlDsa44 => Self::MlDsa44(ml_dsa::SecretKey::from_bytes(bytes)?),
            Algorithm::MlDsa65 => Self::MlDsa65(ml_dsa::SecretKey::from_bytes(bytes)?),
        })
    }

    /// The private key for sealed storage.
    pub fn to_bytes(&self) -> Zeroizing<Vec<u8>> {
        match self {
            Self::Es256(key) | Self::Esp256(key) => key.to_bytes(),
            Self::Es384(key) | Self::Esp384(key) => key.to_bytes(),
            Self::Es512(key) | Self::Esp512(key) => key.to_bytes(),
            Self::EdDsa(key) | Self::Ed25519(key) => key.to_bytes(),
            Self::Rs256(key) => key.to_bytes(),
            Self::MlDsa44(key) => key.to_bytes(),
            Self::MlDsa65(key) => key.to_bytes(),
        }
    }

    /// What it signs with, by the number that the site asked for.
    pub fn algorithm(&self) -> Algorithm {
        match self {
            Self::Es256(_) => Algorithm::Es256,
            Self::Esp256(_) => Algorithm::Esp256,
            Self::Es384(_) => Algorithm::Es384,
            Self::Esp384(_) => Algorithm::Esp384,
            Self::Es512(_) => Algorithm::Es512,
            Self::Esp512(_) => Algorithm::Esp512,
            Self::EdDsa(_) => Algorithm::EdDsa,
            Self::Ed25519(_) => Algorithm::Ed25519,
            Self::Rs256(_) => Algorithm::Rs256,
            Self::MlDsa44(_) => Algorithm::MlDsa44,
            Self::MlDsa65(_) => Algorithm::MlDsa65,
        }
    }

    /// Derives the public key, which may cost as much as a signature: keep the result.
    pub fn public_key(&self) -> CredentialPublicKey {
        match self {
            Self::Es256(key) | Self::Esp256(key) => self.written_ecdsa(key),
            Self::Es384(key) | Self::Esp384(key) => self.written_ecdsa(key),
            Self::Es512(key) | Self::Esp512(key) => self.written_ecdsa(key),
            Self::EdDsa(key) | Self::Ed25519(key) => {
                let public_key = key.public_key();
                CredentialPublicKey {
                    cose: public_key.to_cose(self.algorithm()),
                    spki: public_key.to_spki(),
                }
            }
            Self::Rs256(key) => {
                let public_key = key.public_key();
                CredentialPublicKey {
                    cose: public_key.to_cose(),
                    spki: public_key.to_spki(),
                }
            }
            Self::MlDsa44(key) => written_ml_dsa(key),
            Self::MlDsa65(key) => written_ml_dsa(key),
        }
    }

    /// Signs the concatenation of `parts`, in the form that WebAuthn wants of the algorithm
    /// ([signature formats](https://www.w3.org/TR/webauthn-3/#sctn-signature-attestation-types)).
    pub fn sign(&self, parts: &[&[u8]], rng: &mut impl CryptoRng) -> Result<Vec<u8>, SigningError> {
        match self {
            Self::Es256(key) | Self::Esp256(key) => Ok(key.sign(parts, rng)),
            Self::Es384(key) | Self::Esp384(key) => Ok(key.sign(parts, rng)),
            Self::Es512(key) | Self::Esp512(key) => Ok(key.sign(parts, rng)),
            Self::EdDsa(key) | Self::Ed25519(key) => Ok(key.sign(parts)),
            Self::Rs256(key) => key.sign(parts, rng).map_err(|_| SigningError),
            Self::MlDsa44(key) => key.sign(parts, rng).map_err(|_| SigningError),
            Self::MlDsa65(key) => key.sign(parts, rng).map_err(|_| SigningError),
        }
    }

    fn written_ecdsa<C: ecdsa::Curve>(&self, key: &ecdsa::SecretKey<C>) -> CredentialPublicKey {
        let public_key = key.public_key();
        CredentialPublicKey {
            cose: public_key.to_cose(self.algorithm()),
            spki: public_key.to_spki(),
        }
    }
}

fn written_ml_dsa<P: ml_dsa::ParameterSet>(key: &ml_dsa::SecretKey<P>) -> CredentialPublicKey {
    let public_key = key.public_key();
    CredentialPublicKey {
        cose: public_key.to_cose(),
        spki: public_key.to_spki(),
    }
}

impl From<ecdsa::KeyError> for SigningKeyError {
    fn from(_: ecdsa::KeyError) -> Self {
        Self
    }
}

impl From<ed25519::KeyError> for SigningKeyError {
    fn from(_: ed25519::KeyError) -> Self {
        Self
    }
}

impl From<rs256::KeyError> for SigningKeyError {
    fn from(_: rs256::KeyError) -> Self {
        Self
    }
}

impl From<ml_dsa::KeyError> for SigningKeyError {
    fn from(_: ml_dsa::KeyError) -> Self {
        Self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    use chacha20::ChaCha20Rng;
    use rand_core::SeedableRng;

    #[test]
    fn a_key_keeps_its_algorithm_and_its_public_key_in_storage() {
        let mut rng = ChaCha20Rng::from_seed([6; 32]);
        for algorithm in Algorithm::ALL {
            let key = SigningKey::generate(algorithm, &mut rng);
            let stored = SigningKey::from_bytes(algorithm, &key.to_bytes()).unwrap();
            assert_eq!(stored.algorithm(), algorithm);
            assert_eq!(stored.to_bytes(), key.to_bytes());
            assert_eq!(stored.public_key(), key.public_key(), "{algorithm:?}");
        }
    }

    #[test]
    fn other_bytes_are_no_key_of_any_algorithm() {
        for algorithm in Algorithm::ALL {
            for length in [0, 31, 33, 47, 65, 255, 257] {
                let bytes = alloc::vec![1; length];
                let key = SigningKey::from_bytes(algorithm, &bytes);
                assert_eq!(key.err(), Some(SigningKeyError), "{algorithm:?}");
            }
        }
    }
}
