use hkdf::Hkdf;
use sha2::Sha256;
use xenon_protocol::RpId;
use zeroize::Zeroizing;

use crate::{SiteTag, VaultId, VaultKey};

/// An unlocked vault: it can seal, open and find records. Its keys are wiped when it is dropped.
pub struct OpenVault {
    vault_id: VaultId,
    pub(crate) record_key: Zeroizing<[u8; 32]>,
    site_tag_key: Zeroizing<[u8; 64]>,
    pub(crate) pin_key: Zeroizing<[u8; 64]>,
    pub(crate) manifest_key: Zeroizing<[u8; 32]>,
    pub(crate) set_key: Zeroizing<[u8; 64]>,
    pub(crate) activity_key: Zeroizing<[u8; 32]>,
    pub(crate) activity_inbox_secret: Zeroizing<[u8; 32]>,
}

impl OpenVault {
    /// Derives the working keys of the vault `vault_id` from its key.
    pub fn new(vault_id: VaultId, key: &VaultKey) -> Self {
        Self {
            vault_id,
            record_key: derived(vault_id, key, b"xenon/v1/record"),
            site_tag_key: derived(vault_id, key, b"xenon/v1/site-tag"),
            pin_key: derived(vault_id, key, b"xenon/v1/pin"),
            manifest_key: derived(vault_id, key, b"xenon/v1/manifest"),
            set_key: derived(vault_id, key, b"xenon/v1/set"),
            activity_key: derived(vault_id, key, b"xenon/v1/activity"),
            activity_inbox_secret: derived(vault_id, key, b"xenon/v1/activity-inbox"),
        }
    }

    /// The vault's name.
    pub fn vault_id(&self) -> VaultId {
        self.vault_id
    }

    /// Where the records of a site are found.
    pub fn site_tag(&self, rp_id: &RpId) -> SiteTag {
        SiteTag::of(&self.site_tag_key, rp_id)
    }

    /// Where the records of deleted credentials are found, whatever their site.
    pub fn deleted_tag(&self) -> SiteTag {
        SiteTag::of_deleted(&self.site_tag_key)
    }
}

pub(crate) fn derived<const N: usize>(
    vault_id: VaultId,
    key: &VaultKey,
    info: &[u8],
) -> Zeroizing<[u8; N]> {
    let mut derived = Zeroizing::new([0; N]);
    let hkdf = Hkdf::<Sha256>::new(Some(vault_id.as_bytes()), key.as_bytes());
    if hkdf.expand(info, &mut *derived).is_err() {
        unreachable!("HKDF gives up to 8,160 bytes");
    }
    derived
}
