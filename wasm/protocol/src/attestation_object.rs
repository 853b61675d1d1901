//! What a site receives about a new credential
//! ([attestation object](https://www.w3.org/TR/webauthn-3/#sctn-attestation)).

use alloc::vec::Vec;

use crate::canonical_cbor::CanonicalCbor;

/// Wraps authenticator data without vouching for it: format
/// [`none`](https://www.w3.org/TR/webauthn-3/#sctn-none-attestation).
pub fn none(authenticator_data: &[u8]) -> Vec<u8> {
    finish(begin("none").empty_map(), authenticator_data)
}

/// Wraps authenticator data that the new credential itself has signed, together with the hash of
/// the client data: format [`packed`](https://www.w3.org/TR/webauthn-3/#sctn-packed-attestation)
/// as self attestation. `algorithm` is the credential's COSE number.
pub fn packed_self(authenticator_data: &[u8], algorithm: i32, signature: &[u8]) -> Vec<u8> {
    let statement = begin("packed")
        .nested_map(2)
        .text("alg")
        .integer(algorithm.into())
        .text("sig")
        .bytes(signature);
    finish(statement, authenticator_data)
}

/// Wraps authenticator data together with a U2F registration's certificate and signature: format
/// [`fido-u2f`](https://www.w3.org/TR/webauthn-3/#sctn-fido-u2f-attestation).
pub fn fido_u2f(authenticator_data: &[u8], certificate: &[u8], signature: &[u8]) -> Vec<u8> {
    let statement = begin("fido-u2f")
        .nested_map(2)
        .text("sig")
        .bytes(signature)
        .text("x5c")
        .array_of(1)
        .bytes(certificate);
    finish(statement, authenticator_data)
}

/// CTAP2's canonical order puts the shorter key first.
fn begin(format: &str) -> CanonicalCbor {
    CanonicalCbor::map(3)
        .text("fmt")
        .text(format)
        .text("attStmt")
}

fn finish(statement: CanonicalCbor, authenticator_data: &[u8]) -> Vec<u8> {
    statement
        .text("authData")
        .bytes(authenticator_data)
        .into_vec()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_three_keys_come_in_canonical_order() {
        let expected = [
            &b"\xa3\x63fmt\x64none\x67attStmt\xa0\x68authData\x43"[..],
            &[1, 2, 3],
        ];
        assert_eq!(none(&[1, 2, 3]), expected.concat());
    }

    #[test]
    fn lengths_are_written_in_their_shortest_form() {
        let encoded = none(&[0; 164]);
        assert_eq!(&encoded[27..30], b"a\x58\xa4");
    }

    #[test]
    fn self_attestation_has_its_two_members_in_canonical_order() {
        let expected = b"\xa3\x63fmt\x66packed\x67attStmt\xa2\x63alg\x26\x63sig\x42\x08\x09\x68authData\x41\x01";
        assert_eq!(packed_self(&[1], -7, &[8, 9]), expected);
    }
}
