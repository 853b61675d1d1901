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
    /// The number in the [COSE registry](https://www.iana.org/assignments/cose/cose.xhtml#algorithms).
    pub fn cose_id(self) -> i32 {
        match self {
            Self::Es256 => -7,
        }
    }

    /// Its name in the COSE registry, for people.
    pub fn name(self) -> &'static str {
        match self {
            Self::Es256 => "ES256",
        }
    }

    /// The algorithm with this COSE number, if Xenon has it.
    pub fn from_cose_id(id: i32) -> Option<Self> {
        [Self::Es256]
            .into_iter()
            .find(|known| known.cose_id() == id)
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
        let wanted = parameters(&[("public-key", -8), ("public-key", -7), ("public-key", -257)]);
        assert_eq!(choose(&wanted), Ok(Algorithm::Es256));
    }

    #[test]
    fn only_foreign_algorithms_are_none_supported() {
        let wanted = parameters(&[("public-key", -257), ("public-key", 7)]);
        assert_eq!(choose(&wanted), Err(AlgorithmError::NoneSupported));
    }

    #[test]
    fn an_entry_of_unknown_type_does_not_count() {
        let wanted = parameters(&[("password", -7), ("public-key", -257)]);
        assert_eq!(choose(&wanted), Err(AlgorithmError::NoneSupported));
    }

    #[test]
    fn only_unknown_types_are_no_public_key_type() {
        let wanted = parameters(&[("password", -7), ("Public-Key", -7)]);
        assert_eq!(choose(&wanted), Err(AlgorithmError::NoPublicKeyType));
    }
}
