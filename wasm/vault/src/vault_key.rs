use rand_core::CryptoRng;
use zeroize::{Zeroize, ZeroizeOnDrop};

/// The one key from which all others of a vault are derived. 32 random bytes, wiped when dropped.
#[derive(Zeroize, ZeroizeOnDrop)]
pub struct VaultKey([u8; 32]);

impl VaultKey {
    /// A new vault's key.
    pub fn random(rng: &mut impl CryptoRng) -> Self {
        let mut key = Self([0; 32]);
        rng.fill_bytes(&mut key.0);
        key
    }

    /// Takes back a key that was kept for the session. Nothing unless it has 32 bytes.
    pub fn from_session(bytes: &[u8]) -> Option<Self> {
        bytes.try_into().ok().map(Self)
    }

    /// The bytes, for keeping in memory while the vault is unlocked; never for disk.
    pub fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }
}
