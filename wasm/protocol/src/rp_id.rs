//! As whom a site acts.

use alloc::string::String;

use minicbor::{Decode, Encode};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::origin::is_domain;
use crate::{Origin, PublicSuffixes};

/// A relying-party identifier that its origin is entitled to use.
///
/// Holding one proves that [the RP ID rule][rule] was applied: [`RpId::claim`] is the only way to
/// obtain one from a site's words.
///
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
