//! The two ceremonies of U2F: `u2f.register` and `u2f.sign`.

mod asking;
mod named_keys;
mod refusal;
mod registration;
mod signature;

pub use asking::{U2fAsking, facet_lists};
pub use refusal::U2fRefusal;
pub use registration::{PendingU2fRegistration, u2f_register};
pub use signature::{PendingU2fSignature, u2f_sign};
