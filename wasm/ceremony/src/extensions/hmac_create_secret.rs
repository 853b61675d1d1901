//! `hmacCreateSecret`: CTAP's [`hmac-secret`][ctap] at creation. Its results are to be had through
//! `prf` alone.
//!
//! [ctap]: https://fidoalliance.org/specs/fido-v2.1-ps-20210615/fido-client-to-authenticator-protocol-v2.1-ps-20210615.html#sctn-hmac-secret-extension

use xenon_protocol::{AuthenticatorExtensions, AuthenticatorOutput};

pub(super) fn say(is_asked: bool, outputs: &mut AuthenticatorExtensions) {
    if is_asked {
        outputs.insert("hmac-secret", AuthenticatorOutput::Boolean(true));
    }
}
