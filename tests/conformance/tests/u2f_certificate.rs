//! The certificate of a U2F registration, as a library reads it that is not ours.

#![allow(clippy::unwrap_used, reason = "a test")]

use chacha20::ChaCha20Rng;
use rand_core::SeedableRng;
use x509_parser::extensions::ParsedExtension;
use x509_parser::prelude::{FromDer, X509Certificate, X509Version};
use xenon_conformance::party::NOW;
use xenon_protocol::u2f::Attestation;

fn attestation(seed: u8) -> Attestation {
    Attestation::fresh(NOW, &mut ChaCha20Rng::from_seed([seed; 32]))
}

fn read(der: &[u8]) -> X509Certificate<'_> {
    let (rest, certificate) = X509Certificate::from_der(der).unwrap();
    assert!(rest.is_empty());
    certificate
}

#[test]
fn it_is_version_3_and_signed_by_its_own_key() {
    let attestation = attestation(1);
    let certificate = read(attestation.certificate());
    assert_eq!(certificate.version(), X509Version::V3);
    assert_eq!(certificate.issuer(), certificate.subject());
    assert!(certificate.verify_signature(None).is_ok());
}

#[test]
fn its_serial_number_is_positive_and_has_16_bytes() {
    for seed in 0..32 {
        let attestation = attestation(seed);
        let certificate = read(attestation.certificate());
        let serial = certificate.tbs_certificate.raw_serial();
        assert_eq!(serial.len(), 16);
        assert!((0x40..0x80).contains(serial.first().unwrap()));
    }
}

#[test]
fn it_holds_now_and_for_ever() {
    let attestation = attestation(1);
    let validity = read(attestation.certificate()).validity().clone();
    let now = i64::try_from(NOW / 1000).unwrap();
    let day = 24 * 60 * 60;
    assert!((now - 2 * day..=now - day).contains(&validity.not_before.timestamp()));
    assert_eq!(validity.not_after.to_datetime().year(), 9999);
}

#[test]
fn its_key_may_sign_and_certifies_nobody() {
    let attestation = attestation(1);
    let certificate = read(attestation.certificate());
    let usage = certificate.key_usage().unwrap().unwrap();
    assert!(usage.critical && usage.value.digital_signature());
    assert_eq!(usage.value.flags, 1);
    let constraints = certificate.basic_constraints().unwrap().unwrap();
    assert!(constraints.critical && !constraints.value.ca);
    assert_eq!(constraints.value.path_len_constraint, None);
}

#[test]
fn its_transport_is_part_of_the_device() {
    let attestation = attestation(1);
    let certificate = read(attestation.certificate());
    let id = "1.3.6.1.4.1.45724.2.1.1";
    let transports = certificate
        .extensions()
        .iter()
        .find(|one| one.oid.to_id_string() == id)
        .unwrap();
    assert!(!transports.critical);
    assert!(matches!(
        transports.parsed_extension(),
        ParsedExtension::UnsupportedExtension { .. }
    ));
    // A BIT STRING with three unused bits, of which bit 4 is set: uSBInternal.
    assert_eq!(transports.value, [3, 2, 3, 0b0000_1000]);
    assert_eq!(certificate.extensions().len(), 3);
}

/// What is equal in two certificates must be equal in everybody's.
#[test]
fn two_of_them_share_nothing_that_could_tell_one_user_from_another() {
    let (one, other) = (attestation(1), attestation(2));
    let (one, other) = (read(one.certificate()), read(other.certificate()));
    assert_ne!(one.public_key().raw, other.public_key().raw);
    assert_ne!(
        one.tbs_certificate.raw_serial(),
        other.tbs_certificate.raw_serial()
    );
    assert_eq!(one.subject().to_string(), "CN=Xenon U2F");
    assert_eq!(one.validity(), other.validity());
    assert_eq!(one.extensions(), other.extensions());
}
