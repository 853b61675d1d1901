//! ES384 and ESP384: ECDSA over P-384 with SHA-384
//! ([RFC 9053](https://www.rfc-editor.org/rfc/rfc9053#section-2.1),
//! [RFC 9864](https://www.rfc-editor.org/rfc/rfc9864)).

use alloc::vec::Vec;

use ::ecdsa::Signature;
use p384::NistP384;

use crate::ecdsa::{self, Curve};

/// A private key on P-384; 48 bytes in storage.
pub type SecretKey = ecdsa::SecretKey<NistP384>;

/// A public key on P-384; 97 bytes as a point.
pub type PublicKey = ecdsa::PublicKey<NistP384>;

impl Curve for NistP384 {
    const COSE_CURVE: i64 = 2;
    const SPKI_HEADER: &'static [u8] = &[
        0x30, 0x76, 0x30, 0x10, 0x06, 0x07, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01, 0x06, 0x05,
        0x2b, 0x81, 0x04, 0x00, 0x22, 0x03, 0x62, 0x00,
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

    /// The key of RFC 6979 A.2.6.
    const SECRET: &str = "6b9d3dad2e1b8c1c05b19875b6659f4de23c3b667bf297ba9aa47740787137d8\
                          96d5724e4c70a825f872c9ea60d2edf5";
    const X: &str = "ec3a4e415b4e19a4568618029f427fa5da9a8bc4ae92e02e06aae5286b300c64\
                     def8f0ea9055866064a254515480bc13";
    const Y: &str = "8015d9b72d7d57244ea8ef9ac0c621896708a59367f9dfb9f54ca84b3f1c9db1\
                     288b231c3ae0d4fe7344fd2533264720";

    fn rfc_6979_key() -> SecretKey {
        SecretKey::from_bytes(&hex::decode(SECRET).unwrap()).unwrap()
    }

    #[test]
    fn the_public_key_is_that_of_the_rfc() {
        let point = hex::encode(rfc_6979_key().public_key().to_sec1());
        assert_eq!(point, ["04", X, Y].concat());
    }

    #[test]
    fn zero_and_other_lengths_are_no_private_keys() {
        for bytes in [[0; 48].as_slice(), &[0xff; 48], &[1; 47], &[1; 49], &[]] {
            assert_eq!(
                SecretKey::from_bytes(bytes).err(),
                Some(KeyError::SecretOutOfRange)
            );
        }
    }

    #[test]
    fn cose_and_spki_wrap_the_same_point() {
        let key = rfc_6979_key().public_key();
        let cose = |number| ["a5010203", number, "2002215830", X, "225830", Y].concat();
        let encoded = |algorithm| hex::encode(key.to_cose(algorithm).as_slice());
        assert_eq!(encoded(Algorithm::Es384), cose("3822"));
        assert_eq!(encoded(Algorithm::Esp384), cose("3832"));
        let header = "3076301006072a8648ce3d020106052b8104002203620004";
        assert_eq!(hex::encode(key.to_spki()), [header, X, Y].concat());
    }
}
