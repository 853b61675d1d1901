//! UV says that the user was verified in this very ceremony, whatever else happened.
#![allow(clippy::unwrap_used, reason = "a test's helper may stop the test")]

use proptest::prelude::*;
use serde_json::{Value, json};
use xenon_ceremony::{
    AuthenticationError, Pending, RegistrationError, authenticate, register, verify,
};
use xenon_conformance::party::{
    DEVICE_BOUND, NOW, creation_options, flags, pending_creation, pending_request, registered,
    request_options, rng, vault, with,
};
use xenon_vault::{Argon2Cost, Passphrase};

const UV: u8 = 0b0000_0100;
/// How long a verification counts, in milliseconds.
const LIFETIME: u64 = 300_000;

/// What can happen while a ceremony waits.
#[derive(Clone, Debug)]
enum Event {
    Verified,
    /// Another ceremony of the same page was verified.
    OtherVerified,
    Waited(u64),
    /// The worker was stopped, and another took over.
    WrittenDown,
}

#[derive(Clone, Copy, Debug)]
enum Kind {
    Create,
    Get,
}

fn events() -> impl Strategy<Value = Vec<Event>> {
    let event = prop_oneof![
        Just(Event::Verified),
        Just(Event::OtherVerified),
        prop_oneof![0..2 * LIFETIME, Just(LIFETIME), Just(LIFETIME + 1)].prop_map(Event::Waited),
        Just(Event::WrittenDown),
    ];
    prop::collection::vec(event, 0..8)
}

fn pending(kind: Kind, wish: &str) -> Pending {
    match kind {
        Kind::Create => {
            let selection = json!({ "userVerification": wish });
            pending_creation(with(
                creation_options(),
                "authenticatorSelection",
                selection,
            ))
        }
        Kind::Get => pending_request(with(request_options(), "userVerification", json!(wish))),
    }
}

/// The UV flag of the answer, or nothing if the approval has to wait for a verification.
fn answered(pending: &Pending, kind: Kind, policy: &Value, now: u64) -> Option<bool> {
    let vault = vault();
    let data = match kind {
        Kind::Create => {
            let made = register(pending, &vault, &[], DEVICE_BOUND, now, &mut rng());
            made.map(|made| made.reply.response.authenticator_data)
                .map_err(|error| assert_eq!(error, RegistrationError::VerificationNeeded))
        }
        Kind::Get => {
            let options = with(creation_options(), "extensions", policy.clone());
            let selection = json!({ "residentKey": "required" });
            let (_, record) =
                registered(&vault, with(options, "authenticatorSelection", selection));
            let signed = authenticate(pending, &vault, &record, now, &mut rng());
            signed
                .map(|signed| signed.reply.response.authenticator_data)
                .map_err(|error| assert_eq!(error, AuthenticationError::VerificationNeeded))
        }
    };
    data.ok().map(|data| flags(data.as_slice()) & UV != 0)
}

proptest! {
    #[test]
    fn uv_is_set_exactly_if_this_ceremony_was_verified(
        kind in prop_oneof![Just(Kind::Create), Just(Kind::Get)],
        wish in prop_oneof![Just("required"), Just("preferred"), Just("discouraged"), Just("?")],
        is_protected in any::<bool>(),
        events in events(),
    ) {
        let (mut waiting, mut other) = (pending(kind, wish), pending(kind, wish));
        let (mut now, mut verified_at) = (NOW, None);
        for event in events {
            match event {
                Event::Verified => {
                    waiting = waiting.with_new_vault(now);
                    verified_at = Some(now);
                }
                Event::OtherVerified => other = other.with_new_vault(now),
                Event::Waited(milliseconds) => now += milliseconds,
                Event::WrittenDown => waiting = Pending::from_text(&waiting.to_text()).unwrap(),
            }
        }
        let policy = if is_protected {
            json!({ "credentialProtectionPolicy": "userVerificationRequired" })
        } else {
            json!({})
        };
        let was_verified = verified_at.is_some_and(|at| now - at <= LIFETIME);
        let must_wait = !was_verified
            && (wish == "required" || (is_protected && matches!(kind, Kind::Get)));
        let expected = (!must_wait).then_some(was_verified);
        prop_assert_eq!(answered(&waiting, kind, &policy, now), expected);
        drop(other);
    }
}

/// The one way to UV in an existing vault.
#[test]
fn only_the_right_passphrase_verifies() {
    let passphrase = |text: &str| Passphrase::new(text.as_bytes().to_vec());
    let right = passphrase("correct horse");
    let (header, _) = xenon_vault::create(&right, Argon2Cost::FLOOR, NOW, &mut rng()).unwrap();
    for kind in [Kind::Create, Kind::Get] {
        let waiting = pending(kind, "preferred");
        let (verified, _) = verify(waiting.clone(), &header, &right, NOW).unwrap();
        assert_eq!(answered(&verified, kind, &json!({}), NOW), Some(true));
        assert!(verify(waiting.clone(), &header, &passphrase("wrong"), NOW).is_err());
        assert_eq!(answered(&waiting, kind, &json!({}), NOW), Some(false));
    }
}
