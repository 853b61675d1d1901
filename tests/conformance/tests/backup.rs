//! Backup files: what is in them, who can open them, and what restoring them does.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test's helper may stop the test"
)]

use core::slice::from_ref;
use std::sync::LazyLock;

use proptest::prelude::*;
use serde_json::json;
use xenon_ceremony::{Choices, register};
use xenon_conformance::party::{
    self, BACKUP_ELIGIBLE, DEVICE_BOUND, NOW, creation_options, flags, pending_creation, rng,
    signed, verifies,
};
use xenon_protocol::json::RegistrationResponseJson;
use xenon_vault::{
    Argon2Cost, BackupError, BackupFile, Header, OpenVault, Passphrase, RecordId, Restoration,
    SealedRecord, Standing, VaultId, VaultKey,
};

const BACKUP_STATE: u8 = 0b0001_0000;

/// The vault of a file; one for all tests, since making one takes its time.
static OF_FILE: LazyLock<(Header, VaultKey)> = LazyLock::new(|| {
    let cost = Argon2Cost::FLOOR;
    xenon_vault::create(&passphrase("of the file"), cost, NOW, &mut rng()).unwrap()
});

fn passphrase(text: &str) -> Passphrase {
    Passphrase::new(text.as_bytes().to_vec())
}

fn vault(seed: u8) -> OpenVault {
    let key = VaultKey::from_session(&[seed; 32]).unwrap();
    let mut rng = rng();
    let id = (0..=seed).map(|_| VaultId::random(&mut rng)).last();
    OpenVault::new(id.unwrap(), &key)
}

fn key_for(
    vault: &OpenVault,
    user: &str,
    choices: Choices,
) -> (RegistrationResponseJson, SealedRecord) {
    use chacha20::ChaCha20Rng;
    use rand_core::SeedableRng;
    let seed: [u8; 32] = core::array::from_fn(|at| user.as_bytes().get(at).copied().unwrap_or(0));
    let options = party::with(
        creation_options(),
        "user",
        json!({ "id": user.repeat(4), "name": user, "displayName": user }),
    );
    let pending = pending_creation(options);
    let mut rng = ChaCha20Rng::from_seed(seed);
    let mut made = register(&pending, vault, &[], choices, NOW, &mut rng).unwrap();
    (made.reply, made.changes.pop().unwrap())
}

fn backup_of(vault: &OpenVault, records: &[SealedRecord]) -> (Vec<u8>, Vec<RecordId>) {
    let (header, key) = &*OF_FILE;
    vault.back_up(header, key, records, &mut rng()).unwrap()
}

fn opened(file: &[u8]) -> BackupFile {
    BackupFile::open(file, &OF_FILE.1).unwrap()
}

fn restored(file: &[u8], vault: &OpenVault, records: &[SealedRecord]) -> Restoration {
    opened(file)
        .restore(vault, records, false, &mut rng())
        .unwrap()
}

fn standings(file: &[u8], vault: &OpenVault, records: &[SealedRecord]) -> Vec<Standing> {
    let backup = opened(file);
    let offered = backup.compare(vault, records);
    offered.iter().map(|one| one.standing).collect()
}

#[test]
fn its_passphrase_opens_it_and_no_other() {
    let vault = vault(1);
    let (_, record) = key_for(&vault, "alice", BACKUP_ELIGIBLE);
    let (file, _) = backup_of(&vault, &[record]);
    let header = BackupFile::header(&file).unwrap();
    assert!(header.unlock(&passphrase("of the vault")).is_err());
    let key = header.unlock(&passphrase("of the file")).unwrap();
    assert_eq!(key.as_bytes(), OF_FILE.1.as_bytes());
    assert!(BackupFile::open(&file, &key).is_ok());
}

/// The same bytes as `docs/backup-format.md` says, read with nothing of ours but the key's derivation.
#[test]
fn it_is_laid_out_as_its_document_says() {
    use chacha20poly1305::aead::{Aead, Payload};
    use chacha20poly1305::{KeyInit, XChaCha20Poly1305, XNonce};
    let vault = vault(1);
    let (reply, record) = key_for(&vault, "alice", BACKUP_ELIGIBLE);
    let (file, _) = backup_of(&vault, &[record]);
    assert_eq!(file[..12], *b"xenon-backup");
    assert_eq!(file[12], 1);
    let length = usize::try_from(u32::from_be_bytes(file[13..17].try_into().unwrap())).unwrap();
    let header = &file[17..17 + length];
    let vault_id = Header::parse(header).unwrap().vault_id();
    let hkdf = hkdf::Hkdf::<sha2::Sha256>::new(Some(vault_id.as_bytes()), OF_FILE.1.as_bytes());
    let mut key = [0; 32];
    hkdf.expand(b"xenon/v1/backup", &mut key).unwrap();
    let (nonce, sealed) = file[17 + length..].split_at(24);
    let aad = &file[..17 + length];
    let nonce: [u8; 24] = nonce.try_into().unwrap();
    let content = XChaCha20Poly1305::new(&key.into())
        .decrypt(&XNonce::from(nonce), Payload { msg: sealed, aad })
        .unwrap();
    assert_eq!(content.len() % 256, 0);
    let mut decoder = minicbor::Decoder::new(&content);
    assert_eq!(decoder.array().unwrap(), Some(1));
    assert_eq!(decoder.array().unwrap(), Some(2));
    assert_eq!(decoder.u32().unwrap(), 0);
    let plaintext = decoder.bytes().unwrap();
    let rest = &content[decoder.position()..];
    assert_eq!(rest[0], 0x80);
    assert!(rest[1..].iter().all(|byte| *byte == 0));
    let mut map = minicbor::Decoder::new(plaintext);
    map.map().unwrap();
    assert_eq!(map.u8().unwrap(), 0);
    assert_eq!(map.bytes().unwrap(), reply.raw_id.as_slice());
}

#[test]
fn any_changed_byte_and_any_end_is_noticed() {
    let vault = vault(1);
    let (_, record) = key_for(&vault, "alice", BACKUP_ELIGIBLE);
    let (file, _) = backup_of(&vault, &[record]);
    for at in 0..file.len() {
        let mut changed = file.clone();
        changed[at] ^= 1;
        assert!(BackupFile::open(&changed, &OF_FILE.1).is_err(), "byte {at}");
        assert!(
            BackupFile::open(&file[..at], &OF_FILE.1).is_err(),
            "length {at}"
        );
    }
    let open = |file: &[u8]| BackupFile::open(file, &OF_FILE.1).err();
    assert_eq!(open(b"PK\x03\x04"), Some(BackupError::NotABackup));
    assert_eq!(open(b""), Some(BackupError::NotABackup));
    let mut later = file;
    later[12] = 2;
    assert_eq!(open(&later), Some(BackupError::UnknownVersion));
}

#[test]
fn device_bound_deleted_and_damaged_keys_are_not_in_it() {
    let vault = vault(1);
    let (_, eligible) = key_for(&vault, "alice", BACKUP_ELIGIBLE);
    let (_, bound) = key_for(&vault, "bob", DEVICE_BOUND);
    let (_, gone) = key_for(&vault, "carol", BACKUP_ELIGIBLE);
    let deleted = vault.delete(&gone, NOW, &mut rng()).unwrap();
    let (_, mut damaged) = key_for(&vault, "dave", BACKUP_ELIGIBLE);
    damaged.sealed[40] ^= 1;
    let (file, ids) = backup_of(&vault, &[eligible.clone(), bound, deleted, damaged]);
    assert_eq!(ids, [eligible.id]);
    assert_eq!(opened(&file).compare(&vault, &[]).len(), 1);
}

#[test]
fn a_key_that_was_restored_elsewhere_signs_and_says_that_it_is_backed_up() {
    let (here, there) = (vault(1), vault(2));
    let (reply, record) = key_for(&here, "alice", BACKUP_ELIGIBLE);
    let asked = party::allow(&reply.raw_id);
    let before = signed(&here, &record, asked.clone());
    assert_eq!(
        flags(before.response.authenticator_data.as_slice()) & BACKUP_STATE,
        0
    );
    let (file, _) = backup_of(&here, &[record]);
    let Restoration { put, remove } = restored(&file, &there, &[]);
    assert!(remove.is_empty());
    let after = signed(&there, &put[0], asked);
    assert_ne!(
        flags(after.response.authenticator_data.as_slice()) & BACKUP_STATE,
        0
    );
    assert!(verifies(&reply, &after));
}

#[test]
fn keys_in_a_backup_say_so_and_others_do_not() {
    let vault = vault(1);
    let (_, eligible) = key_for(&vault, "alice", BACKUP_ELIGIBLE);
    let (_, bound) = key_for(&vault, "bob", DEVICE_BOUND);
    let marked = vault
        .as_backed_up(&[eligible.clone(), bound], &mut rng())
        .unwrap();
    assert_eq!(marked.len(), 1);
    assert_eq!(marked[0].id, eligible.id);
    let (credential, generation) = vault.open(&marked[0]).unwrap();
    assert!(credential.backed_up);
    assert_eq!(generation, 1);
    assert!(vault.as_backed_up(&marked, &mut rng()).unwrap().is_empty());
}

#[test]
fn the_newest_copy_wins_wherever_it_is() {
    let vault = vault(1);
    let (_, record) = key_for(&vault, "alice", BACKUP_ELIGIBLE);
    let (older, _) = backup_of(&vault, from_ref(&record));
    let (mut credential, _) = vault.open(&record).unwrap();
    credential.last_used_at = Some(NOW + 5);
    let used = vault.seal(&credential, 1, &mut rng()).unwrap();
    let (newer, _) = backup_of(&vault, from_ref(&used));

    assert_eq!(standings(&older, &vault, from_ref(&used)), [Standing::Kept]);
    assert!(restored(&older, &vault, &[used]).put.is_empty());

    let written_often = vault
        .seal(&vault.open(&record).unwrap().0, 40, &mut rng())
        .unwrap();
    assert_eq!(
        standings(&newer, &vault, from_ref(&written_often)),
        [Standing::Newer]
    );
    let put = restored(&newer, &vault, &[written_often]).put;
    let (credential, generation) = vault.open(&put[0]).unwrap();
    assert_eq!(credential.last_used_at, Some(NOW + 5));
    assert!(generation > 40, "newer than what it takes the place of");
}

#[test]
fn restoring_twice_does_nothing_the_second_time() {
    let (here, there) = (vault(1), vault(2));
    let (_, record) = key_for(&here, "alice", BACKUP_ELIGIBLE);
    let (file, _) = backup_of(&here, &[record]);
    let put = restored(&file, &there, &[]).put;
    assert_eq!(standings(&file, &there, &put), [Standing::Kept]);
    assert!(restored(&file, &there, &put).put.is_empty());
}

#[test]
fn what_its_owner_has_deleted_stays_so_unless_they_want_it() {
    let vault = vault(1);
    let (_, record) = key_for(&vault, "alice", BACKUP_ELIGIBLE);
    let (file, _) = backup_of(&vault, from_ref(&record));
    let deleted = vault.delete(&record, NOW, &mut rng()).unwrap();
    let here = [deleted.clone()];
    assert_eq!(standings(&file, &vault, &here), [Standing::Deleted]);
    assert!(restored(&file, &vault, &here).put.is_empty());
    let wanted = opened(&file)
        .restore(&vault, &here, true, &mut rng())
        .unwrap();
    assert_eq!(wanted.put[0].id, record.id);
    assert_eq!(wanted.remove, [deleted.id]);
}

#[test]
fn an_account_that_has_another_key_here_is_told() {
    let vault = vault(1);
    let (_, first) = key_for(&vault, "alice", BACKUP_ELIGIBLE);
    let (file, _) = backup_of(&vault, from_ref(&first));
    let (mut credential, _) = vault.open(&first).unwrap();
    credential.id = xenon_protocol::CredentialId::parse(vec![9; 32]).unwrap();
    let second = vault.seal(&credential, 0, &mut rng()).unwrap();
    let backup = opened(&file);
    let offered = backup.compare(&vault, &[second]);
    assert_eq!(offered[0].standing, Standing::New);
    assert!(offered[0].is_beside);
    assert!(!backup.compare(&vault, &[first])[0].is_beside);
}

#[test]
fn a_backup_of_nothing_is_one() {
    let vault = vault(1);
    let (file, ids) = backup_of(&vault, &[]);
    assert!(ids.is_empty());
    assert!(opened(&file).compare(&vault, &[]).is_empty());
}

/// A file whose passphrase somebody gave away may hold anything: it opens or it does not, and that is all.
fn sealed_with(content: &[u8]) -> Vec<u8> {
    use chacha20poly1305::aead::{Aead, Payload};
    use chacha20poly1305::{KeyInit, XChaCha20Poly1305, XNonce};
    let (header, vault_key) = &*OF_FILE;
    let header_bytes = header.to_bytes();
    let length = u32::try_from(header_bytes.len()).unwrap().to_be_bytes();
    let clear = [b"xenon-backup", &[1][..], &length, &header_bytes].concat();
    let vault_id = header.vault_id();
    let hkdf = hkdf::Hkdf::<sha2::Sha256>::new(Some(vault_id.as_bytes()), vault_key.as_bytes());
    let mut key = [0; 32];
    hkdf.expand(b"xenon/v1/backup", &mut key).unwrap();
    let mut padded = [content, &[0x80]].concat();
    padded.resize(padded.len().next_multiple_of(256), 0);
    let payload = Payload {
        msg: &padded,
        aad: &clear,
    };
    let sealed = XChaCha20Poly1305::new(&key.into()).encrypt(&XNonce::from([7; 24]), payload);
    [&clear[..], &[7; 24], &sealed.unwrap()].concat()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_refused_or_read(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        let file = [b"xenon-backup\x01".as_slice(), &bytes].concat();
        prop_assert!(BackupFile::header(&file).is_err());
        prop_assert!(BackupFile::open(&file, &OF_FILE.1).is_err());
        prop_assert!(BackupFile::open(&bytes, &OF_FILE.1).is_err());
    }

    #[test]
    fn any_content_is_refused_or_read(content in prop::collection::vec(any::<u8>(), 0..600)) {
        let _ = BackupFile::open(&sealed_with(&content), &OF_FILE.1);
    }

    /// An array that says that it is endless takes no memory for what is not there.
    #[test]
    fn a_count_that_lies_is_refused(count in 1..=u64::MAX) {
        let content = [&[0x9b][..], &count.to_be_bytes()].concat();
        prop_assert!(BackupFile::open(&sealed_with(&content), &OF_FILE.1).is_err());
    }
}

#[test]
fn a_file_that_makes_guessing_too_dear_is_not_computed() {
    let vault = vault(1);
    let (file, _) = backup_of(&vault, &[]);
    let memory = file
        .windows(5)
        .position(|bytes| bytes == [0x1a, 0, 1, 0, 0])
        .unwrap();
    let mut dear = file;
    dear[memory + 1] = 0xff;
    assert!(BackupFile::header(&dear).is_err());
}
