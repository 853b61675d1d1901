//! The judges against [Project Wycheproof](https://github.com/C2SP/wycheproof): whoever is to say
//! that our signatures hold must refuse the ones that do not.
//!
//! There are no vectors for ML-DSA; its judge is held to the key generation of another library.

#![allow(clippy::unwrap_used, reason = "a test")]

use serde::Deserialize;
use xenon_conformance::judge;
use xenon_protocol::Algorithm;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Vectors {
    test_groups: Vec<Group>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Group {
    public_key_der: String,
    tests: Vec<Case>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Case {
    tc_id: u32,
    msg: String,
    sig: String,
    result: String,
}

/// Counts the cases: valid, and not. An "acceptable" one may be judged either way.
fn judged(algorithm: Algorithm, json: &str) -> (usize, usize) {
    let vectors: Vectors = serde_json::from_str(json).unwrap();
    let (mut valid, mut invalid) = (0, 0);
    for group in vectors.test_groups {
        let spki = hex::decode(&group.public_key_der).unwrap();
        for case in group.tests {
            let message = hex::decode(&case.msg).unwrap();
            let signature = hex::decode(&case.sig).unwrap();
            let accepted = judge::accepts(algorithm, &spki, &message, &signature);
            match case.result.as_str() {
                "valid" => valid += 1,
                "invalid" => invalid += 1,
                _ => continue,
            }
            assert_eq!(accepted, case.result == "valid", "case {}", case.tc_id);
        }
    }
    (valid, invalid)
}

#[test]
fn the_judge_of_p_256_is_right() {
    let json = include_str!("../../vectors/wycheproof/ecdsa_secp256r1_sha256.json");
    assert_eq!(judged(Algorithm::Es256, json), (174, 310));
}

#[test]
fn the_judge_of_p_384_is_right() {
    let json = include_str!("../../vectors/wycheproof/ecdsa_secp384r1_sha384.json");
    assert_eq!(judged(Algorithm::Es384, json), (194, 310));
}

#[test]
fn the_judge_of_p_521_is_right() {
    let json = include_str!("../../vectors/wycheproof/ecdsa_secp521r1_sha512.json");
    assert_eq!(judged(Algorithm::Es512, json), (232, 310));
}

#[test]
fn the_judge_of_ed25519_is_right() {
    let json = include_str!("../../vectors/wycheproof/ed25519.json");
    assert_eq!(judged(Algorithm::EdDsa, json), (88, 63));
}

#[test]
fn the_judge_of_rs256_is_right() {
    let json = include_str!("../../vectors/wycheproof/rsa_signature_2048_sha256.json");
    assert_eq!(judged(Algorithm::Rs256, json), (9, 249));
}
