//! Which signature algorithm a new credential gets.

use minicbor::{Decode, Encode};

use crate::json::CredentialParametersJson;

/// A signature algorithm that Xenon has.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Encode, Decode)]
#[cbor(index_only)]
pub enum Algorithm {
    /// ECDSA over P-256 with SHA-256.
    #[n(0)]
    Es256,
    /// The same, by the number that names its curve.
    #[n(1)]
    Esp256,
    /// ECDSA over P-384 with SHA-384.
    #[n(2)]
    Es384,
    /// The same, by the number that names its curve.
    #[n(3)]
    Esp384,
    /// ECDSA over P-521 with SHA-512.
    #[n(4)]
    Es512,
    /// The same, by the number that names its curve.
    #[n(5)]
    Esp512,
    /// EdDSA over Curve25519: WebAuthn allows no other curve under this number.
    #[n(6)]
    EdDsa,
    /// The same, by the number that names its curve.
    #[n(7)]
    Ed25519,
    /// RSASSA-PKCS1-v1_5 with SHA-256.
    #[n(8)]
    Rs256,
    /// ML-DSA with the smaller parameters.
    #[n(9)]
    MlDsa44,
    /// ML-DSA with the middle parameters.
    #[n(10)]
    MlDsa65,
}

/// Why no algorithm could be chosen.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
pub enum AlgorithmError {
    /// No entry was of the type `public-key`. Chromium answers `NotSupportedError`.
    #[error("no entry is of the type public-key")]
    NoPublicKeyType,
    /// Every algorithm was one that Xenon lacks. Chromium answers `NotAllowedError`.
    #[error("no algorithm is supported")]
    NoneSupported,
}

impl Algorithm {
    /// Every algorithm that Xenon has.
    pub const ALL: [Self; 11] = [
        Self::Es256,
        Self::Esp256,
        Self::Es384,
        Self::Esp384,
        Self::Es512,
        Self::Esp512,
        Self::EdDsa,
        Self::Ed25519,
        Self::Rs256,
        Self::MlDsa44,
        Self::MlDsa65,
    ];

    /// The number in the [COSE registry](https://www.iana.org/assignments/cose/cose.xhtml#algorithms).
    pub fn cose_id(self) -> i32 {
        match self {
            Self::Es256 => -7,
            Self::Esp256 => -9,
            Self::Es384 => -35,
            Self::Esp384 => -51,
            Self::Es512 => -36,
            Self::Esp512 => -52,
            Self::EdDsa => -8,
            Self::Ed25519 => -19,
            Self::Rs256 => -257,
            Self::MlDsa44 => -48,
            Self::MlDsa65 => -49,
        }
    }

    /// Its name in the COSE registry, for people.
    pub fn name(self) -> &'static str {
        match self {
            Self::Es256 => "ES256",
            Self::Esp256 => "ESP256",
            Self::Es384 => "ES384",
            Self::Esp384 => "ESP384",
            Self::Es512 => "ES512",
            Self::Esp512 => "ESP512",
            Self::EdDsa => "EdDSA",
            Self::Ed25519 => "Ed25519",
            Self::Rs256 => "RS256",
            Self::MlDsa44 => "ML-DSA-44",
            Self::MlDsa65 => "ML-DSA-65",
        }
    }

    /// The algorithm with this COSE number, if Xenon has it.
    pub fn from_cose_id(id: i32) -> Option<Self> {
        Self::ALL.into_iter().find(|known| known.cose_id() == id)
    }
}

/// Takes the first algorithm in the site's order that Xenon has.
///
/// An empty list asks for ES256 or RS256
/// ([`sctn-createCredential`](https://www.w3.org/TR/webauthn-3/#CreateCred-process-credTypesAndPubKeyAlgs)).
pub fn choose(parameters: &[CredentialParametersJson]) -> Result<Algorithm, AlgorithmError> {
    if parameters.is_empty() {
        return Ok(Algorithm::Es256);
    }
    let mut candidates = parameters
        .iter()
        .filter(|parameter| parameter.credential_type == "public-key")
        .peekable();
    if candidates.peek().is_none() {
        return Err(AlgorithmError::NoPublicKeyType);
    }
    candidates
        .find_map(|parameter| Algorithm::from_cose_id(parameter.alg))
        .ok_or(AlgorithmError::NoneSupported)
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::string::ToString;
    use alloc::vec::Vec;

    fn parameters(entries: &[(&str, i32)]) -> Vec<CredentialParametersJson> {
        entries
            .iter()
            .map(|(credential_type, alg)| CredentialParametersJson {
                credential_type: (*credential_type).to_string(),
                alg: *alg,
            })
            .collect()
    }

    #[test]
    fn an_empty_list_gives_es256() {
        assert_eq!(choose(&[]), Ok(Algorithm::Es256));
    }

    #[test]
    fn the_first_that_we_have_is_chosen() {
        let wanted = parameters(&[("public-key", -47), ("public-key", -8), ("public-key", -7)]);
        assert_eq!(choose(&wanted), Ok(Algorithm::EdDsa));
    }

    #[test]
    fn each_number_is_found_and_no_two_are_alike() {
        for algorithm in Algorithm::ALL {
            let wanted = parameters(&[("public-key", algorithm.cose_id())]);
            assert_eq!(choose(&wanted), Ok(algorithm));
        }
    }

    #[test]
    fn only_foreign_algorithms_are_none_supported() {
        let wanted = parameters(&[("public-key", -47), ("public-key", 7)]);
        assert_eq!(choose(&wanted), Err(AlgorithmError::NoneSupported));
    }

    #[test]
    fn an_entry_of_unknown_type_does_not_count() {
        let wanted = parameters(&[("password", -7), ("public-key", -47)]);
        assert_eq!(choose(&wanted), Err(AlgorithmError::NoneSupported));
    }

    #[test]
    fn only_unknown_types_are_no_public_key_type() {
        let wanted = parameters(&[("password", -7), ("Public-Key", -7)]);
        assert_eq!(choose(&wanted), Err(AlgorithmError::NoPublicKeyType));
    }
}
