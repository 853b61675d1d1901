use argon2::{Algorithm, Argon2, Version};
use minicbor::{Decode, Encode};
use rand_core::CryptoRng;
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

use crate::slot_keys::{SlotKeys, SlotKind, WrapError, WrappedKey, random_nonce};
use crate::{Argon2Cost, UnlockError, VaultKey};

/// What the user typed, as UTF-8 in Unicode form NFKC. Wiped when dropped.
#[derive(Zeroize, ZeroizeOnDrop)]
pub struct Passphrase(Vec<u8>);

impl Passphrase {
    /// Takes over the typed bytes.
    pub fn new(bytes: Vec<u8>) -> Self {
        Self(bytes)
    }
}

/// One way to open a vault: a passphrase, stretched by Argon2id, wraps the vault key.
#[derive(Clone, Debug, Eq, PartialEq, Encode, Decode)]
pub(crate) struct PassphraseSlot {
    #[n(0)]
    cost: Argon2Cost,
    #[cbor(n(1), with = "minicbor::bytes")]
    salt: [u8; 16],
    #[cbor(n(2), with = "minicbor::bytes")]
    nonce: [u8; 24],
    #[cbor(n(3), with = "minicbor::bytes")]
    commitment: [u8; 32],
    #[cbor(n(4), with = "minicbor::bytes")]
    wrapped_key: Vec<u8>,
}

impl PassphraseSlot {
    /// Wraps `key`; `context` names the vault and its version and is authenticated.
    pub(crate) fn seal(
        key: &VaultKey,
        passphrase: &Passphrase,
        cost: Argon2Cost,
        context: &[u8],
        rng: &mut impl CryptoRng,
    ) -> Result<Self, UnlockError> {
        let mut slot = Self {
            cost,
            salt: [0; 16],
            nonce: random_nonce(rng),
            commitment: [0; 32],
            wrapped_key: Vec::new(),
        };
        rng.fill_bytes(&mut slot.salt);
        let authenticated = slot.authenticated(context);
        let wrapped =
            slot.keys(passphrase, &authenticated)?
                .wrap(key, slot.nonce, &authenticated)?;
        slot.commitment = wrapped.commitment;
        slot.wrapped_key = wrapped.ciphertext;
        Ok(slot)
    }

    /// Gives the vault key if `passphrase` is the one that sealed this slot.
    pub(crate) fn open(
        &self,
        passphrase: &Passphrase,
        context: &[u8],
    ) -> Result<VaultKey, UnlockError> {
        self.cost.checked()?;
        let authenticated = self.authenticated(context);
        let wrapped = WrappedKey {
            nonce: self.nonce,
            commitment: self.commitment,
            ciphertext: self.wrapped_key.clone(),
        };
        let keys = self.keys(passphrase, &authenticated)?;
        Ok(keys.unwrap(&wrapped, &authenticated)?)
    }

    fn keys(&self, passphrase: &Passphrase, authenticated: &[u8]) -> Result<SlotKeys, UnlockError> {
        let params = self.cost.params().map_err(|_| UnlockError::Malformed)?;
        let mut stretched = Zeroizing::new([0; 32]);
        Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
            .hash_password_into(&passphrase.0, &self.salt, &mut *stretched)
            .map_err(|_| UnlockError::OutOfMemory)?;
        Ok(SlotKeys::derive(
            SlotKind::Passphrase,
            &*stretched,
            authenticated,
        ))
    }

    /// Everything in clear beside the wrapped key, so that none of it can be exchanged.
    fn authenticated(&self, context: &[u8]) -> Vec<u8> {
        [context, &self.cost.authenticated(), &self.salt, &self.nonce].concat()
    }
}

impl From<WrapError> for UnlockError {
    fn from(error: WrapError) -> Self {
        match error {
            WrapError::WrongSecret => Self::WrongPassphrase,
            WrapError::Malformed => Self::Malformed,
        }
    }
}
