//! U2F from a page's arguments to what its site verifies.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test")]

use serde_json::json;
use xenon_ceremony::{
    AuthenticationError, Pending, Refusal, RegistrationError, U2fRefusal, accounts, facet_lists,
    u2f_register, u2f_sign,
};
use xenon_conformance::party::{
    self, DEVICE_BOUND, NOW, ORIGIN, RP_ID, pending_creation, pending_request, request_options,
    rng, vault,
};
use xenon_conformance::u2f_party::{
    CHALLENGE, asking, asking_with_list, client_data, pending_registration, pending_signature,
    register_arguments, registered, sign_arguments, signed, verified_registration,
    verified_signature,
};
use xenon_protocol::{Origin, PublicSuffixList};
use xenon_vault::RecordId;

const APP_ID: &str = "https://example.com/app-id.json";

#[test]
fn a_key_registers_and_signs_for_its_app_id() {
    let vault = vault();
    for app_id in [ORIGIN, APP_ID] {
        let (key, record) = registered(&vault, app_id);
        let pending = pending_signature(sign_arguments(app_id, &[&key]), asking(ORIGIN)).unwrap();
        let reply = signed(&pending, &vault, &record, NOW).reply;
        verified_signature(&reply, app_id, &key);
        let said = client_data(reply.client_data.as_slice());
        let expected =
            json!({ "typ": "navigator.id.getAssertion", "challenge": CHALLENGE, "origin": ORIGIN });
        assert_eq!(said, expected);
    }
}

#[test]
fn an_empty_app_id_is_the_origin() {
    let vault = vault();
    let pending =
        pending_registration(register_arguments("", &[]), asking("http://localhost:8080")).unwrap();
    let reply = u2f_register(&pending, &vault, &[], DEVICE_BOUND, NOW, &mut rng())
        .unwrap()
        .reply;
    verified_registration(&reply, "http://localhost:8080");
    let said = client_data(reply.client_data.as_slice());
    assert_eq!(said["typ"], "navigator.id.finishEnrollment");
    assert_eq!(said["origin"], "http://localhost:8080");
}

#[test]
fn version_1_0_has_app_id_and_challenge_in_each_entry() {
    let vault = vault();
    let arguments = json!({
        "registerRequests": [{ "version": "U2F_V2", "challenge": "YQ", "appId": APP_ID }],
        "registeredKeys": [],
    });
    let pending = pending_registration(arguments, asking(ORIGIN)).unwrap();
    let approved = u2f_register(&pending, &vault, &[], DEVICE_BOUND, NOW, &mut rng()).unwrap();
    let key = verified_registration(&approved.reply, APP_ID);
    let entry = |challenge| json!({ "version": "U2F_V2", "challenge": challenge, "appId": APP_ID });
    let mut others = entry("other");
    others["keyHandle"] = json!("b3RoZXI");
    let mut ours = entry("ours");
    ours["keyHandle"] = json!(key.key_handle);
    let arguments = json!({ "registeredKeys": [others, ours] });
    let pending = pending_signature(arguments, asking(ORIGIN)).unwrap();
    let reply = signed(&pending, &vault, &approved.changes[0], NOW).reply;
    verified_signature(&reply, APP_ID, &key);
    assert_eq!(
        client_data(reply.client_data.as_slice())["challenge"],
        "ours"
    );
}

#[test]
fn a_handle_is_repeated_in_the_pages_own_spelling() {
    let vault = vault();
    let (key, record) = registered(&vault, APP_ID);
    let mut arguments = sign_arguments(APP_ID, &[&key]);
    let padded = format!("{}=", key.key_handle);
    arguments["registeredKeys"][0]["keyHandle"] = json!(padded);
    let pending = pending_signature(arguments, asking(ORIGIN)).unwrap();
    assert_eq!(
        signed(&pending, &vault, &record, NOW).reply.key_handle,
        padded
    );
}

#[test]
fn two_registrations_share_no_key_no_handle_and_no_certificate() {
    let vault = vault();
    let pending = pending_registration(register_arguments(APP_ID, &[]), asking(ORIGIN)).unwrap();
    let mut rng = rng();
    let [one, other] = [(), ()].map(|()| {
        let made = u2f_register(&pending, &vault, &[], DEVICE_BOUND, NOW, &mut rng).unwrap();
        verified_registration(&made.reply, APP_ID)
    });
    assert_ne!(one.public_key, other.public_key);
    assert_ne!(one.key_handle, other.key_handle);
    assert_ne!(one.certificate, other.certificate);
}

#[test]
fn the_count_rises_is_to_be_stored_first_and_survives_a_restore() {
    let vault = vault();
    let (key, record) = registered(&vault, APP_ID);
    let pending = pending_signature(sign_arguments(APP_ID, &[&key]), asking(ORIGIN)).unwrap();
    let first = signed(&pending, &vault, &record, NOW);
    assert_eq!(first.touched, None);
    let second = signed(&pending, &vault, &first.changes[0], NOW);
    // From a copy of the vault that knows nothing of the two.
    let restored = signed(&pending, &vault, &record, NOW + 2_000);
    let counts = [first, second, restored].map(|one| verified_signature(&one.reply, APP_ID, &key));
    assert!(
        counts.is_sorted_by(|before, after| before < after),
        "{counts:?}"
    );
}

#[test]
fn a_key_that_the_site_knows_makes_no_second_one() {
    let vault = vault();
    let (key, record) = registered(&vault, APP_ID);
    let pending =
        pending_registration(register_arguments(APP_ID, &[&key]), asking(ORIGIN)).unwrap();
    assert_eq!(
        pending.named_records(vault.vault_id()).unwrap(),
        [record.id]
    );
    let refused = u2f_register(
        &pending,
        &vault,
        std::slice::from_ref(&record),
        DEVICE_BOUND,
        NOW,
        &mut rng(),
    );
    let expected = RegistrationError::Refused(Refusal::Excluded);
    assert_eq!(refused.err(), Some(expected));
    // A handle of another AppID is not that key.
    let elsewhere =
        pending_registration(register_arguments(ORIGIN, &[&key]), asking(ORIGIN)).unwrap();
    assert!(u2f_register(&elsewhere, &vault, &[record], DEVICE_BOUND, NOW, &mut rng()).is_ok());
}

#[test]
fn a_key_answers_for_its_own_app_id_only() {
    let vault = vault();
    let (key, record) = registered(&vault, APP_ID);
    for other in [
        ORIGIN,
        "https://example.com",
        "https://EXAMPLE.com/app-id.json",
    ] {
        let pending = pending_signature(sign_arguments(other, &[&key]), asking(ORIGIN)).unwrap();
        assert!(accounts(&pending, &vault, std::slice::from_ref(&record)).is_empty());
        let refused = u2f_sign(&pending, &vault, &record, NOW, &mut rng());
        assert_eq!(refused.err(), Some(AuthenticationError::NotACandidate));
    }
    let pending = pending_signature(sign_arguments(APP_ID, &[&key]), asking(ORIGIN)).unwrap();
    assert_eq!(accounts(&pending, &vault, &[record]).len(), 1);
}

#[test]
fn a_key_that_is_not_named_signs_nothing() {
    let vault = vault();
    let (key, _) = registered(&vault, APP_ID);
    let another = pending_registration(register_arguments(APP_ID, &[]), asking(ORIGIN)).unwrap();
    let mut later = rng();
    let _ = u2f_register(&another, &vault, &[], DEVICE_BOUND, NOW, &mut later).unwrap();
    let other = u2f_register(&another, &vault, &[], DEVICE_BOUND, NOW, &mut later).unwrap();
    let pending = pending_signature(sign_arguments(APP_ID, &[&key]), asking(ORIGIN)).unwrap();
    let refused = u2f_sign(&pending, &vault, &other.changes[0], NOW, &mut rng());
    assert_eq!(refused.err(), Some(AuthenticationError::NotACandidate));
}

#[test]
fn the_worlds_do_not_answer_for_each_other_unasked() {
    let vault = vault();
    let (key, record) = registered(&vault, APP_ID);
    let mut options = request_options();
    options["allowCredentials"] = json!([{ "type": "public-key", "id": key.key_handle }]);
    let by_rp_id = pending_request(options);
    assert!(accounts(&by_rp_id, &vault, std::slice::from_ref(&record)).is_empty());
    let (made, passkey) = party::registered(&vault, party::creation_options());
    let mut arguments = sign_arguments(APP_ID, &[&key]);
    arguments["registeredKeys"][0]["keyHandle"] = json!(made.id.to_string());
    let pending = pending_signature(arguments, asking(ORIGIN)).unwrap();
    assert!(accounts(&pending, &vault, &[passkey]).is_empty());
    let creation = pending_creation(party::creation_options());
    assert!(u2f_register(&creation, &vault, &[], DEVICE_BOUND, NOW, &mut rng()).is_err());
    assert!(u2f_sign(&by_rp_id, &vault, &record, NOW, &mut rng()).is_err());
}

#[test]
fn a_waiting_request_is_plain_text_and_ends_as_its_page_wishes() {
    let mut arguments = register_arguments(APP_ID, &[]);
    arguments["timeout"] = json!(30_000);
    let pending = pending_registration(arguments, asking(ORIGIN)).unwrap();
    assert_eq!(Pending::from_text(&pending.to_text()), Ok(pending.clone()));
    assert_eq!(pending.deadline(), NOW + 30_000);
    assert_eq!(pending.rp_id().as_str(), RP_ID);
}

#[test]
fn what_cannot_be_answered_has_its_error_code() {
    let sign = |arguments| pending_signature(arguments, asking(ORIGIN)).unwrap_err();
    let register = |arguments| pending_registration(arguments, asking(ORIGIN)).unwrap_err();
    let key = json!({ "keyHandle": "AQ" });
    let empty = json!({ "appId": APP_ID, "challenge": "YQ", "registeredKeys": [] });
    assert_eq!(sign(empty), U2fRefusal::Malformed);
    let no_challenge = json!({ "appId": APP_ID, "registeredKeys": [key] });
    assert_eq!(sign(no_challenge), U2fRefusal::Malformed);
    let foreign =
        json!({ "appId": "https://evil.example", "challenge": "YQ", "registeredKeys": [key] });
    assert_eq!(sign(foreign), U2fRefusal::AppId);
    let mut foreign_key = register_arguments(APP_ID, &[]);
    foreign_key["registeredKeys"] = json!([{ "keyHandle": "AQ", "appId": "https://evil.example" }]);
    assert_eq!(register(foreign_key), U2fRefusal::AppId);
    let mut newer = register_arguments(APP_ID, &[]);
    newer["registerRequests"][0]["version"] = json!("U2F_V3");
    assert_eq!(register(newer), U2fRefusal::Version);
    let mut nothing = register_arguments(APP_ID, &[]);
    nothing["registerRequests"] = json!([]);
    assert_eq!(register(nothing), U2fRefusal::Malformed);
    let keys: Vec<_> = (0..5)
        .map(|number| json!({ "keyHandle": "AQ", "appId": format!("{ORIGIN}/{number}") }))
        .collect();
    assert_eq!(
        sign(json!({ "challenge": "YQ", "registeredKeys": keys })),
        U2fRefusal::Malformed
    );
}

#[test]
fn error_codes_are_those_of_the_api() {
    for (refusal, code) in [
        (U2fRefusal::Declined, 1),
        (U2fRefusal::Failed, 1),
        (U2fRefusal::Malformed, 2),
        (U2fRefusal::AppId, 2),
        (U2fRefusal::Version, 3),
        (U2fRefusal::KeyKnown, 4),
        (U2fRefusal::NoKeyKnown, 4),
        (U2fRefusal::TimedOut, 5),
    ] {
        assert_eq!(refusal.error_code(), code);
    }
}

#[test]
fn handles_that_cannot_be_ours_are_passed_over() {
    let vault = vault();
    let keys = json!([{ "keyHandle": "not base64!" }, { "keyHandle": "" }, { "keyHandle": "AQ", "version": "U2F_V1" }]);
    let arguments = json!({ "appId": APP_ID, "challenge": "YQ", "registeredKeys": keys });
    let pending = pending_signature(arguments, asking(ORIGIN)).unwrap();
    assert_eq!(
        pending.named_records(vault.vault_id()),
        Some(Vec::<RecordId>::new())
    );
}

#[test]
fn a_list_is_wanted_for_app_ids_on_other_hosts_of_the_site() {
    let lists = |app_ids: &[&str]| {
        let origin = Origin::parse(ORIGIN).unwrap();
        facet_lists(
            app_ids.iter().copied(),
            &origin,
            &PublicSuffixList::embedded(),
        )
    };
    assert_eq!(
        lists(&["", ORIGIN, APP_ID, APP_ID, "https://evil.example"]),
        [APP_ID]
    );
    let many: Vec<_> = (0..9).map(|number| format!("{APP_ID}?{number}")).collect();
    let many: Vec<_> = many.iter().map(String::as_str).collect();
    assert_eq!(lists(&many).len(), 4);
}

#[test]
fn a_list_that_names_the_origin_lets_it_and_one_that_does_not_keeps_it_out() {
    let ask = |app_id, ids: &[&str]| {
        pending_registration(
            register_arguments(app_id, &[]),
            asking_with_list(ORIGIN, app_id, ids),
        )
        .map(|_| ())
    };
    assert_eq!(ask(APP_ID, &["https://www.example.com", ORIGIN]), Ok(()));
    assert_eq!(
        ask(APP_ID, &["https://www.example.com"]),
        Err(U2fRefusal::AppId)
    );
    assert_eq!(ask(APP_ID, &[]), Err(U2fRefusal::AppId));
    // What stands on the page's own host is not looked at.
    assert_eq!(ask(ORIGIN, &[]), Ok(()));
}

#[test]
fn a_list_lets_no_foreign_origin_in() {
    let foreign = "https://evil.example";
    let asking = asking_with_list(foreign, APP_ID, &[foreign]);
    let refused = pending_registration(register_arguments(APP_ID, &[]), asking);
    assert_eq!(refused.unwrap_err(), U2fRefusal::AppId);
}
