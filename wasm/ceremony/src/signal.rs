use rand_core::CryptoRng;
use serde::Deserialize;
use xenon_protocol::{Base64Url, Origin, PublicSuffixes, RelatedOrigins, RpId};
use xenon_vault::{Credential, OpenVault, RecordError, SealedRecord};

/// What a site says about its accounts, unasked: the [signal methods][methods].
///
/// [methods]: https://www.w3.org/TR/webauthn-3/#sctn-signal-methods
#[derive(Clone, Debug, Deserialize)]
#[serde(
    tag = "kind",
    rename_all = "kebab-case",
    rename_all_fields = "camelCase"
)]
pub enum SignalJson {
    /// The site does not know this credential (any more).
    UnknownCredential {
        /// Whose it was.
        rp_id: String,
        /// Which it was.
        credential_id: Base64Url,
    },
    /// The account's credentials are these and no others.
    AllAcceptedCredentials {
        /// Whose they are.
        rp_id: String,
        /// The account.
        user_id: Base64Url,
        /// Theirs.
        all_accepted_credential_ids: Vec<Base64Url>,
    },
    /// The account is now called so.
    CurrentUserDetails {
        /// Whose account it is.
        rp_id: String,
        /// The account.
        user_id: Base64Url,
        /// Its name: untrusted text.
        name: String,
        /// Its name for people: untrusted text.
        display_name: String,
    },
}

/// A signal about credentials of the RP ID that its sender may speak for.
#[derive(Clone, Debug)]
pub struct Signal {
    rp_id: RpId,
    said: SignalJson,
}

impl Signal {
    /// Accepts a signal from `origin`, unless the RP ID is not its own and no list lets it speak for it.
    pub fn claim(
        said: SignalJson,
        origin: &Origin,
        related: Option<&RelatedOrigins>,
        suffixes: &impl PublicSuffixes,
    ) -> Option<Self> {
        let requested = said.rp_id();
        let own = RpId::claim(Some(requested), origin, suffixes);
        let listed = |_| related.map(|list| list.claim(requested, origin, suffixes).ok());
        let rp_id = own.map_or_else(|error| listed(error).flatten(), Some)?;
        Some(Self { rp_id, said })
    }

    /// About whose credentials.
    pub fn rp_id(&self) -> &RpId {
        &self.rp_id
    }

    /// The records among `found` that become others by it, sealed anew.
    ///
    /// No key is ever deleted on a page's word: it is hidden, and the user can un-hide it.
    pub fn heed(
        &self,
        vault: &OpenVault,
        found: &[SealedRecord],
        rng: &mut impl CryptoRng,
    ) -> Result<Vec<SealedRecord>, RecordError> {
        let mut changed = Vec::new();
        for record in found {
            // One damaged record does not stand in the way of others.
            let Ok((mut credential, generation)) = vault.open(record) else {
                continue;
            };
            if credential.rp_id == self.rp_id && self.said.changes(&mut credential) {
                changed.push(vault.seal(&credential, generation.saturating_add(1), rng)?);
            }
        }
        Ok(changed)
    }
}

impl SignalJson {
    fn rp_id(&self) -> &str {
        match self {
            Self::UnknownCredential { rp_id, .. }
            | Self::AllAcceptedCredentials { rp_id, .. }
            | Self::CurrentUserDetails { rp_id, .. } => rp_id,
        }
    }

    /// Applies it to one credential of the site. Tells whether anything is different now.
    fn changes(&self, credential: &mut Credential) -> bool {
        let is_of = |user: &Base64Url| user.as_slice() == credential.user_handle.as_slice();
        match self {
            Self::UnknownCredential { credential_id, .. } => {
                let is_meant = credential_id.as_slice() == credential.id.as_slice();
                is_meant && hide(credential, true)
            }
            Self::AllAcceptedCredentials {
                user_id,
                all_accepted_credential_ids: accepted,
                ..
            } => {
                let is_accepted = accepted
                    .iter()
                    .any(|id| id.as_slice() == credential.id.as_slice());
                is_of(user_id) && hide(credential, !is_accepted)
            }
            Self::CurrentUserDetails {
                user_id,
                name,
                display_name,
                ..
            } => is_of(user_id) && rename(credential, name, display_name),
        }
    }
}

fn hide(credential: &mut Credential, hidden: bool) -> bool {
    core::mem::replace(&mut credential.hidden, hidden) != hidden
}

fn rename(credential: &mut Credential, name: &str, display_name: &str) -> bool {
    let is_same = credential.user_name == name && credential.user_display_name == display_name;
    name.clone_into(&mut credential.user_name);
    display_name.clone_into(&mut credential.user_display_name);
    !is_same
}
