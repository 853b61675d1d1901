//! ML-DSA-44 and ML-DSA-65 ([FIPS 204](https://doi.org/10.6028/NIST.FIPS.204)), with an empty
//! context as COSE wants it ([RFC 9964](https://www.rfc-editor.org/rfc/rfc9964)).

use alloc::vec::Vec;
use core::marker::PhantomData;

use ::ml_dsa::signature::{Keypair, RandomizedMultipartSigner};
use ::ml_dsa::{MlDsa44, MlDsa65, MlDsaParams, Seed, SigningKey};
use rand_core::CryptoRng;
use zeroize::Zeroizing;

use crate::canonical_cbor::CanonicalCbor;
use crate::{Algorithm, CosePublicKey};

/// A set of parameters, and how the world writes its keys down.
pub trait ParameterSet: MlDsaParams {
    /// Its entry in the COSE registry.
    const ALGORITHM: Algorithm;
    /// What `SubjectPublicKeyInfo` says before the key
    /// ([RFC 9881](https://www.rfc-editor.org/rfc/rfc9881#section-4)).
    const SPKI_HEADER: [u8; 22];
}

impl ParameterSet for MlDsa44 {
    const ALGORITHM: Algorithm = Algorithm::MlDsa44;
    const SPKI_HEADER: [u8; 22] = [
        0x30, 0x82, 0x05, 0x32, 0x30, 0x0b, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04,
        0x03, 0x11, 0x03, 0x82, 0x05, 0x21, 0x00,
    ];
}

impl ParameterSet for MlDsa65 {
    const ALGORITHM: Algorithm = Algorithm::MlDsa65;
    const SPKI_HEADER: [u8; 22] = [
        0x30, 0x82, 0x07, 0xb2, 0x30, 0x0b, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04,
        0x03, 0x12, 0x03, 0x82, 0x07, 0xa1, 0x00,
    ];
}

/// A private key: the 32-byte seed ξ from which FIPS 204 derives everything else. It is wiped when
/// dropped, and can be neither copied nor shown.
pub struct SecretKey<P>(Zeroizing<[u8; 32]>, PhantomData<P>);

/// A private key that signs with ML-DSA-44.
pub type SecretKey44 = SecretKey<MlDsa44>;

/// A private key that signs with ML-DSA-65.
pub type SecretKey65 = SecretKey<MlDsa65>;

/// A public key: 1,312 bytes for ML-DSA-44, 1,952 for ML-DSA-65.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct PublicKey<P>(Vec<u8>, PhantomData<P>);

/// The bytes are not 32.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[error("an ML-DSA seed has 32 bytes")]
pub struct KeyError;

/// No attempt gave a signature: as good as impossible unless the machine is faulty.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[error("the key does not sign")]
pub struct SigningError;

impl<P: ParameterSet> SecretKey<P> {
    /// Takes a private key as it was stored: any 32 bytes.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, KeyError> {
        let seed = bytes.try_into().map_err(|_| KeyError)?;
        Ok(Self(Zeroizing::new(seed), PhantomData))
    }

    /// Makes a key.
    pub fn generate(rng: &mut impl CryptoRng) -> Self {
        let mut seed = Zeroizing::new([0; 32]);
        rng.fill_bytes(seed.as_mut());
        Self(seed, PhantomData)
    }

    /// The private key for sealed storage.
    pub fn to_bytes(&self) -> Zeroizing<Vec<u8>> {
        Zeroizing::new(self.0.to_vec())
    }

    /// Derives the public key, about as dear as a signature: keep the result.
    pub fn public_key(&self) -> PublicKey<P> {
        let encoded = self.expand().verifying_key().encode();
        PublicKey(encoded.to_vec(), PhantomData)
    }

    /// Signs the concatenation of `parts`, hedged with 32 random bytes (algorithm 2).
    pub fn sign(&self, parts: &[&[u8]], rng: &mut impl CryptoRng) -> Result<Vec<u8>, SigningError> {
        self.expand()
            .expanded_key()
            .try_multipart_sign_with_rng(rng, parts)
            .map(|signature| signature.encode().to_vec())
            .map_err(|_| SigningError)
    }

    /// Only when it is needed: a vault of many keys is listed without this work.
    fn expand(&self) -> SigningKey<P> {
        SigningKey::from_seed(&Zeroizing::new(Seed::from(*self.0)))
    }
}

impl<P: ParameterSet> PublicKey<P> {
    /// The key as FIPS 204 encodes it (algorithm 22).
    pub fn as_slice(&self) -> &[u8] {
        &self.0
    }

    /// The `COSE_Key` of [RFC 9964 section 3](https://www.rfc-editor.org/rfc/rfc9964#section-3): key
    /// type AKP, the algorithm, then the key.
    pub fn to_cose(&self) -> CosePublicKey {
        let encoded = CanonicalCbor::map(3)
            .integer(1)
            .integer(7)
            .integer(3)
            .integer(P::ALGORITHM.cose_id().into())
            .integer(-1)
            .bytes(&self.0);
        CosePublicKey::from_encoded(encoded.into_vec())
    }

    /// The `SubjectPublicKeyInfo` in DER, which `getPublicKey()` returns.
    pub fn to_spki(&self) -> Vec<u8> {
        [P::SPKI_HEADER.as_slice(), &self.0].concat()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    use ::ml_dsa::signature::Verifier;
    use ::ml_dsa::{Signature, VerifyingKey};
    use chacha20::ChaCha20Rng;
    use rand_core::SeedableRng;

    fn signature<P: ParameterSet>(key: &SecretKey<P>, parts: &[&[u8]], seed: u8) -> Vec<u8> {
        key.sign(parts, &mut ChaCha20Rng::from_seed([seed; 32]))
            .unwrap()
    }

    fn verify<P: ParameterSet>(key: &PublicKey<P>, message: &[u8], signature: &[u8]) -> bool {
        let key = VerifyingKey::<P>::decode(key.as_slice().try_into().unwrap());
        let signature = Signature::try_from(signature).unwrap();
        key.verify(message, &signature).is_ok()
    }

    #[test]
    fn lengths_are_those_of_fips_204() {
        let key = SecretKey44::from_bytes(&[7; 32]).unwrap();
        assert_eq!(key.public_key().as_slice().len(), 1312);
        assert_eq!(signature(&key, &[b"sample"], 1).len(), 2420);
        let key = SecretKey65::from_bytes(&[7; 32]).unwrap();
        assert_eq!(key.public_key().as_slice().len(), 1952);
        assert_eq!(signature(&key, &[b"sample"], 1).len(), 3309);
    }

    #[test]
    fn a_signature_covers_the_parts_in_order() {
        let key = SecretKey44::from_bytes(&[7; 32]).unwrap();
        let signature = signature(&key, &[b"sam", b"ple"], 1);
        assert!(verify(&key.public_key(), b"sample", &signature));
        assert!(!verify(&key.public_key(), b"plesam", &signature));
    }

    #[test]
    fn entropy_changes_the_signature_and_not_its_validity() {
        let key = SecretKey65::from_bytes(&[7; 32]).unwrap();
        let second = signature(&key, &[b"sample"], 2);
        assert_ne!(signature(&key, &[b"sample"], 1), second);
        assert!(verify(&key.public_key(), b"sample", &second));
    }

    #[test]
    fn a_seed_has_32_bytes() {
        for bytes in [[1; 31].as_slice(), &[1; 33], &[]] {
            assert_eq!(SecretKey44::from_bytes(bytes).err(), Some(KeyError));
        }
    }

    #[test]
    fn cose_and_spki_wrap_the_same_key() {
        let small = SecretKey44::from_bytes(&[7; 32]).unwrap().public_key();
        let key = hex::encode(small.as_slice());
        let cose = ["a3010703382f20590520", &key].concat();
        assert_eq!(hex::encode(small.to_cose().as_slice()), cose);
        let spki = ["30820532300b06096086480165030403110382052100", &key].concat();
        assert_eq!(hex::encode(small.to_spki()), spki);

        let large = SecretKey65::from_bytes(&[7; 32]).unwrap().public_key();
        let key = hex::encode(large.as_slice());
        let cose = ["a30107033830205907a0", &key].concat();
        assert_eq!(hex::encode(large.to_cose().as_slice()), cose);
        let spki = ["308207b2300b0609608648016503040312038207a100", &key].concat();
        assert_eq!(hex::encode(large.to_spki()), spki);
    }
}
