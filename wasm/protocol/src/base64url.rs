//! Base64url without padding: [RFC 4648 section 5](https://www.rfc-editor.org/rfc/rfc4648#section-5).

use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

use base64ct::{Base64UrlUnpadded, Encoding};
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Bytes whose text form is base64url without padding, as in every binary member of WebAuthn's JSON.
#[derive(Clone, Debug, Default, Eq, PartialEq, Ord, PartialOrd, Hash)]
pub struct Base64Url(Vec<u8>);

/// The text was padded, held a foreign character, or had stray bits at its end.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[error("not base64url without padding")]
pub struct Base64UrlError;

impl Base64Url {
    /// Reads the text form strictly: one text for each byte string.
    pub fn parse(text: &str) -> Result<Self, Base64UrlError> {
        Base64UrlUnpadded::decode_vec(text)
            .map(Self)
            .map_err(|_| Base64UrlError)
    }

    /// The bytes themselves.
    pub fn as_slice(&self) -> &[u8] {
        &self.0
    }

    /// Gives the bytes away.
    pub fn into_vec(self) -> Vec<u8> {
        self.0
    }
}

impl From<Vec<u8>> for Base64Url {
    fn from(bytes: Vec<u8>) -> Self {
        Self(bytes)
    }
}

impl From<&[u8]> for Base64Url {
    fn from(bytes: &[u8]) -> Self {
        Self(bytes.to_vec())
    }
}

impl fmt::Display for Base64Url {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&Base64UrlUnpadded::encode_string(&self.0))
    }
}

impl Serialize for Base64Url {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Base64Url {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).map_err(D::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::string::ToString;
    use alloc::vec;

    #[test]
    fn rfc_4648_examples_lose_their_padding() {
        let examples = ["", "f", "fo", "foo", "foob", "fooba", "foobar"];
        let texts = ["", "Zg", "Zm8", "Zm9v", "Zm9vYg", "Zm9vYmE", "Zm9vYmFy"];
        for (bytes, text) in examples.iter().zip(texts) {
            assert_eq!(Base64Url::from(bytes.as_bytes()).to_string(), text);
            assert_eq!(Base64Url::parse(text).unwrap().as_slice(), bytes.as_bytes());
        }
    }

    #[test]
    fn the_url_alphabet_is_used() {
        assert_eq!(Base64Url::from(vec![0xfb, 0xff]).to_string(), "-_8");
    }

    #[test]
    fn anything_else_is_refused() {
        for text in ["Zg==", "Zh", "+/8", "Z", "Zm 9", "Zm9v\n", "é"] {
            assert_eq!(Base64Url::parse(text), Err(Base64UrlError), "{text:?}");
        }
    }

    #[test]
    fn json_holds_the_text() {
        let bytes = Base64Url::from(vec![7; 4]);
        let json = serde_json::to_string(&bytes).unwrap();
        assert_eq!(json, "\"BwcHBw\"");
        assert_eq!(serde_json::from_str::<Base64Url>(&json).unwrap(), bytes);
    }
}
