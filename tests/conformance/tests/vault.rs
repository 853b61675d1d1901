//! The vault: what it seals comes back, and whatever was changed does not.
#![allow(clippy::unwrap_used, reason = "a test's helper may stop the test")]

use xenon_conformance::party::{self, DEVICE_BOUND, NOW, creation_options, registered, rng, vault};
use xenon_vault::{
    Argon2Cost, Header, HeaderError, OpenVault, Passphrase, RecordError, UnlockError, VaultKey,
};

fn passphrase(text: &str) -> Passphrase {
    Passphrase::new(text.as_bytes().to_vec())
}

fn new_vault() -> (Header, VaultKey) {
    xenon_vault::create(
        &passphrase("correct horse"),
        Argon2Cost::FLOOR,
        NOW,
        &mut rng(),
    )
    .unwrap()
}

#[test]
fn right_passphrase_gives_the_key_back() {
    let (header, key) = new_vault();
    let stored = Header::parse(&header.to_bytes()).unwrap();
    let unlocked = stored.unlock(&passphrase("correct horse")).unwrap();
    assert_eq!(unlocked.as_bytes(), key.as_bytes());
}

#[test]
fn wrong_passphrase_gives_nothing() {
    let (header, _) = new_vault();
    for wrong in ["", "correct hors", "correct horse ", "Correct horse"] {
        assert_eq!(
            header.unlock(&passphrase(wrong)).err(),
            Some(UnlockError::WrongPassphrase)
        );
    }
}

#[test]
fn every_changed_byte_of_the_header_is_noticed() {
    let bytes = new_vault().0.to_bytes();
    for index in 0..bytes.len() {
        let mut changed = bytes.clone();
        changed[index] ^= 0x01;
        assert!(Header::parse(&changed).is_err(), "byte {index}");
    }
}

/// Whoever changes a byte can also mend the checksum, and still opens nothing.
#[test]
fn every_forged_byte_of_the_header_keeps_the_vault_closed() {
    let bytes = new_vault().0.to_bytes();
    let content = &bytes[..bytes.len() - 8];
    for index in 0..content.len() {
        let mut forged = content.to_vec();
        forged[index] ^= 0x01;
        let sum = ring::digest::digest(&ring::digest::SHA256, &forged);
        forged.extend(&sum.as_ref()[..8]);
        let Ok(parsed) = Header::parse(&forged) else {
            continue;
        };
        assert!(
            parsed.unlock(&passphrase("correct horse")).is_err(),
            "byte {index}"
        );
    }
}

#[test]
fn every_truncated_or_lengthened_header_is_refused() {
    let bytes = new_vault().0.to_bytes();
    for length in 0..bytes.len() {
        assert!(Header::parse(&bytes[..length]).is_err(), "length {length}");
    }
    assert_eq!(
        Header::parse(&[bytes, vec![0]].concat()),
        Err(HeaderError::Malformed)
    );
}

#[test]
fn header_of_another_version_is_named_as_such() {
    let mut bytes = new_vault().0.to_bytes();
    for other in [0, 3, u8::MAX] {
        bytes[0] = other;
        assert_eq!(Header::parse(&bytes), Err(HeaderError::UnknownVersion));
    }
}

#[test]
fn record_opens_with_all_that_was_sealed() {
    let vault = vault();
    let (reply, record) = registered(&vault, creation_options());
    let (credential, generation) = vault.open(&record).unwrap();
    assert_eq!(generation, 0);
    assert_eq!(credential.id.as_slice(), reply.id.as_slice());
    assert_eq!(credential.rp_id.as_str(), party::RP_ID);
    assert_eq!(credential.user_name, "alice");
    assert_eq!(credential.user_display_name, "Alice");
    assert_eq!(credential.user_handle.as_slice(), b"user");
    assert_eq!(credential.created_at, NOW);
    assert_eq!(credential.last_used_at, None);
}

#[test]
fn every_changed_byte_of_a_record_is_noticed() {
    let vault = vault();
    let (_, record) = registered(&vault, creation_options());
    for index in 0..record.sealed.len() {
        for mask in [0x01, 0x80, 0xff] {
            let mut changed = record.clone();
            changed.sealed[index] ^= mask;
            assert!(vault.open(&changed).is_err(), "byte {index}");
        }
    }
}

#[test]
fn every_truncated_or_lengthened_record_is_refused() {
    let vault = vault();
    let (_, record) = registered(&vault, creation_options());
    for length in 0..record.sealed.len() {
        let mut cut = record.clone();
        cut.sealed.truncate(length);
        assert!(vault.open(&cut).is_err(), "length {length}");
    }
    let mut longer = record;
    longer.sealed.push(0);
    assert_eq!(vault.open(&longer).err(), Some(RecordError::NotAuthentic));
}

#[test]
fn record_in_another_place_or_vault_is_refused() {
    let vault = vault();
    let mut rng = rng();
    let pending = party::pending_creation(creation_options());
    let mut make = || {
        let approved = xenon_ceremony::register(&pending, &vault, &[], DEVICE_BOUND, NOW, &mut rng);
        approved.unwrap().changes.pop().unwrap()
    };
    let (one, other) = (make(), make());
    let mut swapped = one.clone();
    swapped.id = other.id;
    assert_eq!(vault.open(&swapped).err(), Some(RecordError::NotAuthentic));

    let stranger = OpenVault::new(vault.vault_id(), &VaultKey::from_session(&[1; 32]).unwrap());
    assert_eq!(stranger.open(&one).err(), Some(RecordError::NotAuthentic));
}

#[test]
fn nothing_readable_of_a_credential_is_stored() {
    let vault = vault();
    let (reply, record) = registered(&vault, creation_options());
    for secret in [
        &b"example.com"[..],
        b"alice",
        b"Alice",
        b"user",
        reply.id.as_slice(),
    ] {
        assert!(
            !record
                .sealed
                .windows(secret.len())
                .any(|window| window == secret)
        );
    }
    assert_eq!(
        (record.sealed.len() - 29 - 16) % 256,
        0,
        "names must not show in the length"
    );
}

#[test]
fn same_credential_is_never_sealed_alike() {
    let vault = vault();
    let (_, record) = registered(&vault, creation_options());
    let (credential, _) = vault.open(&record).unwrap();
    let mut rng = rng();
    let one = vault.seal(&credential, 1, &mut rng).unwrap();
    let other = vault.seal(&credential, 1, &mut rng).unwrap();
    assert_ne!(one.sealed, other.sealed);
    assert_eq!((one.id, one.site), (other.id, other.site));
}
