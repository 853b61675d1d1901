//! What a U2F key answers, byte for byte, and what its signatures cover.

use alloc::vec::Vec;

use crate::CredentialId;

/// An uncompressed P-256 point, as U2F writes it.
pub type U2fPublicKey = [u8; 65];

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
    pub key_handle: &'a CredentialId,
    /// The new key.
    pub public_key: &'a U2fPublicKey,
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
            self.key_handle.as_slice(),
            self.public_key,
        ]
        .concat()
    }

    /// The registration response. Nothing if the key handle has more than the 255 bytes that U2F allows.
    pub fn response(&self, certificate: &[u8], signature: &[u8]) -> Option<Vec<u8>> {
        let key_handle_length = u8::try_from(self.key_handle.length()).ok()?;
        let response = [
            &[RESERVED_FOR_LEGACY],
            self.public_key.as_slice(),
            &[key_handle_length],
            self.key_handle.as_slice(),
            certificate,
            signature,
        ];
        Some(response.concat())
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
    use alloc::vec;

    #[test]
    fn a_key_handle_of_256_bytes_does_not_fit() {
        let key_handle = |length| CredentialId::parse(vec![7; length]).unwrap();
        let response = |key_handle: &CredentialId| {
            RawRegistration {
                application: &[1; 32],
                client_data_hash: &[2; 32],
                key_handle,
                public_key: &[4; 65],
            }
            .response(&[], &[])
        };
        assert_eq!(response(&key_handle(255)).unwrap()[66], 255);
        assert_eq!(response(&key_handle(256)), None);
    }
}
