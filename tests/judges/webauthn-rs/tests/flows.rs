//! The three ceremonies that webauthn-rs offers to a site, with the options as it makes them.

use serde_json::{from_value, to_value};
use webauthn_rs::WebauthnBuilder;
use webauthn_rs::prelude::{Url, Uuid, Webauthn};
use xenon_judge_webauthn_rs::AskedKey;

const USER: Uuid = Uuid::from_u128(7);

fn site(presence_is_enough: bool) -> Webauthn {
    let origin = Url::parse("https://login.example.com").unwrap();
    WebauthnBuilder::new("example.com", &origin)
        .unwrap()
        .danger_set_user_presence_only_security_keys(presence_is_enough)
        .build()
        .unwrap()
}

fn security_key_signs_in(site: &Webauthn, mut user: AskedKey) {
    let (options, state) = site
        .start_securitykey_registration(USER, "alice", "Alice", None, None, None)
        .unwrap();
    let answer = from_value(user.create(&to_value(options).unwrap())).unwrap();
    let mut key = site
        .finish_securitykey_registration(&answer, &state)
        .unwrap();
    for _ in 0..3 {
        let (options, state) = site
            .start_securitykey_authentication(&[key.clone()])
            .unwrap();
        let answer = from_value(user.get(&to_value(options).unwrap())).unwrap();
        let result = site
            .finish_securitykey_authentication(&answer, &state)
            .unwrap();
        assert!(key.update_credential(&result).is_some(), "it is that key");
    }
}

/// The default asks for `credProtect` with `userVerificationRequired`: without verification the key
/// would not answer again, although the site only prefers it.
#[test]
fn a_security_key_by_default() {
    security_key_signs_in(&site(false), AskedKey::of_user(true));
}

#[test]
fn a_security_key_whose_user_is_present() {
    security_key_signs_in(&site(true), AskedKey::of_user(false));
}

#[test]
fn a_registered_security_key_is_excluded_from_the_next() {
    let site = site(true);
    let mut user = AskedKey::of_user(false);
    let (options, state) = site
        .start_securitykey_registration(USER, "alice", "Alice", None, None, None)
        .unwrap();
    let answer = from_value(user.create(&to_value(options).unwrap())).unwrap();
    let key = site
        .finish_securitykey_registration(&answer, &state)
        .unwrap();
    let known = Some(vec![key.cred_id().clone()]);
    let (options, _) = site
        .start_securitykey_registration(USER, "alice", "Alice", known, None, None)
        .unwrap();
    assert_eq!(
        user.create(&to_value(options).unwrap()),
        "InvalidStateError"
    );
}

#[test]
fn a_passkey_whose_user_is_verified() {
    let site = site(false);
    let mut user = AskedKey::of_user(true);
    let (options, state) = site
        .start_passkey_registration(USER, "alice", "Alice", None)
        .unwrap();
    let answer = from_value(user.create(&to_value(options).unwrap())).unwrap();
    let passkey = site.finish_passkey_registration(&answer, &state).unwrap();
    for _ in 0..3 {
        let (options, state) = site
            .start_passkey_authentication(&[passkey.clone()])
            .unwrap();
        let answer = from_value(user.get(&to_value(options).unwrap())).unwrap();
        let result = site.finish_passkey_authentication(&answer, &state).unwrap();
        assert!(result.user_verified());
    }
}
