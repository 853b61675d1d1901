//! The certificate that a U2F registration has to carry: X.509 version 3 in DER
//! ([RFC 5280](https://www.rfc-editor.org/rfc/rfc5280)), for a key of its own.
//!
//! U2F knows no registration without one. A certificate that were the same at two sites would tell
//! them that their visitor is the same, so each registration has a fresh one, which says nothing
//! but its key, its serial number and its days.

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use rand_core::CryptoRng;

use crate::es256::SecretKey;

/// A key that attests one registration, and its self-signed certificate.
pub struct Attestation {
    key: SecretKey,
    certificate: Vec<u8>,
}

impl Attestation {
    /// Makes a key that no other registration will see. `now` is milliseconds since 1970.
    pub fn fresh(now: u64, rng: &mut impl CryptoRng) -> Self {
        let key = SecretKey::generate(rng);
        let to_be_signed = to_be_signed(&key.public_key().to_spki(), now, rng);
        let signature = key.sign(&[&to_be_signed], rng);
        let certificate = sequence(&[
            &to_be_signed,
            &ecdsa_with_sha256(),
            &bit_string(0, &signature),
        ]);
        Self { key, certificate }
    }

    /// In DER.
    pub fn certificate(&self) -> &[u8] {
        &self.certificate
    }

    /// Signs a registration.
    pub fn sign(&self, registration: &[u8], rng: &mut impl CryptoRng) -> Vec<u8> {
        self.key.sign(&[registration], rng)
    }
}

/// The same for every user of Xenon.
const COMMON_NAME: &str = "Xenon U2F";

const BOOLEAN: u8 = 0x01;
const INTEGER: u8 = 0x02;
const BIT_STRING: u8 = 0x03;
const OCTET_STRING: u8 = 0x04;
const OBJECT_IDENTIFIER: u8 = 0x06;
const UTF8_STRING: u8 = 0x0c;
const UTC_TIME: u8 = 0x17;
const GENERALIZED_TIME: u8 = 0x18;
const SEQUENCE: u8 = 0x30;
const SET: u8 = 0x31;
/// `[0]` and `[3]`, explicit.
const VERSION: u8 = 0xa0;
const EXTENSIONS: u8 = 0xa3;

/// 1.2.840.10045.4.3.2
const ECDSA_WITH_SHA256: &[u8] = &[0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02];
/// 2.5.4.3
const ID_COMMON_NAME: &[u8] = &[0x55, 0x04, 0x03];
/// 2.5.29.15
const ID_KEY_USAGE: &[u8] = &[0x55, 0x1d, 0x0f];
/// 2.5.29.19
const ID_BASIC_CONSTRAINTS: &[u8] = &[0x55, 0x1d, 0x13];
/// 1.3.6.1.4.1.45724.2.1.1
const ID_FIDO_TRANSPORTS: &[u8] = &[
    0x2b, 0x06, 0x01, 0x04, 0x01, 0x82, 0xe5, 0x1c, 0x02, 0x01, 0x01,
];

/// `digitalSignature`, and `uSBInternal` of the [transports extension][transports], which is U2F's
/// only word for a key that is part of the device. Each with its number of unused bits.
///
/// [transports]: https://fidoalliance.org/specs/fido-u2f-v1.2-ps-20170411/fido-u2f-authenticator-transports-extension-v1.2-ps-20170411.html
const DIGITAL_SIGNATURE: (u8, u8) = (7, 0b1000_0000);
const USB_INTERNAL: (u8, u8) = (3, 0b0000_1000);

/// [`TBSCertificate`](https://www.rfc-editor.org/rfc/rfc5280#section-4.1).
fn to_be_signed(subject_public_key: &[u8], now: u64, rng: &mut impl CryptoRng) -> Vec<u8> {
    sequence(&[
        &tlv(VERSION, &tlv(INTEGER, &[2])),
        &tlv(INTEGER, &serial_number(rng)),
        &ecdsa_with_sha256(),
        &name(),
        &validity(now),
        &name(),
        subject_public_key,
        &tlv(EXTENSIONS, &extensions()),
    ])
}

/// 16 random bytes, of which the first is neither zero nor negative.
fn serial_number(rng: &mut impl CryptoRng) -> [u8; 16] {
    let mut serial = [0; 16];
    rng.fill_bytes(&mut serial);
    if let Some(first) = serial.first_mut() {
        *first = (*first & 0x3f) | 0x40;
    }
    serial
}

fn ecdsa_with_sha256() -> Vec<u8> {
    sequence(&[&tlv(OBJECT_IDENTIFIER, ECDSA_WITH_SHA256)])
}

fn name() -> Vec<u8> {
    let common_name = sequence(&[
        &tlv(OBJECT_IDENTIFIER, ID_COMMON_NAME),
        &tlv(UTF8_STRING, COMMON_NAME.as_bytes()),
    ]);
    sequence(&[&tlv(SET, &common_name)])
}

/// From the day before, since clocks differ, until the day that
/// [means "no end"](https://www.rfc-editor.org/rfc/rfc5280#section-4.1.2.5).
fn validity(now: u64) -> Vec<u8> {
    let today = now / MILLISECONDS_PER_DAY;
    sequence(&[
        &midnight(today.saturating_sub(1)),
        &tlv(GENERALIZED_TIME, b"99991231235959Z"),
    ])
}

const MILLISECONDS_PER_DAY: u64 = 24 * 60 * 60 * 1000;
/// 31 December 9999, in days since 1970.
const LAST_DAY: u64 = 2_932_896;

/// Years from 2050 on are written with four digits, earlier ones with two.
fn midnight(day: u64) -> Vec<u8> {
    let (year, month, day) = date(day.min(LAST_DAY));
    if year < 2050 {
        let short = year % 100;
        time(UTC_TIME, &format!("{short:02}{month:02}{day:02}000000Z"))
    } else {
        time(
            GENERALIZED_TIME,
            &format!("{year:04}{month:02}{day:02}000000Z"),
        )
    }
}

fn time(tag: u8, digits: &String) -> Vec<u8> {
    tlv(tag, digits.as_bytes())
}

/// Year, month and day of a day since 1970. Years are counted from March, so that a leap day is the
/// last of its year, and in rounds of 400 years, after which the calendar repeats.
fn date(days_since_1970: u64) -> (u64, u64, u64) {
    let days = days_since_1970 + DAYS_FROM_MARCH_OF_YEAR_0;
    let (round, day) = (days / 146_097, days % 146_097);
    let year = (day - day / 1_460 + day / 36_524 - day / 146_096) / 365;
    let day = day - (365 * year + year / 4 - year / 100);
    let month = (5 * day + 2) / 153;
    let day_of_month = day - (153 * month + 2) / 5 + 1;
    let is_next_year = month >= 10;
    let calendar_month = if is_next_year { month - 9 } else { month + 3 };
    let calendar_year = 400 * round + year + u64::from(is_next_year);
    (calendar_year, calendar_month, day_of_month)
}

const DAYS_FROM_MARCH_OF_YEAR_0: u64 = 719_468;

fn extensions() -> Vec<u8> {
    sequence(&[
        &critical(ID_BASIC_CONSTRAINTS, &sequence(&[])),
        &critical(ID_KEY_USAGE, &bits(DIGITAL_SIGNATURE)),
        &sequence(&[
            &tlv(OBJECT_IDENTIFIER, ID_FIDO_TRANSPORTS),
            &tlv(OCTET_STRING, &bits(USB_INTERNAL)),
        ]),
    ])
}

fn critical(id: &[u8], value: &[u8]) -> Vec<u8> {
    sequence(&[
        &tlv(OBJECT_IDENTIFIER, id),
        &tlv(BOOLEAN, &[0xff]),
        &tlv(OCTET_STRING, value),
    ])
}

fn bits((unused, bits): (u8, u8)) -> Vec<u8> {
    bit_string(unused, &[bits])
}

fn bit_string(unused: u8, bits: &[u8]) -> Vec<u8> {
    tlv(BIT_STRING, &[&[unused], bits].concat())
}

fn sequence(parts: &[&[u8]]) -> Vec<u8> {
    tlv(SEQUENCE, &parts.concat())
}

/// Tag, length and value ([X.690 section 8.1](https://www.itu.int/rec/T-REC-X.690)). Lengths from 128
/// on say first in how many bytes they are written.
fn tlv(tag: u8, value: &[u8]) -> Vec<u8> {
    let length = value.len().to_be_bytes();
    let zeros = length.iter().take_while(|byte| **byte == 0).count();
    let significant = length.get(zeros..).unwrap_or_default();
    let header = match (u8::try_from(value.len()), u8::try_from(significant.len())) {
        (Ok(short @ ..0x80), _) => alloc::vec![tag, short],
        (_, Ok(count)) => [&[tag, 0x80 | count], significant].concat(),
        (_, Err(_)) => Vec::new(),
    };
    [&header, value].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_those_of_the_calendar() {
        for (day, expected) in [
            (0, (1970, 1, 1)),
            (58, (1970, 2, 28)),
            (59, (1970, 3, 1)),
            (11_016, (2000, 2, 29)),
            (11_017, (2000, 3, 1)),
            (20_782, (2026, 11, 25)),
            (29_219, (2049, 12, 31)),
            (47_540, (2100, 2, 28)),
            (47_541, (2100, 3, 1)),
            (LAST_DAY, (9999, 12, 31)),
        ] {
            assert_eq!(date(day), expected, "{day}");
        }
    }

    #[test]
    fn each_day_follows_the_one_before() {
        for day in 1..80_000 {
            let (before, after) = (date(day - 1), date(day));
            let is_next = after == (before.0, before.1, before.2 + 1)
                || after == (before.0, before.1 + 1, 1)
                || (after == (before.0 + 1, 1, 1) && before.1 == 12);
            assert!(is_next, "{before:?} {after:?}");
        }
    }

    #[test]
    fn two_digits_of_a_year_do_until_2049() {
        assert_eq!(midnight(29_219), b"\x17\x0d491231000000Z");
        assert_eq!(midnight(29_220), b"\x18\x0f20500101000000Z");
        assert_eq!(midnight(u64::MAX), b"\x18\x0f99991231000000Z");
    }

    #[test]
    fn lengths_take_their_shortest_form() {
        for (length, header) in [
            (0, &[4, 0][..]),
            (127, &[4, 127]),
            (128, &[4, 0x81, 128]),
            (255, &[4, 0x81, 255]),
            (256, &[4, 0x82, 1, 0]),
        ] {
            assert!(
                tlv(OCTET_STRING, &alloc::vec![7; length]).starts_with(header),
                "{length}"
            );
        }
    }
}
