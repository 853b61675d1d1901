//! What the user owns: keys, credentials, and how they are sealed.
//!
//! Invariant: this crate never sees a request and never asks anyone. It turns a passphrase into
//! the vault's key, and the vault's key into credentials; where bytes are stored is not its affair.
//!
//! ```text
//! passphrase ─Argon2id─► HKDF ─► slot key ─wraps─► vault key ─HKDF─► record key, site-tag key
//! record = version ‖ generation ‖ nonce ‖ XChaCha20-Poly1305(record key, padded credential)
//! ```

mod cbor;
mod cost;
mod credential;
mod credential_extensions;
mod header;
mod open_vault;
mod padding;
mod passphrase_slot;
mod record;
mod record_id;
mod site_tag;
mod vault_id;
mod vault_key;

pub use cost::{Argon2Cost, CostError};
pub use credential::{Credential, CredentialError};
pub use credential_extensions::{CredentialExtensions, LargeBlobSpace};
pub use header::{Header, HeaderError, UnlockError, create};
pub use open_vault::OpenVault;
pub use passphrase_slot::Passphrase;
pub use record::{RecordError, SealedRecord};
pub use record_id::RecordId;
pub use site_tag::SiteTag;
pub use vault_id::VaultId;
pub use vault_key::VaultKey;
