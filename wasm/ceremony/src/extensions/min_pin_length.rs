//! [`minPinLength`](https://fidoalliance.org/specs/fido-v2.1-ps-20210615/fido-client-to-authenticator-protocol-v2.1-ps-20210615.html#sctn-minpinlength-extension)

use xenon_protocol::{AuthenticatorExtensions, AuthenticatorOutput};

/// The shortest passphrase that a new vault takes, as `extension/shared-ui/passphrase.ts` has it.
///
/// It is the same for every user and site, so that every site may know it; CTAP's list of those
/// that may serves keys whose owners choose a number.
const SHORTEST_PASSPHRASE: u8 = 8;

pub(super) fn say(is_asked: bool, outputs: &mut AuthenticatorExtensions) {
    if is_asked {
        outputs.insert(
            "minPinLength",
            AuthenticatorOutput::Unsigned(SHORTEST_PASSPHRASE),
        );
    }
}
