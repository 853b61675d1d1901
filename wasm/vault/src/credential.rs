use core::mem;

use minicbor::{CborLen, Decode, Encode};
use thiserror::Error;
use xenon_protocol::{Algorithm, CredentialId, RpId, SigningKey, UserHandle};
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

use crate::cbor::write;

/// One key that the user owns at one site: WebAuthn's *public key credential source*.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a fact that stands for itself"
)]
pub struct Credential {
    /// The site's name for it.
    pub id: CredentialId,
    /// The site that it belongs to.
    pub rp_id: RpId,
    /// What the site called itself: untrusted text.
    pub rp_name: String,
    /// The site's number for the account.
    pub user_handle: UserHandle,
    /// The account's name at the site: untrusted text.
    pub user_name: String,
    /// The account's name for people: untrusted text.
    pub user_display_name: String,
    /// What signs.
    pub signing_key: SigningKey,
    /// Whether it can be found without the site naming it: a passkey.
    pub discoverable: bool,
    /// Registered where the site asked for a roaming authenticator, and reported as one since.
    pub cross_platform: bool,
    /// Fixed at creation: whether it may ever leave this device.
    pub backup_eligible: bool,
    /// The signature counter; zero for ever where it is not used.
    pub sign_count: u32,
    /// Milliseconds since 1970.
    pub created_at: u64,
    /// Milliseconds since 1970.
    pub last_used_at: Option<u64>,
    /// Its site has said that it does not take it: it does not answer, unless the user wants it to.
    pub hidden: bool,
}

/// Why a record's plaintext is not a credential.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Error)]
pub enum CredentialError {
    /// Not the CBOR that this version writes.
    #[error("the stored credential is malformed")]
    Malformed,
    /// It signs with something that this version does not have.
    #[error("the stored credential uses an unknown algorithm")]
    UnknownAlgorithm,
}

/// The plaintext of a record: a CBOR map, so that later versions can add members.
#[derive(Encode, Decode, CborLen, Zeroize, ZeroizeOnDrop)]
#[cbor(map)]
struct Stored {
    #[cbor(n(0), with = "minicbor::bytes")]
    id: Vec<u8>,
    #[n(1)]
    rp_id: String,
    #[n(2)]
    rp_name: String,
    #[cbor(n(3), with = "minicbor::bytes")]
    user_handle: Vec<u8>,
    #[n(4)]
    user_name: String,
    #[n(5)]
    user_display_name: String,
    #[n(6)]
    algorithm: i32,
    #[cbor(n(7), with = "minicbor::bytes")]
    secret_key: Vec<u8>,
    #[n(8)]
    discoverable: bool,
    #[n(9)]
    backup_eligible: bool,
    #[n(10)]
    sign_count: u32,
    #[n(11)]
    created_at: u64,
    #[n(12)]
    last_used_at: Option<u64>,
    #[n(13)]
    cross_platform: bool,
    /// Absent where it is not.
    #[n(24)]
    hidden: Option<bool>,
}

impl Credential {
    /// The plaintext to seal, wiped when dropped.
    pub(crate) fn to_plaintext(&self) -> Zeroizing<Vec<u8>> {
        let stored = Stored {
            id: self.id.as_slice().to_vec(),
            rp_id: self.rp_id.as_str().to_owned(),
            rp_name: self.rp_name.clone(),
            user_handle: self.user_handle.as_slice().to_vec(),
            user_name: self.user_name.clone(),
            user_display_name: self.user_display_name.clone(),
            algorithm: self.signing_key.algorithm().cose_id(),
            secret_key: mem::take(&mut *self.signing_key.to_bytes()),
            discoverable: self.discoverable,
            backup_eligible: self.backup_eligible,
            sign_count: self.sign_count,
            created_at: self.created_at,
            last_used_at: self.last_used_at,
            cross_platform: self.cross_platform,
            hidden: self.hidden.then_some(true),
        };
        // Reserved ahead: a growing vector would leave copies of the key behind.
        let mut plaintext = Zeroizing::new(Vec::with_capacity(minicbor::len(&stored) + 256));
        write(&stored, &mut plaintext);
        plaintext
    }

    /// Reads a plaintext that was authenticated.
    pub(crate) fn from_plaintext(plaintext: &[u8]) -> Result<Self, CredentialError> {
        let mut stored: Stored =
            minicbor::decode(plaintext).map_err(|_| CredentialError::Malformed)?;
        let algorithm =
            Algorithm::from_cose_id(stored.algorithm).ok_or(CredentialError::UnknownAlgorithm)?;
        let id = CredentialId::parse(mem::take(&mut stored.id))
            .map_err(|_| CredentialError::Malformed)?;
        let user_handle = UserHandle::parse(mem::take(&mut stored.user_handle))
            .map_err(|_| CredentialError::Malformed)?;
        let signing_key = SigningKey::from_bytes(algorithm, &stored.secret_key)
            .map_err(|_| CredentialError::Malformed)?;
        Ok(Self {
            id,
            rp_id: RpId::from_stored(mem::take(&mut stored.rp_id)),
            rp_name: mem::take(&mut stored.rp_name),
            user_handle,
            user_name: mem::take(&mut stored.user_name),
            user_display_name: mem::take(&mut stored.user_display_name),
            signing_key,
            discoverable: stored.discoverable,
            backup_eligible: stored.backup_eligible,
            sign_count: stored.sign_count,
            created_at: stored.created_at,
            last_used_at: stored.last_used_at,
            cross_platform: stored.cross_platform,
            hidden: stored.hidden == Some(true),
        })
    }
}
