//! The embedded list against the Public Suffix List project's own cases, and against another
//! library's copy of the list.

#![allow(clippy::unwrap_used, reason = "a test")]

use std::collections::{BTreeSet, HashSet};
use std::sync::LazyLock;

use proptest::prelude::*;
use xenon_protocol::{PublicSuffixList, PublicSuffixes};

const LIST: &str = include_str!("../../../wasm/protocol/public_suffix_list.dat");
const CASES: &str = include_str!("../../vectors/public-suffix/tests.txt");

fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.lines()
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.starts_with("//"))
}

fn ascii(domain: &str) -> String {
    idna::domain_to_ascii(domain).unwrap()
}

fn ours(domain: &str) -> Option<&str> {
    PublicSuffixList::embedded().registrable_domain(domain)
}

/// The other library by itself takes the base of a wildcard (`kobe.jp` where the rule is
/// `*.kobe.jp`) for a domain that someone owns. We don't, and that is the one difference.
fn theirs(domain: &str) -> Option<&str> {
    if WILDCARD_BASES.contains(domain) {
        return None;
    }
    psl::domain_str(domain)
}

static WILDCARD_BASES: LazyLock<HashSet<String>> = LazyLock::new(|| {
    lines(LIST)
        .filter_map(|rule| rule.strip_prefix("*."))
        .map(ascii)
        .collect()
});

fn rule_names() -> Vec<String> {
    let name = |rule: &str| ascii(rule.trim_start_matches("*.").trim_start_matches('!'));
    lines(LIST).map(name).collect()
}

#[test]
fn the_projects_own_cases_hold() {
    let mut cases = 0;
    for case in lines(CASES) {
        let (domain, expected) = case.split_once(' ').unwrap();
        if domain == "null" || domain.starts_with('.') {
            continue; // No domains at all; `Origin` and `RpId` refuse them.
        }
        let expected = (expected != "null").then(|| ascii(expected));
        assert_eq!(ours(&ascii(domain)), expected.as_deref(), "{domain}");
        cases += 1;
    }
    assert!(cases > 60, "{cases}");
}

#[test]
fn another_library_agrees_on_every_rule_and_three_labels_below() {
    for name in rule_names() {
        for prefix in ["", "a.", "b.a.", "c.b.a."] {
            let domain = format!("{prefix}{name}");
            assert_eq!(ours(&domain), theirs(&domain), "{domain}");
        }
    }
}

#[test]
fn another_library_agrees_on_every_parent_and_sibling_of_a_rule() {
    for name in rule_names() {
        let parents = name
            .match_indices('.')
            .filter_map(|(dot, _)| name.get(dot + 1..));
        for parent in parents {
            assert_eq!(ours(parent), theirs(parent), "{parent}");
            let sibling = format!("not-listed.{parent}");
            assert_eq!(ours(&sibling), theirs(&sibling), "{sibling}");
        }
        let longer = format!("x{name}");
        assert_eq!(ours(&longer), theirs(&longer), "{longer}");
    }
}

#[test]
fn every_rule_is_a_public_suffix_unless_it_is_an_exception() {
    let list = PublicSuffixList::embedded();
    for rule in lines(LIST) {
        let name = ascii(rule.trim_start_matches('!').trim_start_matches("*."));
        assert_eq!(list.contains(&name), !rule.starts_with('!'), "{rule}");
    }
}

fn labels_of_the_list() -> Vec<String> {
    let names = rule_names();
    let labels: BTreeSet<&str> = names.iter().flat_map(|name| name.split('.')).collect();
    labels.into_iter().map(str::to_owned).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 20_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn another_library_agrees_on_random_names(
        labels in prop::collection::vec(prop::sample::select(labels_of_the_list()), 1..5),
        below in prop::option::of("[a-z0-9]{1,8}"),
        name in prop::option::of(prop::sample::select(rule_names())),
    ) {
        let domain: Vec<String> = below.into_iter().chain(labels).chain(name).collect();
        let domain = domain.join(".");
        prop_assert_eq!(ours(&domain), theirs(&domain));
    }
}
