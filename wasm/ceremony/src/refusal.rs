/// Why a request that Xenon took ends without a credential, as far as the page may know.
///
/// What must not be told apart is one variant: a page cannot see whether the user declined, the
/// time ran out, the storage failed, or no key fitted.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Refusal {
    /// Declined, timed out, or could not be done.
    /// See <https://www.w3.org/TR/webauthn-3/#sctn-make-credential-privacy>.
    NotAllowed,
    /// The user agreed, but already has a key that the site excludes.
    /// See <https://www.w3.org/TR/webauthn-3/#sctn-op-make-cred> step 3.
    Excluded,
    /// The site requires a verification in a ceremony that must not ask the user.
    /// See <https://www.w3.org/TR/webauthn-3/#sctn-op-make-cred> step 5.
    CannotVerify,
}

/// A `DOMException` to be made in the page: its name and its sentence.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct DomException {
    /// One of the names of <https://webidl.spec.whatwg.org/#idl-DOMException-error-names>.
    pub name: &'static str,
    /// Chromium's sentence where it has one that is true of Xenon: pages have been seen to compare it.
    pub message: &'static str,
}

impl Refusal {
    /// The only place where an exception's name is chosen.
    pub fn dom_exception(self) -> DomException {
        match self {
            Self::NotAllowed => DomException {
                name: "NotAllowedError",
                message: "The operation either timed out or was not allowed. \
                    See: https://www.w3.org/TR/webauthn-2/#sctn-privacy-considerations-client.",
            },
            Self::Excluded => DomException {
                name: "InvalidStateError",
                message: "The user attempted to register an authenticator that contains one of \
                    the credentials already registered with the relying party.",
            },
            Self::CannotVerify => DomException {
                name: "ConstraintError",
                message: "The user cannot be verified without being asked.",
            },
        }
    }
}
