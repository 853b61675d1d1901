use core::mem;

use minicbor::{CborLen, Decode, Encode};
use thiserror::Error;
use xenon_protocol::u2f::AppId;
use xenon_protocol::{
    Algorithm, Backup, CredBlob, CredentialId, CredentialProtection, PrfSecret, RpId, SigningKey,
    UserHandle,
};
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

use crate::cbor::write;
use crate::{CredentialExtensions, LargeBlobSpace};

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
    /// The user's own name for it; empty if they gave none.
    pub label: String,
    /// What signs.
    pub signing_key: SigningKey,
    /// Whether it can be found without the site naming it: a passkey.
    pub discoverable: bool,
    /// Registered where the site asked for a roaming authenticator, and reported as one since.
    pub cross_platform: bool,
    /// Fixed at creation: whether it may ever leave this device.
    pub backup_eligible: bool,
    /// Whether a backup holds it; never so where it may not leave this device.
    pub backed_up: bool,
    /// How often it has signed, or always zero: what could be restored from a copy must not count.
    pub sign_count: u32,
    /// Milliseconds since 1970.
    pub created_at: u64,
    /// Milliseconds since 1970.
    pub last_used_at: Option<u64>,
    /// Its site has said that it does not take it: it does not answer, unless the user wants it to.
    pub hidden: bool,
    /// What it keeps for extensions.
    pub extensions: CredentialExtensions,
    /// For whom it was made, where U2F made it: it answers for this AppID and for no RP ID.
    pub app_id: Option<AppId>,
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
    // Each of those that follow is absent where it is not used.
    #[cbor(n(14), with = "minicbor::bytes")]
    prf_secret: Option<Vec<u8>>,
    #[cbor(n(15), with = "minicbor::bytes")]
    large_blob: Option<Vec<u8>>,
    #[n(16)]
    protection: Option<u8>,
    #[cbor(n(17), with = "minicbor::bytes")]
    cred_blob: Option<Vec<u8>>,
    #[n(18)]
    backed_up: Option<bool>,
    #[n(20)]
    app_id: Option<String>,
    #[n(24)]
    hidden: Option<bool>,
    #[n(25)]
    deleted_at: Option<u64>,
    #[n(26)]
    label: Option<String>,
}

impl Credential {
    /// What its authenticator data says of backups.
    pub fn backup(&self) -> Backup {
        match (self.backup_eligible, self.backed_up) {
            (false, _) => Backup::DeviceBound,
            (true, false) => Backup::Eligible,
            (true, true) => Backup::BackedUp,
        }
    }

    /// Whether it answers for this RP ID, or for this AppID if U2F made it.
    pub fn is_for(&self, rp_id: &RpId, app_id: Option<&AppId>) -> bool {
        match &self.app_id {
            Some(made_for) => app_id == Some(made_for),
            None => self.rp_id == *rp_id,
        }
    }

    /// Whether this is another key for the same account at the same site.
    pub fn is_beside(&self, other: &Self) -> bool {
        self.id != other.id && self.rp_id == other.rp_id && self.user_handle == other.user_handle
    }

    /// The plaintext to seal, wiped when dropped. `deleted_at` is milliseconds since 1970.
    pub(crate) fn to_plaintext(&self, deleted_at: Option<u64>) -> Zeroizing<Vec<u8>> {
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
            prf_secret: self.extensions.stored_prf_secret(),
            large_blob: self.extensions.large_blob.to_stored(),
            protection: self.extensions.stored_protection(),
            cred_blob: self.extensions.stored_cred_blob(),
            backed_up: self.backed_up.then_some(true),
            app_id: self
                .app_id
                .as_ref()
                .map(|app_id| app_id.as_str().to_owned()),
            hidden: self.hidden.then_some(true),
            deleted_at,
            label: Some(self.label.clone()).filter(|label| !label.is_empty()),
        };
        // Reserved ahead: a growing vector would leave copies of the key behind.
        let mut plaintext = Zeroizing::new(Vec::with_capacity(minicbor::len(&stored) + 256));
        write(&stored, &mut plaintext);
        plaintext
    }

    /// Reads a plaintext that was authenticated, and when the credential was deleted, if it was.
    pub(crate) fn from_plaintext(plaintext: &[u8]) -> Result<(Self, Option<u64>), CredentialError> {
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
        let extensions = stored.extensions()?;
        let credential = Self {
            id,
            rp_id: RpId::from_stored(mem::take(&mut stored.rp_id)),
            rp_name: mem::take(&mut stored.rp_name),
            user_handle,
            user_name: mem::take(&mut stored.user_name),
            user_display_name: mem::take(&mut stored.user_display_name),
            label: stored.label.take().unwrap_or_default(),
            signing_key,
            discoverable: stored.discoverable,
            backup_eligible: stored.backup_eligible,
            sign_count: stored.sign_count,
            created_at: stored.created_at,
            last_used_at: stored.last_used_at,
            cross_platform: stored.cross_platform,
            backed_up: stored.backed_up == Some(true),
            hidden: stored.hidden == Some(true),
            extensions,
            app_id: stored.app_id.take().map(AppId::from_stored),
        };
        Ok((credential, stored.deleted_at))
    }
}

impl Stored {
    fn extensions(&mut self) -> Result<CredentialExtensions, CredentialError> {
        let prf_secret = self.prf_secret.take().map(Zeroizing::new);
        let malformed = CredentialError::Malformed;
        Ok(CredentialExtensions {
            prf_secret: prf_secret
                .map(|bytes| PrfSecret::from_bytes(&bytes).ok_or(malformed))
                .transpose()?,
            large_blob: LargeBlobSpace::from_stored(self.large_blob.take()),
            protection: self
                .protection
                .map(|level| CredentialProtection::from_level(level).ok_or(malformed))
                .transpose()?
                .unwrap_or_default(),
            cred_blob: self
                .cred_blob
                .take()
                .map(|bytes| CredBlob::parse(bytes).map_err(|_| malformed))
                .transpose()?,
        })
    }
}

impl CredentialExtensions {
    fn stored_prf_secret(&self) -> Option<Vec<u8>> {
        let secret = self.prf_secret.as_ref()?;
        Some(secret.as_bytes().to_vec())
    }

    fn stored_protection(&self) -> Option<u8> {
        let is_asked = self.protection != CredentialProtection::default();
        is_asked.then_some(self.protection.level())
    }

    fn stored_cred_blob(&self) -> Option<Vec<u8>> {
        let blob = self.cred_blob.as_ref()?;
        Some(blob.as_slice().to_vec())
    }
}
