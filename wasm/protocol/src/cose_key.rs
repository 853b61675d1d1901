//! Public keys as [RFC 9052 section 7](https://www.rfc-editor.org/rfc/rfc9052#section-7) writes them.

use alloc::vec::Vec;

/// An encoded `COSE_Key`: canonical CBOR, whatever the algorithm.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct CosePublicKey(Vec<u8>);

impl CosePublicKey {
    /// Takes what an algorithm's own file has encoded.
    pub(crate) fn from_encoded(bytes: Vec<u8>) -> Self {
        Self(bytes)
    }

    /// The encoded bytes.
    pub fn as_slice(&self) -> &[u8] {
        &self.0
    }
}
