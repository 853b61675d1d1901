use xenon_protocol::{Origin, PublicSuffixes, RelatedOrigins, RpId};

use crate::{Caller, ForTheBrowser};

/// A page that asks, and what gives it the right to an RP ID.
#[derive(Clone, Debug)]
pub struct Asking {
    /// How it is embedded.
    pub caller: Caller,
    /// Its origin.
    pub origin: Origin,
    /// The list of the RP ID that it asks for, where that is another site's and was fetched.
    pub related: Option<RelatedOrigins>,
}

impl From<(Caller, Origin)> for Asking {
    fn from((caller, origin): (Caller, Origin)) -> Self {
        Self {
            caller,
            origin,
            related: None,
        }
    }
}

impl Asking {
    /// The RP ID by the origin's own right, or by that of the fetched list.
    pub(crate) fn claim(
        &self,
        requested: Option<&str>,
        suffixes: &impl PublicSuffixes,
    ) -> Result<RpId, ForTheBrowser> {
        let own = RpId::claim(requested, &self.origin, suffixes);
        let claimed = match (own, requested, &self.related) {
            (Err(_), Some(requested), Some(related)) => {
                related.claim(requested, &self.origin, suffixes)
            }
            (own, _, _) => own,
        };
        claimed.map_err(|_| ForTheBrowser::RpId)
    }
}
