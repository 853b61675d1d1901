//! What the user owns: keys, credentials, and how they are sealed.
//!
//! Invariant: this crate never sees a request and never asks anyone. It turns a passphrase into
//! the vault's key, and the vault's key into credentials; where bytes are stored is not its affair.
//!
//! ```text
//! passphrase ─Argon2id─┐
//! recovery code ───────┼─► HKDF ─► slot key ─wraps─► vault key ─HKDF─► record, manifest, PIN … keys
//! prf of the computer ─┘
//! record = version ‖ generation ‖ nonce ‖ XChaCha20-Poly1305(record key, padded credential)
//! manifest = generation ‖ nonce ‖ XChaCha20-Poly1305(manifest key, what a whole store has)
//! ```

mod activity;
mod backup_file;
mod calibration;
mod cbor;
mod cost;
mod credential;
mod credential_extensions;
mod deleted;
mod findings;
mod header;
mod manifest;
mod open_vault;
mod os_slot;
mod padding;
mod passphrase_slot;
mod pin;
mod record;
mod record_id;
mod recovery_code;
mod recovery_slot;
mod reencryption;
mod restoring;
mod set_hash;
mod site_tag;
mod slot;
mod slot_keys;
mod survey;
mod vault_id;
mod vault_key;
mod ways_in;

pub use activity::ActivityInbox;
pub use backup_file::{BackupError, BackupFile};
pub use cost::{Argon2Cost, CostError};
pub use credential::{Credential, CredentialError};
pub use credential_extensions::{CredentialExtensions, LargeBlobSpace};
pub use deleted::Deleted;
pub use findings::{Damage, Findings, Known, Repair};
pub use header::{Header, HeaderError, UnlockError, create};
pub use manifest::{Manifest, ManifestError, claimed_generation};
pub use open_vault::OpenVault;
pub use os_slot::OsSecret;
pub use passphrase_slot::Passphrase;
pub use pin::{Pin, PinError, PinVerifier};
pub use record::{RecordError, SealedRecord};
pub use record_id::RecordId;
pub use recovery_code::{RecoveryCode, RecoveryCodeError};
pub use reencryption::Reencryption;
pub use restoring::{Offered, Restoration, Standing};
pub use set_hash::SetHash;
pub use site_tag::SiteTag;
pub use survey::{Both, Store, Survey};
pub use vault_id::VaultId;
pub use vault_key::VaultKey;
pub use ways_in::OsUnlock;
