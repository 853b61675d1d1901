//! What a site passes to `create()`.

use alloc::string::String;
use alloc::vec::Vec;

use serde::{Deserialize, Serialize};

use super::{CredentialDescriptorJson, ExtensionInputsJson};
use crate::Base64Url;

/// [`PublicKeyCredentialCreationOptionsJSON`](https://www.w3.org/TR/webauthn-3/#dictdef-publickeycredentialcreationoptionsjson).
#[derive(Clone, Debug, Eq, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct CreationOptionsJson {
    /// The site.
    pub rp: RelyingPartyJson,
    /// The account.
    pub user: UserJson,
    /// What the answer must repeat.
    pub challenge: Base64Url,
    /// The algorithms that the site takes, best first.
    pub pub_key_cred_params: Vec<CredentialParametersJson>,
    /// How long the site will wait, in milliseconds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub timeout: Option<u32>,
    /// Credentials that the account has; the authenticator must not hold one of them.
    #[serde(default)]
    pub exclude_credentials: Vec<CredentialDescriptorJson>,
    /// Which authenticator the site wants.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub authenticator_selection: Option<AuthenticatorSelectionJson>,
    /// What the site expects its user to reach for.
    #[serde(default)]
    pub hints: Vec<String>,
    /// Whether the site wants the authenticator vouched for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub attestation: Option<String>,
    /// In which format it wants that.
    #[serde(default)]
    pub attestation_formats: Vec<String>,
    /// Inputs of client extensions.
    #[serde(default)]
    pub extensions: ExtensionInputsJson,
}

/// [`PublicKeyCredentialRpEntity`](https://www.w3.org/TR/webauthn-3/#dictdef-publickeycredentialrpentity).
#[derive(Clone, Debug, Eq, PartialEq, Serialize, Deserialize)]
pub struct RelyingPartyJson {
    /// The RP ID that the site asks for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// What the site calls itself; untrusted.
    pub name: String,
}

/// [`PublicKeyCredentialUserEntityJSON`](https://www.w3.org/TR/webauthn-3/#dictdef-publickeycredentialuserentityjson).
#[derive(Clone, Debug, Eq, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct UserJson {
    /// The user handle, of unchecked length.
    pub id: Base64Url,
    /// Which account it is, among those of one person.
    pub name: String,
    /// What the person is called.
    pub display_name: String,
}

/// [`PublicKeyCredentialParameters`](https://www.w3.org/TR/webauthn-3/#dictdef-publickeycredentialparameters).
#[derive(Clone, Debug, Eq, PartialEq, Serialize, Deserialize)]
pub struct CredentialParametersJson {
    /// `public-key`, or something from a later spec.
    #[serde(rename = "type")]
    pub credential_type: String,
    /// A number from the COSE registry.
    pub alg: i32,
}

/// [`AuthenticatorSelectionCriteria`](https://www.w3.org/TR/webauthn-3/#dictdef-authenticatorselectioncriteria).
#[derive(Clone, Debug, Default, Eq, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct AuthenticatorSelectionJson {
    /// `platform` or `cross-platform`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub authenticator_attachment: Option<String>,
    /// Read by [`ResidentKey`](crate::ResidentKey).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub resident_key: Option<String>,
    /// Level 1's form of the same wish.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub require_resident_key: Option<bool>,
    /// Read by [`UserVerification`](crate::UserVerification).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user_verification: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_four_members_are_needed() {
        let json = r#"{"rp":{"name":"R"},"user":{"id":"","name":"n","displayName":"d"},
            "challenge":"BwcHBw","pubKeyCredParams":[{"type":"public-key","alg":-7}]}"#;
        let options: CreationOptionsJson = serde_json::from_str(json).unwrap();
        assert_eq!(options.rp.id, None);
        assert_eq!(options.challenge.as_slice(), [7; 4]);
        assert!(options.exclude_credentials.is_empty());
        assert_eq!(options.authenticator_selection, None);
        assert_eq!(options.extensions.cred_props, None);
    }

    #[test]
    fn every_member_reads_back_and_foreign_ones_are_ignored() {
        let json = r#"{"rp":{"id":"a.example","name":"R","icon":"x"},
            "user":{"id":"AQ","name":"n","displayName":"d"},"challenge":"",
            "pubKeyCredParams":[],"timeout":60000,
            "excludeCredentials":[{"type":"public-key","id":"Ag","transports":["usb"]}],
            "authenticatorSelection":{"authenticatorAttachment":"platform","residentKey":"required",
            "requireResidentKey":true,"userVerification":"preferred"},"hints":["client-device"],
            "attestation":"none","attestationFormats":["packed"],
            "extensions":{"credProps":true,"uvm":true},"future":1}"#;
        let options: CreationOptionsJson = serde_json::from_str(json).unwrap();
        let selection = options.authenticator_selection.clone().unwrap();
        assert_eq!(selection.resident_key.as_deref(), Some("required"));
        assert_eq!(selection.require_resident_key, Some(true));
        assert_eq!(options.exclude_credentials[0].transports[0], "usb");
        assert_eq!(options.extensions.cred_props, Some(true));
        let again = serde_json::to_string(&options).unwrap();
        assert_eq!(
            serde_json::from_str::<CreationOptionsJson>(&again).unwrap(),
            options
        );
        assert!(!again.contains("icon") && !again.contains("uvm") && !again.contains("future"));
    }
}
