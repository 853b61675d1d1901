//! What the user does with a key, without any site.

use rand_core::CryptoRng;
use xenon_vault::{OpenVault, RecordError, SealedRecord};

/// So many characters of a label are kept.
const LABEL_LENGTH: usize = 64;

/// The record of a key that the user wants to see answer again.
pub fn unhide(
    vault: &OpenVault,
    record: &SealedRecord,
    rng: &mut impl CryptoRng,
) -> Result<SealedRecord, RecordError> {
    let (mut credential, generation) = vault.open(record)?;
    credential.hidden = false;
    vault.seal(&credential, generation.saturating_add(1), rng)
}

/// The record of a key with the user's own name for it; an empty one takes the name away.
///
/// No site ever sees it.
pub fn label(
    vault: &OpenVault,
    record: &SealedRecord,
    label: &str,
    rng: &mut impl CryptoRng,
) -> Result<SealedRecord, RecordError> {
    let (mut credential, generation) = vault.open(record)?;
    credential.label = label.trim().chars().take(LABEL_LENGTH).collect();
    vault.seal(&credential, generation.saturating_add(1), rng)
}
