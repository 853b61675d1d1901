//! What the authenticator says of extensions, within the data that it signs
//! ([`extensions`](https://www.w3.org/TR/webauthn-3/#authdata-extensions)).

use alloc::collections::BTreeMap;
use alloc::vec::Vec;

use crate::canonical_cbor::CanonicalCbor;

/// [Outputs](https://www.w3.org/TR/webauthn-3/#authenticator-extension-output) by extension
/// identifier. Where there is none, authenticator data has no such part at all.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct AuthenticatorExtensions(
    // CTAP2's canonical order puts the shorter key first.
    BTreeMap<(usize, &'static str), AuthenticatorOutput>,
);

/// What is said of one extension.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum AuthenticatorOutput {
    /// Whether something was done.
    Boolean(bool),
    /// A number.
    Unsigned(u8),
    /// A byte string.
    Bytes(Vec<u8>),
}

impl AuthenticatorExtensions {
    /// Says it of this extension.
    pub fn insert(&mut self, identifier: &'static str, output: AuthenticatorOutput) {
        self.0.insert((identifier.len(), identifier), output);
    }

    /// Whether nothing is said of any.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(crate) fn encode(&self) -> Vec<u8> {
        // No platform has more than 64-bit lengths, so the fallback is never taken.
        let entries = u64::try_from(self.0.len()).unwrap_or(u64::MAX);
        let mut written = CanonicalCbor::map(entries);
        for ((_, identifier), output) in &self.0 {
            written = output.write(written.text(identifier));
        }
        written.into_vec()
    }
}

impl AuthenticatorOutput {
    fn write(&self, written: CanonicalCbor) -> CanonicalCbor {
        match self {
            Self::Boolean(value) => written.boolean(*value),
            Self::Unsigned(value) => written.integer((*value).into()),
            Self::Bytes(value) => written.bytes(value),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::vec;

    #[test]
    fn identifiers_come_in_canonical_order_whatever_the_order_of_insertion() {
        let mut outputs = AuthenticatorExtensions::default();
        outputs.insert("minPinLength", AuthenticatorOutput::Unsigned(8));
        outputs.insert("hmac-secret", AuthenticatorOutput::Boolean(true));
        outputs.insert("credProtect", AuthenticatorOutput::Unsigned(2));
        outputs.insert("credBlob", AuthenticatorOutput::Bytes(vec![]));
        let expected =
            b"\xa4\x68credBlob\x40\x6bcredProtect\x02\x6bhmac-secret\xf5\x6cminPinLength\x08";
        assert_eq!(outputs.encode(), expected);
    }
}
