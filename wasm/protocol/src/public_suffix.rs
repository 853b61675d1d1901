//! Which domains nobody owns alone: the [Public Suffix List](https://publicsuffix.org).

use alloc::vec::Vec;

use fst::Set;

/// Tells domains that unrelated sites share, such as `co.uk` and `github.io`, from others.
pub trait PublicSuffixes {
    /// Whether `domain`, in its canonical ASCII form, is a public suffix.
    fn contains(&self, domain: &str) -> bool;

    /// The part of `domain` that one owner has registered: its public suffix and one label more.
    fn registrable_domain<'domain>(&self, domain: &'domain str) -> Option<&'domain str> {
        let mut registrable = None;
        for candidate in with_parents(domain) {
            if self.contains(candidate) {
                return registrable;
            }
            registrable = Some(candidate);
        }
        None
    }
}

/// The whole list, ICANN's and the private section, as it was when Xenon was built.
///
/// `build.rs` packs the rules into an automaton, each spelled backwards so that rules under one
/// suffix share it, and with a mark at its end unless it is a plain name.
pub struct PublicSuffixList {
    rules: Option<Set<&'static [u8]>>,
}

static PACKED_RULES: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/public_suffixes.fst"));

/// Ends `*.example`, spelled backwards without its star.
const WILDCARD: u8 = b'*';
/// Ends `!www.example`, spelled backwards.
const EXCEPTION: u8 = b'!';

impl PublicSuffixList {
    /// The list inside this program. Opening it copies and checks nothing.
    pub fn embedded() -> Self {
        Self {
            rules: Set::new(PACKED_RULES).ok(),
        }
    }
}

impl PublicSuffixes for PublicSuffixList {
    /// A top-level domain without a rule counts as one, and so does the base of a wildcard: where
    /// `*.kobe.jp` is the rule, nobody below owns `kobe.jp` either.
    ///
    /// A list that cannot be read contains everything; then each site has only its own host.
    fn contains(&self, domain: &str) -> bool {
        let (Some(rules), Some((_, parent))) = (&self.rules, domain.split_once('.')) else {
            return true;
        };
        let has_rule = |name: &str, mark: Option<u8>| rules.contains(key(name, mark));
        let is_listed = has_rule(domain, None)
            || has_rule(domain, Some(WILDCARD))
            || has_rule(parent, Some(WILDCARD));
        is_listed && !has_rule(domain, Some(EXCEPTION))
    }
}

fn key(name: &str, mark: Option<u8>) -> Vec<u8> {
    name.bytes().rev().chain(mark).collect()
}

/// The domain, its parent, and so on up to the top.
fn with_parents(domain: &str) -> impl Iterator<Item = &str> {
    core::iter::successors(Some(domain), |child| {
        child.split_once('.').map(|(_, parent)| parent)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn contains(domain: &str) -> bool {
        PublicSuffixList::embedded().contains(domain)
    }

    #[test]
    fn the_embedded_list_can_be_read() {
        let rules = PublicSuffixList::embedded().rules.unwrap();
        assert!(rules.as_fst().verify().is_ok());
        assert!(rules.len() > 9_000);
    }

    #[test]
    fn both_sections_count() {
        assert!(contains("co.uk"));
        assert!(contains("github.io"));
        assert!(!contains("example.co.uk"));
        assert!(!contains("github.com"));
    }

    #[test]
    fn a_wildcard_covers_one_label_and_its_base() {
        assert!(contains("kobe.jp"));
        assert!(contains("c.kobe.jp"));
        assert!(!contains("b.c.kobe.jp"));
    }

    #[test]
    fn an_exception_beats_its_wildcard() {
        assert!(!contains("city.kobe.jp"));
        assert!(!contains("www.ck"));
    }

    #[test]
    fn an_unknown_top_level_domain_is_a_suffix() {
        assert!(contains("localhost"));
        assert!(contains("intranet"));
        assert!(!contains("host.intranet"));
    }

    #[test]
    fn one_owner_registers_one_label_below_the_suffix() {
        let list = PublicSuffixList::embedded();
        let registrable = |domain| list.registrable_domain(domain);
        assert_eq!(registrable("www.example.co.uk"), Some("example.co.uk"));
        assert_eq!(registrable("example.co.uk"), Some("example.co.uk"));
        assert_eq!(registrable("co.uk"), None);
        assert_eq!(registrable("a.city.kobe.jp"), Some("city.kobe.jp"));
    }

    #[test]
    fn a_list_that_cannot_be_read_contains_everything() {
        let broken = PublicSuffixList { rules: None };
        assert!(broken.contains("com"));
        assert!(broken.contains("co.uk"));
    }
}
