//! ES256 and ESP256: ECDSA over P-256 with SHA-256
//! ([RFC 9053](https://www.rfc-editor.org/rfc/rfc9053#section-2.1),
//! [RFC 9864](https://www.rfc-editor.org/rfc/rfc9864)).

use alloc::vec::Vec;

use ::ecdsa::Signature;
use p256::NistP256;

use crate::ecdsa::{self, Curve};

/// A private key on P-256; 32 bytes in storage.
pub type SecretKey = ecdsa::SecretKey<NistP256>;

/// A public key on P-256; 65 bytes as a point.
pub type PublicKey = ecdsa::PublicKey<NistP256>;

impl Curve for NistP256 {
    const COSE_CURVE: i64 = 1;
    const SPKI_HEADER: &'static [u8] = &[
        0x30, 0x59, 0x30, 0x13, 0x06, 0x07, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01, 0x06, 0x08,
        0x2a, 0x86, 0x48, 0xce, 0x3d, 0x03, 0x01, 0x07, 0x03, 0x42, 0x00,
    ];
    const FIRST_BYTE: u8 = 0xff;

    fn to_der(signature: &Signature<Self>) -> Vec<u8> {
        signature.to_der().as_bytes().to_vec()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Algorithm;
    use crate::ecdsa::KeyError;
    use alloc::vec;
    use core::convert::Infallible;

    use p256::ecdsa::signature::Verifier;
    use p256::ecdsa::{DerSignature, VerifyingKey};
    use rand_core::{TryCryptoRng, TryRng};

    /// Hands out the given blocks in turn, then the last one for ever.
    struct Blocks<'a>(&'a [[u8; 32]]);

    impl TryRng for Blocks<'_> {
        type Error = Infallible;

        fn try_next_u32(&mut self) -> Result<u32, Infallible> {
            panic!("keys and nonces take whole blocks")
        }

        fn try_next_u64(&mut self) -> Result<u64, Infallible> {
            panic!("keys and nonces take whole blocks")
        }

        fn try_fill_bytes(&mut self, block: &mut [u8]) -> Result<(), Infallible> {
            block.copy_from_slice(&self.0[0]);
            self.0 = if self.0.len() > 1 {
                &self.0[1..]
            } else {
                self.0
            };
            Ok(())
        }
    }

    impl TryCryptoRng for Blocks<'_> {}

    /// The key of RFC 6979 A.2.5.
    const SECRET: &str = "c9afa9d845ba75166b5c215767b1d6934e50c3db36e89b127b8a622b120f6721";
    const X: &str = "60fed4ba255a9d31c961eb74c6356d68c049b8923b61fa6ce669622e60f29fb6";
    const Y: &str = "7903fe1008b8bc99a41ae9e95628bc64f2f1b20c2d7e9f5177a3c294d4462299";

    fn rfc_6979_key() -> SecretKey {
        let mut bytes = [0; 32];
        hex::decode_to_slice(SECRET, &mut bytes).unwrap();
        SecretKey::from_bytes(&bytes).unwrap()
    }

    fn verify(key: &PublicKey, message: &[u8], signature: &[u8]) -> bool {
        let key = VerifyingKey::from_sec1_bytes(&key.to_sec1()).unwrap();
        let signature = DerSignature::from_bytes(signature).unwrap();
        key.verify(message, &signature).is_ok()
    }

    #[test]
    fn the_public_key_is_that_of_the_rfc() {
        let point = hex::encode(rfc_6979_key().public_key().to_sec1());
        assert_eq!(point, ["04", X, Y].concat());
    }

    #[test]
    fn a_signature_covers_the_parts_in_order() {
        let key = rfc_6979_key();
        let signature = key.sign(&[b"sam", b"ple"], &mut Blocks(&[[1; 32]]));
        assert!(verify(&key.public_key(), b"sample", &signature));
        assert!(!verify(&key.public_key(), b"plesam", &signature));
    }

    #[test]
    fn entropy_changes_the_nonce_and_not_the_validity() {
        let key = rfc_6979_key();
        let first = key.sign(&[b"sample"], &mut Blocks(&[[1; 32]]));
        let second = key.sign(&[b"sample"], &mut Blocks(&[[2; 32]]));
        assert_ne!(first, second);
        assert_ne!(first, key.sign_deterministic(&[b"sample"]));
        assert!(verify(&key.public_key(), b"sample", &second));
    }

    #[test]
    fn a_stuck_random_source_gives_each_message_its_own_nonce() {
        let key = rfc_6979_key();
        let sign = |message: &[u8]| key.sign(&[message], &mut Blocks(&[[0; 32]]));
        // The first integer of the DER sequence depends on nothing but the nonce.
        let r = |signature: &[u8]| signature[4..4 + usize::from(signature[3])].to_vec();
        assert_ne!(r(&sign(b"sample")), r(&sign(b"test")));
    }

    #[test]
    fn generation_draws_again_when_the_number_is_out_of_range() {
        let key = SecretKey::generate(&mut Blocks(&[[0xff; 32], [0; 32], [3; 32]]));
        assert_eq!(**key.to_bytes(), [3; 32]);
    }

    #[test]
    fn zero_and_the_order_are_no_private_keys() {
        let mut order = [0; 32];
        let hex = "ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551";
        hex::decode_to_slice(hex, &mut order).unwrap();
        for bytes in [[0; 32], order, [0xff; 32]] {
            assert_eq!(
                SecretKey::from_bytes(&bytes).err(),
                Some(KeyError::SecretOutOfRange)
            );
        }
        order[31] -= 1;
        assert!(SecretKey::from_bytes(&order).is_ok());
    }

    #[test]
    fn a_point_reads_back() {
        let key = rfc_6979_key().public_key();
        assert_eq!(PublicKey::from_sec1(&key.to_sec1()), Ok(key));
    }

    #[test]
    fn other_bytes_are_no_public_key() {
        let mut off_the_curve = rfc_6979_key().public_key().to_sec1();
        off_the_curve[64] ^= 1;
        let mut hybrid = rfc_6979_key().public_key().to_sec1();
        hybrid[0] = 7;
        for point in [off_the_curve, hybrid, vec![0; 65], vec![4; 65], vec![]] {
            assert_eq!(PublicKey::from_sec1(&point), Err(KeyError::NotAPoint));
        }
    }

    #[test]
    fn a_scalar_has_32_bytes() {
        for bytes in [[1; 31].as_slice(), &[1; 33], &[]] {
            assert_eq!(
                SecretKey::from_bytes(bytes).err(),
                Some(KeyError::SecretOutOfRange)
            );
        }
    }

    #[test]
    fn esp256_is_another_number_on_the_same_key() {
        let key = rfc_6979_key().public_key();
        let mut cose = key.to_cose(Algorithm::Es256).as_slice().to_vec();
        // -7 and -9 are one byte each, after the map and three of its bytes.
        assert_eq!(cose[4], 0x26);
        cose[4] = 0x28;
        assert_eq!(key.to_cose(Algorithm::Esp256).as_slice(), cose);
    }

    #[test]
    fn cose_and_spki_wrap_the_same_point() {
        let key = rfc_6979_key().public_key();
        let cose = ["a5010203262001215820", X, "225820", Y].concat();
        assert_eq!(hex::encode(key.to_cose(Algorithm::Es256).as_slice()), cose);
        let spki = [
            "3059301306072a8648ce3d020106082a8648ce3d03010703420004",
            X,
            Y,
        ];
        assert_eq!(hex::encode(key.to_spki()), spki.concat());
    }
}
