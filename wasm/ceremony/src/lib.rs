//! What happens between a site, the user and the vault.
//!
//! Invariant: every pending state is plain data. Chrome may stop the worker at any moment while a
//! person thinks, so a waiting ceremony is a value that can be written down: [`Pending`]. Nothing
//! here waits, stores or shows; time and randomness are arguments.
//!
//! ```text
//! begin(request, caller, now)             -> Pending, or it is the browser's to answer
//! verify(pending, header, passphrase, now)-> Pending that knows the user was verified
//! register / authenticate(pending, vault, now, rng) -> Approved { reply, changes }
//! ```

mod accounts;
mod approved;
mod asking;
mod attestation;
mod authentication;
mod by_user;
mod caller;
mod conditional;
mod deadline;
mod extensions;
mod pending;
mod refusal;
mod registration;
mod replacement;
mod rising_count;
mod signal;
mod u2f;
mod verification;

pub use accounts::{Account, accounts};
pub use approved::Approved;
pub use asking::Asking;
pub use authentication::{AuthenticationError, authenticate};
pub use by_user::{label, unhide};
pub use caller::{Caller, CallerError, FrameFacts};
pub use pending::{ForTheBrowser, Pending, PendingError, PendingKind};
pub use refusal::{DomException, Refusal};
pub use registration::{Choices, RegistrationError, register};
pub use replacement::{Replaced, replaced};
pub use signal::{Signal, SignalJson};
pub use u2f::{
    PendingU2fRegistration, PendingU2fSignature, U2fAsking, U2fRefusal, facet_lists, u2f_register,
    u2f_sign,
};
pub use verification::{PinRefusal, verify, verify_with_os, verify_with_pin};
