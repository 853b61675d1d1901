//! One credential's life, and what a judge must find in it.

use chacha20::ChaCha20Rng;
use rand_core::Rng;
use serde_json::{Value, json};
use xenon_ceremony::{Choices, Pending, authenticate, register};
use xenon_protocol::Base64Url;
use xenon_protocol::json::AuthenticationResponseJson;
use xenon_vault::{OpenVault, SealedRecord};

use super::rows::Row;
use crate::party::{NOW, RP_ID, pending_creation, pending_request, vault};

/// Enough for a judge to see whether a counter rises.
const SIGN_INS: u64 = 3;

/// Registers a key as `row` says, signs in with it, and writes everything down.
pub(super) fn held(row: &Row, rng: &mut ChaCha20Rng) -> Value {
    let vault = vault();
    let creation = creation_options(row, rng);
    let choices = Choices {
        device_bound: row.user.keeps_it_here,
    };
    let pending = by_user(row, pending_creation(creation.clone()), NOW);
    let mut approved = register(&pending, &vault, &[], choices, NOW, rng).unwrap();
    let id = approved.reply.id.to_string();
    let mut record = approved.changes.pop().unwrap();
    let sign_ins: Vec<Value> = (1..=SIGN_INS)
        .map(|hour| {
            let request = request_options(row, &id, rng);
            let at = NOW + hour * 3_600_000;
            let (assertion, changed) = signed_in(row, &vault, &record, &request, at, rng);
            record = changed;
            json!({ "request": request, "assertion": assertion })
        })
        .collect();
    json!({
        "name": name(row),
        "creation": creation,
        "registration": approved.reply,
        "signIns": sign_ins,
        "expected": expected(row),
    })
}

fn name(row: &Row) -> String {
    let parts = [
        row.algorithm.name(),
        row.format.name,
        row.extension.name,
        row.user.name,
    ];
    parts.join(", ")
}

fn creation_options(row: &Row, rng: &mut ChaCha20Rng) -> Value {
    json!({
        "rp": { "id": RP_ID, "name": "Example" },
        "user": { "id": random_text(rng), "name": "alice", "displayName": "Alice" },
        "challenge": random_text(rng),
        "pubKeyCredParams": [{ "type": "public-key", "alg": row.algorithm.cose_id() }],
        "authenticatorSelection": { "userVerification": verification(row) },
        "attestation": row.format.attestation,
        "attestationFormats": row.format.named,
        "extensions": row.extension.at_creation,
    })
}

fn request_options(row: &Row, id: &str, rng: &mut ChaCha20Rng) -> Value {
    json!({
        "rpId": RP_ID,
        "challenge": random_text(rng),
        "allowCredentials": [{ "type": "public-key", "id": id }],
        "userVerification": verification(row),
        "extensions": row.extension.at_request,
    })
}

fn verification(row: &Row) -> &'static str {
    if row.user.is_verified {
        "required"
    } else {
        "discouraged"
    }
}

fn random_text(rng: &mut ChaCha20Rng) -> String {
    let mut bytes = [0; 32];
    rng.fill_bytes(&mut bytes);
    Base64Url::from(bytes.as_slice()).to_string()
}

fn by_user(row: &Row, pending: Pending, now: u64) -> Pending {
    if row.user.is_verified {
        pending.with_new_vault(now)
    } else {
        pending
    }
}

fn signed_in(
    row: &Row,
    vault: &OpenVault,
    record: &SealedRecord,
    request: &Value,
    now: u64,
    rng: &mut ChaCha20Rng,
) -> (AuthenticationResponseJson, SealedRecord) {
    let pending = by_user(row, pending_request(request.clone()), now);
    let mut approved = authenticate(&pending, vault, record, now, rng).unwrap();
    let stored = approved.touched.or_else(|| approved.changes.pop());
    (approved.reply, stored.unwrap())
}

fn expected(row: &Row) -> Value {
    json!({
        "algorithm": row.algorithm.cose_id(),
        "format": row.format.name,
        "aaguid": row.format.aaguid,
        "userVerified": row.user.is_verified,
        "backupEligible": !row.user.keeps_it_here,
        // A key that could be restored from a copy must not count.
        "counts": row.user.keeps_it_here,
        "registeredExtensions": row.extension.registered,
        "assertedExtensions": row.extension.asserted,
    })
}
