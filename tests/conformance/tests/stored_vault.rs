//! A vault of format 1 that was stored once. Every version of Xenon has to open it, for ever.
#![allow(clippy::unwrap_used, reason = "a test's helper may stop the test")]

use serde::Deserialize;
use xenon_conformance::two_stores::{StoreContent, TwoStores};
use xenon_vault::{
    Damage, Header, Known, OpenVault, OsSecret, Passphrase, Pin, RecordId, RecoveryCode,
    SealedRecord, SiteTag, Store, VaultKey,
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

/// The step to format 2: the same content under another number, which the checksum covers.
#[test]
fn what_is_read_is_written_again_in_format_2() {
    let stored = stored();
    for header in [stored.header_with_passphrase, stored.header_with_all_ways] {
        let first = bytes(&header);
        let read = Header::parse(&first).unwrap();
        assert!(read.is_before_manifests());
        let second = read.to_bytes();
        assert_eq!(second[0], 2);
        assert_eq!(second[1..second.len() - 8], first[1..first.len() - 8]);
        let again = Header::parse(&second).unwrap();
        assert!(!again.is_before_manifests());
        assert_eq!(again.to_bytes(), second);
    }
}

/// The step to format 2: its stores get their first manifest, and nothing is missed.
#[test]
fn its_stores_get_a_manifest() {
    let stored = stored();
    let header = bytes(&stored.header_with_all_ways);
    let parsed = Header::parse(&header).unwrap();
    let key = VaultKey::from_session(&bytes(&stored.vault_key)).unwrap();
    let open = OpenVault::new(parsed.vault_id(), &key);
    let record = SealedRecord {
        id: RecordId::from_bytes(&bytes(&stored.record.id)).unwrap(),
        site: SiteTag::from_bytes(&bytes(&stored.record.site)).unwrap(),
        sealed: bytes(&stored.record.sealed),
    };
    let content = StoreContent {
        head: Store {
            header: Some(header),
            manifest: None,
        },
        records: [(record.id, record.clone())].into(),
    };
    let mut both = TwoStores {
        durable: content.clone(),
        mirror: content,
    };
    for _ in 0..2 {
        let findings = both.heal(&open, Known::default()).unwrap();
        assert_eq!(findings.damage, Damage::default());
        assert_eq!(both.durable, both.mirror);
        assert_eq!(both.durable.records[&record.id], record);
        assert_eq!(both.durable.head.header, Some(parsed.to_bytes()));
        open.open_manifest(&findings.manifest).unwrap();
    }
}
