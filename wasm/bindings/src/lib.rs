//! The only crate that knows JavaScript exists. It converts and calls; it decides nothing.
//!
//! Options and answers cross as WebAuthn's JSON forms, bytes as `Uint8Array`, a waiting ceremony as
//! opaque text. An error crosses as a JavaScript `Error` whose `name` is one of a closed set and
//! whose message is a sentence.

mod activity;
mod backup;
mod begin;
mod by_user;
mod decide;
mod deleted;
mod os_unlock;
mod pin;
mod problem;
mod records;
mod recovery;
mod reencryption;
mod related_origins;
mod rng;
mod signal;
mod stores;
mod u2f;
mod unlock;
mod views;
mod ways_in;

pub use activity::seal_activity_while_locked;
pub use backup::{BackupFile, MadeBackup, Restoration, backup_header};
pub use begin::{Begun, as_conditional, begin_authentication, begin_registration, named_records};
pub use decide::{Approved, Vault};
pub use os_unlock::{
    add_os_unlock, os_unlock_salt, unlock_with_os, verify_with_os, without_os_unlock,
};
pub use pin::without_pin;
pub use records::StoredRecord;
pub use recovery::{add_recovery_code, new_recovery_code, without_recovery_code};
pub use reencryption::Reencryption;
pub use related_origins::related_origins_address;
pub use signal::Signal;
pub use stores::{Findings, Survey, generation_claimed};
pub use u2f::{U2fBegun, U2fEnd, begin_u2f, facet_lists, u2f_error_code};
pub use unlock::{
    NewVault, Verified, change_passphrase, check_header, create_vault, recover, unlock, verify,
    with_new_vault,
};
pub use views::{describe, refusal_cannot_verify, refusal_excluded, refusal_not_allowed};
pub use ways_in::ways_in;
