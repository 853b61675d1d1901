//! [`credProtect`](https://fidoalliance.org/specs/fido-v2.1-ps-20210615/fido-client-to-authenticator-protocol-v2.1-ps-20210615.html#sctn-credProtect-extension)

use xenon_protocol::{AuthenticatorExtensions, AuthenticatorOutput, CredentialProtection};

use crate::ForTheBrowser;

/// Reads the site's policy. Every policy can be kept; only what is none cannot be enforced.
pub(super) fn parse(
    policy: Option<&str>,
    enforce: Option<bool>,
) -> Result<Option<CredentialProtection>, ForTheBrowser> {
    let known = policy.and_then(CredentialProtection::from_policy);
    if known.is_none() && enforce == Some(true) {
        return Err(ForTheBrowser::Extension);
    }
    Ok(known)
}

pub(super) fn say(protection: Option<CredentialProtection>, outputs: &mut AuthenticatorExtensions) {
    if let Some(protection) = protection {
        let level = AuthenticatorOutput::Unsigned(protection.level());
        outputs.insert("credProtect", level);
    }
}
