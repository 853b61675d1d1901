use minicbor::{Decode, Encode};
use xenon_protocol::json::U2fKeyJson;
use xenon_protocol::u2f::{AppId, U2F_V2};
use xenon_protocol::{Base64Url, CredentialId, PublicSuffixes};
use xenon_vault::Credential;

use crate::{U2fAsking, U2fRefusal};

/// A key that the page names by its handle, and for whom it was made.
#[derive(Clone, Debug, Eq, PartialEq, Encode, Decode)]
pub(crate) struct NamedKey {
    #[n(0)]
    pub(crate) id: CredentialId,
    #[n(1)]
    app_id: AppId,
}

impl NamedKey {
    /// Reads an entry of the page's list. Nothing where it cannot name one of ours: another version, or
    /// no handle in base64url.
    pub(crate) fn read(
        entry: &U2fKeyJson,
        app_id: Option<&str>,
        asking: &U2fAsking,
        suffixes: &impl PublicSuffixes,
    ) -> Result<Option<Self>, U2fRefusal> {
        let requested = entry.app_id.as_deref().or(app_id).unwrap_or_default();
        let app_id = asking.claim(requested, suffixes)?;
        let id = key_handle(&entry.key_handle).filter(|_| is_u2f_v2(entry.version.as_deref()));
        Ok(id.map(|id| Self { id, app_id }))
    }

    /// Whether this credential is the key.
    pub(crate) fn is(&self, credential: &Credential) -> bool {
        self.id == credential.id && credential.app_id.as_ref() == Some(&self.app_id)
    }

    pub(crate) fn app_id(&self) -> &AppId {
        &self.app_id
    }
}

/// Whether an entry is for the raw messages that Xenon has; old pages do not say.
pub(crate) fn is_u2f_v2(version: Option<&str>) -> bool {
    version.is_none_or(|version| version == U2F_V2)
}

/// Some servers pad what they store.
fn key_handle(text: &str) -> Option<CredentialId> {
    let bytes = Base64Url::parse(text.trim_end_matches('=')).ok()?;
    CredentialId::try_from(bytes).ok()
}
