//! What a credential keeps comes back, and what was written before it kept so much still opens.
#![allow(clippy::unwrap_used, reason = "a test's helper may stop the test")]

use core::convert::Infallible;

use rand_core::{TryCryptoRng, TryRng};
use serde_json::{Value, json};
use xenon_ceremony::authenticate;
use xenon_conformance::party::{
    NOW, allow, creation_options, flags, pending_request, registered, rng, vault, with,
};
use xenon_protocol::{Backup, Base64Url, CredBlob, CredentialProtection, LargeBlob};
use xenon_vault::{Credential, LargeBlobSpace, OpenVault, RecordId, SealedRecord, SiteTag};

fn old_record() -> (SealedRecord, Base64Url) {
    let json = include_str!("../../vectors/vault/record-without-extensions.json");
    let stored: Value = serde_json::from_str(json).unwrap();
    let bytes = |member: &str| hex::decode(stored.get(member).unwrap().as_str().unwrap()).unwrap();
    let record = SealedRecord {
        id: RecordId::from_bytes(&bytes("id")).unwrap(),
        site: SiteTag::from_bytes(&bytes("site")).unwrap(),
        sealed: bytes("sealed"),
    };
    let id = stored.get("credential").unwrap().as_str().unwrap();
    (record, Base64Url::parse(id).unwrap())
}

fn made_with(vault: &OpenVault, extensions: Value) -> (Credential, SealedRecord) {
    let options = with(creation_options(), "extensions", extensions);
    let (_, record) = registered(vault, options);
    let (credential, _) = vault.open(&record).unwrap();
    (credential, record)
}

#[test]
fn record_from_before_extensions_opens_with_none() {
    let (record, id) = old_record();
    let (credential, _) = vault().open(&record).unwrap();
    assert_eq!(credential.id.as_slice(), id.as_slice());
    assert_eq!(credential.user_name, "alice");
    assert!(credential.extensions.prf_secret.is_none());
    assert_eq!(credential.extensions.large_blob, LargeBlobSpace::Absent);
    assert_eq!(credential.extensions.cred_blob, None);
    assert_eq!(
        credential.extensions.protection,
        CredentialProtection::UserVerificationOptional
    );
    assert_eq!(credential.backup(), Backup::DeviceBound);
}

#[test]
fn record_from_before_extensions_signs_in() {
    let (record, id) = old_record();
    let extensions = json!({ "prf": { "eval": { "first": "AQ" } }, "getCredBlob": true });
    let pending = pending_request(with(allow(&id), "extensions", extensions));
    let reply = authenticate(&pending, &vault(), &record, NOW, &mut rng())
        .unwrap()
        .reply;
    assert_eq!(
        serde_json::to_value(&reply.client_extension_results).unwrap(),
        json!({ "prf": {}, "getCredBlob": "" })
    );
    assert_eq!(flags(reply.response.authenticator_data.as_slice()), 0x81);
}

#[test]
fn everything_that_a_credential_can_keep_comes_back() {
    let vault = vault();
    let (mut credential, _) = made_with(
        &vault,
        json!({
            "prf": {}, "largeBlob": {}, "credBlob": "AQID",
            "credentialProtectionPolicy": "userVerificationRequired",
        }),
    );
    assert_eq!(credential.extensions.large_blob, LargeBlobSpace::Empty);
    let blob = LargeBlobSpace::Holds(LargeBlob::deflate(b"certificate").unwrap());
    credential.extensions.large_blob = blob.clone();
    credential.backup_eligible = true;
    credential.backed_up = true;
    let record = vault.seal(&credential, 1, &mut rng()).unwrap();
    let (again, _) = vault.open(&record).unwrap();
    assert_eq!(again.extensions.large_blob, blob);
    assert_eq!(
        again.extensions.cred_blob,
        Some(CredBlob::parse(vec![1, 2, 3]).unwrap())
    );
    assert_eq!(
        again.extensions.protection,
        CredentialProtection::UserVerificationRequired
    );
    assert_eq!(again.backup(), Backup::BackedUp);
    let secret = |credential: Credential| *credential.extensions.prf_secret.unwrap().as_bytes();
    assert_eq!(secret(again), secret(credential));
}

/// A source of randomness that repeats a record's nonce, and so makes two seals alike.
struct Nonce([u8; 24]);

impl TryRng for Nonce {
    type Error = Infallible;

    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        unreachable!("a seal takes a whole nonce")
    }

    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        unreachable!("a seal takes a whole nonce")
    }

    fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), Infallible> {
        bytes.copy_from_slice(&self.0);
        Ok(())
    }
}

impl TryCryptoRng for Nonce {}

#[test]
fn what_is_not_used_is_stored_as_it_always_was() {
    let vault = vault();
    let (old, _) = old_record();
    let (credential, generation) = vault.open(&old).unwrap();
    let mut nonce = Nonce(old.sealed.get(5..29).unwrap().try_into().unwrap());
    assert_eq!(vault.seal(&credential, generation, &mut nonce), Ok(old));
}

#[test]
fn what_is_kept_hides_in_the_padding() {
    let vault = vault();
    let (_, plain) = made_with(&vault, json!({}));
    let kept = json!({ "prf": {}, "largeBlob": {}, "credBlob": "AQID" });
    let (_, full) = made_with(&vault, kept);
    for record in [&plain, &full] {
        assert_eq!((record.sealed.len() - 29 - 16) % 256, 0);
    }
}
