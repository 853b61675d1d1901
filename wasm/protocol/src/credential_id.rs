//! Which credential is meant.

use alloc::vec::Vec;

use minicbor::bytes::ByteVec;
use serde::{Deserialize, Serialize};

use crate::Base64Url;

/// Names one credential: 1 to 1023 bytes ([Credential ID](https://www.w3.org/TR/webauthn-3/#credential-id)).
#[derive(Clone, Debug, Eq, PartialEq, Ord, PartialOrd, Hash, Serialize, Deserialize)]
#[serde(try_from = "Base64Url", into = "Base64Url")]
pub struct CredentialId(Vec<u8>);

/// Why bytes cannot be a credential ID.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
pub enum CredentialIdError {
    /// There were no bytes.
    #[error("a credential ID has at least one byte")]
    Empty,
    /// There were more than [`CredentialId::MAX_LENGTH`] bytes.
    #[error("a credential ID has at most 1023 bytes")]
    TooLong,
}

impl CredentialId {
    /// The longest credential ID that WebAuthn allows, in bytes.
    pub const MAX_LENGTH: usize = 1023;

    /// Takes bytes of an allowed length.
    pub fn parse(bytes: Vec<u8>) -> Result<Self, CredentialIdError> {
        match bytes.len() {
            0 => Err(CredentialIdError::Empty),
            1..=Self::MAX_LENGTH => Ok(Self(bytes)),
            _ => Err(CredentialIdError::TooLong),
        }
    }

    /// The bytes themselves.
    pub fn as_slice(&self) -> &[u8] {
        &self.0
    }

    /// The number of bytes, as wide as attested credential data writes it.
    pub fn length(&self) -> u16 {
        // The fallback is never taken: `parse` allows at most 1023 bytes.
        u16::try_from(self.0.len()).unwrap_or(u16::MAX)
    }

    /// Gives the bytes away.
    pub fn into_vec(self) -> Vec<u8> {
        self.0
    }
}

impl From<[u8; 32]> for CredentialId {
    /// 32 bytes is what Xenon gives its own credentials.
    fn from(bytes: [u8; 32]) -> Self {
        Self(bytes.to_vec())
    }
}

impl TryFrom<Base64Url> for CredentialId {
    type Error = CredentialIdError;

    fn try_from(bytes: Base64Url) -> Result<Self, CredentialIdError> {
        Self::parse(bytes.into_vec())
    }
}

impl From<CredentialId> for Base64Url {
    fn from(id: CredentialId) -> Self {
        Self::from(id.0)
    }
}

impl<C> minicbor::Encode<C> for CredentialId {
    fn encode<W: minicbor::encode::Write>(
        &self,
        encoder: &mut minicbor::Encoder<W>,
        _: &mut C,
    ) -> Result<(), minicbor::encode::Error<W::Error>> {
        encoder.bytes(&self.0)?.ok()
    }
}

impl<'b, C> minicbor::Decode<'b, C> for CredentialId {
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
    fn one_to_1023_bytes_are_an_id() {
        for length in [1, 16, 1023] {
            let id = CredentialId::parse(vec![7; length]).unwrap();
            assert_eq!(usize::from(id.length()), length);
            assert_eq!(id.as_slice(), vec![7; length]);
        }
    }

    #[test]
    fn other_lengths_are_refused() {
        assert_eq!(CredentialId::parse(vec![]), Err(CredentialIdError::Empty));
        for length in [1024, 2000] {
            assert_eq!(
                CredentialId::parse(vec![7; length]),
                Err(CredentialIdError::TooLong)
            );
        }
    }

    #[test]
    fn what_was_stored_is_checked_again() {
        let id = CredentialId::from([7; 32]);
        let stored = minicbor::to_vec(&id).unwrap();
        assert_eq!(stored[..2], [0x58, 32]);
        assert_eq!(minicbor::decode::<CredentialId>(&stored).unwrap(), id);
        assert!(minicbor::decode::<CredentialId>(&[0x40]).is_err());
    }

    #[test]
    fn its_text_is_base64url() {
        let id = CredentialId::parse(vec![0xfb, 0xff]).unwrap();
        assert_eq!(serde_json::to_string(&id).unwrap(), "\"-_8\"");
        assert_eq!(serde_json::from_str::<CredentialId>("\"-_8\"").unwrap(), id);
        assert!(serde_json::from_str::<CredentialId>("\"\"").is_err());
    }
}
