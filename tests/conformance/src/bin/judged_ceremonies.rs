//! Writes the ceremonies that `tests/judges` verifies into the file that is named as the argument.
#![allow(
    clippy::unwrap_used,
    reason = "a test's tool may stop the test it serves"
)]

use std::env;
use std::fs;

use xenon_conformance::judged::ceremonies;

fn main() {
    let path = env::args_os().nth(1).unwrap();
    fs::write(path, ceremonies().to_string()).unwrap();
}
