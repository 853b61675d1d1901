use sha2::{Digest, Sha256};
use xenon_protocol::CredentialId;

use crate::VaultId;

/// Names a credential's record: a hash of its credential ID that needs no key.
///
/// A locked vault can so tell whether a credential ID that a site names is one of its own, without
/// knowing for which site. Someone with the profile folder who already holds a credential ID can
/// ask the same; credential IDs are random, so nobody can go the other way.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct RecordId([u8; 16]);

impl RecordId {
    /// The record of `credential` in the vault.
    pub fn of(vault: VaultId, credential: &CredentialId) -> Self {
        Self::hash(b"xenon/v1/record-id", vault, credential)
    }

    /// The record of a deleted `credential`: a name that no site's request leads to.
    pub(crate) fn of_deleted(vault: VaultId, credential: &CredentialId) -> Self {
        Self::hash(b"xenon/v1/deleted-record-id", vault, credential)
    }

    fn hash(label: &[u8], vault: VaultId, credential: &CredentialId) -> Self {
        let digest = Sha256::new()
            .chain_update(label)
            .chain_update(vault.as_bytes())
            .chain_update(credential.as_slice())
            .finalize();
        let mut id = [0; 16];
        id.iter_mut().zip(digest).for_each(|(to, from)| *to = from);
        Self(id)
    }

    /// Reads 16 stored bytes.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        bytes.try_into().ok().map(Self)
    }

    /// The 16 bytes.
    pub fn as_bytes(&self) -> &[u8; 16] {
        &self.0
    }
}
