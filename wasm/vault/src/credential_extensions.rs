use xenon_protocol::{CredBlob, CredentialProtection, LargeBlob, PrfSecret};

/// What a credential keeps for WebAuthn's extensions. Nothing, unless its site asked at creation.
#[derive(Default)]
pub struct CredentialExtensions {
    /// For `prf`.
    pub prf_secret: Option<PrfSecret>,
    /// For `largeBlob`.
    pub large_blob: LargeBlobSpace,
    /// When it may answer.
    pub protection: CredentialProtection,
    /// For `credBlob`.
    pub cred_blob: Option<CredBlob>,
}

/// Whether a credential has a place for a large blob, and what is in it.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub enum LargeBlobSpace {
    /// Its site did not ask for one at creation.
    #[default]
    Absent,
    /// Nothing was written yet.
    Empty,
    /// What was written last.
    Holds(LargeBlob),
}

impl LargeBlobSpace {
    /// As it is stored: no DEFLATE is empty, so that empty bytes can stand for an empty place.
    pub(crate) fn to_stored(&self) -> Option<Vec<u8>> {
        match self {
            Self::Absent => None,
            Self::Empty => Some(Vec::new()),
            Self::Holds(blob) => Some(blob.as_slice().to_vec()),
        }
    }

    pub(crate) fn from_stored(stored: Option<Vec<u8>>) -> Self {
        match stored {
            None => Self::Absent,
            Some(bytes) if bytes.is_empty() => Self::Empty,
            Some(bytes) => Self::Holds(LargeBlob::from_stored(bytes)),
        }
    }
}
