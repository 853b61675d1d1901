use xenon_vault::{Credential, OpenVault, RecordId, SealedRecord};

use crate::pending::PendingRegistration;
use crate::registration::is_excluded;
use crate::{Pending, PendingKind};

/// A key whose place a new one takes, as the user is told about it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Replaced {
    /// Which record holds it.
    pub record: RecordId,
    /// The account's name as it was known: untrusted text.
    pub user_name: String,
    /// The account's name for people as it was known: untrusted text.
    pub user_display_name: String,
    /// The user's own name for it, or empty.
    pub label: String,
    /// Milliseconds since 1970.
    pub created_at: u64,
}

/// The keys that approving would replace: discoverable ones of the same account, where the new one
/// is discoverable too ([authenticatorMakeCredential][op], step 7.5).
///
/// Nothing where the site excludes one of ours, since then none is made. `now` is milliseconds since
/// 1970.
///
/// [op]: https://www.w3.org/TR/webauthn-3/#sctn-op-make-cred
pub fn replaced(
    pending: &Pending,
    vault: &OpenVault,
    found: &[SealedRecord],
    now: u64,
) -> Vec<Replaced> {
    let PendingKind::Registration(registration) = &pending.kind else {
        return Vec::new();
    };
    if is_excluded(pending, registration, vault, found, now) {
        return Vec::new();
    }
    replaceable(pending, registration, vault, found)
        .map(|(record, credential)| Replaced {
            record,
            user_name: credential.user_name,
            user_display_name: credential.user_display_name,
            label: credential.label,
            created_at: credential.created_at,
        })
        .collect()
}

/// Whether the account has a key of any kind.
pub(crate) fn has_key(
    pending: &Pending,
    registration: &PendingRegistration,
    vault: &OpenVault,
    found: &[SealedRecord],
) -> bool {
    of_account(pending, registration, vault, found)
        .next()
        .is_some()
}

/// Those keys, each with its record.
pub(crate) fn replaceable(
    pending: &Pending,
    registration: &PendingRegistration,
    vault: &OpenVault,
    found: &[SealedRecord],
) -> impl Iterator<Item = (RecordId, Credential)> {
    of_account(pending, registration, vault, found)
        .filter(|(_, old)| registration.discoverable && old.discoverable)
        // One that its site still counts on may be excluded without our being free to say so.
        .filter(|(_, old)| !registration.excluded.contains(&old.id))
}

/// Records that do not open are left out: what cannot be read is not destroyed.
fn of_account(
    pending: &Pending,
    registration: &PendingRegistration,
    vault: &OpenVault,
    found: &[SealedRecord],
) -> impl Iterator<Item = (RecordId, Credential)> {
    found
        .iter()
        .filter_map(|record| Some((record.id, vault.open(record).ok()?.0)))
        .filter(|(_, old)| {
            old.rp_id == pending.rp_id && old.user_handle == registration.user_handle
        })
}
