//! Outside judges: tests that know only the public API, and published vectors.
//!
//! Everything here is a test's tool, and may so stop the test it serves.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::missing_panics_doc
)]

pub mod judge;
pub mod judged;
pub mod party;
pub mod two_stores;
pub mod u2f_party;
