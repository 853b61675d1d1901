//! A function that only the credential can compute
//! ([`prf`](https://www.w3.org/TR/webauthn-3/#prf-extension)), built as CTAP's `hmac-secret` is.

use hmac::{Hmac, KeyInit, Mac};
use minicbor::{Decode, Encode};
use rand_core::CryptoRng;
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

/// What makes one credential's function differ from all others. It is wiped when dropped, and can
/// be neither copied nor shown.
///
/// There is one per credential, not a second one for sign-ins without verification: the results
/// are the same whether the user was verified or not.
pub struct PrfSecret(Zeroizing<[u8; 32]>);

/// An input as the function takes it: hashed with a word of its own, so that no page can have it
/// computed for an input of the operating system's.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Encode, Decode)]
#[cbor(transparent)]
pub struct PrfSalt(#[cbor(n(0), with = "minicbor::bytes")] [u8; 32]);

/// The one or two inputs of a request.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Encode, Decode)]
pub struct PrfSalts {
    /// Always there.
    #[n(0)]
    pub first: PrfSalt,
    /// For rotating from one input to another.
    #[n(1)]
    pub second: Option<PrfSalt>,
}

/// HMAC fills a key up to its hash's block with zeros
/// ([RFC 2104](https://www.rfc-editor.org/rfc/rfc2104#section-2)).
const BLOCK_LENGTH: usize = 64;

impl PrfSecret {
    /// Makes a secret.
    pub fn generate(rng: &mut impl CryptoRng) -> Self {
        let mut secret = Self(Zeroizing::new([0; 32]));
        rng.fill_bytes(secret.0.as_mut());
        secret
    }

    /// Takes a secret as it was stored. Nothing unless it has 32 bytes.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let mut secret = Self(Zeroizing::new([0; 32]));
        if bytes.len() != secret.0.len() {
            return None;
        }
        secret.0.copy_from_slice(bytes);
        Some(secret)
    }

    /// The secret for sealed storage.
    pub fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// The function's value. It is the page's alone and never part of authenticator data, which
    /// sites send to their servers.
    pub fn evaluate(&self, salt: &PrfSalt) -> [u8; 32] {
        let mut key = Zeroizing::new([0; BLOCK_LENGTH]);
        key.iter_mut()
            .zip(self.0.iter())
            .for_each(|(to, from)| *to = *from);
        let mut mac = Hmac::<Sha256>::new((&*key).into());
        mac.update(&salt.0);
        mac.finalize().into_bytes().into()
    }
}

impl PrfSalt {
    /// Hashes a page's input, of any length.
    pub fn of(input: &[u8]) -> Self {
        let digest = Sha256::new()
            .chain_update(b"WebAuthn PRF\0")
            .chain_update(input)
            .finalize();
        Self(digest.into())
    }

    /// The 32 bytes.
    pub fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stored_secret_computes_the_same_and_another_does_not() {
        let salt = PrfSalt::of(b"input");
        let secret = PrfSecret(Zeroizing::new([1; 32]));
        let again = PrfSecret::from_bytes(secret.as_bytes()).unwrap();
        let other = PrfSecret::from_bytes(&[2; 32]).unwrap();
        assert_eq!(secret.evaluate(&salt), again.evaluate(&salt));
        assert_ne!(secret.evaluate(&salt), other.evaluate(&salt));
    }

    #[test]
    fn secrets_have_32_bytes() {
        for bytes in [&[][..], &[1; 31], &[1; 33]] {
            assert!(PrfSecret::from_bytes(bytes).is_none());
        }
    }
}
