//! How a new credential is vouched for.

use alloc::string::String;

use minicbor::{Decode, Encode};

use crate::Algorithm;

/// An [attestation statement format](https://www.w3.org/TR/webauthn-3/#sctn-attstn-fmt-ids) that
/// Xenon has.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Encode, Decode)]
#[cbor(index_only)]
pub enum AttestationFormat {
    /// Nothing is vouched for.
    #[n(0)]
    None,
    /// The credential vouches for itself: there is no certificate that would tell one user's Xenon
    /// from another's.
    #[n(1)]
    Packed,
    /// As U2F vouches, with a certificate that no other credential has.
    #[n(2)]
    FidoU2f,
}

/// What is given to a site that says nothing of formats, or names none that Xenon has.
const PREFERRED: AttestationFormat = AttestationFormat::Packed;

impl AttestationFormat {
    /// The format's name in the registry, if Xenon has it for such keys. U2F has only one kind of key.
    fn from_identifier(identifier: &str, algorithm: Algorithm) -> Option<Self> {
        match identifier {
            "none" => Some(Self::None),
            "packed" => Some(Self::Packed),
            "fido-u2f" if algorithm == Algorithm::Es256 => Some(Self::FidoU2f),
            _ => None,
        }
    }
}

/// The format for what a site passed as `attestation` and `attestationFormats`.
///
/// A site that wants a statement gets the first of its formats that Xenon has
/// ([rule](https://www.w3.org/TR/webauthn-3/#sctn-op-make-cred)). Without such a wish there is
/// none, whatever formats are named; and none for `enterprise` either, since nobody has permitted
/// a statement that tells users apart.
pub fn choose(
    attestation: Option<&str>,
    formats: &[String],
    algorithm: Algorithm,
) -> AttestationFormat {
    match attestation {
        Some("indirect" | "direct") => formats
            .iter()
            .find_map(|format| AttestationFormat::from_identifier(format, algorithm))
            .unwrap_or(PREFERRED),
        Some(_) | None => AttestationFormat::None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::vec::Vec;

    fn chosen(attestation: Option<&str>, formats: &[&str]) -> AttestationFormat {
        let formats: Vec<String> = formats.iter().map(|&format| format.into()).collect();
        choose(attestation, &formats, Algorithm::Es256)
    }

    #[test]
    fn a_site_that_asks_for_a_statement_gets_packed() {
        for asked in ["direct", "indirect"] {
            assert_eq!(chosen(Some(asked), &[]), AttestationFormat::Packed);
            assert_eq!(chosen(Some(asked), &["tpm"]), AttestationFormat::Packed);
        }
    }

    #[test]
    fn the_first_format_that_we_have_is_chosen() {
        let first = |formats: &[&str]| chosen(Some("direct"), formats);
        assert_eq!(first(&["tpm", "packed", "none"]), AttestationFormat::Packed);
        assert_eq!(first(&["none", "packed"]), AttestationFormat::None);
    }

    #[test]
    fn the_format_of_u2f_is_for_its_kind_of_key_and_for_who_names_it() {
        let formats = ["fido-u2f".into()];
        for (algorithm, format) in [
            (Algorithm::Es256, AttestationFormat::FidoU2f),
            (Algorithm::Es384, AttestationFormat::Packed),
            (Algorithm::Rs256, AttestationFormat::Packed),
        ] {
            assert_eq!(choose(Some("direct"), &formats, algorithm), format);
        }
        assert_eq!(chosen(Some("none"), &["fido-u2f"]), AttestationFormat::None);
    }

    #[test]
    fn a_site_that_does_not_ask_gets_none_whatever_formats_it_names() {
        for attestation in [
            None,
            Some("none"),
            Some("enterprise"),
            Some("Direct"),
            Some(""),
        ] {
            assert_eq!(chosen(attestation, &["packed"]), AttestationFormat::None);
        }
    }
}
