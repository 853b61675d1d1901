//! What the client states about a ceremony, and what the signature covers by its hash.

use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::fmt::Write as _;

use sha2::{Digest, Sha256};

use crate::Base64Url;

/// Which of the two ceremonies a signature belongs to
/// ([`type`](https://www.w3.org/TR/webauthn-3/#dom-collectedclientdata-type)).
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum CeremonyType {
    /// Registration: `navigator.credentials.create()`.
    Create,
    /// Authentication: `navigator.credentials.get()`.
    Get,
}

/// The facts of [collected client data](https://www.w3.org/TR/webauthn-3/#dictionary-client-data).
#[derive(Clone, Copy, Debug)]
pub struct ClientData<'a> {
    /// The ceremony.
    pub ceremony: CeremonyType,
    /// The site's challenge, of any length.
    pub challenge: &'a [u8],
    /// The asking document's serialised origin.
    pub origin: &'a str,
    /// Whether any ancestor of the asking document has another origin.
    pub cross_origin: bool,
    /// The top-level document's serialised origin, only where `cross_origin` is true.
    pub top_origin: Option<&'a str>,
}

impl ClientData<'_> {
    /// The exact bytes that the spec lays down
    /// ([`clientdatajson-serialization`](https://www.w3.org/TR/webauthn-3/#clientdatajson-serialization)).
    pub fn to_json(&self) -> Vec<u8> {
        let mut json = String::from("{\"type\":");
        push_string(&mut json, self.ceremony.type_name());
        json.push_str(",\"challenge\":");
        push_string(&mut json, &Base64Url::from(self.challenge).to_string());
        json.push_str(",\"origin\":");
        push_string(&mut json, self.origin);
        json.push_str(",\"crossOrigin\":");
        json.push_str(if self.cross_origin { "true" } else { "false" });
        if let Some(top_origin) = self.top_origin {
            json.push_str(",\"topOrigin\":");
            push_string(&mut json, top_origin);
        }
        json.push('}');
        json.into_bytes()
    }
}

impl CeremonyType {
    fn type_name(self) -> &'static str {
        match self {
            Self::Create => "webauthn.create",
            Self::Get => "webauthn.get",
        }
    }
}

/// The [hash of the serialised client data](https://www.w3.org/TR/webauthn-3/#collectedclientdata-hash-of-the-serialized-client-data).
pub fn hash(json: &[u8]) -> [u8; 32] {
    Sha256::digest(json).into()
}

/// [`CCDToString`](https://www.w3.org/TR/webauthn-3/#ccdtostring): no short escapes such as `\n`,
/// lower-case digits, and everything from U+0020 on as it is.
pub(crate) fn push_string(json: &mut String, text: &str) {
    json.push('"');
    for character in text.chars() {
        match character {
            '"' => json.push_str("\\\""),
            '\\' => json.push_str("\\\\"),
            '\0'..='\u{1f}' => push_escape(json, character),
            _ => json.push(character),
        }
    }
    json.push('"');
}

fn push_escape(json: &mut String, control: char) {
    // Writing to a `String` cannot fail.
    let _ = write!(json, "\\u{:04x}", u32::from(control));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with_origin(origin: &str) -> String {
        let client_data = ClientData {
            ceremony: CeremonyType::Get,
            challenge: b"",
            origin,
            cross_origin: false,
            top_origin: None,
        };
        String::from_utf8(client_data.to_json()).unwrap()
    }

    #[test]
    fn a_frame_of_another_site_names_the_top_origin_as_chromium_does() {
        let client_data = ClientData {
            ceremony: CeremonyType::Create,
            challenge: &[7; 4],
            origin: "https://b.example",
            cross_origin: true,
            top_origin: Some("https://a.example"),
        };
        let expected = br#"{"type":"webauthn.create","challenge":"BwcHBw","origin":"https://b.example","crossOrigin":true,"topOrigin":"https://a.example"}"#;
        assert_eq!(client_data.to_json(), expected);
    }

    #[test]
    fn an_empty_challenge_is_allowed() {
        let expected = r#"{"type":"webauthn.get","challenge":"","origin":"x","crossOrigin":false}"#;
        assert_eq!(with_origin("x"), expected);
    }

    #[test]
    fn quotes_and_backslashes_are_escaped() {
        assert!(with_origin("a\"b\\c").contains(r#""origin":"a\"b\\c","#));
    }

    #[test]
    fn control_characters_have_no_short_escape() {
        let expected = r#""\u0000\u0008\u000a\u001f""#;
        assert!(with_origin("\0\u{8}\n\u{1f}").contains(expected));
    }

    #[test]
    fn everything_else_stays_raw() {
        let raw = " /\u{7f}\u{2028}é食🔑";
        assert!(with_origin(raw).contains(raw));
    }
}
