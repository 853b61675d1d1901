//! Who may act as whom: passkey-rs, a client that is not ours, is asked the same. Where it answers
//! otherwise, the difference stands in [`REVIEWED`] with its reason.

use passkey_client::{Origin as TheirOrigin, RpIdVerifier};
use proptest::prelude::*;
use public_suffix::{EffectiveTLDProvider, Error};
use url::Url;
use xenon_protocol::{Origin, PublicSuffixList, RpId};

use crate::ready;

/// Today's list: the one that passkey-rs brings is of another day.
struct Psl;

impl EffectiveTLDProvider for Psl {
    fn effective_tld_plus_one<'a>(&self, domain: &'a str) -> Result<&'a str, Error> {
        psl::domain_str(domain).ok_or(Error::CannotDeriveETldPlus1)
    }
}

fn they_grant(origin: &Url, requested: Option<&str>) -> bool {
    let verifier = RpIdVerifier::new(Psl, None::<()>).allows_insecure_localhost(true);
    let origin = TheirOrigin::from(origin);
    ready(verifier.assert_domain(&origin, requested)).is_ok()
}

fn we_grant(origin: &Url, requested: Option<&str>) -> bool {
    let suffixes = PublicSuffixList::embedded();
    Origin::parse(&origin.origin().ascii_serialization())
        .is_ok_and(|origin| RpId::claim(requested, &origin, &suffixes).is_ok())
}

const SUFFIXES: &[&str] = &[
    "com",
    "co.uk",
    "uk",
    "github.io",
    "kobe.jp",
    "city.kobe.jp",
    "www.ck",
    "ck",
    "s3.amazonaws.com",
    "amazonaws.com",
    "localhost",
    "intranet",
    "xn--55qx5d.cn",
    "公司.cn",
    "COM",
    "com.",
    "",
];

fn any_origin() -> impl Strategy<Value = String> {
    let scheme = prop_oneof![9 => Just("https"), 1 => Just("http")];
    let port = prop_oneof![6 => Just(""), 1 => Just(":8443"), 1 => Just(":443"), 1 => Just(":80")];
    (scheme, any_host(), port).prop_map(|(scheme, host, port)| format!("{scheme}://{host}{port}"))
}

/// Labels before a suffix, or something else that a URL may have.
fn any_host() -> impl Strategy<Value = String> {
    let label = prop_oneof![
        4 => "[a-c]{1,2}", 1 => "[A-C]", 1 => Just("食狮".to_owned()), 1 => Just("xn--85x722f".to_owned()),
        1 => Just("a_b".to_owned()), 1 => Just(String::new()), 1 => Just("xn--a".to_owned()), 1 => "[0-9]{1,3}",
    ];
    let labels = prop::collection::vec(label, 0..4);
    let domain = (labels, prop::sample::select(SUFFIXES)).prop_map(|(mut labels, suffix)| {
        labels.push(suffix.to_owned());
        labels.join(".")
    });
    let address = prop::sample::select(&["127.0.0.1", "[::1]", "1.2.3", "0x7f.1"][..])
        .prop_map(str::to_owned);
    prop_oneof![12 => domain, 1 => address]
}

/// Mostly the host or its tail, cut anywhere and spelled otherwise now and then; else a stranger.
fn requested_of(host: String) -> impl Strategy<Value = Option<String>> {
    let dots: Vec<usize> = host.match_indices('.').map(|(dot, _)| dot + 1).collect();
    let starts: Vec<usize> = host
        .char_indices()
        .map(|(start, _)| start)
        .chain(dots.clone())
        .chain(dots)
        .chain([0])
        .collect();
    let tail = (prop::sample::select(starts), 0..24_u8).prop_map(move |(start, spelling)| {
        let tail = host.get(start..).unwrap();
        Some(match spelling {
            0 => tail.to_uppercase(),
            1 => format!("{tail}."),
            2 => format!(".{tail}"),
            3 => format!("{tail}:443"),
            4 => format!("https://{tail}"),
            5 => format!("*.{tail}"),
            _ => tail.to_owned(),
        })
    });
    prop_oneof![12 => tail, 3 => any_host().prop_map(Some), 1 => Just(None)]
}

fn case() -> impl Strategy<Value = (Url, Option<String>)> {
    any_origin()
        .prop_filter_map("no URL", |text| Url::parse(&text).ok())
        .prop_flat_map(|origin| {
            let host = origin.host_str().unwrap_or_default().to_owned();
            (Just(origin), requested_of(host))
        })
}

/// A kind of question that the two answer differently, and why.
struct Difference {
    reason: &'static str,
    we_grant: bool,
    example: (&'static str, Option<&'static str>),
    covers: fn(&Url, Option<&str>) -> bool,
}

const REVIEWED: &[Difference] = &[
    Difference {
        reason: "The rule ends where host and RP ID are equal. They refuse a public suffix to its owner too.",
        we_grant: true,
        example: ("https://github.io", Some("github.io")),
        covers: |origin, requested| {
            requested.is_none_or(|requested| requested == host(origin)) && is_suffix(host(origin))
        },
    },
    Difference {
        reason: "Below localhost http is secure, as in browsers. They let http pass for the name itself only.",
        we_grant: true,
        example: ("http://app.localhost", Some("app.localhost")),
        covers: |origin, _| origin.scheme() == "http" && host(origin).ends_with(".localhost"),
    },
    Difference {
        reason: "They let every origin act as localhost, where localhost is allowed at all.",
        we_grant: false,
        example: ("https://stranger.com", Some("localhost")),
        covers: |_, requested| requested == Some("localhost"),
    },
    Difference {
        reason: "They look at the RP ID alone, so that a customer of a suffix may act as what is above it.",
        we_grant: false,
        example: ("https://bucket.s3.amazonaws.com", Some("amazonaws.com")),
        covers: |origin, requested| {
            let requested = requested.unwrap_or_default();
            parents(host(origin))
                .any(|between| between.len() > requested.len() && is_suffix(between))
        },
    },
    Difference {
        reason: "Below the base of a wildcard rule nobody owns the base. Their list takes it for a domain.",
        we_grant: false,
        example: ("https://www.city.kobe.jp", Some("kobe.jp")),
        covers: |_, requested| matches!(requested, Some("kobe.jp" | "ck")),
    },
    Difference {
        reason: "A host with an empty label, a dot at its end among them, is none that we serve.",
        we_grant: false,
        example: ("https://www.example.com.", Some("example.com.")),
        covers: |origin, _| host(origin).split('.').any(str::is_empty),
    },
];

fn host(origin: &Url) -> &str {
    origin.host_str().unwrap()
}

fn parents(domain: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(Some(domain), |child| {
        child.split_once('.').map(|(_, parent)| parent)
    })
}

fn is_suffix(domain: &str) -> bool {
    psl::suffix_str(domain) == Some(domain)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 8_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn passkey_rs_agrees_but_for_what_was_reviewed((origin, requested) in case()) {
        let requested = requested.as_deref();
        let ours = we_grant(&origin, requested);
        let is_reviewed = REVIEWED
            .iter()
            .any(|difference| difference.we_grant == ours && (difference.covers)(&origin, requested));
        let agrees = ours == they_grant(&origin, requested);
        prop_assert!(agrees || is_reviewed, "{} {:?}: we grant it: {}", origin, requested, ours);
    }

    /// Chrome states origins in their one form. Another spelling is never taken for it. What is no
    /// Punycode after `xn--` is left to Chrome: it has no other spelling.
    #[test]
    fn an_origin_is_read_in_its_one_form_only(text in any_origin()) {
        let canonical = Url::parse(&text).map(|url| url.origin().ascii_serialization());
        let is_chromes_business = canonical.as_ref() == Ok(&text) || text.contains("xn--a");
        prop_assert!(Origin::parse(&text).is_err() || is_chromes_business, "{}", text);
    }
}

#[test]
fn every_reviewed_difference_is_still_one() {
    for difference in REVIEWED {
        let (origin, requested) = difference.example;
        let origin = Url::parse(origin).unwrap();
        let verdicts = (we_grant(&origin, requested), they_grant(&origin, requested));
        let expected = (difference.we_grant, !difference.we_grant);
        assert_eq!(verdicts, expected, "{}", difference.reason);
        assert!(
            (difference.covers)(&origin, requested),
            "{}",
            difference.reason
        );
    }
}
