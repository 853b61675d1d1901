use core::cmp::Reverse;

use xenon_vault::{Credential, OpenVault, RecordId, SealedRecord};

use crate::Pending;

/// A credential that could answer a sign-in, as the user is asked about it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Account {
    /// Which record holds it.
    pub record: RecordId,
    /// The account's name: untrusted text.
    pub user_name: String,
    /// The account's name for people: untrusted text.
    pub user_display_name: String,
    /// The user's own name for the key, or empty.
    pub label: String,
    /// Milliseconds since 1970.
    pub last_used_at: Option<u64>,
    /// It answers only where the user is verified in this ceremony, whatever the request says.
    pub needs_verification: bool,
    /// U2F made it, and knows no account.
    pub u2f: bool,
}

/// The credentials among `found` that can answer, most recently used first.
///
/// Records that do not open are left out: one damaged record does not stand in the way of others.
pub fn accounts(pending: &Pending, vault: &OpenVault, found: &[SealedRecord]) -> Vec<Account> {
    let mut candidates: Vec<(RecordId, Credential)> = found
        .iter()
        .filter_map(|record| {
            vault
                .open(record)
                .ok()
                .map(|(credential, _)| (record.id, credential))
        })
        .filter(|(_, credential)| pending.may_be_answered_by(credential))
        .collect();
    candidates
        .sort_by_key(|(_, credential)| Reverse((credential.last_used_at, credential.created_at)));
    candidates
        .into_iter()
        .map(|(record, credential)| Account {
            record,
            needs_verification: pending.is_protected(&credential),
            u2f: credential.app_id.is_some(),
            user_name: credential.user_name,
            user_display_name: credential.user_display_name,
            label: credential.label,
            last_used_at: credential.last_used_at,
        })
        .collect()
}
