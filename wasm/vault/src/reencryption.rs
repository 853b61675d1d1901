use rand_core::CryptoRng;

use crate::{Manifest, ManifestError, OpenVault, RecordError, SealedRecord, SetHash};

/// Everything that a vault has, sealed anew for another one that takes its place: the key of the old one
/// may be known to somebody else.
///
/// The two vaults share no name of a record, so both sets can lie side by side in one store until the
/// header and the manifest are exchanged. It keeps count of what it has read, so that a vault in which a
/// record is missing takes nobody's place.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Reencryption {
    read: SetHash,
    written: SetHash,
}

impl Reencryption {
    /// Seals a record of `from` for `to`, at the same generation; a deleted credential stays deleted.
    pub fn reseal(
        &mut self,
        from: &OpenVault,
        to: &OpenVault,
        record: &SealedRecord,
        rng: &mut impl CryptoRng,
    ) -> Result<SealedRecord, RecordError> {
        let (credential, deleted_at, generation) = from.open_any(record)?;
        let resealed = to.seal_any(&credential, deleted_at, generation, rng)?;
        self.read = self.read.plus(from.set_of(record));
        self.written = self.written.plus(to.set_of(&resealed));
        Ok(resealed)
    }

    /// The manifest of the vault that takes the place of the one of which `manifest` speaks. Fails unless
    /// exactly the records were resealed that `manifest` counts.
    pub fn manifest(self, manifest: &Manifest, header: &[u8]) -> Result<Manifest, ManifestError> {
        if manifest.records != self.read || manifest.uncertain {
            return Err(ManifestError::RecordDamaged);
        }
        let generation = manifest.generation.saturating_add(1);
        Ok(Manifest::of(generation, header, self.written))
    }
}
