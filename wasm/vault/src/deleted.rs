use rand_core::CryptoRng;

use crate::{Credential, OpenVault, RecordError, SealedRecord};

/// A credential that its owner has deleted, and can have back for a while.
///
/// Its record has other names than before: no credential ID that a site names leads to it, not even
/// in a locked vault, and it is not among the records of its site. So nothing asks for a passphrase on
/// its account, and no exclude list finds it.
pub struct Deleted {
    /// As it was.
    pub credential: Credential,
    /// Milliseconds since 1970.
    pub deleted_at: u64,
    generation: u32,
}

impl Deleted {
    /// For how long it can be restored: 30 days, in milliseconds.
    pub const KEPT_FOR: u64 = 30 * 24 * 60 * 60 * 1000;

    /// From when on it has to be gone; milliseconds since 1970.
    pub fn gone_at(&self) -> u64 {
        self.deleted_at.saturating_add(Self::KEPT_FOR)
    }
}

impl Deleted {
    pub(crate) fn generation(&self) -> u32 {
        self.generation
    }
}

impl OpenVault {
    /// What takes the place of a credential's `record` when its owner deletes it. `now` is milliseconds
    /// since 1970.
    pub fn delete(
        &self,
        record: &SealedRecord,
        now: u64,
        rng: &mut impl CryptoRng,
    ) -> Result<SealedRecord, RecordError> {
        let (credential, generation) = self.open(record)?;
        self.seal_any(&credential, Some(now), generation.saturating_add(1), rng)
    }

    /// Opens the record of a deleted credential, and no other.
    pub fn open_deleted(&self, record: &SealedRecord) -> Result<Deleted, RecordError> {
        match self.open_any(record)? {
            (credential, Some(deleted_at), generation) => Ok(Deleted {
                credential,
                deleted_at,
                generation,
            }),
            (_, None, _) => Err(RecordError::Deletion),
        }
    }

    /// What takes the place of the record of `deleted` when its owner wants it back.
    pub fn restore(
        &self,
        deleted: &Deleted,
        rng: &mut impl CryptoRng,
    ) -> Result<SealedRecord, RecordError> {
        let generation = deleted.generation.saturating_add(1);
        self.seal(&deleted.credential, generation, rng)
    }
}
