//! What `tests/judges` is given to judge is all that Xenon has, and the same each time.
#![allow(clippy::unwrap_used, reason = "a test")]

use std::collections::BTreeSet;

use xenon_conformance::judged::ceremonies;

#[test]
fn the_ceremonies_are_the_same_each_time() {
    assert_eq!(ceremonies(), ceremonies());
}

#[test]
fn no_two_credentials_and_no_two_names_are_equal() {
    let ceremonies = ceremonies();
    let held = ceremonies["ceremonies"].as_array().unwrap();
    let ids: BTreeSet<_> = held
        .iter()
        .map(|one| one["registration"]["id"].as_str())
        .collect();
    let names: BTreeSet<_> = held.iter().map(|one| one["name"].as_str()).collect();
    assert_eq!((ids.len(), names.len()), (held.len(), held.len()));
}
