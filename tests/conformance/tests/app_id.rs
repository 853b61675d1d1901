//! Keys that U2F made, at a site that speaks WebAuthn by now: `appid` and `appidExclude`.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test")]

use serde_json::{Value, json};
use xenon_ceremony::{
    ForTheBrowser, Pending, Refusal, RegistrationError, accounts, authenticate, register,
};
use xenon_conformance::party::{
    DEVICE_BOUND, NOW, ORIGIN, caller, caller_from, creation_options, flags, pending_creation,
    pending_request, registered as registered_passkey, request_options, rng, signed, vault,
};
use xenon_conformance::u2f_party::{Registered, registered};
use xenon_protocol::json::AuthenticationResponseJson;
use xenon_protocol::u2f::AppId;
use xenon_protocol::{PublicSuffixList, RpId};

const APP_ID: &str = "https://example.com/app-id.json";

fn request(key: &Registered, extensions: Value) -> Value {
    let mut options = request_options();
    options["allowCredentials"] = json!([{ "type": "public-key", "id": key.key_handle }]);
    options["extensions"] = extensions;
    options
}

fn verifies(key: &Registered, assertion: &AuthenticationResponseJson) -> bool {
    let client_data = assertion.response.client_data_json.as_slice();
    let hash = ring::digest::digest(&ring::digest::SHA256, client_data);
    let message = [
        assertion.response.authenticator_data.as_slice(),
        hash.as_ref(),
    ]
    .concat();
    let algorithm = &ring::signature::ECDSA_P256_SHA256_ASN1;
    ring::signature::UnparsedPublicKey::new(algorithm, &key.public_key)
        .verify(&message, assertion.response.signature.as_slice())
        .is_ok()
}

#[test]
fn a_u2f_key_signs_in_under_its_app_id_and_says_so() {
    let vault = vault();
    let (key, record) = registered(&vault, APP_ID);
    let assertion = signed(&vault, &record, request(&key, json!({ "appid": APP_ID })));
    assert!(verifies(&key, &assertion));
    let data = assertion.response.authenticator_data.as_slice();
    assert_eq!(data[..32], AppId::from_stored(APP_ID.to_owned()).hash());
    assert_eq!(flags(data), 0x01);
    assert_eq!(assertion.client_extension_results.appid, Some(true));
    assert_eq!(assertion.response.user_handle, None);
    assert_eq!(assertion.id.to_string(), key.key_handle);
}

#[test]
fn an_empty_app_id_is_the_origin() {
    let vault = vault();
    let (key, record) = registered(&vault, ORIGIN);
    let assertion = signed(&vault, &record, request(&key, json!({ "appid": "" })));
    let data = assertion.response.authenticator_data.as_slice();
    assert_eq!(data[..32], AppId::from_stored(ORIGIN.to_owned()).hash());
}

#[test]
fn its_count_goes_on_in_webauthn_and_is_to_be_stored_first() {
    let vault = vault();
    let (key, record) = registered(&vault, APP_ID);
    let pending = pending_request(request(&key, json!({ "appid": APP_ID })));
    let count_in = |assertion: &AuthenticationResponseJson| {
        let data = assertion.response.authenticator_data.as_slice();
        u32::from_be_bytes(data[33..37].try_into().unwrap())
    };
    let first = authenticate(&pending, &vault, &record, NOW, &mut rng()).unwrap();
    assert_eq!((first.changes.len(), &first.touched), (1, &None));
    let second = authenticate(&pending, &vault, &first.changes[0], NOW, &mut rng()).unwrap();
    assert_eq!(u64::from(count_in(&first.reply)), NOW / 1000);
    assert_eq!(count_in(&second.reply), count_in(&first.reply) + 1);
}

#[test]
fn without_its_own_app_id_it_answers_nobody() {
    let vault = vault();
    let (key, record) = registered(&vault, APP_ID);
    for extensions in [
        json!({}),
        json!({ "appid": ORIGIN }),
        json!({ "appid": "" }),
    ] {
        let pending = pending_request(request(&key, extensions));
        assert!(accounts(&pending, &vault, std::slice::from_ref(&record)).is_empty());
        assert!(authenticate(&pending, &vault, &record, NOW, &mut rng()).is_err());
    }
}

#[test]
fn it_is_no_passkey() {
    let vault = vault();
    let (_, record) = registered(&vault, APP_ID);
    let mut options = request_options();
    options["extensions"] = json!({ "appid": APP_ID });
    assert!(accounts(&pending_request(options), &vault, &[record]).is_empty());
}

#[test]
fn a_webauthn_key_says_that_the_app_id_was_not_used() {
    let vault = vault();
    let mut passkey = creation_options();
    passkey["authenticatorSelection"] = json!({ "residentKey": "required" });
    let (_, record) = registered_passkey(&vault, passkey);
    let mut options = request_options();
    options["extensions"] = json!({ "appid": APP_ID });
    let assertion = signed(&vault, &record, options);
    assert_eq!(assertion.client_extension_results.appid, Some(false));
    let data = assertion.response.authenticator_data.as_slice();
    assert_eq!(
        data[..32],
        RpId::from_stored("example.com".to_owned()).hash()
    );
    let unasked = signed(&vault, &record, request_options());
    assert_eq!(unasked.client_extension_results.appid, None);
}

#[test]
fn a_u2f_key_keeps_a_second_one_from_being_made() {
    let vault = vault();
    let (key, record) = registered(&vault, APP_ID);
    let mut options = creation_options();
    options["excludeCredentials"] = json!([{ "type": "public-key", "id": key.key_handle }]);
    let register_with = |options: Value| {
        register(
            &pending_creation(options),
            &vault,
            std::slice::from_ref(&record),
            DEVICE_BOUND,
            NOW,
            &mut rng(),
        )
    };
    assert_eq!(
        register_with(options.clone())
            .unwrap()
            .reply
            .client_extension_results
            .appid_exclude,
        None
    );
    options["extensions"] = json!({ "appidExclude": ORIGIN });
    let made = register_with(options.clone()).unwrap();
    assert_eq!(
        made.reply.client_extension_results.appid_exclude,
        Some(true)
    );
    options["extensions"] = json!({ "appidExclude": APP_ID });
    assert_eq!(
        register_with(options).err(),
        Some(RegistrationError::Refused(Refusal::Excluded))
    );
}

fn signing_in(origin: &str, app_id: &str) -> Option<ForTheBrowser> {
    let options = json!({ "challenge": "YQ", "extensions": { "appid": app_id } });
    let options = serde_json::from_value(options).unwrap();
    let asking = caller_from(origin, &[], None);
    Pending::authentication(options, asking, &PublicSuffixList::embedded(), NOW).err()
}

fn registering(app_id: &str) -> Option<ForTheBrowser> {
    let mut options = creation_options();
    options["extensions"] = json!({ "appidExclude": app_id });
    let options = serde_json::from_value(options).unwrap();
    Pending::registration(options, caller(), &PublicSuffixList::embedded(), NOW).err()
}

#[test]
fn a_foreign_app_id_and_one_over_http_are_the_browsers_to_refuse() {
    for foreign in [
        "https://evil.example",
        "https://com",
        "http://example.com",
        "example.com",
        "https://user@example.com",
    ] {
        assert_eq!(
            signing_in(ORIGIN, foreign),
            Some(ForTheBrowser::AppId),
            "{foreign}"
        );
        assert_eq!(
            registering(foreign),
            Some(ForTheBrowser::AppId),
            "{foreign}"
        );
    }
    let localhost = "http://localhost:8080";
    for over_http in ["", localhost] {
        assert_eq!(signing_in(localhost, over_http), Some(ForTheBrowser::AppId));
    }
    assert_eq!(signing_in(ORIGIN, APP_ID), None);
    assert_eq!(registering(APP_ID), None);
}

#[test]
fn each_belongs_to_one_ceremony_and_only_appid_is_an_error_at_the_other() {
    let suffixes = PublicSuffixList::embedded();
    let options = json!({ "challenge": "YQ", "extensions": { "appidExclude": APP_ID } });
    let got = Pending::authentication(
        serde_json::from_value(options).unwrap(),
        caller(),
        &suffixes,
        NOW,
    );
    assert_eq!(got.err(), None);
    let mut options = creation_options();
    options["extensions"] = json!({ "appid": APP_ID });
    let made = Pending::registration(
        serde_json::from_value(options).unwrap(),
        caller(),
        &suffixes,
        NOW,
    );
    assert_eq!(made.err(), Some(ForTheBrowser::Extension));
}
