//! The ways into a vault: each opens with its own secret and no other, and a change of one leaves
//! the others alone.
#![allow(clippy::unwrap_used, reason = "a test's helper may stop the test")]

use xenon_ceremony::{PinRefusal, verify_with_os, verify_with_pin};
use xenon_conformance::party::{NOW, creation_options, pending_creation, rng, vault};
use xenon_vault::{
    Argon2Cost, Header, HeaderError, OpenVault, OsSecret, Passphrase, Pin, RecoveryCode,
    UnlockError, VaultKey,
};

const CREDENTIAL: &[u8] = b"the computer's own credential";

fn passphrase(text: &str) -> Passphrase {
    Passphrase::new(text.as_bytes().to_vec())
}

fn os_secret(byte: u8) -> OsSecret {
    OsSecret::new(&[byte; 32]).unwrap()
}

fn pin(text: &str) -> Pin {
    Pin::parse(text.as_bytes().to_vec()).unwrap()
}

/// A vault with a passphrase, a recovery code, an authenticator and a PIN.
fn vault_of_all_ways() -> (Header, VaultKey, RecoveryCode) {
    let mut rng = rng();
    let floor = Argon2Cost::FLOOR;
    let (header, key) =
        xenon_vault::create(&passphrase("correct horse"), floor, NOW, &mut rng).unwrap();
    let code = RecoveryCode::random(&mut rng);
    let verifier = OpenVault::new(header.vault_id(), &key).pin_verifier(&pin("1234"), &mut rng);
    let header = header
        .with_recovery_code(&key, &code, NOW, &mut rng)
        .unwrap()
        .with_os_unlock(&key, CREDENTIAL.to_vec(), &os_secret(1), NOW, &mut rng)
        .unwrap()
        .with_pin(Some(verifier));
    (stored(&header), key, code)
}

/// What comes back from the stores.
fn stored(header: &Header) -> Header {
    Header::parse(&header.to_bytes()).unwrap()
}

#[test]
fn each_way_gives_the_same_key() {
    let (header, key, code) = vault_of_all_ways();
    for opened in [
        header.unlock(&passphrase("correct horse")),
        header.unlock_with_recovery_code(&code),
        header.unlock_with_os(CREDENTIAL, &os_secret(1)),
    ] {
        assert_eq!(opened.unwrap().as_bytes(), key.as_bytes());
    }
}

#[test]
fn no_other_secret_opens() {
    let (header, _, _) = vault_of_all_ways();
    let other = RecoveryCode::random(&mut rng());
    assert_eq!(
        header.unlock(&passphrase("correct hors")).err(),
        Some(UnlockError::WrongPassphrase)
    );
    assert_eq!(
        header.unlock_with_recovery_code(&other).err(),
        Some(UnlockError::WrongRecoveryCode)
    );
    assert_eq!(
        header.unlock_with_os(CREDENTIAL, &os_secret(2)).err(),
        Some(UnlockError::WrongOsSecret)
    );
    assert_eq!(
        header.unlock_with_os(b"another", &os_secret(1)).err(),
        Some(UnlockError::WrongOsSecret)
    );
}

#[test]
fn new_passphrase_opens_and_the_old_one_does_not() {
    let (header, key, code) = vault_of_all_ways();
    let changed = header
        .with_passphrase(&key, &passphrase("new one"), Argon2Cost::FLOOR, &mut rng())
        .unwrap();
    let changed = stored(&changed);
    assert!(changed.unlock(&passphrase("new one")).is_ok());
    assert_eq!(
        changed.unlock(&passphrase("correct horse")).err(),
        Some(UnlockError::WrongPassphrase)
    );
    assert!(changed.unlock_with_recovery_code(&code).is_ok());
    assert!(changed.unlock_with_os(CREDENTIAL, &os_secret(1)).is_ok());
    assert!(changed.pin().is_some());
}

#[test]
fn new_recovery_code_replaces_the_old_one() {
    let (header, key, old) = vault_of_all_ways();
    let new = RecoveryCode::random(&mut rng());
    let changed = header
        .with_recovery_code(&key, &new, NOW + 1, &mut rng())
        .unwrap();
    assert!(changed.unlock_with_recovery_code(&new).is_ok());
    assert_eq!(
        changed.unlock_with_recovery_code(&old).err(),
        Some(UnlockError::WrongRecoveryCode)
    );
    assert_eq!(changed.recovery_code_made_at(), Some(NOW + 1));
}

#[test]
fn removed_ways_open_no_more() {
    let (header, _, code) = vault_of_all_ways();
    let left = stored(
        &header
            .without_recovery_code()
            .without_os_unlock(CREDENTIAL)
            .with_pin(None),
    );
    assert!(left.unlock_with_recovery_code(&code).is_err());
    assert!(left.unlock_with_os(CREDENTIAL, &os_secret(1)).is_err());
    assert_eq!((left.os_unlocks(), left.pin()), (Vec::new(), None));
    assert!(left.unlock(&passphrase("correct horse")).is_ok());
}

#[test]
fn second_authenticator_leaves_the_first() {
    let (header, key, _) = vault_of_all_ways();
    let both = header
        .with_os_unlock(&key, b"second".to_vec(), &os_secret(2), NOW, &mut rng())
        .unwrap();
    assert!(both.unlock_with_os(CREDENTIAL, &os_secret(1)).is_ok());
    assert!(both.unlock_with_os(b"second", &os_secret(2)).is_ok());
    assert!(both.unlock_with_os(b"second", &os_secret(1)).is_err());
}

/// Whoever changes a byte of a slot can also mend the checksum, and still opens nothing with it.
#[test]
fn every_forged_byte_closes_the_way_that_it_is_in_or_changes_nothing() {
    let (header, key, code) = vault_of_all_ways();
    let bytes = header.without_os_unlock(CREDENTIAL).to_bytes();
    let content = &bytes[..bytes.len() - 8];
    for index in 0..content.len() {
        let mut forged = content.to_vec();
        forged[index] ^= 0x01;
        let sum = ring::digest::digest(&ring::digest::SHA256, &forged);
        forged.extend(&sum.as_ref()[..8]);
        let Ok(parsed) = Header::parse(&forged) else {
            continue;
        };
        if let Ok(opened) = parsed.unlock_with_recovery_code(&code) {
            assert_eq!(opened.as_bytes(), key.as_bytes(), "byte {index}");
        }
    }
}

#[test]
fn slot_of_another_vault_opens_nothing() {
    let (ours, _, code) = vault_of_all_ways();
    let mut theirs = ours.to_bytes();
    // The vault's id begins behind the version, the array and the length.
    theirs[3] ^= 0xff;
    let content = theirs.len() - 8;
    let sum = ring::digest::digest(&ring::digest::SHA256, &theirs[..content]);
    theirs[content..].copy_from_slice(&sum.as_ref()[..8]);
    let theirs = Header::parse(&theirs).unwrap();
    assert!(theirs.unlock_with_recovery_code(&code).is_err());
    assert!(theirs.unlock_with_os(CREDENTIAL, &os_secret(1)).is_err());
}

/// A version to come may know more ways: they survive what this one writes.
#[test]
fn slots_of_unknown_kinds_are_kept() {
    let (header, key, _) = vault_of_all_ways();
    let known = header.to_bytes();
    let body = &known[1..known.len() - 8];
    let mut decoder = minicbor::Decoder::new(body);
    assert_eq!(decoder.array().unwrap(), Some(4));
    decoder.skip().unwrap();
    decoder.skip().unwrap();
    let slots = decoder.position();
    assert_eq!(decoder.array().unwrap(), Some(3));
    let unknown = [0x82, 0x18, 0x63, 0x81, 0xa1, 0x01, 0x43, 1, 2, 3];
    let mut newer = vec![known[0]];
    newer.extend(&body[..slots]);
    newer.push(0x84);
    newer.extend(unknown);
    newer.extend(&body[slots + 1..]);
    let sum = ring::digest::digest(&ring::digest::SHA256, &newer);
    newer.extend(&sum.as_ref()[..8]);

    let read = Header::parse(&newer).unwrap();
    assert_eq!(read.to_bytes(), newer);
    let changed = read
        .with_passphrase(&key, &passphrase("new one"), Argon2Cost::FLOOR, &mut rng())
        .unwrap();
    let written = changed.to_bytes();
    assert!(written.windows(unknown.len()).any(|part| part == unknown));
    assert!(stored(&changed).unlock(&passphrase("new one")).is_ok());
}

#[test]
fn malformed_slots_are_damage() {
    let (header, _, _) = vault_of_all_ways();
    let bytes = header.to_bytes();
    for cut in [1, 40, 100] {
        let mut broken = bytes[..bytes.len() - 8 - cut].to_vec();
        let sum = ring::digest::digest(&ring::digest::SHA256, &broken);
        broken.extend(&sum.as_ref()[..8]);
        assert_eq!(Header::parse(&broken), Err(HeaderError::Malformed));
    }
}

#[test]
fn pin_verifies_the_ceremony_and_no_other_does() {
    let (header, key, _) = vault_of_all_ways();
    let open = OpenVault::new(header.vault_id(), &key);
    let asked = || pending_creation(creation_options());
    let verified = verify_with_pin(asked(), &open, &header, &pin("1234"), NOW).unwrap();
    assert!(verified.is_verified(NOW));
    assert!(!asked().is_verified(NOW));
    for wrong in ["1235", "12345", "０１２３"] {
        assert_eq!(
            verify_with_pin(asked(), &open, &header, &pin(wrong), NOW),
            Err(PinRefusal::WrongPin)
        );
    }
    let without = header.with_pin(None);
    assert_eq!(
        verify_with_pin(asked(), &open, &without, &pin("1234"), NOW),
        Err(PinRefusal::NoPin)
    );
}

#[test]
fn pin_of_another_vault_does_not_verify() {
    let (header, _, _) = vault_of_all_ways();
    let pending = pending_creation(creation_options());
    assert_eq!(
        verify_with_pin(pending, &vault(), &header, &pin("1234"), NOW),
        Err(PinRefusal::WrongPin)
    );
}

#[test]
fn same_pin_is_never_stored_alike() {
    let (mut rng, open) = (rng(), vault());
    let one = open.pin_verifier(&pin("1234"), &mut rng);
    assert_ne!(one, open.pin_verifier(&pin("1234"), &mut rng));
}

#[test]
fn computer_that_verified_its_user_verifies_the_ceremony() {
    let (header, key, _) = vault_of_all_ways();
    let pending = pending_creation(creation_options());
    let (verified, opened) =
        verify_with_os(pending.clone(), &header, CREDENTIAL, &os_secret(1), NOW).unwrap();
    assert!(verified.is_verified(NOW));
    assert_eq!(opened.as_bytes(), key.as_bytes());
    assert!(verify_with_os(pending, &header, CREDENTIAL, &os_secret(2), NOW).is_err());
}

#[test]
fn salt_of_each_vault_is_its_own() {
    let (one, other) = (vault().vault_id(), vault_of_all_ways().0.vault_id());
    assert_eq!(OsSecret::salt(one), OsSecret::salt(one));
    assert_ne!(OsSecret::salt(one), OsSecret::salt(other));
}
