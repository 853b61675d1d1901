use chacha20poly1305::aead::{Aead, Payload};
use chacha20poly1305::{KeyInit, XChaCha20Poly1305, XNonce};
use curve25519_dalek::MontgomeryPoint;
use hkdf::Hkdf;
use rand_core::CryptoRng;
use sha2::Sha256;
use zeroize::Zeroizing;

use crate::padding::{pad, unpad};
use crate::{OpenVault, VaultId};

/// Sealed while the vault was open: form ‖ nonce (24) ‖ ciphertext with tag.
const BY_OPEN_VAULT: u8 = 1;
/// Sealed while it was locked: form ‖ ephemeral public key (32) ‖ ciphertext with tag.
const FOR_LOCKED_VAULT: u8 = 2;
const KEY_LENGTH: usize = 32;
const NONCE_LENGTH: usize = 24;

impl OpenVault {
    /// Seals an entry of the activity log. `day` is the number of days since 1970, the one thing that
    /// is stored beside it in clear.
    pub fn seal_activity(&self, entry: &[u8], day: u32, rng: &mut impl CryptoRng) -> Vec<u8> {
        let mut nonce = [0; NONCE_LENGTH];
        rng.fill_bytes(&mut nonce);
        let aad = context(BY_OPEN_VAULT, self.vault_id(), day);
        let ciphertext = sealed(&self.activity_key, nonce, entry, &aad);
        [&[BY_OPEN_VAULT], &nonce[..], &ciphertext].concat()
    }

    /// Opens an entry in either form, or gives nothing if it was changed, or is another vault's.
    pub fn open_activity(&self, sealed: &[u8], day: u32) -> Option<Zeroizing<Vec<u8>>> {
        let (&form, rest) = sealed.split_first()?;
        let aad = context(form, self.vault_id(), day);
        match form {
            BY_OPEN_VAULT => {
                let (nonce, ciphertext) = rest.split_first_chunk()?;
                opened(&self.activity_key, *nonce, ciphertext, &aad)
            }
            FOR_LOCKED_VAULT => {
                let (ephemeral, ciphertext) = rest.split_first_chunk::<KEY_LENGTH>()?;
                let secret = MontgomeryPoint(*ephemeral).mul_clamped(*self.activity_inbox_secret);
                let key = agreed_key(secret, ephemeral, self.activity_inbox().public.as_bytes());
                opened(&key, [0; NONCE_LENGTH], ciphertext, &aad)
            }
            _ => None,
        }
    }

    /// Where entries go while the vault is locked.
    pub fn activity_inbox(&self) -> ActivityInbox {
        ActivityInbox {
            vault_id: self.vault_id(),
            public: MontgomeryPoint::mul_base_clamped(*self.activity_inbox_secret),
        }
    }
}

/// Seals entries that only the open vault can read again: an X25519 public key of the vault's.
///
/// It is no secret, and nothing vouches for it: who can write it where it is kept can read what is
/// sealed by it from then on, until the vault is open once more.
pub struct ActivityInbox {
    vault_id: VaultId,
    public: MontgomeryPoint,
}

impl ActivityInbox {
    /// Takes back the kept 32 bytes of the vault `vault_id`.
    pub fn from_bytes(vault_id: VaultId, bytes: &[u8]) -> Option<Self> {
        let public = MontgomeryPoint(bytes.try_into().ok()?);
        Some(Self { vault_id, public })
    }

    /// The 32 bytes to be kept in clear.
    pub fn as_bytes(&self) -> &[u8; KEY_LENGTH] {
        self.public.as_bytes()
    }

    /// Seals an entry. Each has an ephemeral key of its own, so the nonce need not differ.
    pub fn seal(&self, entry: &[u8], day: u32, rng: &mut impl CryptoRng) -> Vec<u8> {
        let mut secret = Zeroizing::new([0; KEY_LENGTH]);
        rng.fill_bytes(&mut *secret);
        let ephemeral = MontgomeryPoint::mul_base_clamped(*secret);
        let agreed = self.public.mul_clamped(*secret);
        let key = agreed_key(agreed, ephemeral.as_bytes(), self.as_bytes());
        let aad = context(FOR_LOCKED_VAULT, self.vault_id, day);
        let ciphertext = sealed(&key, [0; NONCE_LENGTH], entry, &aad);
        [&[FOR_LOCKED_VAULT], &ephemeral.as_bytes()[..], &ciphertext].concat()
    }
}

/// Binds the key to both sides, as X25519 alone does not.
fn agreed_key(
    secret: MontgomeryPoint,
    ephemeral: &[u8; KEY_LENGTH],
    inbox: &[u8; KEY_LENGTH],
) -> Zeroizing<[u8; KEY_LENGTH]> {
    let secret = Zeroizing::new(secret);
    let salt = [&ephemeral[..], inbox].concat();
    let mut key = Zeroizing::new([0; KEY_LENGTH]);
    let hkdf = Hkdf::<Sha256>::new(Some(&salt), secret.as_bytes());
    if hkdf.expand(b"xenon/v1/activity/locked", &mut *key).is_err() {
        unreachable!("HKDF gives up to 8,160 bytes");
    }
    key
}

fn sealed(key: &[u8; KEY_LENGTH], nonce: [u8; NONCE_LENGTH], entry: &[u8], aad: &[u8]) -> Vec<u8> {
    let mut plaintext = Zeroizing::new(entry.to_vec());
    pad(&mut plaintext);
    let payload = Payload {
        msg: &plaintext,
        aad,
    };
    match XChaCha20Poly1305::new(key.into()).encrypt(&XNonce::from(nonce), payload) {
        Ok(ciphertext) => ciphertext,
        Err(_) => unreachable!("an entry is shorter than 256 GiB"),
    }
}

fn opened(
    key: &[u8; KEY_LENGTH],
    nonce: [u8; NONCE_LENGTH],
    ciphertext: &[u8],
    aad: &[u8],
) -> Option<Zeroizing<Vec<u8>>> {
    let payload = Payload {
        msg: ciphertext,
        aad,
    };
    let padded = XChaCha20Poly1305::new(key.into())
        .decrypt(&XNonce::from(nonce), payload)
        .ok()?;
    unpad(Zeroizing::new(padded))
}

/// Binds an entry to its form, its vault and its day.
fn context(form: u8, vault_id: VaultId, day: u32) -> Vec<u8> {
    [
        b"xenon/activity".as_slice(),
        &[form],
        vault_id.as_bytes(),
        &day.to_be_bytes(),
    ]
    .concat()
}
