//! Which domains nobody owns alone: the [Public Suffix List](https://publicsuffix.org).

use alloc::vec::Vec;

use fst::Set;

/// Tells domains that unrelated sites share, such as `co.uk` and `github.io`, from others.
pub trait PublicSuffixes {
    /// Whether `domain`, in its canonical ASCII form, is a public suffix.
    fn contains(&self, domain: &str) -> bool;
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

    /// The part of `domain` that one owner has registered: its public suffix and one label more.
    pub fn registrable_domain<'domain>(&self, domain: &'domain str) -> Option<&'domain str> {
        let mut registrable = None;
        for candidate in with_parents(domain) {
            if self.contains(candidate) {
                return registrable;
            }
            registrable = Some(candidate);
        }
        None
    }

    /// A list that cannot be read contains everything: then each site has only its own host.
    fn has_rule(&self, domain: &str, mark: Option<u8>) -> bool {
        let key: Vec<u8> = domain.bytes().rev().chain(mark).collect();
        self.rules.as_ref().is_none_or(|rules| rules.contains(key))
    }
}

impl PublicSuffixes for PublicSuffixList {
    /// A top-level domain without a rule counts as one, and so does the base of a wildcard: under
    /// `*.kobe.jp` nobody owns `kobe.jp`. Browsers see it so, too.
    fn contains(&self, domain: &str) -> bool {
        let Some((_, parent)) = domain.split_once('.') else {
            return true;
        };
        let is_listed = self.has_rule(domain, None)
            || self.has_rule(domain, Some(WILDCARD))
            || self.has_rule(parent, Some(WILDCARD));
        is_listed && !self.has_rule(domain, Some(EXCEPTION))
    }
}

/// The domain, its parent, and so on up to the top.
fn with_parents(domain: &str) -> impl Iterator<Item = &str> {
    core::iter::successors(Some(domain), |child| {
        child.split_once('.').map(|(_, parent)| parent)
    })
}
