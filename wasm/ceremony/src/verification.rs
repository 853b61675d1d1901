use xenon_vault::{Header, Passphrase, UnlockError, VaultKey};

use crate::Pending;

/// How long a verification counts within its ceremony, in milliseconds. It never counts in another.
const LIFETIME: u64 = 5 * 60 * 1000;

/// Verifies the user by the vault's passphrase. This is the only way to a ceremony with UV.
///
/// The vault's key comes with it, since whoever unlocks within a ceremony is thereby verified.
pub fn verify(
    pending: Pending,
    header: &Header,
    passphrase: &Passphrase,
    now: u64,
) -> Result<(Pending, VaultKey), UnlockError> {
    let key = header.unlock(passphrase)?;
    Ok((
        Pending {
            verified_at: Some(now),
            ..pending
        },
        key,
    ))
}

impl Pending {
    /// Marks the user as verified because they have just chosen the vault's passphrase.
    #[must_use]
    pub fn with_new_vault(self, now: u64) -> Self {
        Self {
            verified_at: Some(now),
            ..self
        }
    }

    /// Whether the user was verified in this ceremony, and not too long ago.
    pub fn is_verified(&self, now: u64) -> bool {
        self.verified_at
            .and_then(|at| now.checked_sub(at))
            .is_some_and(|age| age <= LIFETIME)
    }
}
