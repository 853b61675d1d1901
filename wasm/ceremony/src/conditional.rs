use xenon_vault::Credential;

use crate::{Pending, PendingKind};

impl Pending {
    /// The same ceremony for a page that asked with [`mediation: "conditional"`][conditional]: it
    /// disturbs nobody. A sign-in then has all the time that the page has.
    ///
    /// [conditional]: https://www.w3.org/TR/credential-management-1/#dom-credentialmediationrequirement-conditional
    #[must_use]
    pub fn conditional(self) -> Self {
        Self {
            deadline: match self.kind {
                PendingKind::Authentication(_) => u64::MAX,
                PendingKind::Registration(_)
                | PendingKind::U2fRegistration(_)
                | PendingKind::U2fSignature(_) => self.deadline,
            },
            conditional: true,
            ..self
        }
    }

    /// Whether a credential can be found at all: of a [conditional sign-in][get], the site's list
    /// is a filter, and what is not discoverable never shows.
    ///
    /// [get]: https://www.w3.org/TR/webauthn-3/#dom-publickeycredential-isconditionalmediationavailable
    pub(crate) fn finds(&self, credential: &Credential) -> bool {
        !self.conditional || credential.discoverable
    }

    /// Whether a person says yes to this very ceremony. A conditional registration stands on an
    /// earlier yes.
    pub(crate) fn is_user_asked(&self) -> bool {
        match self.kind {
            PendingKind::Registration(_) => !self.conditional,
            PendingKind::Authentication(_)
            | PendingKind::U2fRegistration(_)
            | PendingKind::U2fSignature(_) => true,
        }
    }
}
