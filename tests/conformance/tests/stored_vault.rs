//! A vault of format 1 that was stored once. Every version of Xenon has to open it, for ever.
#![allow(clippy::unwrap_used, reason = "a test's helper may stop the test")]

use serde::Deserialize;
use xenon_vault::{
    Header, OpenVault, OsSecret, Passphrase, Pin, RecordId, RecoveryCode, SealedRecord, SiteTag,
};

const VAULT: &str = include_str!("../../vectors/vault-format-1/vault.json");

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Stored {
    passphrase: String,
    vault_key: String,
    header_with_passphrase: String,
    header_with_all_ways: String,
    recovery_code: String,
    os_credential_id: String,
    os_secret: String,
    pin: String,
    record: Record,
    rp_id: String,
    user_name: String,
}

#[derive(Deserialize)]
struct Record {
    id: String,
    site: String,
    sealed: String,
}

fn bytes(text: &str) -> Vec<u8> {
    hex::decode(text).unwrap()
}

fn stored() -> Stored {
    serde_json::from_str(VAULT).unwrap()
}

#[test]
fn passphrase_opens_it() {
    let stored = stored();
    for header in [&stored.header_with_passphrase, &stored.header_with_all_ways] {
        let header = Header::parse(&bytes(header)).unwrap();
        let key = header
            .unlock(&Passphrase::new(stored.passphrase.clone().into()))
            .unwrap();
        assert_eq!(key.as_bytes().as_slice(), bytes(&stored.vault_key));
    }
}

#[test]
fn every_other_way_opens_it() {
    let stored = stored();
    let header = Header::parse(&bytes(&stored.header_with_all_ways)).unwrap();
    let code = RecoveryCode::parse(&stored.recovery_code).unwrap();
    let secret = OsSecret::new(&bytes(&stored.os_secret)).unwrap();
    for key in [
        header.unlock_with_recovery_code(&code).unwrap(),
        header
            .unlock_with_os(&bytes(&stored.os_credential_id), &secret)
            .unwrap(),
    ] {
        assert_eq!(key.as_bytes().as_slice(), bytes(&stored.vault_key));
    }
}

#[test]
fn its_record_and_its_pin_are_read() {
    let stored = stored();
    let header = Header::parse(&bytes(&stored.header_with_all_ways)).unwrap();
    let key = header
        .unlock(&Passphrase::new(stored.passphrase.into()))
        .unwrap();
    let open = OpenVault::new(header.vault_id(), &key);
    let record = SealedRecord {
        id: RecordId::from_bytes(&bytes(&stored.record.id)).unwrap(),
        site: SiteTag::from_bytes(&bytes(&stored.record.site)).unwrap(),
        sealed: bytes(&stored.record.sealed),
    };
    let (credential, _) = open.open(&record).unwrap();
    assert_eq!(credential.rp_id.as_str(), stored.rp_id);
    assert_eq!(credential.user_name, stored.user_name);
    let pin = Pin::parse(stored.pin.into()).unwrap();
    assert!(open.is_pin(&pin, header.pin().unwrap()));
}

#[test]
fn what_is_read_is_written_again_byte_for_byte() {
    let stored = stored();
    for header in [stored.header_with_passphrase, stored.header_with_all_ways] {
        let stored = bytes(&header);
        assert_eq!(Header::parse(&stored).unwrap().to_bytes(), stored);
    }
}
