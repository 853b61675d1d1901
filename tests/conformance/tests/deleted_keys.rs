//! A deleted key is as good as gone to every site, and comes back to its owner as it was.
#![allow(clippy::unwrap_used, reason = "a test's helper may stop the test")]

use serde_json::json;
use xenon_ceremony::{Choices, accounts, authenticate, register, replaced};
use xenon_conformance::party::{
    self, NOW, allow, creation_options, pending_creation, pending_request, registered, rng, vault,
};
use xenon_protocol::Base64Url;
use xenon_vault::{Deleted, OpenVault, RecordError, RecordId, SealedRecord};

fn deleted_key(vault: &OpenVault) -> (Base64Url, SealedRecord, SealedRecord) {
    let (reply, record) = registered(vault, creation_options());
    let deleted = vault.delete(&record, NOW, &mut rng()).unwrap();
    (reply.raw_id, record, deleted)
}

fn excluding(id: &Base64Url) -> serde_json::Value {
    let excluded = json!([{ "type": "public-key", "id": id }]);
    party::with(creation_options(), "excludeCredentials", excluded)
}

#[test]
fn no_name_that_a_site_leads_to_is_a_deleted_keys() {
    let vault = vault();
    let (id, record, deleted) = deleted_key(&vault);
    assert_ne!(deleted.id, record.id);
    assert_ne!(deleted.site, record.site);
    for pending in [
        pending_request(allow(&id)),
        pending_creation(excluding(&id)),
    ] {
        let named = pending.named_records(vault.vault_id()).unwrap();
        assert_eq!(named, [record.id]);
        assert_ne!(vault.site_tag(pending.rp_id()), deleted.site);
    }
}

#[test]
fn it_does_not_sign_in_even_where_its_record_is_given() {
    let vault = vault();
    let (id, _, deleted) = deleted_key(&vault);
    let pending = pending_request(allow(&id));
    assert!(accounts(&pending, &vault, core::slice::from_ref(&deleted)).is_empty());
    assert!(authenticate(&pending, &vault, &deleted, NOW, &mut rng()).is_err());
}

#[test]
fn it_is_neither_excluded_nor_replaced() {
    let vault = vault();
    let (id, _, deleted) = deleted_key(&vault);
    let pending = pending_creation(excluding(&id));
    let found = [deleted];
    assert!(replaced(&pending, &vault, &found, NOW).is_empty());
    let made = register(
        &pending,
        &vault,
        &found,
        Choices::default(),
        NOW,
        &mut rng(),
    );
    assert_eq!(made.unwrap().removed, Vec::<RecordId>::new());
}

#[test]
fn it_comes_back_as_it_was_and_as_something_newer() {
    let vault = vault();
    let (id, record, deleted) = deleted_key(&vault);
    let opened = vault.open_deleted(&deleted).unwrap();
    let restored = vault.restore(&opened, &mut rng()).unwrap();
    assert_eq!((restored.id, restored.site), (record.id, record.site));
    let (before, _) = vault.open(&record).unwrap();
    let (after, generation) = vault.open(&restored).unwrap();
    assert_eq!(generation, 2);
    assert_eq!(
        (after.id, after.user_name, after.created_at),
        (before.id, before.user_name, before.created_at)
    );
    let pending = pending_request(allow(&id));
    assert!(authenticate(&pending, &vault, &restored, NOW, &mut rng()).is_ok());
}

#[test]
fn it_is_kept_for_thirty_days() {
    let vault = vault();
    let (_, _, deleted) = deleted_key(&vault);
    let opened = vault.open_deleted(&deleted).unwrap();
    assert_eq!(opened.deleted_at, NOW);
    assert_eq!(opened.gone_at(), NOW + 30 * 24 * 60 * 60 * 1000);
    assert_eq!(Deleted::KEPT_FOR, 2_592_000_000);
}

#[test]
fn neither_is_taken_for_the_other() {
    let vault = vault();
    let (_, record, deleted) = deleted_key(&vault);
    assert_eq!(vault.open(&deleted).err(), Some(RecordError::Deletion));
    assert_eq!(
        vault.open_deleted(&record).err(),
        Some(RecordError::Deletion)
    );
    assert_eq!(
        vault.delete(&deleted, NOW, &mut rng()).err(),
        Some(RecordError::Deletion)
    );
    assert!(vault.is_sound(&record) && vault.is_sound(&deleted));
}

#[test]
fn no_deleted_record_can_be_moved_back_into_its_old_place() {
    let vault = vault();
    let (_, record, deleted) = deleted_key(&vault);
    let moved = SealedRecord {
        id: record.id,
        site: record.site,
        sealed: deleted.sealed,
    };
    assert_eq!(vault.open(&moved).err(), Some(RecordError::NotAuthentic));
}
