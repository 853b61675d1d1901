//! The only crate that knows JavaScript exists.
