use minicbor::{Decode, Encode};
use rand_core::CryptoRng;

use crate::slot_keys::{SlotKeys, SlotKind, WrapError, WrappedKey, random_nonce};
use crate::{RecoveryCode, VaultKey};

/// One way to open a vault: a recovery code wraps the vault key. Without Argon2, since nobody can
/// guess 128 random bits.
#[derive(Clone, Debug, Eq, PartialEq, Encode, Decode)]
pub(crate) struct RecoverySlot {
    /// Milliseconds since 1970.
    #[n(0)]
    pub(crate) created_at: u64,
    #[n(1)]
    wrapped_key: WrappedKey,
}

impl RecoverySlot {
    /// Wraps `key`; `context` names the vault and its version and is authenticated.
    pub(crate) fn seal(
        key: &VaultKey,
        code: &RecoveryCode,
        created_at: u64,
        context: &[u8],
        rng: &mut impl CryptoRng,
    ) -> Result<Self, WrapError> {
        let nonce = random_nonce(rng);
        let authenticated = authenticated(created_at, nonce, context);
        let keys = SlotKeys::derive(SlotKind::RecoveryCode, code.as_bytes(), &authenticated);
        Ok(Self {
            created_at,
            wrapped_key: keys.wrap(key, nonce, &authenticated)?,
        })
    }

    /// Gives the vault key if `code` is the one that sealed this slot.
    pub(crate) fn open(&self, code: &RecoveryCode, context: &[u8]) -> Result<VaultKey, WrapError> {
        let authenticated = authenticated(self.created_at, self.wrapped_key.nonce, context);
        let keys = SlotKeys::derive(SlotKind::RecoveryCode, code.as_bytes(), &authenticated);
        keys.unwrap(&self.wrapped_key, &authenticated)
    }
}

/// Everything in clear beside the wrapped key, so that none of it can be exchanged.
fn authenticated(created_at: u64, nonce: [u8; 24], context: &[u8]) -> Vec<u8> {
    [
        context,
        b"recovery-code",
        &created_at.to_be_bytes(),
        nonce.as_slice(),
    ]
    .concat()
}
