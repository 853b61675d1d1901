//! A site's own list of the origins that may use its AppID.

use alloc::string::String;
use alloc::vec::Vec;

use serde::Deserialize;

use super::AppId;
use super::app_id::{is_same_site, split};
use crate::{Origin, PublicSuffixes};

/// What stands at an AppID's address: the [trusted facet list][list], as JSON.
///
/// [list]: https://fidoalliance.org/specs/fido-v2.0-id-20180227/fido-appid-and-facets-v2.0-id-20180227.html#trustedfacetlist-structure
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct TrustedFacetsJson {
    trusted_facets: Vec<FacetsOfVersionJson>,
}

#[derive(Clone, Debug, Deserialize)]
struct FacetsOfVersionJson {
    version: FacetVersionJson,
    ids: Vec<String>,
}

/// The protocol that a part of the list is for.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Deserialize)]
pub struct FacetVersionJson {
    major: u32,
    minor: u32,
}

/// `U2F_V2` is version 1.0 of the protocol.
const OF_U2F_V2: FacetVersionJson = FacetVersionJson { major: 1, minor: 0 };

/// The facets of an AppID that count: origins of its own site, over https.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct TrustedFacets(Vec<Origin>);

impl TrustedFacets {
    /// Takes from the list of `app_id` what is an origin and of the same site; the list of one site says
    /// nothing about another.
    pub fn of(list: TrustedFacetsJson, app_id: &AppId, suffixes: &impl PublicSuffixes) -> Self {
        let owner = split(app_id.as_str()).map(|(origin, _)| origin);
        let counts = |facet: &Origin| {
            owner.as_ref().is_some_and(|owner| {
                facet.is_https() && is_same_site(facet.host(), owner.host(), suffixes)
            })
        };
        let parts = list.trusted_facets.into_iter();
        let ids = parts
            .filter(|part| part.version == OF_U2F_V2)
            .flat_map(|part| part.ids);
        Self(
            ids.filter_map(|id| Some(split(&id)?.0))
                .filter(counts)
                .collect(),
        )
    }

    /// Whether the list names the asking origin.
    pub fn names(&self, facet: &Origin) -> bool {
        self.0.contains(facet)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::PublicSuffixList;
    use alloc::format;

    fn names_in(json: &str, facet: &str) -> bool {
        let suffixes = PublicSuffixList::embedded();
        let facet = Origin::parse(facet).unwrap();
        let app_id = AppId::from_stored("https://a.com/app-id.json".into());
        TrustedFacets::of(serde_json::from_str(json).unwrap(), &app_id, &suffixes).names(&facet)
    }

    fn names(id: &str, facet: &str) -> bool {
        let version = r#"{"major":1,"minor":0}"#;
        names_in(
            &format!(r#"{{"trustedFacets":[{{"version":{version},"ids":["{id}"]}}]}}"#),
            facet,
        )
    }

    #[test]
    fn an_origin_is_named_by_scheme_host_and_port() {
        let facet = "https://www.a.com:8443";
        assert!(names(facet, facet));
        assert!(names("HTTPS://WWW.A.com:8443/path", facet));
        assert!(names("https://www.a.com:443", "https://www.a.com"));
        for other in [
            "https://www.a.com",
            "https://a.com:8443",
            "http://www.a.com:8443",
            "www.a.com",
        ] {
            assert!(!names(other, facet), "{other}");
        }
    }

    #[test]
    fn a_facet_of_another_site_does_not_count() {
        assert!(!names("https://b.com", "https://b.com"));
        assert!(!names("http://localhost", "http://localhost"));
    }

    #[test]
    fn apps_are_passed_over() {
        let json = r#"{"trustedFacets":[{"version":{"major":1,"minor":0},
            "ids":["ios:bundle-id:com.a","android:apk-key-hash:x","https://www.a.com"]}]}"#;
        assert!(names_in(json, "https://www.a.com"));
    }

    #[test]
    fn another_versions_facets_do_not_count() {
        let json =
            r#"{"trustedFacets":[{"version":{"major":1,"minor":1},"ids":["https://www.a.com"]}]}"#;
        assert!(!names_in(json, "https://www.a.com"));
        assert!(!names_in(r#"{"trustedFacets":[]}"#, "https://www.a.com"));
    }

    #[test]
    fn what_is_no_list_is_none() {
        for json in [
            "[]",
            "{}",
            r#"{"trustedFacets":["https://a.com"]}"#,
            r#"{"trustedFacets":{}}"#,
        ] {
            assert!(
                serde_json::from_str::<TrustedFacetsJson>(json).is_err(),
                "{json}"
            );
        }
    }
}
