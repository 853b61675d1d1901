//! [`credProps`](https://www.w3.org/TR/webauthn-3/#sctn-authenticator-credential-properties-extension)

use xenon_protocol::json::CredPropsJson;
use xenon_vault::Credential;

use crate::ForTheBrowser;

/// What was really made, for a site that asked.
pub(super) fn output(is_asked: bool, made: &Credential) -> Option<CredPropsJson> {
    is_asked.then_some(CredPropsJson {
        rk: made.discoverable,
    })
}

/// It belongs to registrations; Chromium throws elsewhere.
pub(super) fn check_absent(input: Option<bool>) -> Result<(), ForTheBrowser> {
    match input {
        Some(true) => Err(ForTheBrowser::Extension),
        Some(false) | None => Ok(()),
    }
}
