//! How much a site wants its user verified.

use minicbor::{Decode, Encode};

/// The site's wish ([`UserVerificationRequirement`](https://www.w3.org/TR/webauthn-3/#enum-userVerificationRequirement)).
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq, Encode, Decode)]
#[cbor(index_only)]
pub enum UserVerification {
    /// Without verification there must be no answer.
    #[n(0)]
    Required,
    /// Verify if that is possible.
    #[default]
    #[n(1)]
    Preferred,
    /// Do not ask for it.
    #[n(2)]
    Discouraged,
}

impl UserVerification {
    /// Reads the site's word; a word from a later spec counts as none
    /// ([rule](https://www.w3.org/TR/webauthn-3/#sct-domstring-backwards-compatibility)).
    pub fn from_option(word: Option<&str>) -> Self {
        match word {
            Some("required") => Self::Required,
            Some("discouraged") => Self::Discouraged,
            Some(_) | None => Self::Preferred,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_words_are_understood() {
        assert_eq!(
            UserVerification::from_option(Some("required")),
            UserVerification::Required
        );
        assert_eq!(
            UserVerification::from_option(Some("preferred")),
            UserVerification::Preferred
        );
        assert_eq!(
            UserVerification::from_option(Some("discouraged")),
            UserVerification::Discouraged
        );
    }

    #[test]
    fn unknown_words_count_as_none() {
        for word in [None, Some(""), Some("Required"), Some("always")] {
            assert_eq!(
                UserVerification::from_option(word),
                UserVerification::Preferred
            );
        }
    }
}
