//! [`largeBlob`](https://www.w3.org/TR/webauthn-3/#sctn-large-blob-extension)

use minicbor::{Decode, Encode};
use xenon_protocol::LargeBlob;
use xenon_protocol::json::{LargeBlobInputsJson, LargeBlobOutputsJson};
use xenon_vault::LargeBlobSpace;

use crate::ForTheBrowser;

/// What a sign-in wants of the blob.
#[derive(Clone, Debug, Eq, PartialEq, Encode, Decode)]
pub(crate) enum Request {
    #[n(0)]
    Read,
    #[n(1)]
    Write(#[n(0)] LargeBlob),
    /// More than a credential keeps: the sign-in goes on, and says that it was not written.
    #[n(2)]
    WriteTooLong,
}

/// Whether a registration asks for a place. Reading and writing belong to sign-ins.
pub(super) fn is_asked(inputs: Option<&LargeBlobInputsJson>) -> Result<bool, ForTheBrowser> {
    match inputs {
        None => Ok(false),
        // `support` says `required`, `preferred` or nothing that counts: it is there in any case.
        Some(LargeBlobInputsJson {
            read: None,
            write: None,
            ..
        }) => Ok(true),
        Some(_) => Err(ForTheBrowser::Extension),
    }
}

pub(super) fn space(is_asked: bool) -> LargeBlobSpace {
    if is_asked {
        LargeBlobSpace::Empty
    } else {
        LargeBlobSpace::Absent
    }
}

pub(super) fn supported(is_asked: bool) -> Option<LargeBlobOutputsJson> {
    is_asked.then(|| LargeBlobOutputsJson {
        supported: Some(true),
        ..LargeBlobOutputsJson::default()
    })
}

impl Request {
    /// Reads the inputs of a sign-in that named this many credentials.
    pub(super) fn parse(
        inputs: Option<LargeBlobInputsJson>,
        named: usize,
    ) -> Result<Option<Self>, ForTheBrowser> {
        let Some(LargeBlobInputsJson {
            support,
            read,
            write,
        }) = inputs
        else {
            return Ok(None);
        };
        let reads = read == Some(true);
        let is_for_many = write.is_some() && named != 1;
        if support.is_some() || (reads && write.is_some()) || is_for_many {
            return Err(ForTheBrowser::Extension);
        }
        let write = write.map(|content| {
            LargeBlob::deflate(content.as_slice()).map_or(Self::WriteTooLong, Self::Write)
        });
        Ok(write.or(reads.then_some(Self::Read)))
    }

    /// Tells whether something was written.
    pub(super) fn write(&self, space: &mut LargeBlobSpace) -> bool {
        match (self, &space) {
            (Self::Write(blob), LargeBlobSpace::Empty | LargeBlobSpace::Holds(_)) => {
                *space = LargeBlobSpace::Holds(blob.clone());
                true
            }
            (Self::Write(_), LargeBlobSpace::Absent) | (Self::Read | Self::WriteTooLong, _) => {
                false
            }
        }
    }

    /// What the page gets, once it is written: nothing leaves before that is stored.
    pub(super) fn output(&self, space: &LargeBlobSpace) -> LargeBlobOutputsJson {
        match self {
            Self::Read => LargeBlobOutputsJson {
                blob: content(space).map(Into::into),
                ..LargeBlobOutputsJson::default()
            },
            Self::Write(_) => written(*space != LargeBlobSpace::Absent),
            Self::WriteTooLong => written(false),
        }
    }
}

fn content(space: &LargeBlobSpace) -> Option<Vec<u8>> {
    match space {
        LargeBlobSpace::Absent | LargeBlobSpace::Empty => None,
        // A blob that does not inflate could not be read, and the sign-in goes on without.
        LargeBlobSpace::Holds(blob) => blob.inflate().ok(),
    }
}

fn written(written: bool) -> LargeBlobOutputsJson {
    LargeBlobOutputsJson {
        written: Some(written),
        ..LargeBlobOutputsJson::default()
    }
}
