use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use hkdf::Hkdf;
use minicbor::{Decode, Encode};
use rand_core::CryptoRng;
use sha2::Sha256;
use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

use crate::VaultKey;

/// The vault key as one slot keeps it.
///
/// XChaCha20-Poly1305 does not commit to its key, so a separate commitment is compared first: one
/// slot cannot be made to open under two secrets.
#[derive(Clone, Debug, Eq, PartialEq, Encode, Decode)]
pub(crate) struct WrappedKey {
    #[cbor(n(0), with = "minicbor::bytes")]
    pub(crate) nonce: [u8; 24],
    #[cbor(n(1), with = "minicbor::bytes")]
    pub(crate) commitment: [u8; 32],
    #[cbor(n(2), with = "minicbor::bytes")]
    pub(crate) ciphertext: Vec<u8>,
}

/// What the secret of a slot becomes: the key that wraps the vault key, and what commits to it.
pub(crate) struct SlotKeys {
    wrap: Zeroizing<[u8; 32]>,
    commitment: Zeroizing<[u8; 32]>,
}

/// Which kind of slot keys are for. One secret, should it ever be in two kinds, gives two keys.
#[derive(Clone, Copy)]
pub(crate) enum SlotKind {
    Passphrase,
    RecoveryCode,
    OsUnlock,
}

/// Why a wrapped key does not come out.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum WrapError {
    /// Another secret wrapped it.
    WrongSecret,
    /// The secret is right, yet the key does not come out.
    Malformed,
}

impl SlotKind {
    fn infos(self) -> (&'static [u8], &'static [u8]) {
        match self {
            Self::Passphrase => (
                b"xenon/v1/slot/passphrase/wrap",
                b"xenon/v1/slot/passphrase/commit",
            ),
            Self::RecoveryCode => (
                b"xenon/v1/slot/recovery-code/wrap",
                b"xenon/v1/slot/recovery-code/commit",
            ),
            Self::OsUnlock => (
                b"xenon/v1/slot/os-unlock/wrap",
                b"xenon/v1/slot/os-unlock/commit",
            ),
        }
    }
}

impl SlotKeys {
    /// Derives both from a secret of full strength, bound to all that the slot shows in clear.
    pub(crate) fn derive(kind: SlotKind, secret: &[u8], authenticated: &[u8]) -> Self {
        let hkdf = Hkdf::<Sha256>::new(Some(authenticated), secret);
        let expanded = |info: &[u8]| {
            let mut key = Zeroizing::new([0; 32]);
            if hkdf.expand(info, &mut *key).is_err() {
                unreachable!("HKDF gives up to 8,160 bytes");
            }
            key
        };
        let (wrap, commit) = kind.infos();
        Self {
            wrap: expanded(wrap),
            commitment: expanded(commit),
        }
    }

    /// Wraps the vault key under a nonce that `authenticated` has in it already.
    pub(crate) fn wrap(
        &self,
        key: &VaultKey,
        nonce: [u8; 24],
        authenticated: &[u8],
    ) -> Result<WrappedKey, WrapError> {
        let payload = Payload {
            msg: key.as_bytes(),
            aad: authenticated,
        };
        let ciphertext = self.cipher().encrypt(&XNonce::from(nonce), payload);
        Ok(WrappedKey {
            nonce,
            commitment: *self.commitment,
            ciphertext: ciphertext.map_err(|_| WrapError::Malformed)?,
        })
    }

    /// Gives the vault key back if these keys wrapped it.
    pub(crate) fn unwrap(
        &self,
        wrapped: &WrappedKey,
        authenticated: &[u8],
    ) -> Result<VaultKey, WrapError> {
        if !bool::from(self.commitment.ct_eq(&wrapped.commitment)) {
            return Err(WrapError::WrongSecret);
        }
        let payload = Payload {
            msg: &wrapped.ciphertext,
            aad: authenticated,
        };
        let opened = self.cipher().decrypt(&XNonce::from(wrapped.nonce), payload);
        let opened = Zeroizing::new(opened.map_err(|_| WrapError::Malformed)?);
        VaultKey::from_session(&opened).ok_or(WrapError::Malformed)
    }

    fn cipher(&self) -> XChaCha20Poly1305 {
        XChaCha20Poly1305::new((&*self.wrap).into())
    }
}

/// A nonce that was never used: 24 random bytes.
pub(crate) fn random_nonce(rng: &mut impl CryptoRng) -> [u8; 24] {
    let mut nonce = [0; 24];
    rng.fill_bytes(&mut nonce);
    nonce
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use getrandom::SysRng;
    use rand_core::UnwrapErr;

    use super::*;

    #[test]
    fn a_million_nonces_are_all_different() {
        let mut rng = UnwrapErr(SysRng);
        let nonces: HashSet<_> = (0..1_000_000).map(|_| random_nonce(&mut rng)).collect();
        assert_eq!(nonces.len(), 1_000_000);
    }
}
