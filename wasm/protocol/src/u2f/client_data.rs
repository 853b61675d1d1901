//! What the client states about a U2F request, and what the signature covers by its hash.

use alloc::string::String;
use alloc::vec::Vec;

use crate::CeremonyType;
use crate::client_data::push_string;

/// The facts of U2F's [client data][raw]. `cid_pubkey` is left out, as by every client whose network
/// layer has no channel IDs.
///
/// [raw]: https://fidoalliance.org/specs/fido-u2f-v1.2-ps-20170411/fido-u2f-raw-message-formats-v1.2-ps-20170411.html#client-data
#[derive(Clone, Copy, Debug)]
pub struct U2fClientData<'a> {
    /// Registration or sign-in.
    pub ceremony: CeremonyType,
    /// The site's challenge as the text that it gave.
    pub challenge: &'a str,
    /// The facet: the asking document's serialised origin.
    pub origin: &'a str,
}

impl U2fClientData<'_> {
    /// The bytes that are hashed and sent.
    pub fn to_json(&self) -> Vec<u8> {
        let mut json = String::from("{\"typ\":");
        push_string(&mut json, typ(self.ceremony));
        json.push_str(",\"challenge\":");
        push_string(&mut json, self.challenge);
        json.push_str(",\"origin\":");
        push_string(&mut json, self.origin);
        json.push('}');
        json.into_bytes()
    }
}

fn typ(ceremony: CeremonyType) -> &'static str {
    match ceremony {
        CeremonyType::Create => "navigator.id.finishEnrollment",
        CeremonyType::Get => "navigator.id.getAssertion",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn json(ceremony: CeremonyType, challenge: &str) -> String {
        let origin = "http://localhost:8080";
        let client_data = U2fClientData {
            ceremony,
            challenge,
            origin,
        };
        String::from_utf8(client_data.to_json()).unwrap()
    }

    #[test]
    fn each_ceremony_has_its_own_typ() {
        let expected = r#"{"typ":"navigator.id.finishEnrollment","challenge":"YQ","origin":"http://localhost:8080"}"#;
        assert_eq!(json(CeremonyType::Create, "YQ"), expected);
        let expected = r#"{"typ":"navigator.id.getAssertion","challenge":"YQ","origin":"http://localhost:8080"}"#;
        assert_eq!(json(CeremonyType::Get, "YQ"), expected);
    }

    #[test]
    fn a_challenge_is_repeated_as_it_came_and_cannot_leave_its_quotes() {
        let challenge = "pad==+/\",\"origin\":\"https://evil.example";
        let read: serde_json::Value =
            serde_json::from_str(&json(CeremonyType::Get, challenge)).unwrap();
        assert_eq!(read["challenge"], challenge);
        assert_eq!(read["origin"], "http://localhost:8080");
    }
}
