//! ES512 and ESP512: ECDSA over P-521 with SHA-512
//! ([RFC 9053](https://www.rfc-editor.org/rfc/rfc9053#section-2.1),
//! [RFC 9864](https://www.rfc-editor.org/rfc/rfc9864)).

use alloc::vec::Vec;

use ::ecdsa::Signature;
use p521::NistP521;

use crate::ecdsa::{self, Curve};

/// A private key on P-521; 66 bytes in storage.
pub type SecretKey = ecdsa::SecretKey<NistP521>;

/// A public key on P-521; 133 bytes as a point.
pub type PublicKey = ecdsa::PublicKey<NistP521>;

impl Curve for NistP521 {
    const COSE_CURVE: i64 = 3;
    const SPKI_HEADER: &'static [u8] = &[
        0x30, 0x81, 0x9b, 0x30, 0x10, 0x06, 0x07, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01, 0x06,
        0x05, 0x2b, 0x81, 0x04, 0x00, 0x23, 0x03, 0x81, 0x86, 0x00,
    ];
    const FIRST_BYTE: u8 = 0x01;

    fn to_der(signature: &Signature<Self>) -> Vec<u8> {
        signature.to_der().as_bytes().to_vec()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Algorithm;
    use crate::ecdsa::KeyError;
    use core::convert::Infallible;

    use rand_core::{TryCryptoRng, TryRng};

    /// The key of RFC 6979 A.2.7.
    const SECRET: &str = "00fad06daa62ba3b25d2fb40133da757205de67f5bb0018fee8c86e1b68c7e75caa896eb\
                          32f1f47c70855836a6d16fcc1466f6d8fbec67db89ec0c08b0e996b83538";
    const X: &str = "01894550d0785932e00eaa23b694f213f8c3121f86dc97a04e5a7167db4e5bcd371123d4\
                     6e45db6b5d5370a7f20fb633155d38ffa16d2bd761dcac474b9a2f5023a4";
    const Y: &str = "00493101c962cd4d2fddf782285e64584139c2f91b47f87ff82354d6630f746a28a0db25\
                     741b5b34a828008b22acc23f924faafbd4d33f81ea66956dfeaa2bfdfcf5";

    struct Ones;

    impl TryRng for Ones {
        type Error = Infallible;

        fn try_next_u32(&mut self) -> Result<u32, Infallible> {
            panic!("a scalar is drawn as bytes")
        }

        fn try_next_u64(&mut self) -> Result<u64, Infallible> {
            panic!("a scalar is drawn as bytes")
        }

        fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), Infallible> {
            bytes.fill(0xff);
            // Without this the number would be above the order, and drawn again for ever.
            bytes[1] = 0;
            Ok(())
        }
    }

    impl TryCryptoRng for Ones {}

    fn rfc_6979_key() -> SecretKey {
        SecretKey::from_bytes(&hex::decode(SECRET).unwrap()).unwrap()
    }

    #[test]
    fn the_public_key_is_that_of_the_rfc() {
        let point = hex::encode(rfc_6979_key().public_key().to_sec1());
        assert_eq!(point, ["04", X, Y].concat());
    }

    #[test]
    fn generation_sets_no_bit_above_the_521st() {
        let bytes = SecretKey::generate(&mut Ones).to_bytes();
        assert_eq!(bytes[..3], [1, 0, 0xff]);
    }

    #[test]
    fn zero_and_other_lengths_are_no_private_keys() {
        for bytes in [[0; 66].as_slice(), &[0xff; 66], &[1; 65], &[1; 67], &[]] {
            assert_eq!(
                SecretKey::from_bytes(bytes).err(),
                Some(KeyError::SecretOutOfRange)
            );
        }
    }

    #[test]
    fn cose_and_spki_wrap_the_same_point() {
        let key = rfc_6979_key().public_key();
        let cose = |number| ["a5010203", number, "2003215842", X, "225842", Y].concat();
        let encoded = |algorithm| hex::encode(key.to_cose(algorithm).as_slice());
        assert_eq!(encoded(Algorithm::Es512), cose("3823"));
        assert_eq!(encoded(Algorithm::Esp512), cose("3833"));
        let header = "30819b301006072a8648ce3d020106052b810400230381860004";
        assert_eq!(hex::encode(key.to_spki()), [header, X, Y].concat());
    }
}
