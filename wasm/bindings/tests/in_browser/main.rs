//! What crosses between Rust and JavaScript, in the browser that it is made for.
#![cfg(target_arch = "wasm32")]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test's helper may stop the test"
)]

mod answers;
mod extensions;
mod objects;
mod randomness;
mod refusals;
mod requests;
mod site;
mod u2f;
mod vault;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
