//! A few bytes that a credential keeps for its site
//! ([`credBlob`](https://fidoalliance.org/specs/fido-v2.1-ps-20210615/fido-client-to-authenticator-protocol-v2.1-ps-20210615.html#sctn-credBlob-extension)).

use alloc::vec::Vec;

use minicbor::{Decode, Encode};

/// At most [`CredBlob::MAX_LENGTH`] bytes, fixed at creation.
#[derive(Clone, Debug, Eq, PartialEq, Encode, Decode)]
#[cbor(transparent)]
pub struct CredBlob(#[cbor(n(0), with = "minicbor::bytes")] Vec<u8>);

/// There were more bytes than a credential keeps.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[error("a credBlob has at most 32 bytes")]
pub struct CredBlobError;

impl CredBlob {
    /// As many as every authenticator with this extension keeps.
    pub const MAX_LENGTH: usize = 32;

    /// Takes bytes of an allowed length.
    pub fn parse(bytes: Vec<u8>) -> Result<Self, CredBlobError> {
        if bytes.len() > Self::MAX_LENGTH {
            return Err(CredBlobError);
        }
        Ok(Self(bytes))
    }

    /// The bytes themselves.
    pub fn as_slice(&self) -> &[u8] {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::vec;

    #[test]
    fn up_to_32_bytes_are_kept() {
        for length in [0, 1, 32] {
            let blob = CredBlob::parse(vec![7; length]).unwrap();
            assert_eq!(blob.as_slice(), vec![7; length]);
        }
        assert_eq!(CredBlob::parse(vec![7; 33]), Err(CredBlobError));
    }
}
