//! What a U2F key answers, byte for byte, and what its signatures cover.

use alloc::vec::Vec;

use crate::es256;

/// A site's name for a key: 1 to 255 bytes.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct KeyHandle<'a> {
    length: u8,
    bytes: &'a [u8],
}

impl<'a> KeyHandle<'a> {
    /// Takes bytes of an allowed length.
    pub fn parse(bytes: &'a [u8]) -> Option<Self> {
        let length = u8::try_from(bytes.len())
            .ok()
            .filter(|length| *length > 0)?;
        Some(Self { length, bytes })
    }
}

impl<'a> From<&'a [u8; 32]> for KeyHandle<'a> {
    /// 32 bytes is what Xenon gives its own keys.
    fn from(bytes: &'a [u8; 32]) -> Self {
        Self { length: 32, bytes }
    }
}

/// A [registration][raw] of a new key.
///
/// [raw]: https://fidoalliance.org/specs/fido-u2f-v1.2-ps-20170411/fido-u2f-raw-message-formats-v1.2-ps-20170411.html#registration-response-message-success
#[derive(Clone, Copy, Debug)]
pub struct RawRegistration<'a> {
    /// SHA-256 of the AppID; in WebAuthn's form of it, of the RP ID.
    pub application: &'a [u8; 32],
    /// SHA-256 of the client data.
    pub client_data_hash: &'a [u8; 32],
    /// The site's name for the key.
    pub key_handle: KeyHandle<'a>,
    /// The new key, which is written as an uncompressed point.
    pub public_key: &'a es256::PublicKey,
}

/// A [signature][raw] of a key, with its counter.
///
/// [raw]: https://fidoalliance.org/specs/fido-u2f-v1.2-ps-20170411/fido-u2f-raw-message-formats-v1.2-ps-20170411.html#authentication-response-message-success
#[derive(Clone, Copy, Debug)]
pub struct RawAuthentication<'a> {
    /// SHA-256 of the AppID.
    pub application: &'a [u8; 32],
    /// SHA-256 of the client data.
    pub client_data_hash: &'a [u8; 32],
    /// Higher than any before.
    pub counter: u32,
}

const RESERVED_FOR_LEGACY: u8 = 0x05;
const RESERVED_FOR_FUTURE: u8 = 0x00;
/// Nothing is signed without a person.
const USER_PRESENT: u8 = 0x01;

impl RawRegistration<'_> {
    /// What the attestation key signs.
    pub fn signed(&self) -> Vec<u8> {
        [
            &[RESERVED_FOR_FUTURE],
            self.application.as_slice(),
            self.client_data_hash,
            self.key_handle.bytes,
            &self.public_key.to_sec1(),
        ]
        .concat()
    }

    /// The registration response.
    pub fn response(&self, certificate: &[u8], signature: &[u8]) -> Vec<u8> {
        [
            &[RESERVED_FOR_LEGACY][..],
            &self.public_key.to_sec1(),
            &[self.key_handle.length],
            self.key_handle.bytes,
            certificate,
            signature,
        ]
        .concat()
    }
}

impl RawAuthentication<'_> {
    /// What the key signs.
    pub fn signed(&self) -> Vec<u8> {
        [
            self.application.as_slice(),
            &[USER_PRESENT],
            &self.counter.to_be_bytes(),
            self.client_data_hash,
        ]
        .concat()
    }

    /// The authentication response.
    pub fn response(&self, signature: &[u8]) -> Vec<u8> {
        [&[USER_PRESENT], &self.counter.to_be_bytes()[..], signature].concat()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_handle_has_one_to_255_bytes() {
        assert_eq!(KeyHandle::parse(&[]), None);
        assert!(KeyHandle::parse(&[7]).is_some());
        assert_eq!(KeyHandle::parse(&[7; 255]).unwrap().length, 255);
        assert_eq!(KeyHandle::parse(&[7; 256]), None);
        assert_eq!(KeyHandle::parse(&[7; 32]), Some(KeyHandle::from(&[7; 32])));
    }
}
