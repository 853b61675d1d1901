//! What a page passes to `window.u2f` and receives from it, as `extension/messages/u2f-json.ts` writes it
//! down: the dictionaries of the [JavaScript API][api], its versions 1.0 and 1.1 in one.
//!
//! Version 1.1 gives one AppID, and for sign-ins one challenge; version 1.0 has them in each entry. What
//! an entry has of its own counts.
//!
//! [api]: https://fidoalliance.org/specs/fido-u2f-v1.2-ps-20170411/fido-u2f-javascript-api-v1.2-ps-20170411.html

use alloc::string::String;
use alloc::vec::Vec;

use serde::{Deserialize, Serialize};

use crate::Base64Url;

/// The arguments of `u2f.register`.
#[derive(Clone, Debug, Eq, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct U2fRegisterJson {
    /// For all requests and keys that name no other.
    #[serde(default)]
    pub app_id: Option<String>,
    /// The ways in which a new key may register, best first.
    pub register_requests: Vec<U2fChallengeJson>,
    /// Keys that the account has.
    pub registered_keys: Vec<U2fKeyJson>,
    /// How long the page will wait, in milliseconds.
    #[serde(default)]
    pub timeout: Option<u32>,
}

/// The arguments of `u2f.sign`.
#[derive(Clone, Debug, Eq, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct U2fSignJson {
    /// For all keys that name no other.
    #[serde(default)]
    pub app_id: Option<String>,
    /// For all keys that name no other.
    #[serde(default)]
    pub challenge: Option<String>,
    /// The keys that may answer.
    pub registered_keys: Vec<U2fKeyJson>,
    /// How long the page will wait, in milliseconds.
    #[serde(default)]
    pub timeout: Option<u32>,
}

impl U2fRegisterJson {
    /// Every AppID that the request is about; an empty one means the page's origin.
    pub fn app_ids(&self) -> impl Iterator<Item = &str> {
        let requests = self
            .register_requests
            .iter()
            .map(|one| one.app_id.as_deref());
        let keys = self.registered_keys.iter().map(|key| key.app_id.as_deref());
        let general = self.app_id.as_deref();
        requests
            .chain(keys)
            .map(move |own| own.or(general).unwrap_or_default())
    }
}

impl U2fSignJson {
    /// Every AppID that the request is about; an empty one means the page's origin.
    pub fn app_ids(&self) -> impl Iterator<Item = &str> {
        let keys = self.registered_keys.iter().map(|key| key.app_id.as_deref());
        let general = self.app_id.as_deref();
        keys.map(move |own| own.or(general).unwrap_or_default())
    }
}

/// `RegisterRequest`.
#[derive(Clone, Debug, Eq, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct U2fChallengeJson {
    /// `U2F_V2`, or something that Xenon does not have.
    #[serde(default)]
    pub version: Option<String>,
    /// What the client data must repeat, as text.
    pub challenge: String,
    /// Version 1.0: for whom.
    #[serde(default)]
    pub app_id: Option<String>,
}

/// `RegisteredKey`, or version 1.0's `SignRequest`.
#[derive(Clone, Debug, Eq, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct U2fKeyJson {
    /// `U2F_V2`, or something that Xenon does not have.
    #[serde(default)]
    pub version: Option<String>,
    /// Which key, in base64url.
    pub key_handle: String,
    /// For whom it was made.
    #[serde(default)]
    pub app_id: Option<String>,
    /// Version 1.0: what the client data must repeat.
    #[serde(default)]
    pub challenge: Option<String>,
}

/// `RegisterResponse`.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct U2fRegisterResponseJson {
    /// `U2F_V2`.
    pub version: String,
    /// The raw message.
    pub registration_data: Base64Url,
    /// The client data, as it was hashed.
    pub client_data: Base64Url,
}

/// `SignResponse`.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct U2fSignResponseJson {
    /// Which key answers, in the page's own spelling.
    pub key_handle: String,
    /// The raw message.
    pub signature_data: Base64Url,
    /// The client data, as it was hashed.
    pub client_data: Base64Url,
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn both_versions_of_the_arguments_are_read() {
        let newer = json!({ "appId": "https://a.com", "challenge": "YQ", "timeout": 30_000,
            "registeredKeys": [{ "version": "U2F_V2", "keyHandle": "AQ", "transports": ["usb"] }] });
        let newer: U2fSignJson = serde_json::from_value(newer).unwrap();
        assert_eq!(newer.challenge.as_deref(), Some("YQ"));
        assert_eq!(newer.registered_keys[0].app_id, None);
        let older = json!({ "registeredKeys": [], "registerRequests":
            [{ "version": "U2F_V2", "challenge": "YQ", "appId": "https://a.com" }] });
        let older: U2fRegisterJson = serde_json::from_value(older).unwrap();
        let [request] = &older.register_requests[..] else {
            panic!("there is one request")
        };
        assert_eq!(request.app_id.as_deref(), Some("https://a.com"));
        assert_eq!(older.timeout, None);
    }

    #[test]
    fn the_answers_have_the_members_of_the_api() {
        let registered = U2fRegisterResponseJson {
            version: "U2F_V2".into(),
            registration_data: Base64Url::from(&[1][..]),
            client_data: Base64Url::from(&[2][..]),
        };
        let expected = json!({ "version": "U2F_V2", "registrationData": "AQ", "clientData": "Ag" });
        assert_eq!(serde_json::to_value(registered).unwrap(), expected);
        let signed = U2fSignResponseJson {
            key_handle: "Aw==".into(),
            signature_data: Base64Url::from(&[1][..]),
            client_data: Base64Url::from(&[2][..]),
        };
        let expected = json!({ "keyHandle": "Aw==", "signatureData": "AQ", "clientData": "Ag" });
        assert_eq!(serde_json::to_value(signed).unwrap(), expected);
    }
}
