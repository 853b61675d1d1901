//! The only crate that knows JavaScript exists. It converts and calls; it decides nothing.
//!
//! Options and answers cross as WebAuthn's JSON forms, bytes as `Uint8Array`, a waiting ceremony as
//! opaque text. An error crosses as a JavaScript `Error` whose `name` is one of a closed set and
//! whose message is a sentence.

mod begin;
mod decide;
mod problem;
mod records;
mod related_origins;
mod rng;
mod signal;
mod u2f;
mod unlock;
mod views;

pub use begin::{Begun, as_conditional, begin_authentication, begin_registration, named_records};
pub use decide::{Approved, Vault};
pub use records::StoredRecord;
pub use related_origins::related_origins_address;
pub use signal::Signal;
pub use u2f::{U2fBegun, U2fEnd, begin_u2f, facet_lists, u2f_error_code};
pub use unlock::{NewVault, Verified, check_header, create_vault, unlock, verify, with_new_vault};
pub use views::{describe, refusal_cannot_verify, refusal_excluded, refusal_not_allowed};
