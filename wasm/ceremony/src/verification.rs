use thiserror::Error;
use xenon_vault::{Header, OpenVault, OsSecret, Passphrase, Pin, UnlockError, VaultKey};

use crate::Pending;

/// How long a verification counts within its ceremony, in milliseconds. It never counts in another.
const LIFETIME: u64 = 5 * 60 * 1000;

/// Why a PIN does not verify.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Error)]
pub enum PinRefusal {
    /// The vault has none.
    #[error("there is no PIN")]
    NoPin,
    /// It is another one.
    #[error("wrong PIN")]
    WrongPin,
}

/// Verifies the user by the vault's passphrase.
///
/// The vault's key comes with it, since whoever unlocks within a ceremony is thereby verified.
pub fn verify(
    pending: Pending,
    header: &Header,
    passphrase: &Passphrase,
    now: u64,
) -> Result<(Pending, VaultKey), UnlockError> {
    let key = header.unlock(passphrase)?;
    Ok((pending.verified(now), key))
}

/// Verifies the user by the computer's own authenticator, which has done so in order to give its
/// secret: without a verification it gives another one.
pub fn verify_with_os(
    pending: Pending,
    header: &Header,
    credential_id: &[u8],
    secret: &OsSecret,
    now: u64,
) -> Result<(Pending, VaultKey), UnlockError> {
    let key = header.unlock_with_os(credential_id, secret)?;
    Ok((pending.verified(now), key))
}

/// Verifies the user by the PIN of the open vault. How often somebody may try is not known here.
pub fn verify_with_pin(
    pending: Pending,
    vault: &OpenVault,
    header: &Header,
    pin: &Pin,
    now: u64,
) -> Result<Pending, PinRefusal> {
    let verifier = header.pin().ok_or(PinRefusal::NoPin)?;
    if vault.is_pin(pin, verifier) {
        Ok(pending.verified(now))
    } else {
        Err(PinRefusal::WrongPin)
    }
}

impl Pending {
    /// Marks the user as verified because they have just chosen the vault's passphrase: a new
    /// vault's, or another one by the recovery code.
    #[must_use]
    pub fn with_new_vault(self, now: u64) -> Self {
        self.verified(now)
    }

    fn verified(self, now: u64) -> Self {
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
