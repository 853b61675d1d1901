//! Whom a credential belongs to.

use alloc::vec::Vec;

use minicbor::bytes::ByteVec;
use serde::{Deserialize, Serialize};

use crate::Base64Url;

/// Names an account at its site: 1 to 64 opaque bytes
/// ([user handle](https://www.w3.org/TR/webauthn-3/#user-handle)).
#[derive(Clone, Debug, Eq, PartialEq, Ord, PartialOrd, Hash, Serialize, Deserialize)]
#[serde(try_from = "Base64Url", into = "Base64Url")]
pub struct UserHandle(Vec<u8>);

/// Why bytes cannot be a user handle.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
pub enum UserHandleError {
    /// There were no bytes.
    #[error("a user handle has at least one byte")]
    Empty,
    /// There were more than [`UserHandle::MAX_LENGTH`] bytes.
    #[error("a user handle has at most 64 bytes")]
    TooLong,
}

impl UserHandle {
    /// The longest user handle that WebAuthn allows, in bytes.
    pub const MAX_LENGTH: usize = 64;

    /// Takes bytes of an allowed length.
    pub fn parse(bytes: Vec<u8>) -> Result<Self, UserHandleError> {
        match bytes.len() {
            0 => Err(UserHandleError::Empty),
            1..=Self::MAX_LENGTH => Ok(Self(bytes)),
            _ => Err(UserHandleError::TooLong),
        }
    }

    /// The bytes themselves.
    pub fn as_slice(&self) -> &[u8] {
        &self.0
    }

    /// Gives the bytes away.
    pub fn into_vec(self) -> Vec<u8> {
        self.0
    }
}

impl From<[u8; 32]> for UserHandle {
    /// For a key whose protocol knows no accounts.
    fn from(bytes: [u8; 32]) -> Self {
        Self(bytes.to_vec())
    }
}

impl TryFrom<Base64Url> for UserHandle {
    type Error = UserHandleError;

    fn try_from(bytes: Base64Url) -> Result<Self, UserHandleError> {
        Self::parse(bytes.into_vec())
    }
}

impl From<UserHandle> for Base64Url {
    fn from(id: UserHandle) -> Self {
        Self::from(id.0)
    }
}

impl<C> minicbor::Encode<C> for UserHandle {
    fn encode<W: minicbor::encode::Write>(
        &self,
        encoder: &mut minicbor::Encoder<W>,
        _: &mut C,
    ) -> Result<(), minicbor::encode::Error<W::Error>> {
        encoder.bytes(&self.0)?.ok()
    }
}

impl<'b, C> minicbor::Decode<'b, C> for UserHandle {
    fn decode(
        decoder: &mut minicbor::Decoder<'b>,
        context: &mut C,
    ) -> Result<Self, minicbor::decode::Error> {
        let bytes = ByteVec::decode(decoder, context)?;
        Self::parse(bytes.into()).map_err(minicbor::decode::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::vec;

    #[test]
    fn one_to_64_bytes_are_a_handle() {
        for length in [1, 64] {
            let handle = UserHandle::parse(vec![7; length]).unwrap();
            assert_eq!(handle.as_slice(), vec![7; length]);
        }
    }

    #[test]
    fn other_lengths_are_refused() {
        assert_eq!(UserHandle::parse(vec![]), Err(UserHandleError::Empty));
        assert_eq!(
            UserHandle::parse(vec![7; 65]),
            Err(UserHandleError::TooLong)
        );
    }

    #[test]
    fn what_was_stored_is_checked_again() {
        let handle = UserHandle::parse(vec![1, 2]).unwrap();
        let stored = minicbor::to_vec(&handle).unwrap();
        assert_eq!(minicbor::decode::<UserHandle>(&stored).unwrap(), handle);
        assert!(minicbor::decode::<UserHandle>(&[0x40]).is_err());
    }
}
