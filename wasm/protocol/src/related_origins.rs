//! A site's own list of further origins that may use its RP ID:
//! [related origins](https://www.w3.org/TR/webauthn-3/#sctn-related-origins).

use alloc::collections::BTreeSet;
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use crate::origin::{host_of, is_domain};
use crate::{Origin, PublicSuffixes, RpId, RpIdError};

/// How many different labels of a list count; origins under further ones are passed over.
///
/// A list so serves one brand in many countries, and not everybody who asks to be on it.
const MOST_LABELS: usize = 5;

/// What `https://<RP ID>/.well-known/webauthn` names: serialised origins, one for each URL.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct RelatedOrigins(Vec<String>);

impl RelatedOrigins {
    /// Takes the list in its order; URLs that could not be parsed are already left out.
    pub fn new(origins: Vec<String>) -> Self {
        Self(origins)
    }

    /// Where the list has to be fetched from, if only that could let `origin` act as `requested`.
    ///
    /// Nothing for what is not plainly somebody's domain: no text of a page's choice may reach an
    /// address with a port, a path or a bare host of the local network.
    pub fn address(
        requested: Option<&str>,
        origin: &Origin,
        suffixes: &impl PublicSuffixes,
    ) -> Option<String> {
        let requested = requested?;
        let is_somebodys = is_domain(requested) && suffixes.registrable_domain(requested).is_some();
        let is_needed = RpId::claim(Some(requested), origin, suffixes).is_err();
        (is_somebodys && is_needed).then(|| format!("https://{requested}/.well-known/webauthn"))
    }

    /// Lets `origin` act as `requested`, whose list this is, if the list names it; the
    /// [validation procedure][procedure] from step 4 on.
    ///
    /// [procedure]: https://www.w3.org/TR/webauthn-3/#sctn-validating-relation-origin
    pub fn claim(
        &self,
        requested: &str,
        origin: &Origin,
        suffixes: &impl PublicSuffixes,
    ) -> Result<RpId, RpIdError> {
        if !is_domain(requested) {
            return Err(RpIdError::NotADomain);
        }
        if self.names(origin, suffixes) {
            Ok(RpId::from_stored(requested.into()))
        } else {
            Err(RpIdError::NotRelated)
        }
    }

    fn names(&self, origin: &Origin, suffixes: &impl PublicSuffixes) -> bool {
        let mut labels = BTreeSet::new();
        self.0.iter().any(|listed| {
            let Some(label) = label(listed, suffixes) else {
                return false;
            };
            let counts = labels.contains(label) || labels.len() < MOST_LABELS;
            if counts {
                labels.insert(label);
            }
            counts && listed == origin.as_str()
        })
    }
}

/// What somebody registered below a public suffix: `example` of `https://www.example.co.uk`.
fn label<'origin>(origin: &'origin str, suffixes: &impl PublicSuffixes) -> Option<&'origin str> {
    let host = host_of(origin).filter(|host| is_domain(host))?;
    let registrable = suffixes.registrable_domain(host)?;
    registrable.split('.').next()
}

#[cfg(test)]
mod tests {
    use alloc::borrow::ToOwned;

    use super::*;
    use crate::PublicSuffixList;

    fn address(requested: Option<&str>, origin: &str) -> Option<String> {
        let origin = Origin::parse(origin).unwrap();
        RelatedOrigins::address(requested, &origin, &PublicSuffixList::embedded())
    }

    fn may(caller: &str, listed: &[&str]) -> bool {
        let listed = RelatedOrigins::new(listed.iter().map(|&origin| origin.to_owned()).collect());
        let caller = Origin::parse(caller).unwrap();
        let claimed = listed.claim("shop.example", &caller, &PublicSuffixList::embedded());
        claimed.is_ok_and(|rp_id| rp_id.as_str() == "shop.example")
    }

    #[test]
    fn another_sites_domain_is_asked_for_its_list() {
        for origin in ["https://a.com", "https://b.a.com:8443", "https://evila.net"] {
            let asked = address(Some("a.net"), origin);
            let expected = "https://a.net/.well-known/webauthn";
            assert_eq!(asked.as_deref(), Some(expected), "{origin}");
        }
    }

    #[test]
    fn a_domain_of_the_origins_own_is_not() {
        assert_eq!(address(None, "https://a.com"), None);
        assert_eq!(address(Some("a.com"), "https://a.com"), None);
        assert_eq!(address(Some("a.com"), "https://b.a.com"), None);
    }

    #[test]
    fn what_is_not_plainly_a_domain_reaches_no_network() {
        for requested in [
            "",
            "A.NET",
            "a.net.",
            ".a.net",
            "a..net",
            "a.net:443",
            "https://a.net",
            "a.net/path",
            "evil.example/.a.net",
            "user@a.net",
            "a.net?",
            "a.net#",
            "a.net\\",
            "a .net",
            "食狮.cn",
            "127.0.0.1",
            "2130706433",
            "[::1]",
            "localhost",
            "intranet",
            "net",
            "co.uk",
            "github.io",
        ] {
            assert_eq!(
                address(Some(requested), "https://a.com"),
                None,
                "{requested}"
            );
        }
    }

    #[test]
    fn the_same_origin_is_named_and_nothing_like_it() {
        let caller = "https://www.shop.net";
        assert!(may(caller, &["https://other.net", caller]));
        for other in [
            "https://shop.net",
            "https://www.shop.net:8443",
            "http://www.shop.net",
            "https://a.www.shop.net",
            "https://evilwww.shop.net",
            "https://www.shop.net.evil.com",
            "null",
            "",
        ] {
            assert!(!may(caller, &[other]), "{other}");
        }
        assert!(!may(caller, &[]));
        assert!(may(
            "https://www.shop.net:8443",
            &["https://www.shop.net:8443"]
        ));
    }

    #[test]
    fn six_labels_are_one_too_many() {
        let five = [
            "https://a.com",
            "https://b.com",
            "https://c.com",
            "https://d.com",
            "https://e.com",
        ];
        assert!(may("https://e.com", &five));
        assert!(!may(
            "https://f.com",
            &[&five[..], &["https://f.com"]].concat()
        ));
    }

    #[test]
    fn labels_over_the_limit_are_passed_over_and_known_ones_still_count() {
        let listed = [
            "https://a.com",
            "https://b.com",
            "https://c.com",
            "https://d.com",
            "https://e.com",
            "https://f.com",
            "https://a.co.uk",
        ];
        assert!(may("https://a.co.uk", &listed));
        assert!(!may("https://f.com", &listed));
    }

    #[test]
    fn one_label_in_many_countries_is_one() {
        let countries = ["com", "co.uk", "de", "fr", "co.jp", "com.au", "it"];
        let listed: Vec<String> = countries
            .iter()
            .map(|suffix| format!("https://www.shop.{suffix}"))
            .collect();
        let listed: Vec<&str> = listed.iter().map(String::as_str).collect();
        assert!(may("https://www.shop.it", &listed));
    }

    #[test]
    fn hosts_that_nobody_registered_have_no_label() {
        let unregistered = [
            "https://com",
            "https://github.io",
            "http://127.0.0.1",
            "https://[::1]",
            "https://localhost",
        ];
        let named = [&unregistered[..], &["https://a.com"]].concat();
        assert!(may("https://a.com", &named));
        assert!(!may("https://github.io", &unregistered));
    }
}
