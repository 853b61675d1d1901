//! The activity log: what is sealed comes back to its own vault, and to nobody else.
#![allow(clippy::unwrap_used, reason = "a test's helper may stop the test")]

use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use hkdf::Hkdf;
use ring::agreement::{EphemeralPrivateKey, UnparsedPublicKey, X25519, agree_ephemeral};
use ring::rand::SystemRandom;
use sha2::Sha256;
use xenon_conformance::party::{NOW, rng};
use xenon_vault::{ActivityInbox, Argon2Cost, Header, OpenVault, Passphrase, VaultKey};

const ENTRY: &[u8] = b"{\"rpId\":\"example.com\"}";
const DAY: u32 = 20_783;

fn new_vault() -> (Header, VaultKey) {
    let passphrase = Passphrase::new(b"correct horse".to_vec());
    xenon_vault::create(&passphrase, Argon2Cost::FLOOR, NOW, &mut rng()).unwrap()
}

fn open_vault() -> OpenVault {
    let (header, key) = new_vault();
    OpenVault::new(header.vault_id(), &key)
}

/// Both ways of sealing an entry for a vault.
fn sealed_both_ways(vault: &OpenVault) -> [Vec<u8>; 2] {
    [
        vault.seal_activity(ENTRY, DAY, &mut rng()),
        vault.activity_inbox().seal(ENTRY, DAY, &mut rng()),
    ]
}

#[test]
fn entry_sealed_while_open_or_locked_comes_back() {
    let vault = open_vault();
    for sealed in sealed_both_ways(&vault) {
        assert_eq!(*vault.open_activity(&sealed, DAY).unwrap(), ENTRY);
    }
}

#[test]
fn inbox_survives_being_kept() {
    let vault = open_vault();
    let kept = *vault.activity_inbox().as_bytes();
    let inbox = ActivityInbox::from_bytes(vault.vault_id(), &kept).unwrap();
    let sealed = inbox.seal(ENTRY, DAY, &mut rng());
    assert_eq!(*vault.open_activity(&sealed, DAY).unwrap(), ENTRY);
    assert!(ActivityInbox::from_bytes(vault.vault_id(), &kept[..31]).is_none());
}

#[test]
fn every_changed_byte_is_noticed() {
    let vault = open_vault();
    for sealed in sealed_both_ways(&vault) {
        for index in 0..sealed.len() {
            let mut changed = sealed.clone();
            changed[index] ^= 0x01;
            assert_eq!(vault.open_activity(&changed, DAY), None, "byte {index}");
        }
        for length in 0..sealed.len() {
            assert_eq!(vault.open_activity(&sealed[..length], DAY), None);
        }
    }
}

#[test]
fn entry_of_another_day_or_another_vault_does_not_open() {
    let vault = open_vault();
    let other_key = VaultKey::from_session(&[7; 32]).unwrap();
    let other_vault = OpenVault::new(vault.vault_id(), &other_key);
    for sealed in sealed_both_ways(&vault) {
        assert_eq!(vault.open_activity(&sealed, DAY + 1), None);
        assert_eq!(other_vault.open_activity(&sealed, DAY), None);
    }
}

#[test]
fn length_says_little_about_the_names_in_it() {
    let vault = open_vault();
    let lengths = |entry: &[u8]| {
        (
            vault.seal_activity(entry, DAY, &mut rng()).len(),
            vault.activity_inbox().seal(entry, DAY, &mut rng()).len(),
        )
    };
    assert_eq!(lengths(&[b'a'; 10]), lengths(&[b'a'; 250]));
}

/// As docs/vault-format.md says it, with other code than the vault's own.
#[test]
fn open_form_is_the_documented_one() {
    let (header, key) = new_vault();
    let vault = OpenVault::new(header.vault_id(), &key);
    let sealed = vault.seal_activity(ENTRY, DAY, &mut rng());
    let activity_key = expanded(
        header.vault_id().as_bytes(),
        key.as_bytes(),
        b"xenon/v1/activity",
    );
    let nonce: [u8; 24] = sealed[1..25].try_into().unwrap();
    let payload = Payload {
        msg: &sealed[25..],
        aad: &context(1, &vault),
    };
    let cipher = XChaCha20Poly1305::new(&activity_key.into());
    let plaintext = cipher.decrypt(&XNonce::from(nonce), payload).unwrap();
    assert_eq!(plaintext, padded());
}

/// Sealed by another X25519 than ours.
#[test]
fn locked_form_is_the_documented_one() {
    let vault = open_vault();
    let inbox = *vault.activity_inbox().as_bytes();
    let secret = EphemeralPrivateKey::generate(&X25519, &SystemRandom::new()).unwrap();
    let ephemeral = secret.compute_public_key().unwrap();
    let salt = [ephemeral.as_ref(), &inbox].concat();
    let public = UnparsedPublicKey::new(&X25519, &inbox);
    let key = agree_ephemeral(secret, &public, |agreed| {
        expanded(&salt, agreed, b"xenon/v1/activity/locked")
    })
    .unwrap();
    let payload = Payload {
        msg: &padded(),
        aad: &context(2, &vault),
    };
    let cipher = XChaCha20Poly1305::new(&key.into());
    let ciphertext = cipher.encrypt(&XNonce::from([0; 24]), payload).unwrap();
    let sealed = [&[2], ephemeral.as_ref(), &ciphertext].concat();
    assert_eq!(*vault.open_activity(&sealed, DAY).unwrap(), ENTRY);
}

fn expanded(salt: &[u8], secret: &[u8], info: &[u8]) -> [u8; 32] {
    let mut key = [0; 32];
    Hkdf::<Sha256>::new(Some(salt), secret)
        .expand(info, &mut key)
        .unwrap();
    key
}

fn context(form: u8, vault: &OpenVault) -> Vec<u8> {
    [
        b"xenon/activity".as_slice(),
        &[form],
        vault.vault_id().as_bytes(),
        &DAY.to_be_bytes(),
    ]
    .concat()
}

fn padded() -> Vec<u8> {
    let mut plaintext = ENTRY.to_vec();
    plaintext.push(0x80);
    plaintext.resize(256, 0);
    plaintext
}
