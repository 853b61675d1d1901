use rand_core::CryptoRng;

use crate::os_slot::OsSlot;
use crate::passphrase_slot::PassphraseSlot;
use crate::recovery_slot::RecoverySlot;
use crate::slot::Slot;
use crate::slot_keys::WrapError;
use crate::{
    Argon2Cost, Header, OsSecret, Passphrase, PinVerifier, RecoveryCode, UnlockError, VaultKey,
};

/// An authenticator of a computer that opens the vault.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct OsUnlock {
    /// The authenticator's own credential, by which it is asked.
    pub credential_id: Vec<u8>,
    /// Milliseconds since 1970.
    pub created_at: u64,
}

/// Opening. Each kind of secret is tried on the slots of its kind, and on no others.
impl Header {
    /// Gives the vault key for the right passphrase.
    pub fn unlock(&self, passphrase: &Passphrase) -> Result<VaultKey, UnlockError> {
        let context = self.context();
        let mut outcome = Err(UnlockError::WrongPassphrase);
        for slot in &self.slots {
            if let Slot::Passphrase(slot) = slot {
                outcome = slot.open(passphrase, &context);
                if !matches!(outcome, Err(UnlockError::WrongPassphrase)) {
                    break;
                }
            }
        }
        outcome
    }

    /// Gives the vault key for the right recovery code.
    pub fn unlock_with_recovery_code(&self, code: &RecoveryCode) -> Result<VaultKey, UnlockError> {
        let slot = self.recovery_slot().ok_or(UnlockError::WrongRecoveryCode)?;
        slot.open(code, &self.context())
            .map_err(|error| match error {
                WrapError::WrongSecret => UnlockError::WrongRecoveryCode,
                WrapError::Malformed => UnlockError::Malformed,
            })
    }

    /// Gives the vault key for the secret of the authenticator that has `credential_id`.
    pub fn unlock_with_os(
        &self,
        credential_id: &[u8],
        secret: &OsSecret,
    ) -> Result<VaultKey, UnlockError> {
        let slot = self
            .os_slots()
            .find(|slot| slot.credential_id == credential_id)
            .ok_or(UnlockError::WrongOsSecret)?;
        slot.open(secret, &self.context())
            .map_err(|error| match error {
                WrapError::WrongSecret => UnlockError::WrongOsSecret,
                WrapError::Malformed => UnlockError::Malformed,
            })
    }

    /// When the recovery code was made, if there is one; milliseconds since 1970.
    pub fn recovery_code_made_at(&self) -> Option<u64> {
        self.recovery_slot().map(|slot| slot.created_at)
    }

    /// The authenticators that open the vault.
    pub fn os_unlocks(&self) -> Vec<OsUnlock> {
        self.os_slots()
            .map(|slot| OsUnlock {
                credential_id: slot.credential_id.clone(),
                created_at: slot.created_at,
            })
            .collect()
    }

    /// What a PIN is compared with, if there is one.
    pub fn pin(&self) -> Option<&PinVerifier> {
        self.pin.as_ref()
    }

    fn recovery_slot(&self) -> Option<&RecoverySlot> {
        self.slots.iter().find_map(|slot| match slot {
            Slot::RecoveryCode(slot) => Some(slot),
            Slot::Passphrase(_) | Slot::OsUnlock(_) | Slot::Unknown(_) => None,
        })
    }

    fn os_slots(&self) -> impl Iterator<Item = &OsSlot> {
        self.slots.iter().filter_map(|slot| match slot {
            Slot::OsUnlock(slot) => Some(slot),
            Slot::Passphrase(_) | Slot::RecoveryCode(_) | Slot::Unknown(_) => None,
        })
    }
}

/// Changing. The vault key stays what it is, so no record has to be written again; slots of kinds
/// that this version does not know stay where they are.
impl Header {
    /// Lets `passphrase` open the vault, and no other passphrase.
    pub fn with_passphrase(
        self,
        key: &VaultKey,
        passphrase: &Passphrase,
        cost: Argon2Cost,
        rng: &mut impl CryptoRng,
    ) -> Result<Self, UnlockError> {
        let slot = PassphraseSlot::seal(key, passphrase, cost, &self.context(), rng)?;
        let others = self.without(|slot| matches!(slot, Slot::Passphrase(_)));
        Ok(others.with(Slot::Passphrase(slot)))
    }

    /// Lets `code` open the vault, and no other recovery code. `now` is milliseconds since 1970.
    pub fn with_recovery_code(
        self,
        key: &VaultKey,
        code: &RecoveryCode,
        now: u64,
        rng: &mut impl CryptoRng,
    ) -> Result<Self, UnlockError> {
        let slot = RecoverySlot::seal(key, code, now, &self.context(), rng)?;
        Ok(self.without_recovery_code().with(Slot::RecoveryCode(slot)))
    }

    /// Lets no recovery code open the vault.
    #[must_use]
    pub fn without_recovery_code(self) -> Self {
        self.without(|slot| matches!(slot, Slot::RecoveryCode(_)))
    }

    /// Lets the authenticator that has `credential_id` open the vault. `now` is milliseconds since
    /// 1970.
    pub fn with_os_unlock(
        self,
        key: &VaultKey,
        credential_id: Vec<u8>,
        secret: &OsSecret,
        now: u64,
        rng: &mut impl CryptoRng,
    ) -> Result<Self, UnlockError> {
        let others = self.without_os_unlock(&credential_id);
        let slot = OsSlot::seal(key, secret, credential_id, now, &others.context(), rng)?;
        Ok(others.with(Slot::OsUnlock(slot)))
    }

    /// Lets that authenticator open the vault no more.
    #[must_use]
    pub fn without_os_unlock(self, credential_id: &[u8]) -> Self {
        self.without(
            |slot| matches!(slot, Slot::OsUnlock(slot) if slot.credential_id == credential_id),
        )
    }

    /// Sets or removes what a PIN is compared with.
    #[must_use]
    pub fn with_pin(mut self, pin: Option<PinVerifier>) -> Self {
        self.pin = pin;
        self
    }

    fn with(mut self, slot: Slot) -> Self {
        self.slots.push(slot);
        self
    }

    fn without(mut self, is_dropped: impl Fn(&Slot) -> bool) -> Self {
        self.slots.retain(|slot| !is_dropped(slot));
        self
    }
}
