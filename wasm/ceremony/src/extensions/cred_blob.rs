//! [`credBlob`](https://fidoalliance.org/specs/fido-v2.1-ps-20210615/fido-client-to-authenticator-protocol-v2.1-ps-20210615.html#sctn-credBlob-extension)

use minicbor::{Decode, Encode};
use xenon_protocol::{AuthenticatorExtensions, AuthenticatorOutput, Base64Url, CredBlob};
use xenon_vault::CredentialExtensions;

/// A blob for a credential that is to be made.
#[derive(Clone, Debug, Eq, PartialEq, Encode, Decode)]
pub(crate) enum ToKeep {
    #[n(0)]
    Kept(#[n(0)] CredBlob),
    /// More than a credential keeps: it is made without.
    #[n(1)]
    TooLong,
}

impl From<Base64Url> for ToKeep {
    fn from(bytes: Base64Url) -> Self {
        CredBlob::parse(bytes.into_vec()).map_or(Self::TooLong, Self::Kept)
    }
}

impl ToKeep {
    pub(super) fn is_kept(&self) -> bool {
        match self {
            Self::Kept(_) => true,
            Self::TooLong => false,
        }
    }

    pub(super) fn kept(self) -> Option<CredBlob> {
        match self {
            Self::Kept(blob) => Some(blob),
            Self::TooLong => None,
        }
    }
}

pub(super) fn say_kept(blob: Option<&ToKeep>, outputs: &mut AuthenticatorExtensions) {
    if let Some(blob) = blob {
        outputs.insert("credBlob", AuthenticatorOutput::Boolean(blob.is_kept()));
    }
}

/// A credential without a blob says so by an empty one.
pub(super) fn say(
    is_asked: bool,
    kept: &CredentialExtensions,
    outputs: &mut AuthenticatorExtensions,
) {
    if is_asked {
        outputs.insert("credBlob", AuthenticatorOutput::Bytes(bytes(kept)));
    }
}

pub(super) fn output(is_asked: bool, kept: &CredentialExtensions) -> Option<Base64Url> {
    is_asked.then(|| bytes(kept).into())
}

fn bytes(kept: &CredentialExtensions) -> Vec<u8> {
    let blob = kept.cred_blob.as_ref();
    blob.map(|blob| blob.as_slice().to_vec())
        .unwrap_or_default()
}
