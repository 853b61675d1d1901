//! For whom a U2F key was made.

use alloc::format;
use alloc::string::String;

use minicbor::{Decode, Encode};
use sha2::{Digest, Sha256};

use crate::{Origin, PublicSuffixes};

/// An AppID that its facet, the asking origin, is entitled to use.
///
/// Holding one proves that [the rule][rule] was applied, and one that is stricter: an AppID is always of
/// the facet's own site. [`AppId::claim`] is the only way to obtain one from a site's words. What a list
/// of [trusted facets](super::TrustedFacets) says comes on top.
///
/// It keeps the exact text, since it is the text that is hashed.
///
/// [rule]: https://fidoalliance.org/specs/fido-v2.0-id-20180227/fido-appid-and-facets-v2.0-id-20180227.html#determining-if-a-caller-s-facetid-is-authorized-for-an-appid
#[derive(Clone, Debug, Eq, PartialEq, Encode, Decode)]
#[cbor(transparent)]
pub struct AppId(String);

/// Why an origin may not use an AppID.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
pub enum AppIdError {
    /// It is no web address of a domain.
    #[error("the AppID is not an address of a domain")]
    NotAnAddress,
    /// Over http an AppID is the facet itself and nothing else, and no http page has another's.
    #[error("an AppID over http is the page's own origin")]
    NotTheFacet,
    /// It belongs to somebody else.
    #[error("the AppID is of another site")]
    ForeignSite,
}

/// AppIDs that Google's own pages use although they are another site's; Chromium and Firefox allow
/// them by name as well.
const GOOGLES: [&str; 2] = [
    "https://www.gstatic.com/securitykey/origins.json",
    "https://www.gstatic.com/securitykey/a/google.com/origins.json",
];

impl AppId {
    /// Lets `facet` use `requested`, or its own origin where that is empty.
    pub fn claim(
        requested: &str,
        facet: &Origin,
        suffixes: &impl PublicSuffixes,
    ) -> Result<Self, AppIdError> {
        if requested.is_empty() {
            return Ok(Self(facet.as_str().into()));
        }
        let (origin, rest) = split(requested).ok_or(AppIdError::NotAnAddress)?;
        if !(origin.is_https() && facet.is_https()) {
            let is_facet = origin == *facet && rest.is_empty();
            return is_facet
                .then(|| Self(requested.into()))
                .ok_or(AppIdError::NotTheFacet);
        }
        if is_same_site(origin.host(), facet.host(), suffixes) || is_googles(requested, facet) {
            Ok(Self(requested.into()))
        } else {
            Err(AppIdError::ForeignSite)
        }
    }

    /// Takes an AppID back from sealed storage. Only for values that were claimed before.
    pub fn from_stored(claimed: String) -> Self {
        Self(claimed)
    }

    /// The text as the site gave it.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// SHA-256 of the text: the application parameter of the raw messages, and WebAuthn's RP ID hash.
    pub fn hash(&self) -> [u8; 32] {
        Sha256::digest(&self.0).into()
    }

    /// Whether its address is an https one, the only kind that WebAuthn's `appid` takes.
    pub fn is_https(&self) -> bool {
        split(&self.0).is_some_and(|(origin, _)| origin.is_https())
    }

    /// Whether a list may stand at its address that says which facets it has: where the AppID is on
    /// another host than the facet.
    pub fn may_list_facets(&self, facet: &Origin) -> bool {
        let is_elsewhere = split(&self.0).is_some_and(|(origin, _)| origin.host() != facet.host());
        is_elsewhere && !is_googles(&self.0, facet)
    }
}

/// The origin of an address in its canonical form, whatever its case and with no needless port, and what
/// follows it.
pub(super) fn split(address: &str) -> Option<(Origin, &str)> {
    let (scheme, after_scheme) = address.split_once("://")?;
    let end = after_scheme
        .find(['/', '?', '#'])
        .unwrap_or(after_scheme.len());
    let (authority, rest) = after_scheme.split_at_checked(end)?;
    let written = format!("{scheme}://{authority}").to_ascii_lowercase();
    let needless = if written.starts_with("https:") {
        ":443"
    } else {
        ":80"
    };
    let canonical = written.strip_suffix(needless).unwrap_or(&written);
    Some((Origin::parse(canonical).ok()?, rest))
}

/// Whether both hosts are one, or lie below a domain that one owner has registered.
pub(super) fn is_same_site(one: &str, other: &str, suffixes: &impl PublicSuffixes) -> bool {
    let site = suffixes.registrable_domain(one);
    one == other || (site.is_some() && site == suffixes.registrable_domain(other))
}

fn is_googles(requested: &str, facet: &Origin) -> bool {
    let is_google = facet.host() == "google.com" || facet.host().ends_with(".google.com");
    is_google && GOOGLES.contains(&requested)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::PublicSuffixList;

    fn origin(facet: &str) -> Origin {
        Origin::parse(facet).unwrap()
    }

    fn claim(requested: &str, facet: &str) -> Result<AppId, AppIdError> {
        AppId::claim(requested, &origin(facet), &PublicSuffixList::embedded())
    }

    #[test]
    fn empty_means_the_origin_with_its_port() {
        for facet in [
            "https://a.com",
            "https://a.com:8443",
            "http://localhost:8080",
        ] {
            assert_eq!(claim("", facet).unwrap().as_str(), facet);
        }
    }

    #[test]
    fn every_address_of_the_same_site_is_taken_as_it_is_written() {
        for requested in [
            "https://login.a.co.uk",
            "https://login.a.co.uk/",
            "https://login.a.co.uk:8443/app-id.json",
            "https://a.co.uk/app-id.json?x#y",
            "https://other.a.co.uk",
            "HTTPS://Login.A.Co.UK/App-Id.json",
            "https://a.co.uk:443/",
        ] {
            let app_id = claim(requested, "https://login.a.co.uk");
            assert_eq!(app_id.unwrap().as_str(), requested);
        }
    }

    #[test]
    fn another_site_is_foreign_also_below_one_public_suffix() {
        for (requested, facet) in [
            ("https://evil.com", "https://a.com"),
            ("https://a.com", "https://evila.com"),
            ("https://b.co.uk", "https://a.co.uk"),
            ("https://b.github.io", "https://a.github.io"),
            ("https://github.io", "https://a.github.io"),
            ("https://a.github.io", "https://github.io"),
            ("https://com", "https://a.com"),
            ("https://a.localhost", "https://b.localhost"),
            (
                "https://www.gstatic.com/securitykey/origins.json",
                "https://a.com",
            ),
        ] {
            assert_eq!(
                claim(requested, facet),
                Err(AppIdError::ForeignSite),
                "{requested}"
            );
        }
    }

    #[test]
    fn the_owner_of_a_public_suffix_has_its_own_host_only() {
        assert!(claim("https://github.io/app-id.json", "https://github.io").is_ok());
    }

    #[test]
    fn what_is_no_address_of_a_domain_is_none() {
        for requested in [
            "a.com",
            "//a.com",
            "https:",
            "https://",
            "https:a.com",
            "https:/a.com",
            "https://a.com\\@evil.com",
            "https://user@a.com",
            "https://a.com:port",
            "https://a .com",
            "https://a.com.",
            " https://a.com",
            "https://\ta.com",
            "https://127.0.0.1",
            "ftp://a.com",
            "chrome-extension://a.com",
            "http://a.com",
            "data:text/plain,",
        ] {
            assert_eq!(
                claim(requested, "https://a.com"),
                Err(AppIdError::NotAnAddress),
                "{requested}"
            );
        }
    }

    #[test]
    fn over_http_it_is_the_facet_itself() {
        let facet = "http://localhost:8080";
        for same in [facet, "HTTP://LocalHost:8080"] {
            assert_eq!(claim(same, facet).unwrap().as_str(), same);
        }
        for other in [
            "http://localhost:8080/",
            "http://localhost:8080/app-id.json",
            "http://localhost",
            "http://localhost:8081",
            "http://a.localhost:8080",
            "https://localhost:8080",
        ] {
            assert_eq!(claim(other, facet), Err(AppIdError::NotTheFacet), "{other}");
        }
        let downgraded = claim("http://localhost", "https://localhost");
        assert_eq!(downgraded, Err(AppIdError::NotTheFacet));
    }

    #[test]
    fn google_has_two_addresses_at_gstatic_and_no_others() {
        for requested in GOOGLES {
            assert!(claim(requested, "https://accounts.google.com").is_ok());
            assert!(claim(requested, "https://google.com").is_ok());
            assert!(claim(requested, "https://evilgoogle.com").is_err());
        }
        let requested = "https://www.gstatic.com/securitykey/a/example.com";
        let verdict = claim(requested, "https://accounts.google.com");
        assert_eq!(verdict, Err(AppIdError::ForeignSite));
    }

    #[test]
    fn a_list_is_looked_for_on_another_host_only() {
        let list = |requested, facet| {
            claim(requested, facet)
                .unwrap()
                .may_list_facets(&origin(facet))
        };
        assert!(list("https://a.com/app-id.json", "https://www.a.com"));
        assert!(!list(
            "https://www.a.com:8443/app-id.json",
            "https://WWW.a.com".to_ascii_lowercase().leak()
        ));
        assert!(!list(
            "https://WWW.A.com/app-id.json",
            "https://www.a.com:1"
        ));
        assert!(!list("http://localhost:1", "http://localhost:1"));
        assert!(!list(GOOGLES[0], "https://www.google.com"));
    }

    #[test]
    fn the_hash_is_sha_256_of_the_text_as_written() {
        let expected = "f0e6a6a97042a4f1f1c87f5f7d44315b2d852c2df5c7991cc66241bf7072d1c4";
        let hash = AppId::from_stored("http://example.com".into()).hash();
        assert_eq!(hex::encode(hash), expected);
    }

    #[test]
    fn only_https_ones_are_for_webauthn() {
        assert!(claim("", "https://a.com").unwrap().is_https());
        assert!(!claim("", "http://localhost:1").unwrap().is_https());
    }
}
