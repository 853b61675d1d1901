//! A relying party that knows only the public API: what it makes of options and answers.

use chacha20::ChaCha20Rng;
use rand_core::SeedableRng;
use serde_json::{Value, json};
use xenon_ceremony::{Caller, Choices, FrameFacts, Pending, authenticate, register};
use xenon_protocol::json::{AuthenticationResponseJson, RegistrationResponseJson};
use xenon_protocol::{Algorithm, Base64Url, Origin, PublicSuffixList};
use xenon_vault::{OpenVault, SealedRecord, VaultId, VaultKey};

use crate::judge;

/// Who asks.
pub const ORIGIN: &str = "https://login.example.com";
/// For which site.
pub const RP_ID: &str = "example.com";
/// When; milliseconds since 1970.
pub const NOW: u64 = 1_790_000_000_000;

/// A user who keeps the new key on this device.
pub const DEVICE_BOUND: Choices = Choices { device_bound: true };

/// A user who lets it be part of a backup.
pub const BACKUP_ELIGIBLE: Choices = Choices {
    device_bound: false,
};

/// The same random numbers each time.
pub fn rng() -> ChaCha20Rng {
    ChaCha20Rng::from_seed([7; 32])
}

/// An open vault without the seconds that a passphrase costs.
pub fn vault() -> OpenVault {
    let mut rng = rng();
    OpenVault::new(VaultId::random(&mut rng), &VaultKey::random(&mut rng))
}

/// A top-level page of the site.
pub fn caller() -> (Caller, Origin) {
    caller_from(ORIGIN, &[], None)
}

/// A document anywhere.
pub fn caller_from(origin: &str, ancestors: &[&str], top: Option<&str>) -> (Caller, Origin) {
    let ancestors: Vec<String> = ancestors.iter().map(|&one| one.to_owned()).collect();
    Caller::identify(FrameFacts {
        origin,
        ancestors: &ancestors,
        top_level: top,
    })
    .unwrap()
}

/// What a site passes to `create()`.
pub fn creation_options() -> Value {
    json!({
        "rp": { "id": RP_ID, "name": "Example" },
        "user": { "id": "dXNlcg", "name": "alice", "displayName": "Alice" },
        "challenge": "Y2hhbGxlbmdl",
        "pubKeyCredParams": [{ "type": "public-key", "alg": -47 }, { "type": "public-key", "alg": -7 }],
    })
}

/// What a site passes to `get()`; it names no credential.
pub fn request_options() -> Value {
    json!({ "challenge": "YWdhaW4", "rpId": RP_ID })
}

/// The same options with one member more, or another value for it.
pub fn with(mut options: Value, member: &str, value: Value) -> Value {
    options[member] = value;
    options
}

/// Options that name this credential to sign in with.
pub fn allow(id: &Base64Url) -> Value {
    let named = json!([{ "type": "public-key", "id": id }]);
    with(request_options(), "allowCredentials", named)
}

/// A registration that waits for its user.
pub fn pending_creation(options: Value) -> Pending {
    let options = serde_json::from_value(options).unwrap();
    Pending::registration(options, caller(), &PublicSuffixList::embedded(), NOW).unwrap()
}

/// A sign-in that waits for its user.
pub fn pending_request(options: Value) -> Pending {
    let options = serde_json::from_value(options).unwrap();
    Pending::authentication(options, caller(), &PublicSuffixList::embedded(), NOW).unwrap()
}

/// A registration that its user approved, and the record to store.
pub fn registered(vault: &OpenVault, options: Value) -> (RegistrationResponseJson, SealedRecord) {
    let mut approved = register(
        &pending_creation(options),
        vault,
        &[],
        DEVICE_BOUND,
        NOW,
        &mut rng(),
    )
    .unwrap();
    (approved.reply, approved.changes.pop().unwrap())
}

/// A sign-in with `record` that its user approved.
pub fn signed(
    vault: &OpenVault,
    record: &SealedRecord,
    options: Value,
) -> AuthenticationResponseJson {
    authenticate(&pending_request(options), vault, record, NOW, &mut rng())
        .unwrap()
        .reply
}

/// The flags byte.
pub fn flags(authenticator_data: &[u8]) -> u8 {
    authenticator_data[32]
}

/// Verifies an assertion with a library that is not ours.
pub fn verifies(
    registration: &RegistrationResponseJson,
    assertion: &AuthenticationResponseJson,
) -> bool {
    let spki = registration.response.public_key.as_slice();
    let algorithm = Algorithm::from_cose_id(registration.response.public_key_algorithm).unwrap();
    let client_data = assertion.response.client_data_json.as_slice();
    let hash = ring::digest::digest(&ring::digest::SHA256, client_data);
    let message = [
        assertion.response.authenticator_data.as_slice(),
        hash.as_ref(),
    ]
    .concat();
    let signature = assertion.response.signature.as_slice();
    judge::accepts(algorithm, spki, &message, signature)
}
