//! Every algorithm with every attestation format that webauthn-rs knows.

use std::time::Duration;

use serde_json::{Value, from_value, to_value};
use webauthn_rs_core::WebauthnCore;
use webauthn_rs_core::error::WebauthnError;
use webauthn_rs_core::proto::{
    AttestationConveyancePreference, AttestationFormat, COSEAlgorithm, UserVerificationPolicy,
};
use webauthn_rs_core::proto::{AuthenticationState, Credential, RegistrationState};
use xenon_judge_webauthn_rs::{AskedKey, changed};

/// It verifies no other signature of ours: P-521 and Ed25519 are disabled in it.
const ALGORITHMS: &[COSEAlgorithm] = &[
    COSEAlgorithm::ES256,
    COSEAlgorithm::ES384,
    COSEAlgorithm::RS256,
];

const FORMATS: &[(AttestationConveyancePreference, AttestationFormat)] = &[
    (
        AttestationConveyancePreference::None,
        AttestationFormat::None,
    ),
    (
        AttestationConveyancePreference::Direct,
        AttestationFormat::Packed,
    ),
];

fn each(test: impl Fn(&mut Site)) {
    for &algorithm in ALGORITHMS {
        for (attestation, format) in FORMATS {
            for user_is_verified in [false, true] {
                println!("{algorithm:?}, {format:?}, verified: {user_is_verified}");
                test(&mut Site {
                    core: core(),
                    key: AskedKey::of_user(user_is_verified),
                    algorithm,
                    attestation: attestation.clone(),
                    format: format.clone(),
                    verification: policy(user_is_verified),
                });
            }
        }
    }
}

struct Site {
    core: WebauthnCore,
    key: AskedKey,
    algorithm: COSEAlgorithm,
    attestation: AttestationConveyancePreference,
    format: AttestationFormat,
    verification: UserVerificationPolicy,
}

fn core() -> WebauthnCore {
    let origin = "https://login.example.com".parse().unwrap();
    let patience = Duration::from_secs(300);
    WebauthnCore::new_unsafe_experts_only(
        "Example",
        "example.com",
        vec![origin],
        patience,
        None,
        None,
    )
}

fn policy(user_is_verified: bool) -> UserVerificationPolicy {
    if user_is_verified {
        UserVerificationPolicy::Required
    } else {
        UserVerificationPolicy::Discouraged_DO_NOT_USE
    }
}

impl Site {
    fn asked_to_register(&mut self) -> (Value, RegistrationState) {
        let request = self
            .core
            .new_challenge_register_builder(b"user", "alice", "Alice")
            .unwrap()
            .credential_algorithms(vec![self.algorithm])
            .attestation(self.attestation.clone())
            .user_verification_policy(self.verification);
        let (options, state) = self.core.generate_challenge_register(request).unwrap();
        (self.key.create(&to_value(options).unwrap()), state)
    }

    fn register(
        &self,
        answer: Value,
        state: &RegistrationState,
    ) -> Result<Credential, WebauthnError> {
        self.core
            .register_credential(&from_value(answer).unwrap(), state, None)
    }

    fn registered(&mut self) -> Credential {
        let (answer, state) = self.asked_to_register();
        self.register(answer, &state).unwrap()
    }

    fn asked_to_sign_in(&mut self, credential: Credential) -> (Value, AuthenticationState) {
        let request = self
            .core
            .new_challenge_authenticate_builder(vec![credential], Some(self.verification))
            .unwrap();
        let (options, state) = self.core.generate_challenge_authenticate(request).unwrap();
        (self.key.get(&to_value(options).unwrap()), state)
    }
}

#[test]
fn a_registration_is_what_was_asked_for() {
    each(|site| {
        let credential = site.registered();
        assert_eq!(credential.cred.type_, site.algorithm);
        assert_eq!(credential.attestation_format, site.format);
        assert_eq!(
            credential.user_verified,
            site.verification == UserVerificationPolicy::Required
        );
        assert!(!credential.backup_eligible && !credential.backup_state);
    });
}

#[test]
fn a_registered_key_signs_in_again_and_again() {
    each(|site| {
        let credential = site.registered();
        let verified = credential.user_verified;
        for _ in 0..3 {
            let (answer, state) = site.asked_to_sign_in(credential.clone());
            let result = site
                .core
                .authenticate_credential(&from_value(answer).unwrap(), &state)
                .unwrap();
            assert_eq!(result.user_verified(), verified);
            assert_eq!(result.cred_id(), &credential.cred_id);
        }
    });
}

#[test]
fn a_changed_registration_is_refused() {
    each(|site| {
        let (answer, state) = site.asked_to_register();
        assert!(
            site.register(changed(&answer, "clientDataJSON"), &state)
                .is_err()
        );
        // A change in the middle is one of the credential's ID or key, which only an attestation signs.
        if site.format != AttestationFormat::None {
            assert!(
                site.register(changed(&answer, "attestationObject"), &state)
                    .is_err()
            );
        }
    });
}

#[test]
fn a_changed_sign_in_is_refused() {
    each(|site| {
        let credential = site.registered();
        let (answer, state) = site.asked_to_sign_in(credential);
        for member in ["clientDataJSON", "authenticatorData", "signature"] {
            let answer = from_value(changed(&answer, member)).unwrap();
            assert!(
                site.core.authenticate_credential(&answer, &state).is_err(),
                "{member}"
            );
        }
    });
}

#[test]
fn an_answer_to_another_challenge_is_refused() {
    each(|site| {
        let credential = site.registered();
        let (answer, _) = site.asked_to_sign_in(credential.clone());
        let (_, state) = site.asked_to_sign_in(credential);
        assert!(
            site.core
                .authenticate_credential(&from_value(answer).unwrap(), &state)
                .is_err()
        );
    });
}
