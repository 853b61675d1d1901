//! HMAC and HKDF, in the very crates that `prf` and the vault compute with, against
//! [Wycheproof](https://github.com/C2SP/wycheproof)'s cases.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test's helper may stop the test"
)]

use hkdf::Hkdf;
use hmac::{Hmac, KeyInit, Mac};
use serde_json::Value;
use sha2::Sha256;

/// The cases of a file, each with its group, and whether the result is to be accepted.
fn cases(json: &str) -> Vec<(Value, Value, bool)> {
    let file: Value = serde_json::from_str(json).unwrap();
    let mut cases = Vec::new();
    for group in file["testGroups"].as_array().unwrap() {
        for case in group["tests"].as_array().unwrap() {
            let is_valid = case["result"] == "valid";
            cases.push((group.clone(), case.clone(), is_valid));
        }
    }
    assert_eq!(file["numberOfTests"], cases.len());
    cases
}

fn bytes(case: &Value, member: &str) -> Vec<u8> {
    hex::decode(case[member].as_str().unwrap()).unwrap()
}

#[test]
fn hmac_sha256_gives_the_tags() {
    for (group, case, is_valid) in cases(include_str!("../../vectors/wycheproof/hmac_sha256.json"))
    {
        let mut mac = Hmac::<Sha256>::new_from_slice(&bytes(&case, "key")).unwrap();
        mac.update(&bytes(&case, "msg"));
        let computed = mac.finalize().into_bytes();
        let length = usize::try_from(group["tagSize"].as_u64().unwrap() / 8).unwrap();
        let is_same = computed[..length] == bytes(&case, "tag");
        assert_eq!(is_same, is_valid, "{}", case["tcId"]);
    }
}

#[test]
fn hkdf_sha256_gives_the_keys_and_refuses_what_is_too_long() {
    for (_, case, is_valid) in cases(include_str!("../../vectors/wycheproof/hkdf_sha256.json")) {
        let size = usize::try_from(case["size"].as_u64().unwrap()).unwrap();
        let mut key = vec![0; size];
        let hkdf = Hkdf::<Sha256>::new(Some(&bytes(&case, "salt")), &bytes(&case, "ikm"));
        let expanded = hkdf.expand(&bytes(&case, "info"), &mut key).is_ok();
        let is_same = expanded && key == bytes(&case, "okm");
        assert_eq!(is_same, is_valid, "{}", case["tcId"]);
    }
}
