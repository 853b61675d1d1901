//! Who asks: the origin of a document, as Chrome states it.

use alloc::string::String;

use serde::{Deserialize, Serialize};

/// The origin of a document that may use WebAuthn: a [tuple origin][tuple] on a domain, over https
/// or on localhost, or that of an extension's own page, whose RP ID is the extension's identifier as in Chromium.
///
/// It holds the exact text that goes into client data, for instance `https://example.com:8443`.
///
/// [tuple]: https://html.spec.whatwg.org/#ascii-serialisation-of-an-origin
#[derive(Clone, Debug, Eq, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Origin(String);

/// Why a document's origin cannot use WebAuthn.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
pub enum OriginError {
    /// The document has no origin of its own (`null`): a sandboxed frame, for instance.
    #[error("the origin is opaque")]
    Opaque,
    /// The scheme is not https, nor is it http on localhost or an extension's.
    #[error("the origin is not secure")]
    NotSecure,
    /// The host is an IPv4 or IPv6 address, and an RP ID must be a domain.
    #[error("the host is an address")]
    HostIsAnAddress,
    /// The host is not a domain in its canonical form.
    #[error("the host is not a domain")]
    InvalidHost,
    /// The port is not a number in its canonical form, or is the scheme's own.
    #[error("the port is not canonical")]
    InvalidPort,
}

/// How the origin of an extension's page begins.
const EXTENSION: &str = "chrome-extension://";
/// An extension's identifier has so many letters, from `a` to `p`.
const IDENTIFIER_LETTERS: usize = 32;

impl Origin {
    /// Reads a serialised origin strictly: one text for each origin, and nothing after it.
    pub fn parse(serialised: &str) -> Result<Self, OriginError> {
        if serialised == "null" {
            return Err(OriginError::Opaque);
        }
        if let Some(identifier) = serialised.strip_prefix(EXTENSION) {
            return check_identifier(identifier).map(|()| Self(serialised.into()));
        }
        let (scheme, authority) = split_scheme(serialised).ok_or(OriginError::NotSecure)?;
        let (host, port) = split_port(authority);
        check_host(host)?;
        if scheme == "http" && !is_localhost(host) {
            return Err(OriginError::NotSecure);
        }
        check_port(port, default_port(scheme))?;
        Ok(Self(serialised.into()))
    }

    /// The serialised origin.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether it is an https one, and neither http on localhost nor an extension's.
    pub fn is_https(&self) -> bool {
        self.0.starts_with("https:")
    }

    /// The domain, without scheme and port; an extension's identifier.
    pub fn host(&self) -> &str {
        let identifier = self.0.strip_prefix(EXTENSION);
        identifier.or_else(|| host_of(&self.0)).unwrap_or_default()
    }
}

impl TryFrom<String> for Origin {
    type Error = OriginError;

    fn try_from(serialised: String) -> Result<Self, OriginError> {
        Self::parse(&serialised)
    }
}

impl From<Origin> for String {
    fn from(origin: Origin) -> Self {
        origin.0
    }
}

/// Whether `text` is a canonical domain: lower-case labels of letters, digits, `-` and `_`.
///
/// Underscores are no host names by the book, but browsers serve them.
pub(crate) fn is_domain(text: &str) -> bool {
    text.len() <= 253 && text.split('.').all(is_label) && !ends_in_a_number(text)
}

/// The host of a serialised origin of any scheme that could ever be a page's.
pub(crate) fn host_of(serialised: &str) -> Option<&str> {
    split_scheme(serialised).map(|(_, authority)| split_port(authority).0)
}

fn check_identifier(identifier: &str) -> Result<(), OriginError> {
    let is_one = identifier.len() == IDENTIFIER_LETTERS
        && identifier.bytes().all(|byte| (b'a'..=b'p').contains(&byte));
    is_one.then_some(()).ok_or(OriginError::InvalidHost)
}

fn split_scheme(serialised: &str) -> Option<(&str, &str)> {
    let (scheme, authority) = serialised.split_once("://")?;
    matches!(scheme, "https" | "http").then_some((scheme, authority))
}

/// The brackets of an IPv6 address enclose colons that begin no port.
fn split_port(authority: &str) -> (&str, Option<&str>) {
    match authority.rsplit_once(':') {
        Some((host, port)) if !port.ends_with(']') => (host, Some(port)),
        Some(_) | None => (authority, None),
    }
}

fn check_host(host: &str) -> Result<(), OriginError> {
    if host.starts_with('[') || (ends_in_a_number(host) && host.split('.').all(is_label)) {
        return Err(OriginError::HostIsAnAddress);
    }
    if is_domain(host) {
        Ok(())
    } else {
        Err(OriginError::InvalidHost)
    }
}

fn check_port(port: Option<&str>, default: u16) -> Result<(), OriginError> {
    let Some(port) = port else { return Ok(()) };
    let has_needless_zero = port.len() > 1 && port.starts_with('0');
    let is_digits = port.bytes().all(|byte| byte.is_ascii_digit());
    match port.parse::<u16>() {
        Ok(number) if number != default && is_digits && !has_needless_zero => Ok(()),
        Ok(_) | Err(_) => Err(OriginError::InvalidPort),
    }
}

fn default_port(scheme: &str) -> u16 {
    if scheme == "https" { 443 } else { 80 }
}

fn is_localhost(host: &str) -> bool {
    host == "localhost" || host.ends_with(".localhost")
}

fn is_label(label: &str) -> bool {
    let is_allowed =
        |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"-_".contains(&byte);
    (1..=63).contains(&label.len()) && label.bytes().all(is_allowed)
}

/// A URL whose last label is a number has an IPv4 address or no host at all
/// ([ends in a number](https://url.spec.whatwg.org/#ends-in-a-number-checker)).
fn ends_in_a_number(host: &str) -> bool {
    let last = host.rsplit('.').next().unwrap_or(host);
    let is_decimal = !last.is_empty() && last.bytes().all(|byte| byte.is_ascii_digit());
    let is_hexadecimal = last
        .strip_prefix("0x")
        .is_some_and(|digits| digits.bytes().all(|byte| byte.is_ascii_hexdigit()));
    is_decimal || is_hexadecimal
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn https_on_any_domain_is_read() {
        for (text, host) in [
            ("https://example.com", "example.com"),
            ("https://example.com:8443", "example.com"),
            (
                "https://xn--85x722f.xn--55qx5d.cn",
                "xn--85x722f.xn--55qx5d.cn",
            ),
            ("https://my_host.intranet", "my_host.intranet"),
            ("https://a--b.0x.example:0", "a--b.0x.example"),
        ] {
            let origin = Origin::parse(text).unwrap();
            assert_eq!((origin.as_str(), origin.host()), (text, host));
        }
    }

    #[test]
    fn http_is_for_localhost_only() {
        for text in [
            "http://localhost",
            "http://localhost:8080",
            "http://a.localhost:443",
        ] {
            assert!(Origin::parse(text).is_ok(), "{text}");
        }
        for text in [
            "http://example.com",
            "http://evillocalhost",
            "http://localhost.example",
        ] {
            assert_eq!(Origin::parse(text), Err(OriginError::NotSecure), "{text}");
        }
    }

    #[test]
    fn an_opaque_origin_is_refused() {
        assert_eq!(Origin::parse("null"), Err(OriginError::Opaque));
    }

    #[test]
    fn other_schemes_are_refused() {
        for text in [
            "",
            "file://",
            "moz-extension://abcdefghijklmnopabcdefghijklmnop",
            "HTTPS://a.example",
            "a.example",
        ] {
            assert_eq!(Origin::parse(text), Err(OriginError::NotSecure), "{text}");
        }
    }

    #[test]
    fn an_extension_s_page_is_its_identifier() {
        let text = "chrome-extension://abcdefghijklmnopabcdefghijklmnop";
        let origin = Origin::parse(text).unwrap();
        let expected = (text, "abcdefghijklmnopabcdefghijklmnop", false);
        assert_eq!(
            (origin.as_str(), origin.host(), origin.is_https()),
            expected
        );
    }

    #[test]
    fn what_is_no_extension_s_identifier_is_refused() {
        for rest in [
            "",
            "abc",
            "abcdefghijklmnopabcdefghijklmnoq",
            "ABCDEFGHIJKLMNOPABCDEFGHIJKLMNOP",
            "abcdefghijklmnopabcdefghijklmnopa",
            "abcdefghijklmnopabcdefghijklmnop:1",
            "abcdefghijklmnopabcdefghijklmnop/",
        ] {
            let verdict = Origin::parse(&alloc::format!("chrome-extension://{rest}"));
            assert_eq!(verdict, Err(OriginError::InvalidHost), "{rest}");
        }
    }

    #[test]
    fn an_address_is_refused() {
        for text in [
            "https://127.0.0.1",
            "http://127.0.0.1:8080",
            "https://[::1]",
            "https://[::1]:8443",
            "https://1.2.3.0x7f",
            "https://2130706433",
        ] {
            assert_eq!(
                Origin::parse(text),
                Err(OriginError::HostIsAnAddress),
                "{text}"
            );
        }
    }

    #[test]
    fn a_host_in_another_form_is_refused() {
        for text in [
            "https://",
            "https://Example.com",
            "https://example.com.",
            "https://.example.com",
            "https://a..example",
            "https://食狮.cn",
            "https://user@example.com",
            "https://a.example/",
            "https://a.example/path",
            "https://a.example?q",
            "https://a.example b",
        ] {
            assert_eq!(Origin::parse(text), Err(OriginError::InvalidHost), "{text}");
        }
    }

    #[test]
    fn a_port_in_another_form_is_refused() {
        for text in [
            "https://a.example:",
            "https://a.example:443",
            "http://localhost:80",
            "https://a.example:08443",
            "https://a.example:+1",
            "https://a.example:65536",
            "https://a.example:1/",
        ] {
            assert_eq!(Origin::parse(text), Err(OriginError::InvalidPort), "{text}");
        }
    }

    #[test]
    fn stored_text_is_read_as_strictly() {
        let origin = Origin::parse("https://a.example:1").unwrap();
        let json = serde_json::to_string(&origin).unwrap();
        assert_eq!(serde_json::from_str::<Origin>(&json).unwrap(), origin);
        assert!(serde_json::from_str::<Origin>("\"http://a.example\"").is_err());
    }
}
