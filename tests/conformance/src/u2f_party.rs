//! A U2F relying party that knows only the public API: it reads the raw messages and verifies them with
//! a library that is not ours.

use ring::digest::{SHA256, digest};
use ring::signature::{ECDSA_P256_SHA256_ASN1, UnparsedPublicKey};
use serde_json::{Value, json};
use x509_parser::prelude::{FromDer, X509Certificate};
use xenon_ceremony::{Approved, Pending, U2fAsking, U2fRefusal, u2f_register, u2f_sign};
use xenon_protocol::PublicSuffixList;
use xenon_protocol::json::{U2fRegisterResponseJson, U2fSignResponseJson};
use xenon_protocol::u2f::TrustedFacetsJson;
use xenon_vault::{OpenVault, SealedRecord};

use crate::party::{DEVICE_BOUND, NOW, ORIGIN, caller_from, rng};

/// What a site keeps of a registration.
#[derive(Clone, Debug)]
pub struct Registered {
    /// The uncompressed point.
    pub public_key: Vec<u8>,
    /// In base64url.
    pub key_handle: String,
    /// In DER.
    pub certificate: Vec<u8>,
}

/// The challenge of every request.
pub const CHALLENGE: &str = "Y2hhbGxlbmdl";

/// A page of the site that asks, without any list.
pub fn asking(origin: &str) -> U2fAsking {
    let (caller, origin) = caller_from(origin, &[], None);
    U2fAsking {
        caller,
        origin,
        lists: Vec::new(),
    }
}

/// The same, where a list of facets was fetched for an AppID.
pub fn asking_with_list(origin: &str, app_id: &str, ids: &[&str]) -> U2fAsking {
    let list = json!({ "trustedFacets": [{ "version": { "major": 1, "minor": 0 }, "ids": ids }] });
    let list: TrustedFacetsJson = serde_json::from_value(list).unwrap();
    U2fAsking {
        lists: vec![(app_id.to_owned(), list)],
        ..asking(origin)
    }
}

/// The arguments of `u2f.register` in version 1.1.
pub fn register_arguments(app_id: &str, registered: &[&Registered]) -> Value {
    json!({
        "appId": app_id,
        "registerRequests": [{ "version": "U2F_V2", "challenge": CHALLENGE }],
        "registeredKeys": keys(registered),
    })
}

/// The arguments of `u2f.sign` in version 1.1.
pub fn sign_arguments(app_id: &str, registered: &[&Registered]) -> Value {
    json!({ "appId": app_id, "challenge": CHALLENGE, "registeredKeys": keys(registered) })
}

fn keys(registered: &[&Registered]) -> Vec<Value> {
    let key = |one: &&Registered| json!({ "version": "U2F_V2", "keyHandle": one.key_handle });
    registered.iter().map(key).collect()
}

/// A registration that waits for its user.
pub fn pending_registration(arguments: Value, asking: U2fAsking) -> Result<Pending, U2fRefusal> {
    let request = serde_json::from_value(arguments).unwrap();
    Pending::u2f_registration(&request, asking, &PublicSuffixList::embedded(), NOW)
}

/// A sign-in that waits for its user.
pub fn pending_signature(arguments: Value, asking: U2fAsking) -> Result<Pending, U2fRefusal> {
    let request = serde_json::from_value(arguments).unwrap();
    Pending::u2f_signature(&request, asking, &PublicSuffixList::embedded(), NOW)
}

/// A key that its user approved, the record to store, and what the site keeps after it verified all.
pub fn registered(vault: &OpenVault, app_id: &str) -> (Registered, SealedRecord) {
    let pending = pending_registration(register_arguments(app_id, &[]), asking(ORIGIN)).unwrap();
    let mut approved = u2f_register(&pending, vault, &[], DEVICE_BOUND, NOW, &mut rng()).unwrap();
    let record = approved.changes.pop().unwrap();
    (verified_registration(&approved.reply, app_id), record)
}

/// A signature that its user approved at a time.
pub fn signed(
    pending: &Pending,
    vault: &OpenVault,
    record: &SealedRecord,
    now: u64,
) -> Approved<U2fSignResponseJson> {
    u2f_sign(pending, vault, record, now, &mut rng()).unwrap()
}

/// Reads a registration as a site does, and verifies everything that it can.
pub fn verified_registration(reply: &U2fRegisterResponseJson, app_id: &str) -> Registered {
    let message = reply.registration_data.as_slice();
    assert_eq!(message[0], 5);
    let public_key = message[1..66].to_vec();
    let key_handle = &message[67..67 + usize::from(message[66])];
    let behind = &message[67 + key_handle.len()..];
    let (signature, certificate) = X509Certificate::from_der(behind).unwrap();
    let signed = [
        &[0],
        sha256(app_id.as_bytes()).as_slice(),
        &sha256(reply.client_data.as_slice()),
        key_handle,
        &public_key,
    ]
    .concat();
    let attestation_key = &certificate.public_key().subject_public_key.data;
    assert!(verifies(attestation_key, &signed, signature));
    Registered {
        certificate: behind[..behind.len() - signature.len()].to_vec(),
        key_handle: xenon_protocol::Base64Url::from(key_handle).to_string(),
        public_key,
    }
}

/// Verifies a sign-in as a site does, and gives its counter.
pub fn verified_signature(reply: &U2fSignResponseJson, app_id: &str, key: &Registered) -> u32 {
    let message = reply.signature_data.as_slice();
    assert_eq!(message[0], 1);
    let counter = u32::from_be_bytes(message[1..5].try_into().unwrap());
    let signed = [
        sha256(app_id.as_bytes()).as_slice(),
        &message[..5],
        &sha256(reply.client_data.as_slice()),
    ]
    .concat();
    assert!(verifies(&key.public_key, &signed, &message[5..]));
    assert_eq!(reply.key_handle, key.key_handle);
    counter
}

/// The client data, read.
pub fn client_data(bytes: &[u8]) -> Value {
    serde_json::from_slice(bytes).unwrap()
}

fn verifies(point: &[u8], message: &[u8], signature: &[u8]) -> bool {
    UnparsedPublicKey::new(&ECDSA_P256_SHA256_ASN1, point)
        .verify(message, signature)
        .is_ok()
}

fn sha256(bytes: &[u8]) -> Vec<u8> {
    digest(&SHA256, bytes).as_ref().to_vec()
}
