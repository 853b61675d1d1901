use minicbor::{Decode, Encode};
use rand_core::CryptoRng;

/// Tells one vault from another. Random, not secret; bound into everything the vault seals.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Encode, Decode)]
#[cbor(transparent)]
pub struct VaultId(#[cbor(n(0), with = "minicbor::bytes")] [u8; 16]);

impl VaultId {
    /// A new vault's name.
    pub fn random(rng: &mut impl CryptoRng) -> Self {
        let mut bytes = [0; 16];
        rng.fill_bytes(&mut bytes);
        Self(bytes)
    }

    /// The 16 bytes.
    pub fn as_bytes(&self) -> &[u8; 16] {
        &self.0
    }
}
