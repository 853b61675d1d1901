//! `prf`

use serde_json::{Value, json};
use xenon_ceremony::{authenticate, register};
use xenon_conformance::party::{
    DEVICE_BOUND, NOW, allow, creation_options, pending_creation, pending_request, request_options,
    rng, vault, with,
};
use xenon_protocol::{Base64Url, PrfSalt, PrfSecret};

use crate::{Key, creation_is_misuse, request_is_misuse, results_of, said_at_sign_in};

fn eval(first: &str) -> Value {
    json!({ "eval": { "first": first } })
}

/// What RFC 2104 says of the secret that was stored, computed by another library.
fn expected(key: &Key, input: &[u8]) -> Base64Url {
    let (credential, _) = key.vault.open(&key.record).unwrap();
    let secret = credential.extensions.prf_secret.unwrap();
    let salted = [b"WebAuthn PRF\0".as_slice(), input].concat();
    let salt = ring::digest::digest(&ring::digest::SHA256, &salted);
    let mac = ring::hmac::Key::new(ring::hmac::HMAC_SHA256, secret.as_bytes());
    ring::hmac::sign(&mac, salt.as_ref()).as_ref().into()
}

#[test]
fn published_inputs_give_published_outputs() {
    let json = include_str!("../../../vectors/webauthn-level-3/prf-hmac-secret-vectors.json");
    let vectors: Value = serde_json::from_str(json).unwrap();
    let bytes = |value: &Value| hex::decode(value.as_str().unwrap()).unwrap();
    let secret = bytes(&vectors["shared"]["authenticator_cred_random"]);
    let secret = PrfSecret::from_bytes(&secret).unwrap();
    let mut seen = 0;
    for case in vectors["cases"].as_array().unwrap() {
        for (input, salt, output, result) in [
            ("prf_eval_first", "salt1", "output1", "prf_results_first"),
            ("prf_eval_second", "salt2", "output2", "prf_results_second"),
        ] {
            if case.get(input).is_none() {
                continue;
            }
            seen += 1;
            let salted = PrfSalt::of(&bytes(&case[input]));
            assert_eq!(salted.as_bytes().as_slice(), bytes(&case[salt]));
            let value = secret.evaluate(&salted).to_vec();
            assert_eq!(value, bytes(&case[output]));
            assert_eq!(value, bytes(&case[result]));
        }
    }
    assert_eq!(seen, 4);
}

#[test]
fn a_new_key_says_that_it_has_the_function() {
    let key = Key::made_with(json!({ "prf": {} }));
    assert_eq!(key.results(), json!({ "prf": { "enabled": true } }));
    assert_eq!(key.said(), "");
}

#[test]
fn results_come_at_creation_already() {
    let key = Key::made_with(json!({ "prf": { "eval": { "first": "AQ", "second": "" } } }));
    let results = json!({ "first": expected(&key, &[1]), "second": expected(&key, &[]) });
    assert_eq!(
        key.results(),
        json!({ "prf": { "enabled": true, "results": results } })
    );
}

#[test]
fn a_sign_in_gives_what_the_creation_gave() {
    let key = Key::made_with(json!({ "prf": eval("AQ") }));
    let at_creation = key.results()["prf"]["results"].clone();
    let at_sign_in = key.sign_in_results(json!({ "prf": eval("AQ") }));
    assert_eq!(at_sign_in, json!({ "prf": { "results": at_creation } }));
    let other = key.sign_in_results(json!({ "prf": eval("Ag") }));
    assert_eq!(
        other["prf"]["results"]["first"],
        json!(expected(&key, &[2]))
    );
}

#[test]
fn equal_inputs_give_equal_outputs() {
    let key = Key::made_with(json!({ "prf": {} }));
    let both = json!({ "prf": { "eval": { "first": "AQ", "second": "AQ" } } });
    let results = &key.sign_in_results(both)["prf"]["results"];
    assert_eq!(results["first"], results["second"]);
}

#[test]
fn every_key_has_a_function_of_its_own() {
    let vault = vault();
    let options = with(
        creation_options(),
        "extensions",
        json!({ "prf": eval("AQ") }),
    );
    let pending = pending_creation(options);
    let mut random = rng();
    let mut make = || {
        let made = register(&pending, &vault, &[], DEVICE_BOUND, NOW, &mut random).unwrap();
        made.reply
            .client_extension_results
            .prf
            .unwrap()
            .results
            .unwrap()
            .first
    };
    assert_ne!(make(), make());
}

#[test]
fn inputs_for_the_key_that_answers_come_before_those_for_all() {
    let key = Key::made_with(json!({ "prf": {} }));
    let id = key.made.id.to_string();
    let for_both = json!({ "prf": {
        "eval": { "first": "AQ", "second": "AQ" },
        "evalByCredential": { id: { "first": "Ag" } },
    } });
    let results = json!({ "first": expected(&key, &[2]) });
    assert_eq!(
        key.sign_in_results(for_both),
        json!({ "prf": { "results": results } })
    );
}

#[test]
fn inputs_for_another_key_are_not_used() {
    let key = Key::made_with(json!({ "prf": {} }));
    let named = json!([
        { "type": "public-key", "id": "AQID" },
        { "type": "public-key", "id": key.made.id },
    ]);
    let sign_in = |prf: Value| {
        let options = with(request_options(), "allowCredentials", named.clone());
        let pending = pending_request(with(options, "extensions", json!({ "prf": prf })));
        let signed = authenticate(&pending, &key.vault, &key.record, NOW, &mut rng());
        results_of(&signed.unwrap().reply)
    };
    let for_the_other = json!({ "evalByCredential": { "AQID": { "first": "Ag" } } });
    assert_eq!(sign_in(for_the_other.clone()), json!({ "prf": {} }));
    let for_all_too = with(for_the_other, "eval", json!({ "first": "AQ" }));
    let results = json!({ "first": expected(&key, &[1]) });
    assert_eq!(
        sign_in(for_all_too),
        json!({ "prf": { "results": results } })
    );
}

#[test]
fn a_key_that_was_made_without_it_gives_no_results() {
    let key = Key::made_with(json!({}));
    let results = key.sign_in_results(json!({ "prf": eval("AQ") }));
    assert_eq!(results, json!({ "prf": {} }));
}

#[test]
fn who_gives_no_input_gets_no_results() {
    let key = Key::made_with(json!({ "prf": {} }));
    assert_eq!(
        key.sign_in_results(json!({ "prf": {} })),
        json!({ "prf": {} })
    );
    assert_eq!(key.sign_in_results(json!({})), json!({}));
}

#[test]
fn results_do_not_depend_on_verification() {
    let key = Key::made_with(json!({ "prf": {} }));
    let options = with(
        allow(&key.made.id),
        "extensions",
        json!({ "prf": eval("AQ") }),
    );
    let waiting = pending_request(options);
    let results = [waiting.clone(), waiting.with_new_vault(NOW)].map(|pending| {
        let signed = authenticate(&pending, &key.vault, &key.record, NOW, &mut rng()).unwrap();
        let verified = signed.reply.response.authenticator_data.as_slice()[32] & 4 != 0;
        (verified, results_of(&signed.reply))
    });
    assert_eq!((results[0].0, results[1].0), (false, true));
    assert_eq!(results[0].1, results[1].1);
}

/// Sites send what is signed to their servers.
#[test]
fn results_are_in_nothing_that_is_signed() {
    let key = Key::made_with(json!({ "prf": eval("AQ") }));
    let result = expected(&key, &[1]);
    let assertion = key.sign_in(json!({ "prf": eval("AQ") }));
    assert_eq!(said_at_sign_in(&assertion), "");
    for signed in [
        &key.made.response.authenticator_data,
        &key.made.response.attestation_object,
        &key.made.response.client_data_json,
        &assertion.response.authenticator_data,
        &assertion.response.client_data_json,
    ] {
        let mut windows = signed.as_slice().windows(result.as_slice().len());
        assert!(!windows.any(|window| window == result.as_slice()));
    }
}

#[test]
fn naming_credentials_at_creation_is_misuse() {
    for by_credential in [json!({}), json!({ "AQID": { "first": "AQ" } })] {
        let prf = json!({ "evalByCredential": by_credential });
        assert!(creation_is_misuse(json!({ "prf": prf })));
    }
}

#[test]
fn inputs_for_a_credential_that_is_not_named_are_misuse() {
    let named = || allow(&Base64Url::from(vec![1, 2, 3]));
    let by_credential =
        |id: &str| json!({ "prf": { "evalByCredential": { id: { "first": "AQ" } } } });
    for id in ["", "AQI", "AQID=", "AQ+/", "é"] {
        assert!(request_is_misuse(named(), by_credential(id)), "{id}");
    }
    assert!(request_is_misuse(request_options(), by_credential("AQID")));
    assert!(!request_is_misuse(named(), by_credential("AQID")));
}
