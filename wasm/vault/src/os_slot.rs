use minicbor::{Decode, Encode};
use rand_core::CryptoRng;
use sha2::{Digest, Sha256};
use zeroize::{Zeroize, ZeroizeOnDrop};

use crate::slot_keys::{SlotKeys, SlotKind, WrapError, WrappedKey, random_nonce};
use crate::{VaultId, VaultKey};

/// What the computer's own authenticator gives when its user was verified: the first result of
/// [WebAuthn's `prf`][prf] for [`OsSecret::salt`]. Wiped when dropped.
///
/// [prf]: https://www.w3.org/TR/webauthn-3/#prf-extension
#[derive(Zeroize, ZeroizeOnDrop)]
pub struct OsSecret([u8; 32]);

impl OsSecret {
    /// Takes over a `prf` result. Nothing unless it has 32 bytes.
    pub fn new(bytes: &[u8]) -> Option<Self> {
        bytes.try_into().ok().map(Self)
    }

    /// What the authenticator is asked to evaluate: another vault asks for another secret.
    pub fn salt(vault: VaultId) -> [u8; 32] {
        Sha256::new()
            .chain_update(b"xenon/v1/os-unlock/salt")
            .chain_update(vault.as_bytes())
            .finalize()
            .into()
    }
}

/// One way to open a vault: the computer's own authenticator, which verifies its user.
#[derive(Clone, Debug, Eq, PartialEq, Encode, Decode)]
pub(crate) struct OsSlot {
    /// The authenticator's own credential, which is none of the vault's.
    #[cbor(n(0), with = "minicbor::bytes")]
    pub(crate) credential_id: Vec<u8>,
    /// Milliseconds since 1970.
    #[n(1)]
    pub(crate) created_at: u64,
    #[n(2)]
    wrapped_key: WrappedKey,
}

impl OsSlot {
    /// Wraps `key`; `context` names the vault and its version and is authenticated.
    pub(crate) fn seal(
        key: &VaultKey,
        secret: &OsSecret,
        credential_id: Vec<u8>,
        created_at: u64,
        context: &[u8],
        rng: &mut impl CryptoRng,
    ) -> Result<Self, WrapError> {
        let nonce = random_nonce(rng);
        let authenticated = authenticated(&credential_id, created_at, nonce, context);
        let keys = SlotKeys::derive(SlotKind::OsUnlock, &secret.0, &authenticated);
        Ok(Self {
            wrapped_key: keys.wrap(key, nonce, &authenticated)?,
            credential_id,
            created_at,
        })
    }

    /// Gives the vault key if `secret` is the one that sealed this slot.
    pub(crate) fn open(&self, secret: &OsSecret, context: &[u8]) -> Result<VaultKey, WrapError> {
        let nonce = self.wrapped_key.nonce;
        let authenticated = authenticated(&self.credential_id, self.created_at, nonce, context);
        let keys = SlotKeys::derive(SlotKind::OsUnlock, &secret.0, &authenticated);
        keys.unwrap(&self.wrapped_key, &authenticated)
    }
}

/// Everything in clear beside the wrapped key, so that none of it can be exchanged. The credential
/// ID is hashed: it is the one part of no fixed length.
fn authenticated(id: &[u8], created_at: u64, nonce: [u8; 24], context: &[u8]) -> Vec<u8> {
    [
        context,
        b"os-unlock",
        &Sha256::digest(id),
        &created_at.to_be_bytes(),
        nonce.as_slice(),
    ]
    .concat()
}
