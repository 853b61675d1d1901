//! Whether a site wants to find the credential without naming it.

/// The site's wish ([`ResidentKeyRequirement`](https://www.w3.org/TR/webauthn-3/#enum-residentKeyRequirement)).
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum ResidentKey {
    /// Only a discoverable credential will do.
    Required,
    /// A discoverable credential if that is possible.
    Preferred,
    /// Any credential; one that is not discoverable if that is possible.
    Discouraged,
}

impl ResidentKey {
    /// Reads the site's word. Without one that is known, Level 1's `requireResidentKey` decides
    /// ([rule](https://www.w3.org/TR/webauthn-3/#dom-authenticatorselectioncriteria-residentkey)).
    pub fn from_option(word: Option<&str>, require_resident_key: bool) -> Self {
        match word {
            Some("required") => Self::Required,
            Some("preferred") => Self::Preferred,
            Some("discouraged") => Self::Discouraged,
            Some(_) | None if require_resident_key => Self::Required,
            Some(_) | None => Self::Discouraged,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_known_word_beats_the_level_1_member() {
        assert_eq!(
            ResidentKey::from_option(Some("required"), false),
            ResidentKey::Required
        );
        assert_eq!(
            ResidentKey::from_option(Some("preferred"), true),
            ResidentKey::Preferred
        );
        assert_eq!(
            ResidentKey::from_option(Some("discouraged"), true),
            ResidentKey::Discouraged
        );
    }

    #[test]
    fn without_a_known_word_the_level_1_member_decides() {
        for word in [None, Some("always"), Some("")] {
            assert_eq!(ResidentKey::from_option(word, true), ResidentKey::Required);
            assert_eq!(
                ResidentKey::from_option(word, false),
                ResidentKey::Discouraged
            );
        }
    }
}
