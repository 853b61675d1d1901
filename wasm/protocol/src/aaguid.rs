//! What model of authenticator made a credential.

/// Names a model of authenticator ([`aaguid`](https://www.w3.org/TR/webauthn-3/#aaguid)).
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Aaguid(pub [u8; 16]);

impl Aaguid {
    /// Xenon's own, a random UUID of version 4: `50172b9b-cbf1-4780-ae1b-2cc1d4780aea`.
    pub const XENON: Self = Self([
        0x50, 0x17, 0x2b, 0x9b, 0xcb, 0xf1, 0x47, 0x80, 0xae, 0x1b, 0x2c, 0xc1, 0xd4, 0x78, 0x0a,
        0xea,
    ]);

    /// No model: what U2F knows of them, and what its attestation has to say.
    pub const ZERO: Self = Self([0; 16]);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ours_is_a_random_uuid_of_version_4() {
        let Aaguid(bytes) = Aaguid::XENON;
        assert_eq!(bytes[6] >> 4, 4);
        assert_eq!(bytes[8] >> 6, 0b10);
    }
}
