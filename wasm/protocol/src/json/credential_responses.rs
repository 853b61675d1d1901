//! What a site receives from `create()` and `get()`.

use alloc::string::String;
use alloc::vec::Vec;

use serde::{Deserialize, Serialize};

use super::ExtensionOutputsJson;
use crate::Base64Url;

/// [`RegistrationResponseJSON`](https://www.w3.org/TR/webauthn-3/#dictdef-registrationresponsejson).
#[derive(Clone, Debug, Eq, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct RegistrationResponseJson {
    /// The credential ID.
    pub id: Base64Url,
    /// The same again.
    pub raw_id: Base64Url,
    /// Always a public key.
    #[serde(rename = "type")]
    pub credential_type: CredentialType,
    /// As what kind of authenticator Xenon was used.
    pub authenticator_attachment: AuthenticatorAttachment,
    /// What was created.
    pub response: AttestationResponseJson,
    /// Outputs of client extensions.
    pub client_extension_results: ExtensionOutputsJson,
}

/// [`AuthenticatorAttestationResponseJSON`](https://www.w3.org/TR/webauthn-3/#dictdef-authenticatorattestationresponsejson).
#[derive(Clone, Debug, Eq, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct AttestationResponseJson {
    /// The client data, as it was hashed.
    #[serde(rename = "clientDataJSON")]
    pub client_data_json: Base64Url,
    /// The same bytes as within the attestation object.
    pub authenticator_data: Base64Url,
    /// How to reach the authenticator later: unique, in lexicographic order.
    pub transports: Vec<String>,
    /// The public key as `SubjectPublicKeyInfo`.
    pub public_key: Base64Url,
    /// The number in the COSE registry.
    pub public_key_algorithm: i32,
    /// The attestation object.
    pub attestation_object: Base64Url,
}

/// [`AuthenticationResponseJSON`](https://www.w3.org/TR/webauthn-3/#dictdef-authenticationresponsejson).
#[derive(Clone, Debug, Eq, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct AuthenticationResponseJson {
    /// The credential ID.
    pub id: Base64Url,
    /// The same again.
    pub raw_id: Base64Url,
    /// Always a public key.
    #[serde(rename = "type")]
    pub credential_type: CredentialType,
    /// As what kind of authenticator Xenon was used.
    pub authenticator_attachment: AuthenticatorAttachment,
    /// What was signed.
    pub response: AssertionResponseJson,
    /// Outputs of client extensions.
    pub client_extension_results: ExtensionOutputsJson,
}

/// [`AuthenticatorAssertionResponseJSON`](https://www.w3.org/TR/webauthn-3/#dictdef-authenticatorassertionresponsejson).
#[derive(Clone, Debug, Eq, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct AssertionResponseJson {
    /// The client data, as it was hashed.
    #[serde(rename = "clientDataJSON")]
    pub client_data_json: Base64Url,
    /// The authenticator data, as it was signed.
    pub authenticator_data: Base64Url,
    /// Over the authenticator data and the hash of the client data.
    pub signature: Base64Url,
    /// Whose credential it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub user_handle: Option<Base64Url>,
}

/// [`PublicKeyCredentialType`](https://www.w3.org/TR/webauthn-3/#enum-credentialType).
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CredentialType {
    /// The only one there is.
    PublicKey,
}

/// [`AuthenticatorAttachment`](https://www.w3.org/TR/webauthn-3/#enum-attachment).
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AuthenticatorAttachment {
    /// Part of this device.
    Platform,
    /// A thing that can be carried from device to device.
    CrossPlatform,
}

#[cfg(test)]
mod tests {
    use super::super::CredPropsJson;
    use super::*;
    use alloc::vec;
    use serde_json::json;

    fn bytes(byte: u8) -> Base64Url {
        Base64Url::from(vec![byte])
    }

    #[test]
    fn a_registration_has_the_members_of_the_contract() {
        let response = RegistrationResponseJson {
            id: bytes(1),
            raw_id: bytes(1),
            credential_type: CredentialType::PublicKey,
            authenticator_attachment: AuthenticatorAttachment::CrossPlatform,
            response: AttestationResponseJson {
                client_data_json: bytes(2),
                authenticator_data: bytes(3),
                transports: vec!["internal".into()],
                public_key: bytes(4),
                public_key_algorithm: -7,
                attestation_object: bytes(5),
            },
            client_extension_results: ExtensionOutputsJson {
                cred_props: Some(CredPropsJson { rk: true }),
                ..ExtensionOutputsJson::default()
            },
        };
        let expected = json!({
            "id": "AQ", "rawId": "AQ", "type": "public-key",
            "authenticatorAttachment": "cross-platform",
            "response": {
                "clientDataJSON": "Ag", "authenticatorData": "Aw", "transports": ["internal"],
                "publicKey": "BA", "publicKeyAlgorithm": -7, "attestationObject": "BQ",
            },
            "clientExtensionResults": { "credProps": { "rk": true } },
        });
        assert_eq!(serde_json::to_value(&response).unwrap(), expected);
    }

    #[test]
    fn an_assertion_has_the_members_of_the_contract() {
        let response = AuthenticationResponseJson {
            id: bytes(1),
            raw_id: bytes(1),
            credential_type: CredentialType::PublicKey,
            authenticator_attachment: AuthenticatorAttachment::Platform,
            response: AssertionResponseJson {
                client_data_json: bytes(2),
                authenticator_data: bytes(3),
                signature: bytes(4),
                user_handle: None,
            },
            client_extension_results: ExtensionOutputsJson::default(),
        };
        let expected = json!({
            "id": "AQ", "rawId": "AQ", "type": "public-key",
            "authenticatorAttachment": "platform",
            "response": { "clientDataJSON": "Ag", "authenticatorData": "Aw", "signature": "BA" },
            "clientExtensionResults": {},
        });
        assert_eq!(serde_json::to_value(&response).unwrap(), expected);
    }
}
