//! What a site passes to `get()`.

use alloc::string::String;
use alloc::vec::Vec;

use serde::{Deserialize, Serialize};

use super::ExtensionInputsJson;
use crate::Base64Url;

/// [`PublicKeyCredentialRequestOptionsJSON`](https://www.w3.org/TR/webauthn-3/#dictdef-publickeycredentialrequestoptionsjson).
#[derive(Clone, Debug, Eq, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct RequestOptionsJson {
    /// What the answer must repeat.
    pub challenge: Base64Url,
    /// How long the site will wait, in milliseconds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub timeout: Option<u32>,
    /// The RP ID that the site asks for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rp_id: Option<String>,
    /// The credentials that may answer; none named means any discoverable one.
    #[serde(default)]
    pub allow_credentials: Vec<CredentialDescriptorJson>,
    /// Read by [`UserVerification`](crate::UserVerification).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub user_verification: Option<String>,
    /// What the site expects its user to reach for.
    #[serde(default)]
    pub hints: Vec<String>,
    /// Inputs of client extensions.
    #[serde(default)]
    pub extensions: ExtensionInputsJson,
}

/// [`PublicKeyCredentialDescriptorJSON`](https://www.w3.org/TR/webauthn-3/#dictdef-publickeycredentialdescriptorjson).
#[derive(Clone, Debug, Eq, PartialEq, Serialize, Deserialize)]
pub struct CredentialDescriptorJson {
    /// `public-key`, or something from a later spec.
    #[serde(rename = "type")]
    pub credential_type: String,
    /// The credential ID, of unchecked length.
    pub id: Base64Url,
    /// How its authenticator was reached.
    #[serde(default)]
    pub transports: Vec<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_challenge_is_needed() {
        let options: RequestOptionsJson =
            serde_json::from_str(r#"{"challenge":"BwcHBw"}"#).unwrap();
        assert_eq!(options.challenge.as_slice(), [7; 4]);
        assert_eq!(options.rp_id, None);
        assert!(options.allow_credentials.is_empty());
    }

    #[test]
    fn an_empty_rp_id_is_not_a_missing_one() {
        let json = r#"{"challenge":"","rpId":""}"#;
        let options: RequestOptionsJson = serde_json::from_str(json).unwrap();
        assert_eq!(options.rp_id.as_deref(), Some(""));
    }

    #[test]
    fn a_descriptor_may_have_no_transports() {
        let json = r#"{"challenge":"","allowCredentials":[{"type":"public-key","id":"AQ"}]}"#;
        let options: RequestOptionsJson = serde_json::from_str(json).unwrap();
        assert_eq!(options.allow_credentials[0].id.as_slice(), [1]);
        assert!(options.allow_credentials[0].transports.is_empty());
    }

    #[test]
    fn padded_base64_is_refused() {
        assert!(serde_json::from_str::<RequestOptionsJson>(r#"{"challenge":"BwcHBw=="}"#).is_err());
    }
}
