use hmac::{Hmac, KeyInit, Mac};
use minicbor::{Decode, Encode};
use rand_core::CryptoRng;
use sha2::Sha256;
use subtle::ConstantTimeEq;
use thiserror::Error;
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

use crate::OpenVault;

/// A short secret by which the user is verified while the vault is open. It opens nothing. Wiped
/// when dropped.
#[derive(Zeroize, ZeroizeOnDrop)]
pub struct Pin(Vec<u8>);

/// Why text is no PIN.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Error)]
#[error("a PIN has 4 to 63 characters")]
pub struct PinError;

impl Pin {
    /// Takes over what was typed, as UTF-8: [4 code points or more, 63 bytes at most][length].
    ///
    /// [length]: https://fidoalliance.org/specs/fido-v2.1-ps-20210615/fido-client-to-authenticator-protocol-v2.1-ps-20210615.html#authenticatorClientPIN
    pub fn parse(bytes: Vec<u8>) -> Result<Self, PinError> {
        let pin = Self(bytes);
        let text = core::str::from_utf8(&pin.0).map_err(|_| PinError)?;
        if text.chars().count() < 4 || pin.0.len() > 63 {
            return Err(PinError);
        }
        Ok(pin)
    }
}

/// What a PIN is compared with: a keyed hash. Without the open vault it tells nothing of the PIN.
#[derive(Clone, Debug, Eq, PartialEq, Encode, Decode)]
pub struct PinVerifier {
    #[cbor(n(0), with = "minicbor::bytes")]
    salt: [u8; 16],
    #[cbor(n(1), with = "minicbor::bytes")]
    hash: [u8; 32],
}

impl OpenVault {
    /// Makes what `pin` will be compared with.
    pub fn pin_verifier(&self, pin: &Pin, rng: &mut impl CryptoRng) -> PinVerifier {
        let mut salt = [0; 16];
        rng.fill_bytes(&mut salt);
        PinVerifier {
            salt,
            hash: *self.pin_hash(pin, salt),
        }
    }

    /// Whether `pin` is the one that the verifier was made for, in this vault.
    pub fn is_pin(&self, pin: &Pin, verifier: &PinVerifier) -> bool {
        self.pin_hash(pin, verifier.salt)
            .ct_eq(&verifier.hash)
            .into()
    }

    fn pin_hash(&self, pin: &Pin, salt: [u8; 16]) -> Zeroizing<[u8; 32]> {
        let mut mac = Hmac::<Sha256>::new((&*self.pin_key).into());
        mac.update(&salt);
        mac.update(&pin.0);
        Zeroizing::new(mac.finalize().into_bytes().into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pin_has_four_to_sixty_three() {
        for (typed, is_pin) in [
            ("", false),
            ("123", false),
            ("1234", true),
            ("ééé", false),
            ("éééé", true),
        ] {
            assert_eq!(Pin::parse(typed.into()).is_ok(), is_pin, "{typed}");
        }
        assert!(Pin::parse(vec![b'1'; 63]).is_ok());
        assert!(Pin::parse(vec![b'1'; 64]).is_err());
        assert!(Pin::parse(vec![0xff; 8]).is_err());
    }
}
