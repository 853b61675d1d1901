//! WebAuthn, CTAP2 and U2F as bytes and rules.
//!
//! INVARIANT: this crate knows no clock, no randomness, no storage and no browser. What it needs of
//! them is an argument; what it returns is data.
//!
//! Spec anchors refer to [WebAuthn Level 3](https://www.w3.org/TR/webauthn-3/).

#![no_std]
#![allow(clippy::doc_markdown, reason = "WebAuthn is a name, not code")]

extern crate alloc;

pub mod aaguid;
pub mod algorithm;
pub mod attestation_format;
pub mod attestation_object;
pub mod authenticator_data;
pub mod authenticator_extensions;
pub mod base64url;
mod canonical_cbor;
pub mod client_data;
pub mod cose_key;
pub mod cred_blob;
pub mod credential_id;
pub mod credential_protection;
pub mod ecdsa;
pub mod ed25519;
pub mod es256;
pub mod es384;
pub mod es512;
pub mod json;
pub mod large_blob;
pub mod ml_dsa;
pub mod origin;
pub mod prf;
pub mod public_suffix;
pub mod related_origins;
pub mod resident_key;
pub mod rp_id;
pub mod rs256;
pub mod signing_key;
pub mod u2f;
pub mod user_handle;
pub mod user_verification;

pub use aaguid::Aaguid;
pub use algorithm::{Algorithm, AlgorithmError};
pub use attestation_format::AttestationFormat;
pub use authenticator_data::{AttestedCredential, AuthenticatorData, Backup, Flags};
pub use authenticator_extensions::{AuthenticatorExtensions, AuthenticatorOutput};
pub use base64url::Base64Url;
pub use client_data::{CeremonyType, ClientData};
pub use cose_key::CosePublicKey;
pub use cred_blob::{CredBlob, CredBlobError};
pub use credential_id::{CredentialId, CredentialIdError};
pub use credential_protection::CredentialProtection;
pub use large_blob::{LargeBlob, LargeBlobError};
pub use origin::{Origin, OriginError};
pub use prf::{PrfSalt, PrfSalts, PrfSecret};
pub use public_suffix::{PublicSuffixList, PublicSuffixes};
pub use related_origins::RelatedOrigins;
pub use resident_key::ResidentKey;
pub use rp_id::{RpId, RpIdError};
pub use signing_key::{CredentialPublicKey, SigningError, SigningKey, SigningKeyError};
pub use user_handle::{UserHandle, UserHandleError};
pub use user_verification::UserVerification;
