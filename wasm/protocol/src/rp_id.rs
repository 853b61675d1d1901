//! As whom a site acts.

use alloc::string::String;

use minicbor::{Decode, Encode};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::origin::is_domain;
use crate::{Origin, PublicSuffixes};

/// A relying-party identifier that its origin is entitled to use.
///
/// Holding one proves that [the RP ID rule][rule] was applied: [`RpId::claim`] and
/// [`RelatedOrigins::claim`] are the only ways to obtain one from a site's words.
///
/// [`RelatedOrigins::claim`]: crate::RelatedOrigins::claim
/// [rule]: https://www.w3.org/TR/webauthn-3/#CreateCred-DetermineRpId
#[derive(
    Clone, Debug, Eq, PartialEq, Ord, PartialOrd, Hash, Serialize, Deserialize, Encode, Decode,
)]
#[serde(transparent)]
#[cbor(transparent)]
pub struct RpId(String);

/// Why an origin may not use an RP ID. Chromium answers `SecurityError` to all of them.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
pub enum RpIdError {
    /// The RP ID is not a domain in its canonical form: empty, upper case, a port, a dot at an end.
    #[error("the RP ID is not a domain")]
    NotADomain,
    /// The RP ID is neither the origin's host nor a parent domain of it.
    #[error("the RP ID is not a parent domain of the origin")]
    NotAParentDomain,
    /// The RP ID would be shared by unrelated sites.
    #[error("the RP ID is a public suffix or above one")]
    PublicSuffix,
    /// The RP ID is another site's, and that site's list does not name the origin.
    #[error("the RP ID's list of related origins does not name the origin")]
    NotRelated,
}

impl RpId {
    /// Lets `origin` act as `requested`, or as its own host when the site asked for nothing.
    pub fn claim(
        requested: Option<&str>,
        origin: &Origin,
        suffixes: &impl PublicSuffixes,
    ) -> Result<Self, RpIdError> {
        let host = origin.host();
        let requested = requested.unwrap_or(host);
        if requested == host {
            return Ok(Self(host.into()));
        }
        if !is_domain(requested) {
            return Err(RpIdError::NotADomain);
        }
        // The dot matters: `evil-example.com` is not a subdomain of `example.com`.
        let subdomain = host
            .strip_suffix(requested)
            .and_then(|subdomain| subdomain.strip_suffix('.'))
            .ok_or(RpIdError::NotAParentDomain)?;
        if crosses_a_public_suffix(subdomain, host, suffixes) || suffixes.contains(requested) {
            return Err(RpIdError::PublicSuffix);
        }
        Ok(Self(requested.into()))
    }

    /// Takes an RP ID back from sealed storage. Only for values that were claimed before.
    pub fn from_stored(claimed: String) -> Self {
        Self(claimed)
    }

    /// The domain.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// SHA-256 of the domain, as authenticator data carries it.
    pub fn hash(&self) -> [u8; 32] {
        Sha256::digest(&self.0).into()
    }
}

/// Whether the host, or a domain between it and the RP ID, is a public suffix.
///
/// `amazonaws.com` is none, yet `s3.amazonaws.com` below it is: its customers must not act as the
/// domain above ([rule](https://html.spec.whatwg.org/#is-a-registrable-domain-suffix-of-or-is-equal-to)).
fn crosses_a_public_suffix(subdomain: &str, host: &str, suffixes: &impl PublicSuffixes) -> bool {
    let label_starts = subdomain.match_indices('.').map(|(dot, _)| dot + 1);
    core::iter::once(0)
        .chain(label_starts)
        .filter_map(|start| host.get(start..))
        .any(|domain| suffixes.contains(domain))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A list small enough to see whole.
    struct FewSuffixes;

    impl PublicSuffixes for FewSuffixes {
        fn contains(&self, domain: &str) -> bool {
            ["example", "co.example", "shared.host.example"].contains(&domain)
        }
    }

    fn claim(requested: Option<&str>, origin: &str) -> Result<RpId, RpIdError> {
        RpId::claim(requested, &Origin::parse(origin).unwrap(), &FewSuffixes)
    }

    #[test]
    fn a_site_that_asks_for_nothing_is_its_own_host() {
        let rp_id = claim(None, "https://login.site.example:8443").unwrap();
        assert_eq!(rp_id.as_str(), "login.site.example");
    }

    #[test]
    fn a_subdomain_may_act_as_its_parents() {
        for requested in ["b.site.example", "site.example"] {
            let rp_id = claim(Some(requested), "https://a.b.site.example").unwrap();
            assert_eq!(rp_id.as_str(), requested);
        }
    }

    #[test]
    fn a_lookalike_domain_may_not() {
        let verdict = claim(Some("site.example"), "https://evilsite.example");
        assert_eq!(verdict, Err(RpIdError::NotAParentDomain));
    }

    #[test]
    fn nobody_may_act_as_a_public_suffix_above() {
        for requested in ["co.example", "example"] {
            let verdict = claim(Some(requested), "https://site.co.example");
            assert_eq!(verdict, Err(RpIdError::PublicSuffix));
        }
    }

    #[test]
    fn the_owner_of_a_public_suffix_may_act_as_it() {
        let rp_id = claim(Some("co.example"), "https://co.example").unwrap();
        assert_eq!(rp_id.as_str(), "co.example");
    }

    #[test]
    fn nobody_may_act_across_a_public_suffix() {
        for host in ["shared", "customer.shared", "www.customer.shared"] {
            let origin = alloc::format!("https://{host}.host.example");
            let verdict = claim(Some("host.example"), &origin);
            assert_eq!(verdict, Err(RpIdError::PublicSuffix), "{origin}");
        }
        assert!(claim(Some("host.example"), "https://www.host.example").is_ok());
    }

    #[test]
    fn an_extension_s_page_is_nothing_but_its_extension() {
        let page = "chrome-extension://abcdefghijklmnopabcdefghijklmnop";
        let identifier = "abcdefghijklmnopabcdefghijklmnop";
        for requested in [None, Some(identifier)] {
            assert_eq!(claim(requested, page).unwrap().as_str(), identifier);
        }
        let verdict = claim(Some("site.example"), page);
        assert_eq!(verdict, Err(RpIdError::NotAParentDomain));
    }

    #[test]
    fn the_hash_is_sha_256_of_the_text() {
        let hash = RpId::from_stored("example.com".into()).hash();
        let expected = "a379a6f6eeafb9a55e378c118034e2751e682fab9f2d30ab13d2125586ce1947";
        assert_eq!(hex::encode(hash), expected);
    }

    #[test]
    fn it_is_stored_as_plain_text() {
        let rp_id = RpId::from_stored("a.example".into());
        let stored = minicbor::to_vec(&rp_id).unwrap();
        assert_eq!(stored, b"\x69a.example");
        assert_eq!(minicbor::decode::<RpId>(&stored).unwrap(), rp_id);
    }
}
