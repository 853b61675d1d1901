//! Who may act as whom: a table of verdicts, and a second implementation of the rule, written from
//! [its text](https://html.spec.whatwg.org/#is-a-registrable-domain-suffix-of-or-is-equal-to) with
//! another library's list.

#![allow(clippy::unwrap_used, reason = "a test")]

use std::collections::HashSet;
use std::sync::LazyLock;

use proptest::prelude::*;
use xenon_protocol::RpIdError::{NotADomain, NotAParentDomain, PublicSuffix};
use xenon_protocol::{Origin, OriginError, PublicSuffixList, RpId, RpIdError};

/// Unicode rules are left out: hosts have arrived in ASCII.
static RULES: LazyLock<Vec<&str>> = LazyLock::new(|| {
    let list = include_str!("../../../wasm/protocol/public_suffix_list.dat");
    let is_rule = |line: &&str| !line.is_empty() && !line.starts_with("//") && line.is_ascii();
    list.lines().map(str::trim).filter(is_rule).collect()
});

static WILDCARD_BASES: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    RULES
        .iter()
        .filter_map(|rule| rule.strip_prefix("*."))
        .collect()
});

fn claim(requested: Option<&str>, origin: &str) -> Result<RpId, RpIdError> {
    let origin = Origin::parse(origin).unwrap();
    RpId::claim(requested, &origin, &PublicSuffixList::embedded())
}

/// By the rule, and so in Chromium, these are granted.
const GRANTED: &[(&str, &str)] = &[
    ("https://example.com", "example.com"),
    ("https://example.com:8443", "example.com"),
    ("https://login.example.com", "login.example.com"),
    ("https://login.example.com", "example.com"),
    ("https://a.b.c.example.com", "c.example.com"),
    ("https://www.example.co.uk", "example.co.uk"),
    ("https://eu-west-1.signin.aws.amazon.com", "aws.amazon.com"),
    ("https://signin.aws.amazon.com", "amazon.com"),
    ("https://someone.github.io", "someone.github.io"),
    ("https://www.someone.github.io", "someone.github.io"),
    ("https://github.io", "github.io"),
    ("https://co.uk", "co.uk"),
    ("https://a.city.kobe.jp", "city.kobe.jp"),
    ("https://www.www.ck", "www.ck"),
    (
        "https://xn--85x722f.xn--55qx5d.cn",
        "xn--85x722f.xn--55qx5d.cn",
    ),
    (
        "https://www.xn--85x722f.xn--55qx5d.cn",
        "xn--85x722f.xn--55qx5d.cn",
    ),
    ("https://xn--bcher-kva.example", "xn--bcher-kva.example"),
    ("http://localhost", "localhost"),
    ("http://localhost:8080", "localhost"),
    ("https://localhost", "localhost"),
    ("http://app.localhost:3000", "app.localhost"),
    ("http://a.app.localhost", "app.localhost"),
    ("https://intranet", "intranet"),
    ("https://sso.corp.intranet", "corp.intranet"),
];

/// By the rule, and so in Chromium with a `SecurityError`, these are refused.
const REFUSED: &[(&str, &str, RpIdError)] = &[
    // Look-alikes and strangers
    ("https://evilexample.com", "example.com", NotAParentDomain),
    ("https://evil-example.com", "example.com", NotAParentDomain),
    (
        "https://example.com.evil.test",
        "example.com",
        NotAParentDomain,
    ),
    ("https://example.com", "login.example.com", NotAParentDomain),
    ("https://example.com", "example.org", NotAParentDomain),
    ("https://example.com", "xample.com", NotAParentDomain),
    (
        "https://login.example.com",
        "ogin.example.com",
        NotAParentDomain,
    ),
    (
        "https://login.example.com",
        "other.example.com",
        NotAParentDomain,
    ),
    (
        "https://www.xn--85x722f.xn--55qx5d.cn",
        "xn--85x722g.xn--55qx5d.cn",
        NotAParentDomain,
    ),
    // Public suffixes
    ("https://example.com", "com", PublicSuffix),
    ("https://www.example.co.uk", "co.uk", PublicSuffix),
    ("https://www.example.co.uk", "uk", PublicSuffix),
    ("https://someone.github.io", "github.io", PublicSuffix),
    ("https://someone.github.io", "io", PublicSuffix),
    ("https://b.c.kobe.jp", "c.kobe.jp", PublicSuffix),
    ("https://b.c.kobe.jp", "kobe.jp", PublicSuffix),
    ("https://a.city.kobe.jp", "kobe.jp", PublicSuffix),
    ("https://www.ck", "ck", PublicSuffix),
    (
        "https://xn--85x722f.xn--55qx5d.cn",
        "xn--55qx5d.cn",
        PublicSuffix,
    ),
    ("http://app.localhost", "localhost", PublicSuffix),
    ("https://corp.intranet", "intranet", PublicSuffix),
    // Other ways to write a domain, and other things
    ("https://example.com", "", NotADomain),
    ("https://example.com", "Example.com", NotADomain),
    ("https://login.example.com", "EXAMPLE.COM", NotADomain),
    ("https://example.com", "example.com.", NotADomain),
    ("https://login.example.com", "example.com.", NotADomain),
    ("https://example.com", "example.com:443", NotADomain),
    ("https://example.com:8443", "example.com:8443", NotADomain),
    ("https://example.com", "https://example.com", NotADomain),
    ("https://example.com", "example.com/", NotADomain),
    ("https://example.com", " example.com", NotADomain),
    ("https://example.com", "example..com", NotADomain),
    ("https://example.com", "null", NotAParentDomain),
    (
        "https://xn--bcher-kva.example",
        "bücher.example",
        NotADomain,
    ),
    ("https://example.com", "127.0.0.1", NotADomain),
    ("https://a.b.1.example", "1", NotADomain),
    ("https://example.com", "[::1]", NotADomain),
    ("http://localhost", "127.0.0.1", NotADomain),
];

/// Chromium grants this, and we do not.
const STRICTER: &[(&str, &str, RpIdError)] = &[
    // It hashes the text with its leading dot.
    ("https://login.example.com", ".example.com", NotADomain),
];

#[test]
fn entitled_origins_are_granted() {
    for (origin, requested) in GRANTED {
        let rp_id = claim(Some(requested), origin);
        assert_eq!(rp_id.as_ref().map(RpId::as_str), Ok(*requested), "{origin}");
    }
}

#[test]
fn other_origins_are_refused() {
    for (origin, requested, error) in REFUSED.iter().chain(STRICTER) {
        assert_eq!(
            claim(Some(requested), origin),
            Err(*error),
            "{origin} {requested}"
        );
    }
}

#[test]
fn a_customer_does_not_act_as_the_domain_above_the_suffix() {
    let origin = "https://bucket.s3.amazonaws.com";
    assert_eq!(claim(Some("amazonaws.com"), origin), Err(PublicSuffix));
    assert!(claim(Some("amazonaws.com"), "https://console.amazonaws.com").is_ok());
}

#[test]
fn without_a_request_the_host_is_the_rp_id() {
    for (origin, _) in GRANTED {
        let rp_id = claim(None, origin).unwrap();
        assert_eq!(rp_id.as_str(), Origin::parse(origin).unwrap().host());
    }
}

#[test]
fn an_origin_that_is_no_domain_asks_for_nothing() {
    assert_eq!(
        Origin::parse("https://127.0.0.1"),
        Err(OriginError::HostIsAnAddress)
    );
    assert_eq!(
        Origin::parse("https://[::1]:8443"),
        Err(OriginError::HostIsAnAddress)
    );
    assert_eq!(Origin::parse("null"), Err(OriginError::Opaque));
    assert_eq!(
        Origin::parse("http://example.com"),
        Err(OriginError::NotSecure)
    );
}

/// The rule as HTML states it.
fn html_grants(host: &str, requested: &str) -> bool {
    if requested == host {
        return true;
    }
    is_plain_domain(requested)
        && host.ends_with(&format!(".{requested}"))
        && suffix_of(requested) != requested
        && !suffix_of(host).ends_with(&format!(".{requested}"))
}

/// The other library by itself takes the base of a wildcard (`kobe.jp` where the rule is
/// `*.kobe.jp`) for a domain that someone owns. We don't.
fn suffix_of(domain: &str) -> &str {
    if WILDCARD_BASES.contains(domain) {
        return domain;
    }
    psl::suffix_str(domain).unwrap()
}

fn is_plain_domain(text: &str) -> bool {
    let is_plain = |label: &str| {
        !label.is_empty()
            && label
                .chars()
                .all(|c| matches!(c, 'a'..='z' | '0'..='9' | '-' | '_'))
    };
    text.split('.').all(is_plain) && !text.ends_with(char::is_numeric)
}

fn suffix() -> impl Strategy<Value = String> {
    let name = |rule: &str| {
        rule.trim_start_matches("*.")
            .trim_start_matches('!')
            .to_owned()
    };
    let names: Vec<String> = RULES.iter().map(|rule| name(rule)).collect();
    let few = [
        "com",
        "co.uk",
        "kobe.jp",
        "city.kobe.jp",
        "s3.amazonaws.com",
        "localhost",
    ];
    let few = few.map(str::to_owned).to_vec();
    prop_oneof![prop::sample::select(names), prop::sample::select(few)]
}

fn host() -> impl Strategy<Value = String> {
    let labels = prop::collection::vec("[a-c]{1,2}", 0..4);
    (labels, suffix()).prop_map(|(mut labels, suffix)| {
        labels.push(suffix);
        labels.join(".")
    })
}

/// Mostly the tail of a host, cut at a dot or anywhere, and sometimes spelled otherwise.
fn tail_of(host: &str, cut: prop::sample::Index, at_a_dot: bool, spelling: u8) -> String {
    let dots = host.match_indices('.').map(|(dot, _)| dot + 1);
    let starts: Vec<usize> = if at_a_dot {
        core::iter::once(0).chain(dots).collect()
    } else {
        (0..host.len()).collect()
    };
    let tail = host.get(*cut.get(&starts)..).unwrap();
    match spelling {
        0 => tail.to_uppercase(),
        1 => format!("{tail}."),
        2 => format!(".{tail}"),
        3 => format!("a{tail}"),
        _ => tail.to_owned(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 20_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_second_implementation_agrees(
        host in host(),
        cut in any::<prop::sample::Index>(),
        at_a_dot in prop::bool::weighted(0.8),
        spelling in 0..20_u8,
    ) {
        let requested = tail_of(&host, cut, at_a_dot, spelling);
        let granted = claim(Some(&requested), &format!("https://{host}"));
        prop_assert_eq!(granted.is_ok(), html_grants(&host, &requested), "{} {}", host, requested);
    }

    #[test]
    fn the_second_implementation_agrees_on_strangers(host in host(), requested in host()) {
        let granted = claim(Some(&requested), &format!("https://{host}"));
        prop_assert_eq!(granted.is_ok(), html_grants(&host, &requested));
    }
}
