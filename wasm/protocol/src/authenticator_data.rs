//! What the authenticator states, and what the signature covers byte for byte
//! ([authenticator data](https://www.w3.org/TR/webauthn-3/#sctn-authenticator-data)).

use alloc::vec::Vec;

use crate::{Aaguid, AuthenticatorExtensions, CosePublicKey, CredentialId};

/// What happened in a ceremony, and how the credential is kept. Reserved bits are zero.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Flags {
    /// UP: the user did something for this ceremony.
    pub user_present: bool,
    /// UV: the user was verified in this ceremony.
    pub user_verified: bool,
    /// BE and BS.
    pub backup: Backup,
}

/// Whether a credential can leave this device, and whether it has
/// ([credential backup](https://www.w3.org/TR/webauthn-3/#sctn-credential-backup)).
///
/// "Backed up but not eligible" is forbidden, so it has no variant.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Backup {
    /// BE = 0, BS = 0: bound to this device for life.
    DeviceBound,
    /// BE = 1, BS = 0: may be backed up, but no backup exists.
    Eligible,
    /// BE = 1, BS = 1: a backup exists.
    BackedUp,
}

/// A new credential, as its site will know it
/// ([attested credential data](https://www.w3.org/TR/webauthn-3/#sctn-attested-credential-data)).
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct AttestedCredential {
    /// The model of the authenticator.
    pub aaguid: Aaguid,
    /// The name of the credential.
    pub credential_id: CredentialId,
    /// The key to verify its signatures with.
    pub public_key: CosePublicKey,
}

/// The statement itself.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct AuthenticatorData {
    /// SHA-256 of the RP ID.
    pub rp_id_hash: [u8; 32],
    /// What happened.
    pub flags: Flags,
    /// How often the credential has signed, or always zero.
    pub sign_count: u32,
    /// The new credential; present in registrations only.
    pub attested_credential: Option<AttestedCredential>,
    /// What it says of extensions.
    pub extensions: AuthenticatorExtensions,
}

const UP: u8 = 1 << 0;
const UV: u8 = 1 << 2;
const BE: u8 = 1 << 3;
const BS: u8 = 1 << 4;
const AT: u8 = 1 << 6;
const ED: u8 = 1 << 7;

impl AuthenticatorData {
    /// The bytes to be signed.
    pub fn encode(&self) -> Vec<u8> {
        let mut encoded = Vec::with_capacity(37);
        encoded.extend(self.rp_id_hash);
        encoded.push(self.flag_byte());
        encoded.extend(self.sign_count.to_be_bytes());
        if let Some(credential) = &self.attested_credential {
            credential.encode_into(&mut encoded);
        }
        if !self.extensions.is_empty() {
            encoded.extend(self.extensions.encode());
        }
        encoded
    }

    fn flag_byte(&self) -> u8 {
        let attested = if self.attested_credential.is_some() {
            AT
        } else {
            0
        };
        let extended = if self.extensions.is_empty() { 0 } else { ED };
        self.flags.to_byte() | attested | extended
    }
}

impl Flags {
    fn to_byte(self) -> u8 {
        let present = if self.user_present { UP } else { 0 };
        let verified = if self.user_verified { UV } else { 0 };
        present | verified | self.backup.to_byte()
    }
}

impl Backup {
    fn to_byte(self) -> u8 {
        match self {
            Self::DeviceBound => 0,
            Self::Eligible => BE,
            Self::BackedUp => BE | BS,
        }
    }
}

impl AttestedCredential {
    fn encode_into(&self, encoded: &mut Vec<u8>) {
        encoded.extend(self.aaguid.0);
        encoded.extend(self.credential_id.length().to_be_bytes());
        encoded.extend(self.credential_id.as_slice());
        encoded.extend(self.public_key.as_slice());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::AuthenticatorOutput;
    use crate::es256::SecretKey;
    use alloc::vec;

    fn signed_in(user_present: bool, user_verified: bool, backup: Backup) -> AuthenticatorData {
        AuthenticatorData {
            rp_id_hash: [0xaa; 32],
            flags: Flags {
                user_present,
                user_verified,
                backup,
            },
            sign_count: 0x0102_0304,
            attested_credential: None,
            extensions: AuthenticatorExtensions::default(),
        }
    }

    #[test]
    fn a_sign_in_is_37_bytes() {
        let encoded = signed_in(true, false, Backup::DeviceBound).encode();
        assert_eq!(encoded.len(), 37);
        assert_eq!(encoded[..32], [0xaa; 32]);
        assert_eq!(encoded[32..], [1, 1, 2, 3, 4]);
    }

    #[test]
    fn each_flag_has_its_bit() {
        let flags = [
            (signed_in(false, false, Backup::DeviceBound), 0x00),
            (signed_in(true, false, Backup::DeviceBound), 0x01),
            (signed_in(false, true, Backup::DeviceBound), 0x04),
            (signed_in(false, false, Backup::Eligible), 0x08),
            (signed_in(false, false, Backup::BackedUp), 0x18),
            (signed_in(true, true, Backup::BackedUp), 0x1d),
        ];
        for (data, expected) in flags {
            assert_eq!(data.encode()[32], expected);
        }
    }

    #[test]
    fn a_registration_carries_the_credential() {
        let mut data = signed_in(true, true, Backup::DeviceBound);
        let public_key = SecretKey::from_bytes(&[1; 32])
            .unwrap()
            .public_key()
            .to_cose(crate::Algorithm::Es256);
        data.attested_credential = Some(AttestedCredential {
            aaguid: Aaguid([0xbb; 16]),
            credential_id: CredentialId::parse(vec![0xcc; 300]).unwrap(),
            public_key: public_key.clone(),
        });
        let encoded = data.encode();
        assert_eq!(encoded[32], 0x45);
        assert_eq!(encoded[37..53], [0xbb; 16]);
        assert_eq!(encoded[53..55], [1, 44]);
        assert_eq!(encoded[55..355], [0xcc; 300]);
        assert_eq!(&encoded[355..], public_key.as_slice());
    }

    #[test]
    fn what_is_said_of_extensions_comes_last_and_sets_its_flag() {
        let mut data = signed_in(true, false, Backup::DeviceBound);
        data.extensions
            .insert("credBlob", AuthenticatorOutput::Bytes(vec![9]));
        let encoded = data.encode();
        assert_eq!(encoded[32], 0x81);
        assert_eq!(&encoded[37..], b"\xa1\x68credBlob\x41\x09");
    }
}
