use argon2::{Algorithm, Argon2, Version};
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use hkdf::Hkdf;
use minicbor::{Decode, Encode};
use rand_core::CryptoRng;
use sha2::Sha256;
use subtle::ConstantTimeEq;
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

use crate::{Argon2Cost, UnlockError, VaultKey};

const WRAP_INFO: &[u8] = b"xenon/v1/slot/passphrase/wrap";
const COMMIT_INFO: &[u8] = b"xenon/v1/slot/passphrase/commit";

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
///
/// XChaCha20-Poly1305 does not commit to its key, so a separate commitment is compared first: one
/// slot cannot be made to open under two passphrases.
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
            nonce: [0; 24],
            commitment: [0; 32],
            wrapped_key: Vec::new(),
        };
        rng.fill_bytes(&mut slot.salt);
        rng.fill_bytes(&mut slot.nonce);
        let keys = slot.stretch(passphrase, context)?;
        let aad = slot.authenticated(context);
        let payload = Payload {
            msg: key.as_bytes(),
            aad: &aad,
        };
        slot.commitment = *keys.commitment;
        slot.wrapped_key = keys
            .cipher()
            .encrypt(&slot.xnonce(), payload)
            .map_err(|_| UnlockError::Malformed)?;
        Ok(slot)
    }

    /// Gives the vault key if `passphrase` is the one that sealed this slot.
    pub(crate) fn open(
        &self,
        passphrase: &Passphrase,
        context: &[u8],
    ) -> Result<VaultKey, UnlockError> {
        self.cost.checked()?;
        let keys = self.stretch(passphrase, context)?;
        if !bool::from(keys.commitment.ct_eq(&self.commitment)) {
            return Err(UnlockError::WrongPassphrase);
        }
        let aad = self.authenticated(context);
        let payload = Payload {
            msg: &self.wrapped_key,
            aad: &aad,
        };
        let opened = keys
            .cipher()
            .decrypt(&self.xnonce(), payload)
            .map_err(|_| UnlockError::Malformed)?;
        VaultKey::from_session(&Zeroizing::new(opened)).ok_or(UnlockError::Malformed)
    }

    fn stretch(&self, passphrase: &Passphrase, context: &[u8]) -> Result<SlotKeys, UnlockError> {
        let params = self.cost.params().map_err(|_| UnlockError::Malformed)?;
        let mut stretched = Zeroizing::new([0; 32]);
        Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
            .hash_password_into(&passphrase.0, &self.salt, &mut *stretched)
            .map_err(|_| UnlockError::OutOfMemory)?;
        SlotKeys::derive(&stretched, &self.authenticated(context))
    }

    fn xnonce(&self) -> XNonce {
        self.nonce.into()
    }

    /// Everything in clear beside the wrapped key, so that none of it can be exchanged.
    fn authenticated(&self, context: &[u8]) -> Vec<u8> {
        [context, &self.cost.authenticated(), &self.salt, &self.nonce].concat()
    }
}

struct SlotKeys {
    wrap: Zeroizing<[u8; 32]>,
    commitment: Zeroizing<[u8; 32]>,
}

impl SlotKeys {
    fn derive(stretched: &[u8; 32], authenticated: &[u8]) -> Result<Self, UnlockError> {
        let hkdf = Hkdf::<Sha256>::new(Some(authenticated), stretched);
        let mut keys = Self {
            wrap: Zeroizing::new([0; 32]),
            commitment: Zeroizing::new([0; 32]),
        };
        hkdf.expand(WRAP_INFO, &mut *keys.wrap)
            .map_err(|_| UnlockError::Malformed)?;
        hkdf.expand(COMMIT_INFO, &mut *keys.commitment)
            .map_err(|_| UnlockError::Malformed)?;
        Ok(keys)
    }

    fn cipher(&self) -> XChaCha20Poly1305 {
        XChaCha20Poly1305::new((&*self.wrap).into())
    }
}
