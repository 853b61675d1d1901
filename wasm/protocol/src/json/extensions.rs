//! Inputs and outputs of client extensions.

use alloc::collections::BTreeMap;
use alloc::string::String;

use serde::{Deserialize, Serialize};

use crate::Base64Url;

/// The client extension inputs that Xenon answers; others get no output.
#[derive(Clone, Debug, Default, Eq, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct ExtensionInputsJson {
    /// [`appid`](https://www.w3.org/TR/webauthn-3/#sctn-appid-extension): an AppID of old U2F keys.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub appid: Option<String>,
    /// [`appidExclude`](https://www.w3.org/TR/webauthn-3/#sctn-appid-exclude-extension).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub appid_exclude: Option<String>,
    /// [`credBlob`](https://fidoalliance.org/specs/fido-v2.1-ps-20210615/fido-client-to-authenticator-protocol-v2.1-ps-20210615.html#sctn-credBlob-extension)
    /// at creation: what to keep.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cred_blob: Option<Base64Url>,
    /// [`credProps`](https://www.w3.org/TR/webauthn-3/#sctn-authenticator-credential-properties-extension).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cred_props: Option<bool>,
    /// [`credProtect`](https://fidoalliance.org/specs/fido-v2.1-ps-20210615/fido-client-to-authenticator-protocol-v2.1-ps-20210615.html#sctn-credProtect-extension)
    /// at creation: when the credential may answer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub credential_protection_policy: Option<String>,
    /// Whether creation is to fail where that policy cannot be kept.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub enforce_credential_protection_policy: Option<bool>,
    /// `credBlob` at sign-in: whether to give back what was kept.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub get_cred_blob: Option<bool>,
    /// `hmac-secret` at creation, in the form that Chromium takes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hmac_create_secret: Option<bool>,
    /// [`largeBlob`](https://www.w3.org/TR/webauthn-3/#sctn-large-blob-extension).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub large_blob: Option<LargeBlobInputsJson>,
    /// [`minPinLength`](https://fidoalliance.org/specs/fido-v2.1-ps-20210615/fido-client-to-authenticator-protocol-v2.1-ps-20210615.html#sctn-minpinlength-extension).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub min_pin_length: Option<bool>,
    /// [`prf`](https://www.w3.org/TR/webauthn-3/#prf-extension).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub prf: Option<PrfInputsJson>,
}

/// [`AuthenticationExtensionsLargeBlobInputs`](https://www.w3.org/TR/webauthn-3/#dictdef-authenticationextensionslargeblobinputs).
#[derive(Clone, Debug, Default, Eq, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct LargeBlobInputsJson {
    /// At creation: `required` or `preferred`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub support: Option<String>,
    /// At sign-in: whether to give the blob.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub read: Option<bool>,
    /// At sign-in: the blob to keep.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub write: Option<Base64Url>,
}

/// [`AuthenticationExtensionsPRFInputs`](https://www.w3.org/TR/webauthn-3/#dictdef-authenticationextensionsprfinputs).
#[derive(Clone, Debug, Default, Eq, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct PrfInputsJson {
    /// For whichever credential answers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub eval: Option<PrfValuesJson>,
    /// By credential ID in base64url.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub eval_by_credential: Option<BTreeMap<String, PrfValuesJson>>,
}

/// [`AuthenticationExtensionsPRFValues`](https://www.w3.org/TR/webauthn-3/#dictdef-authenticationextensionsprfvalues):
/// inputs, or results of 32 bytes each.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, Deserialize)]
pub struct PrfValuesJson {
    /// Always there.
    pub first: Base64Url,
    /// For rotating from one input to another.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub second: Option<Base64Url>,
}

/// The outputs of the client extensions that Xenon answers.
#[derive(Clone, Debug, Default, Eq, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct ExtensionOutputsJson {
    /// Sign-in: whether the AppID was used.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub appid: Option<bool>,
    /// Creation: true where it was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub appid_exclude: Option<bool>,
    /// Creation: whether the blob is kept.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cred_blob: Option<bool>,
    /// Present in registrations that asked for it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cred_props: Option<CredPropsJson>,
    /// Sign-in: the blob that was kept; empty if none was.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub get_cred_blob: Option<Base64Url>,
    /// Creation: whether the credential has a secret for `hmac-secret`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hmac_create_secret: Option<bool>,
    /// See [`LargeBlobOutputsJson`].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub large_blob: Option<LargeBlobOutputsJson>,
    /// See [`PrfOutputsJson`].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub prf: Option<PrfOutputsJson>,
}

/// [`credProps`](https://www.w3.org/TR/webauthn-3/#sctn-authenticator-credential-properties-extension).
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize, Deserialize)]
pub struct CredPropsJson {
    /// Whether the credential that was created is discoverable.
    pub rk: bool,
}

/// [`AuthenticationExtensionsLargeBlobOutputs`](https://www.w3.org/TR/webauthn-3/#dictdef-authenticationextensionslargebloboutputs).
#[derive(Clone, Debug, Default, Eq, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct LargeBlobOutputsJson {
    /// Creation: whether a blob can be kept.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub supported: Option<bool>,
    /// Sign-in: what was read, absent if nothing is kept.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub blob: Option<Base64Url>,
    /// Sign-in: whether it was written.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub written: Option<bool>,
}

/// [`AuthenticationExtensionsPRFOutputs`](https://www.w3.org/TR/webauthn-3/#dictdef-authenticationextensionsprfoutputs).
#[derive(Clone, Debug, Default, Eq, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct PrfOutputsJson {
    /// Creation: whether the credential has the function.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub enabled: Option<bool>,
    /// What it gave for the inputs.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub results: Option<PrfValuesJson>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_input_reads_back() {
        let json = r#"{"appid":"https://a.example","appidExclude":"https://b.example","credBlob":"AQ",
            "credProps":true,"credentialProtectionPolicy":"userVerificationRequired",
            "enforceCredentialProtectionPolicy":true,"getCredBlob":true,"hmacCreateSecret":true,
            "largeBlob":{"support":"preferred","read":true,"write":"Ag"},"minPinLength":true,
            "prf":{"eval":{"first":"Aw"},"evalByCredential":{"BA":{"first":"BQ","second":"Bg"}}}}"#;
        let inputs: ExtensionInputsJson = serde_json::from_str(json).unwrap();
        let again = serde_json::to_value(&inputs).unwrap();
        assert_eq!(
            again,
            serde_json::from_str::<serde_json::Value>(json).unwrap()
        );
    }

    #[test]
    fn what_is_not_known_is_ignored_and_what_is_absent_stays_so() {
        let inputs: ExtensionInputsJson = serde_json::from_str(r#"{"uvm":true}"#).unwrap();
        assert_eq!(inputs, ExtensionInputsJson::default());
        assert_eq!(serde_json::to_string(&inputs).unwrap(), "{}");
        let outputs = ExtensionOutputsJson::default();
        assert_eq!(serde_json::to_string(&outputs).unwrap(), "{}");
    }
}
