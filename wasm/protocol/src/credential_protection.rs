//! When a credential may answer
//! ([`credProtect`](https://fidoalliance.org/specs/fido-v2.1-ps-20210615/fido-client-to-authenticator-protocol-v2.1-ps-20210615.html#sctn-credProtect-extension)).

use minicbor::{Decode, Encode};

/// What a site asked for at creation, for the life of the credential.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq, Encode, Decode)]
#[cbor(index_only)]
pub enum CredentialProtection {
    /// Always, as any credential.
    #[default]
    #[n(1)]
    UserVerificationOptional,
    /// Without verification only where the site names it.
    #[n(2)]
    UserVerificationOptionalWithCredentialIdList,
    /// Only where the user is verified.
    #[n(3)]
    UserVerificationRequired,
}

impl CredentialProtection {
    /// Reads the site's word; unknown ones count as none.
    pub fn from_policy(word: &str) -> Option<Self> {
        match word {
            "userVerificationOptional" => Some(Self::UserVerificationOptional),
            "userVerificationOptionalWithCredentialIDList" => {
                Some(Self::UserVerificationOptionalWithCredentialIdList)
            }
            "userVerificationRequired" => Some(Self::UserVerificationRequired),
            _ => None,
        }
    }

    /// The number that CTAP gives it.
    pub fn level(self) -> u8 {
        match self {
            Self::UserVerificationOptional => 1,
            Self::UserVerificationOptionalWithCredentialIdList => 2,
            Self::UserVerificationRequired => 3,
        }
    }

    /// What CTAP calls by this number.
    pub fn from_level(level: u8) -> Option<Self> {
        match level {
            1 => Some(Self::UserVerificationOptional),
            2 => Some(Self::UserVerificationOptionalWithCredentialIdList),
            3 => Some(Self::UserVerificationRequired),
            _ => None,
        }
    }

    /// Whether the credential answers a sign-in only where the user is verified. `is_named` tells
    /// whether the site named credentials.
    pub fn needs_verification(self, is_named: bool) -> bool {
        match self {
            Self::UserVerificationOptional => false,
            Self::UserVerificationOptionalWithCredentialIdList => !is_named,
            Self::UserVerificationRequired => true,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LEVELS: [(&str, u8); 3] = [
        ("userVerificationOptional", 1),
        ("userVerificationOptionalWithCredentialIDList", 2),
        ("userVerificationRequired", 3),
    ];

    #[test]
    fn each_policy_has_its_level() {
        for (word, level) in LEVELS {
            let protection = CredentialProtection::from_policy(word).unwrap();
            assert_eq!(protection.level(), level);
            assert_eq!(CredentialProtection::from_level(level), Some(protection));
            assert_eq!(minicbor::to_vec(protection).unwrap(), [level]);
        }
    }

    #[test]
    fn anything_else_is_no_policy() {
        for word in ["", "userverificationrequired", "3"] {
            assert_eq!(CredentialProtection::from_policy(word), None);
        }
        for level in [0, 4] {
            assert_eq!(CredentialProtection::from_level(level), None);
        }
    }

    #[test]
    fn level_2_needs_verification_unless_named_and_level_3_always() {
        let needs = LEVELS.map(|(word, _)| {
            let protection = CredentialProtection::from_policy(word).unwrap();
            [true, false].map(|is_named| protection.needs_verification(is_named))
        });
        assert_eq!(needs, [[false, false], [false, true], [true, true]]);
    }
}
