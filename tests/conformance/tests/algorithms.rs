//! Every algorithm against a library that is not ours, from random keys, messages and randomness.

#![allow(clippy::unwrap_used, reason = "a test")]

use std::sync::LazyLock;

use chacha20::ChaCha20Rng;
use fips204::traits::{KeyGen, SerDes};
use fips204::{ml_dsa_44, ml_dsa_65};
use proptest::prelude::*;
use rand_core::SeedableRng;
use xenon_conformance::judge;
use xenon_protocol::{Algorithm, SigningKey, ml_dsa};

/// Primes are slow to find: one RSA key serves all cases.
static RSA: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let mut rng = ChaCha20Rng::from_seed([9; 32]);
    SigningKey::generate(Algorithm::Rs256, &mut rng)
        .to_bytes()
        .to_vec()
});

fn key(algorithm: Algorithm, rng: &mut ChaCha20Rng) -> SigningKey {
    if algorithm == Algorithm::Rs256 {
        return SigningKey::from_bytes(algorithm, &RSA).unwrap();
    }
    SigningKey::generate(algorithm, rng)
}

fn longest_signature(algorithm: Algorithm) -> usize {
    match algorithm {
        Algorithm::Es256 | Algorithm::Esp256 => 72,
        Algorithm::Es384 | Algorithm::Esp384 => 104,
        Algorithm::Es512 | Algorithm::Esp512 => 139,
        Algorithm::EdDsa | Algorithm::Ed25519 => 64,
        Algorithm::Rs256 => 256,
        Algorithm::MlDsa44 => 2420,
        Algorithm::MlDsa65 => 3309,
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 110, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn another_library_accepts_every_signature_and_no_other_message(
        algorithm in proptest::sample::select(Algorithm::ALL.to_vec()),
        seed in any::<[u8; 32]>(),
        first in any::<Vec<u8>>(),
        second in any::<[u8; 32]>(),
        flipped in any::<(prop::sample::Index, u8)>(),
    ) {
        let mut rng = ChaCha20Rng::from_seed(seed);
        let key = key(algorithm, &mut rng);
        let spki = key.public_key().spki;
        let signature = key.sign(&[&first, &second], &mut rng).unwrap();
        let mut message = [first.as_slice(), &second].concat();
        prop_assert!(judge::accepts(algorithm, &spki, &message, &signature));
        prop_assert!(signature.len() <= longest_signature(algorithm));
        let (place, bit) = flipped;
        let place = place.index(message.len());
        message[place] ^= 1 << (bit % 8);
        prop_assert!(!judge::accepts(algorithm, &spki, &message, &signature));
    }

    #[test]
    fn a_key_signs_as_before_after_storage(
        algorithm in proptest::sample::select(Algorithm::ALL.to_vec()),
        seed in any::<[u8; 32]>(),
    ) {
        let mut rng = ChaCha20Rng::from_seed(seed);
        let key = key(algorithm, &mut rng);
        let stored = SigningKey::from_bytes(algorithm, &key.to_bytes()).unwrap();
        let signature = stored.sign(&[b"sample"], &mut rng).unwrap();
        prop_assert!(judge::accepts(algorithm, &key.public_key().spki, b"sample", &signature));
    }

    #[test]
    fn another_library_derives_the_same_ml_dsa_keys(seed in any::<[u8; 32]>()) {
        let small = ml_dsa::SecretKey44::from_bytes(&seed).unwrap().public_key();
        let (theirs, _) = ml_dsa_44::KG::keygen_from_seed(&seed);
        prop_assert_eq!(small.as_slice(), theirs.into_bytes());
        let large = ml_dsa::SecretKey65::from_bytes(&seed).unwrap().public_key();
        let (theirs, _) = ml_dsa_65::KG::keygen_from_seed(&seed);
        prop_assert_eq!(large.as_slice(), theirs.into_bytes());
    }
}

#[test]
fn each_rsa_key_has_a_modulus_of_2048_bits() {
    let mut rng = ChaCha20Rng::from_seed([8; 32]);
    for _ in 0..3 {
        let key = SigningKey::generate(Algorithm::Rs256, &mut rng);
        assert_eq!(key.to_bytes().len(), 256);
        let spki = key.public_key().spki;
        assert_eq!(spki.len(), 294);
        let signature = key.sign(&[b"sample"], &mut rng).unwrap();
        assert!(judge::accepts(
            Algorithm::Rs256,
            &spki,
            b"sample",
            &signature
        ));
    }
}
