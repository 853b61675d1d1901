//! The pseudo-random function: with the secret that passkey-rs made, ours gives what theirs gave.

use passkey_authenticator::extensions::HmacSecretConfig;
use passkey_authenticator::{Authenticator, UiHint, UserCheck, UserValidationMethod};
use passkey_client::{Client, DefaultClientData};
use passkey_crypto::AvailableBackend;
use passkey_types::Passkey;
use passkey_types::ctap2::{Aaguid, Ctap2Error};
use proptest::prelude::*;
use serde_json::json;
use url::Url;
use xenon_protocol::{Base64Url, PrfSalt, PrfSecret};

use crate::ready;

struct VerifiedUser;

#[async_trait::async_trait]
impl UserValidationMethod for VerifiedUser {
    type PasskeyItem = Passkey;

    async fn check_user<'a>(
        &self,
        _hint: UiHint<'a, Passkey>,
        presence: bool,
        verification: bool,
    ) -> Result<UserCheck, Ctap2Error> {
        Ok(UserCheck {
            presence,
            verification,
        })
    }

    fn is_presence_enabled(&self) -> bool {
        true
    }

    fn is_verification_enabled(&self) -> Option<bool> {
        Some(true)
    }
}

/// The secret of a passkey that they make, and what they compute with it at once.
fn theirs(first: &[u8], second: &[u8]) -> (PrfSecret, [Vec<u8>; 2]) {
    let nobody: Option<Passkey> = None;
    let extension = HmacSecretConfig::new_without_uv().enable_on_make_credential();
    let authenticator =
        Authenticator::new(Aaguid::new_empty(), nobody, VerifiedUser, AvailableBackend)
            .hmac_secret(extension);
    let mut client = Client::new(authenticator);
    let origin = Url::parse("https://login.example.com").unwrap();
    let options = serde_json::from_value(json!({ "publicKey": {
        "rp": { "id": "example.com", "name": "Example" },
        "user": { "id": "dXNlcg", "name": "alice", "displayName": "Alice" },
        "challenge": "Y2hhbGxlbmdl",
        "pubKeyCredParams": [{ "type": "public-key", "alg": -7 }],
        "authenticatorSelection": { "userVerification": "required" },
        "extensions": { "prf": { "eval": {
            "first": Base64Url::from(first).to_string(),
            "second": Base64Url::from(second).to_string(),
        } } },
    } }));
    let made = ready(client.register(&origin, options.unwrap(), DefaultClientData)).unwrap();
    let results = made.client_extension_results.prf.unwrap().results.unwrap();
    let passkey = client.authenticator().store().as_ref().unwrap();
    let secret = passkey.extensions.hmac_secret.as_ref().unwrap();
    (
        PrfSecret::from_bytes(&secret.cred_with_uv).unwrap(),
        [results.first.to_vec(), results.second.unwrap().to_vec()],
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn passkey_rs_computes_the_same(
        first in prop::collection::vec(any::<u8>(), 0..100),
        second in prop::collection::vec(any::<u8>(), 0..100),
    ) {
        let (secret, results) = theirs(&first, &second);
        let ours = [first, second].map(|input| secret.evaluate(&PrfSalt::of(&input)).to_vec());
        prop_assert_eq!(ours, results);
    }
}
