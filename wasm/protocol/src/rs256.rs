//! RS256: RSASSA-PKCS1-v1_5 with SHA-256, 2048 bits
//! ([RFC 8017](https://www.rfc-editor.org/rfc/rfc8017#section-8.2),
//! [RFC 8230](https://www.rfc-editor.org/rfc/rfc8230)).

use alloc::boxed::Box;
use alloc::vec;
use alloc::vec::Vec;

use rand_core::CryptoRng;
use rsa::traits::{PrivateKeyParts, PublicKeyParts};
use rsa::{BoxedUint, PrivateKey};
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use crate::canonical_cbor::CanonicalCbor;
use crate::{Algorithm, CosePublicKey};

/// A private key. It is wiped when dropped, and can be neither copied nor shown.
pub struct SecretKey(Box<PrivateKey>);

/// A public key: the modulus, without zeros before it. The exponent is always 65537.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct PublicKey(Vec<u8>);

/// The bytes are not two numbers that could be a key's primes.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[error("the bytes are no RSA private key")]
pub struct KeyError;

/// The signature did not verify: a number of the key is no prime, or the machine is faulty.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[error("the key does not sign")]
pub struct SigningError;

const MODULUS_BITS: u32 = 2048;
const PRIME_BITS: u32 = MODULUS_BITS / 2;
const PRIME_BYTES: usize = 128;
const EXPONENT: u64 = 65_537;
const EXPONENT_BYTES: [u8; 3] = [0x01, 0x00, 0x01];

/// `SubjectPublicKeyInfo` names the algorithm: rsaEncryption, with NULL
/// ([RFC 4055](https://www.rfc-editor.org/rfc/rfc4055#section-1.2)).
const RSA_ENCRYPTION: [u8; 15] = [
    0x30, 0x0d, 0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01, 0x05, 0x00,
];

impl SecretKey {
    /// Takes a private key as it was stored: two primes of 128 bytes, one behind the other.
    ///
    /// That they fit together is checked, and that they are prime is not, which would take longer
    /// than to sign: [`sign`](Self::sign) notices it.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, KeyError> {
        let (p, q) = bytes.split_at_checked(PRIME_BYTES).ok_or(KeyError)?;
        let prime = |bytes| BoxedUint::from_be_slice(bytes, PRIME_BITS).map_err(|_| KeyError);
        PrivateKey::from_p_q(prime(p)?, prime(q)?, EXPONENT.into())
            .ok()
            .filter(|key| q.len() == PRIME_BYTES && key.n().bit_width() == MODULUS_BITS)
            .map(|key| Self(Box::new(key)))
            .ok_or(KeyError)
    }

    /// Takes the primes of a published key, which may differ in length.
    #[cfg(any(test, feature = "deterministic-signatures"))]
    #[expect(
        clippy::many_single_char_names,
        reason = "RFC 8017 names the numbers so"
    )]
    pub fn from_published_primes(p: &[u8], q: &[u8]) -> Result<Self, KeyError> {
        let bits = u32::try_from(8 * (p.len() + q.len())).map_err(|_| KeyError)?;
        let number = |bytes| BoxedUint::from_be_slice(bytes, bits).map_err(|_| KeyError);
        let (p, q, e) = (number(p)?, number(q)?, number(&EXPONENT_BYTES)?);
        let one = BoxedUint::one_with_precision(bits);
        let totient = p.wrapping_sub(&one).wrapping_mul(q.wrapping_sub(&one));
        let totient = totient.to_nz().into_option().ok_or(KeyError)?;
        let d = e.invert_mod(&totient).into_option().ok_or(KeyError)?;
        let n = p.wrapping_mul(&q);
        PrivateKey::from_components_with_wide_primes(n, e, d, vec![p, q])
            .map(|key| Self(Box::new(key)))
            .map_err(|_| KeyError)
    }

    /// Searches two primes, which takes from a fifth of a second to some seconds.
    pub fn generate(rng: &mut impl CryptoRng) -> Self {
        loop {
            // It fails only if randomness does, and that is not for us to see.
            if let Ok(key) = PrivateKey::new(rng, 2048) {
                return Self(Box::new(key));
            }
        }
    }

    /// The private key for sealed storage: its primes.
    pub fn to_bytes(&self) -> Zeroizing<Vec<u8>> {
        let mut bytes = Zeroizing::new(Vec::with_capacity(2 * PRIME_BYTES));
        for prime in self.0.primes() {
            bytes.extend_from_slice(&Zeroizing::new(prime.to_be_bytes()));
        }
        bytes
    }

    /// The public key, which the private key holds.
    pub fn public_key(&self) -> PublicKey {
        PublicKey(self.0.n_bytes().to_vec())
    }

    /// Signs the concatenation of `parts`: as long as the modulus, always the same for the same
    /// message.
    ///
    /// Randomness blinds the message and both exponents, so that the time it takes tells nothing of
    /// the key. The signature is verified before it leaves: a fault in one half of the computation
    /// would reveal the primes.
    pub fn sign(&self, parts: &[&[u8]], rng: &mut impl CryptoRng) -> Result<Vec<u8>, SigningError> {
        let digest = parts
            .iter()
            .fold(Sha256::new(), Sha256::chain_update)
            .finalize();
        self.0
            .pkcs1v15_sign_prehash_with_rng::<Sha256, _>(rng, &digest)
            .map_err(|_| SigningError)
    }
}

impl PublicKey {
    /// The modulus, from its highest byte on.
    pub fn modulus(&self) -> &[u8] {
        &self.0
    }

    /// The `COSE_Key` of [RFC 8230 section 4](https://www.rfc-editor.org/rfc/rfc8230#section-4): key
    /// type RSA, algorithm RS256, then modulus and exponent.
    pub fn to_cose(&self) -> CosePublicKey {
        let encoded = CanonicalCbor::map(4)
            .integer(1)
            .integer(3)
            .integer(3)
            .integer(Algorithm::Rs256.cose_id().into())
            .integer(-1)
            .bytes(&self.0)
            .integer(-2)
            .bytes(&EXPONENT_BYTES);
        CosePublicKey::from_encoded(encoded.into_vec())
    }

    /// The `SubjectPublicKeyInfo` in DER, which `getPublicKey()` returns.
    pub fn to_spki(&self) -> Vec<u8> {
        let key = sequence(&[integer(&self.0), integer(&EXPONENT_BYTES)].concat());
        // The zero says that no bit of the key is unused.
        let bits = element(0x03, &[&[0], key.as_slice()].concat());
        sequence(&[RSA_ENCRYPTION.as_slice(), &bits].concat())
    }
}

fn sequence(content: &[u8]) -> Vec<u8> {
    element(0x30, content)
}

/// A zero before a byte of 0x80 or more says that the number is positive.
fn integer(magnitude: &[u8]) -> Vec<u8> {
    match magnitude {
        [0x80..=0xff, ..] => element(0x02, &[&[0], magnitude].concat()),
        _ => element(0x02, magnitude),
    }
}

/// One element of DER ([X.690 section 8.1](https://www.itu.int/rec/T-REC-X.690)).
fn element(tag: u8, content: &[u8]) -> Vec<u8> {
    let length = u16::try_from(content.len()).unwrap_or(u16::MAX);
    let head = match length.to_be_bytes() {
        [0, short @ ..0x80] => vec![tag, short],
        [0, long] => vec![tag, 0x81, long],
        [high, low] => vec![tag, 0x82, high, low],
    };
    [head, content.to_vec()].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    use chacha20::ChaCha20Rng;
    use rand_core::SeedableRng;

    /// 3 × 2^1022 + 2^1000 + 1011 and 3 × 2^1022 + 2^1001 + 69: the first primes from there on.
    fn primes() -> Vec<u8> {
        [number(1, 1011), number(2, 69)].concat()
    }

    fn number(third_byte: u8, end: u16) -> Vec<u8> {
        let mut number = vec![0; PRIME_BYTES];
        number[0] = 0xc0;
        number[2] = third_byte;
        number[126..].copy_from_slice(&end.to_be_bytes());
        number
    }

    fn rng() -> ChaCha20Rng {
        ChaCha20Rng::from_seed([5; 32])
    }

    #[test]
    fn a_key_reads_back() {
        let key = SecretKey::from_bytes(&primes()).unwrap();
        assert_eq!(*key.to_bytes(), primes());
    }

    #[test]
    fn other_bytes_are_no_private_key() {
        let mut even = primes();
        even[255] ^= 1;
        let mut short_modulus = primes();
        short_modulus[0] = 0x40;
        let twice_the_same = [number(1, 1011), number(1, 1011)].concat();
        let too_long = [primes(), vec![0]].concat();
        let others = [even, short_modulus, twice_the_same, too_long];
        for bytes in &others {
            assert_eq!(SecretKey::from_bytes(bytes).err(), Some(KeyError));
        }
        for bytes in [&primes()[..255], &[0; 256], &[0xff; 256], &[]] {
            assert_eq!(SecretKey::from_bytes(bytes).err(), Some(KeyError));
        }
    }

    #[test]
    fn numbers_that_are_no_primes_do_not_sign() {
        let composite = [number(1, 1013), number(2, 69)].concat();
        let key = SecretKey::from_bytes(&composite).unwrap();
        assert_eq!(key.sign(&[b"sample"], &mut rng()), Err(SigningError));
    }

    #[test]
    fn a_signature_covers_the_parts_in_order_and_no_randomness() {
        let key = SecretKey::from_bytes(&primes()).unwrap();
        let sign = |parts: &[&[u8]], seed| key.sign(parts, &mut ChaCha20Rng::from_seed(seed));
        let signature = sign(&[b"sample"], [1; 32]).unwrap();
        assert_eq!(signature.len(), 256);
        assert_eq!(sign(&[b"sam", b"ple"], [2; 32]), Ok(signature.clone()));
        assert_ne!(sign(&[b"ple", b"sam"], [1; 32]), Ok(signature));
    }

    #[test]
    fn cose_and_spki_wrap_the_same_modulus() {
        let key = SecretKey::from_bytes(&primes()).unwrap().public_key();
        let modulus = hex::encode(key.modulus());
        assert_eq!(modulus.len(), 512);
        let cose = ["a401030339010020590100", &modulus, "2143010001"].concat();
        assert_eq!(hex::encode(key.to_cose().as_slice()), cose);
        let header = "30820122300d06092a864886f70d01010105000382010f003082010a0282010100";
        let spki = [header, &modulus, "0203010001"].concat();
        assert_eq!(hex::encode(key.to_spki()), spki);
    }

    #[test]
    fn a_zero_precedes_a_number_only_where_it_would_be_negative() {
        assert_eq!(hex::encode(integer(&[0x80])), "02020080");
        assert_eq!(hex::encode(integer(&[0x7f])), "02017f");
    }

    #[test]
    fn der_lengths_take_their_shortest_form() {
        for (length, head) in [
            (127, "047f"),
            (128, "048180"),
            (255, "0481ff"),
            (256, "04820100"),
        ] {
            let element = element(0x04, &vec![0; length]);
            assert_eq!(hex::encode(&element[..element.len() - length]), head);
        }
    }
}
