//! Who embeds the page that asks.

use alloc::string::String;

use serde::{Deserialize, Serialize};

use crate::Origin;

/// The serialised origin of a document that embeds another, whatever its scheme; `null` if opaque.
///
/// It comes from `location.ancestorOrigins`. It is only compared and passed on, never trusted to
/// entitle anyone to anything.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct AncestorOrigin(String);

impl AncestorOrigin {
    /// The serialised origin.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether this ancestor and `origin` are [same origin](https://html.spec.whatwg.org/#same-origin).
    ///
    /// An opaque ancestor never is, because no [`Origin`] is written `null`.
    pub fn is_same_origin(&self, origin: &Origin) -> bool {
        self.0 == origin.as_str()
    }
}

impl From<String> for AncestorOrigin {
    fn from(serialised: String) -> Self {
        Self(serialised)
    }
}
