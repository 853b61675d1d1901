//! Two stores and their manifest: a crash at any write loses nothing that was acknowledged, one damaged store
//! is made whole from the other, and whatever neither has left is noticed.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test's helper may stop the test"
)]

use std::collections::BTreeMap;
use std::sync::LazyLock;

use chacha20::ChaCha20Rng;
use proptest::prelude::*;
use xenon_conformance::party::{self, NOW, creation_options, registered, rng};
use xenon_conformance::two_stores::{Change, Crash, StoreContent, TwoStores};
use xenon_protocol::CredentialId;
use xenon_vault::{
    Argon2Cost, Damage, Findings, Known, OpenVault, Passphrase, RecordId, SealedRecord, VaultId,
    VaultKey,
};

const NOTHING: Known = Known {
    mark: 0,
    accepted: false,
};

/// A vault with some keys in it, and what makes more of them.
struct House {
    vault: OpenVault,
    stores: TwoStores,
    pattern: SealedRecord,
    rng: ChaCha20Rng,
}

impl House {
    fn with_keys(count: u8) -> Self {
        let mut rng = rng();
        let vault = OpenVault::new(VaultId::random(&mut rng), &VaultKey::random(&mut rng));
        let (_, pattern) = registered(&vault, creation_options());
        let stores = TwoStores::of_new_vault(&vault, &header(0), &mut rng);
        let mut house = Self {
            vault,
            stores,
            pattern,
            rng,
        };
        for index in 0..count {
            let record = house.key(index, 0);
            house.change(&put(vec![record]));
        }
        house
    }

    /// The record of one of 256 keys.
    fn key(&mut self, index: u8, generation: u32) -> SealedRecord {
        let mut credential = self.vault.open(&self.pattern).unwrap().0;
        credential.id = CredentialId::parse(vec![index; 32]).unwrap();
        self.vault
            .seal(&credential, generation, &mut self.rng)
            .unwrap()
    }

    fn change(&mut self, change: &Change) {
        self.change_until(change, Crash::Never);
    }

    fn change_until(&mut self, change: &Change, crash: Crash) {
        self.stores
            .change(&self.vault, change, crash, &mut self.rng);
    }

    fn heal(&mut self) -> Findings {
        self.stores.heal(&self.vault, NOTHING).unwrap()
    }
}

/// One of two headers; the ways to open the vault are of no interest here.
fn header(index: usize) -> Vec<u8> {
    static HEADERS: LazyLock<[Vec<u8>; 2]> = LazyLock::new(|| {
        let mut rng = rng();
        let passphrase = Passphrase::new(b"correct horse".to_vec());
        [0, 1].map(|_| {
            let made = xenon_vault::create(&passphrase, Argon2Cost::FLOOR, NOW, &mut rng);
            made.unwrap().0.to_bytes()
        })
    });
    HEADERS[index].clone()
}

fn put(put: Vec<SealedRecord>) -> Change {
    Change {
        put,
        ..Change::default()
    }
}

fn removal(id: RecordId) -> Change {
    Change {
        remove: vec![id],
        ..Change::default()
    }
}

/// Which store is hurt.
const STORES: [fn(&mut TwoStores) -> &mut StoreContent; 2] =
    [|stores| &mut stores.durable, |stores| &mut stores.mirror];

#[test]
fn two_whole_stores_need_no_repair() {
    let mut house = House::with_keys(5);
    let before = house.stores.clone();
    let findings = house.heal();
    assert_eq!(findings.damage, Damage::default());
    assert_eq!(house.stores, before);
}

/// Every byte, one after another, in one of the stores: the other has all of it still.
#[test]
fn any_changed_byte_of_one_store_is_healed() {
    for store in STORES {
        let house = House::with_keys(2);
        let hurt = |content: &mut StoreContent, at: usize| {
            let mut at = at;
            let header = content.head.header.as_mut().unwrap();
            let manifest = content.head.manifest.as_mut().unwrap();
            let records = content.records.values_mut().map(|one| &mut one.sealed);
            for bytes in [header, manifest].into_iter().chain(records) {
                if let Some(byte) = bytes.get_mut(at) {
                    *byte ^= 0x01;
                    return true;
                }
                at -= bytes.len();
            }
            false
        };
        let mut at = 0;
        loop {
            let mut stores = house.stores.clone();
            if !hurt(store(&mut stores), at) {
                break;
            }
            let findings = stores.heal(&house.vault, NOTHING).unwrap();
            assert_eq!(findings.damage, Damage::default(), "byte {at}");
            assert_eq!(stores, house.stores, "byte {at}");
            at += 1;
        }
        assert!(at > 500, "{at}");
    }
}

#[test]
fn any_truncated_piece_of_one_store_is_healed() {
    for store in STORES {
        let house = House::with_keys(2);
        for length in 0..100 {
            let mut stores = house.stores.clone();
            let content = store(&mut stores);
            content.head.header.as_mut().unwrap().truncate(length);
            content.head.manifest.as_mut().unwrap().truncate(length);
            for record in content.records.values_mut() {
                record.sealed.truncate(length);
            }
            let findings = stores.heal(&house.vault, NOTHING).unwrap();
            assert_eq!(findings.damage, Damage::default(), "length {length}");
            assert_eq!(stores, house.stores, "length {length}");
        }
    }
}

#[test]
fn a_store_that_has_lost_everything_gets_it_back() {
    for store in STORES {
        let mut house = House::with_keys(7);
        let before = house.stores.clone();
        *store(&mut house.stores) = StoreContent::default();
        assert_eq!(house.heal().damage, Damage::default());
        assert_eq!(house.stores, before);
    }
}

#[test]
fn records_of_one_store_that_have_changed_places_are_healed() {
    for store in STORES {
        let mut house = House::with_keys(2);
        let before = house.stores.clone();
        let records = &mut store(&mut house.stores).records;
        let sealed: Vec<Vec<u8>> = records.values().map(|one| one.sealed.clone()).collect();
        for (record, other) in records.values_mut().zip(sealed.iter().rev()) {
            record.sealed.clone_from(other);
        }
        assert_eq!(house.heal().damage, Damage::default());
        assert_eq!(house.stores, before);
    }
}

/// An old state of one store, of one record, or of its manifest alone.
#[test]
fn an_older_state_of_one_store_is_healed() {
    for store in STORES {
        let mut house = House::with_keys(3);
        let mut older = house.stores.clone();
        let (newer, removed) = (house.key(0, 1), house.key(1, 0).id);
        house.change(&put(vec![newer]));
        house.change(&removal(removed));
        let added = house.key(9, 0);
        house.change(&put(vec![added]));
        let now = house.stores.clone();
        let older = store(&mut older).clone();

        *store(&mut house.stores) = older.clone();
        assert_eq!(house.heal().damage, Damage::default());
        assert_eq!(house.stores, now);

        store(&mut house.stores).head.manifest = older.head.manifest;
        assert_eq!(house.heal().damage, Damage::default());
        assert_eq!(house.stores, now);

        store(&mut house.stores).records = older.records;
        assert_eq!(house.heal().damage, Damage::default());
        assert_eq!(house.stores, now);
    }
}

fn in_both(house: &mut House, hurt: impl Fn(&mut StoreContent)) -> Damage {
    hurt(&mut house.stores.durable);
    hurt(&mut house.stores.mirror);
    house.heal().damage
}

#[test]
fn a_record_that_neither_store_can_read_is_noticed_and_kept() {
    let mut house = House::with_keys(3);
    let id = house.key(1, 0).id;
    let damage = in_both(&mut house, |content| {
        content.records.get_mut(&id).unwrap().sealed[40] ^= 1;
    });
    let expected = Damage {
        unreadable: 1,
        ..Damage::default()
    };
    assert_eq!(damage, expected);
    assert!(house.stores.durable.records.contains_key(&id));
    assert_eq!(house.heal().damage, expected, "until the user knows of it");
}

#[test]
fn a_record_that_neither_store_has_is_noticed() {
    let mut house = House::with_keys(3);
    let id = house.key(1, 0).id;
    let damage = in_both(&mut house, |content| {
        content.records.remove(&id);
    });
    let expected = Damage {
        missing: 1,
        ..Damage::default()
    };
    assert_eq!(damage, expected);
    let more = house.key(7, 0);
    house.change(&put(vec![more]));
    assert_eq!(
        house.heal().damage,
        expected,
        "a later change does not hide it"
    );
}

#[test]
fn an_older_record_in_both_stores_is_noticed() {
    let mut house = House::with_keys(3);
    let older = house.key(1, 0);
    let newer = house.key(1, 1);
    house.change(&put(vec![newer]));
    let damage = in_both(&mut house, |content| {
        content.records.insert(older.id, older.clone());
    });
    assert!(damage.rolled_back);
}

#[test]
fn a_deleted_record_that_is_back_in_both_stores_is_noticed() {
    let mut house = House::with_keys(3);
    let record = house
        .stores
        .durable
        .records
        .values()
        .next()
        .unwrap()
        .clone();
    house.change(&removal(record.id));
    let damage = in_both(&mut house, |content| {
        content.records.insert(record.id, record.clone());
    });
    assert!(damage.rolled_back);
}

#[test]
fn an_older_header_in_both_stores_is_noticed() {
    let mut house = House::with_keys(1);
    let older = house.stores.durable.head.header.clone();
    house.change(&Change {
        header: Some(header(1)),
        ..Change::default()
    });
    let damage = in_both(&mut house, |content| {
        content.head.header.clone_from(&older);
    });
    assert_eq!(
        damage,
        Damage {
            ways: true,
            ..Damage::default()
        }
    );
}

#[test]
fn without_any_manifest_nobody_knows_what_is_missing() {
    let mut house = House::with_keys(3);
    let records = house.stores.durable.records.clone();
    let damage = in_both(&mut house, |content| content.head.manifest = None);
    assert!(damage.uncertain);
    assert_eq!(house.stores.mirror.records, records, "what opens is kept");
    assert!(house.heal().damage.uncertain, "until the user knows of it");
}

/// All of it older, at once, while the browser runs.
#[test]
fn stores_older_than_the_session_are_noticed_and_go_on_from_there() {
    let mut house = House::with_keys(3);
    let known = Known {
        mark: 50,
        accepted: false,
    };
    let findings = house.stores.heal(&house.vault, known).unwrap();
    assert!(findings.damage.older);
    let generation = xenon_vault::claimed_generation(&findings.manifest).unwrap();
    assert!(generation > 50);
}

#[test]
fn what_the_user_accepts_is_the_whole_from_then_on() {
    let mut house = House::with_keys(4);
    let ids: Vec<RecordId> = house.stores.durable.records.keys().copied().collect();
    let damage = in_both(&mut house, |content| {
        content.records.remove(&ids[0]);
        content.records.get_mut(&ids[1]).unwrap().sealed.clear();
    });
    assert_eq!((damage.missing, damage.unreadable), (1, 1));
    let accepting = Known {
        mark: 0,
        accepted: true,
    };
    house.stores.heal(&house.vault, accepting).unwrap();
    assert_eq!(house.heal().damage, Damage::default());
    for content in [&house.stores.durable, &house.stores.mirror] {
        let left: Vec<RecordId> = content.records.keys().copied().collect();
        assert_eq!(left, ids[2..]);
    }
}

#[test]
fn a_change_of_what_is_damaged_or_newer_is_refused() {
    let mut house = House::with_keys(1);
    let newer = house.key(0, 3);
    house.change(&put(vec![newer]));
    let before = house.stores.clone();
    for generation in [0, 3] {
        let overtaken = house.key(0, generation);
        house.change(&put(vec![overtaken]));
        assert_eq!(house.stores, before);
    }
    house
        .stores
        .durable
        .records
        .values_mut()
        .for_each(|one| one.sealed[30] ^= 1);
    let damaged = house.stores.clone();
    let newest = house.key(0, 4);
    house.change(&put(vec![newest]));
    assert_eq!(house.stores, damaged);
}

#[test]
fn another_vaults_manifest_is_none() {
    let house = House::with_keys(1);
    let manifest = house.stores.durable.head.manifest.clone().unwrap();
    let other = party::vault();
    let mut rng = party::rng();
    let another = OpenVault::new(other.vault_id(), &VaultKey::random(&mut rng));
    assert!(another.open_manifest(&manifest).is_err());
    for length in 0..manifest.len() {
        assert!(house.vault.open_manifest(&manifest[..length]).is_err());
    }
}

/// What a user does, and where the power goes.
#[derive(Clone, Debug)]
enum Operation {
    Put(u8),
    Remove(u8),
    Header,
}

fn operations() -> impl Strategy<Value = Vec<(Operation, Crash)>> {
    let operation = prop_oneof![
        4 => (0..12_u8).prop_map(Operation::Put),
        2 => (0..12_u8).prop_map(Operation::Remove),
        1 => Just(Operation::Header),
    ];
    let crash = prop_oneof![
        Just(Crash::Never),
        Just(Crash::BeforeDurable),
        Just(Crash::BeforeMirror),
    ];
    prop::collection::vec((operation, crash), 0..24)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// Against a map that knows no crash: after each, the stores are what they were before the change or
    /// after it, they are alike, and nothing is reported as lost.
    #[test]
    fn stores_are_what_the_model_is(operations in operations()) {
        let mut house = House::with_keys(0);
        let mut model: BTreeMap<RecordId, (u32, Vec<u8>)> = BTreeMap::new();
        for (turn, (operation, crash)) in operations.into_iter().enumerate() {
            let mut after = model.clone();
            let change = match operation {
                Operation::Put(index) => {
                    let id = house.key(index, 0).id;
                    let generation = model.get(&id).map_or(0, |(generation, _)| generation + 1);
                    let record = house.key(index, generation);
                    after.insert(id, (generation, record.sealed.clone()));
                    put(vec![record])
                }
                Operation::Remove(index) => {
                    let id = house.key(index, 0).id;
                    after.remove(&id);
                    removal(id)
                }
                Operation::Header => Change { header: Some(header(turn % 2)), ..Change::default() },
            };
            house.change_until(&change, crash);
            let findings = house.heal();
            prop_assert_eq!(findings.damage, Damage::default());
            prop_assert_eq!(&house.stores.durable, &house.stores.mirror);
            let stored: BTreeMap<RecordId, Vec<u8>> = house.stores.durable.records.values()
                .map(|one| (one.id, one.sealed.clone())).collect();
            if crash != Crash::BeforeDurable {
                model = after;
            }
            let expected: BTreeMap<RecordId, Vec<u8>> = model.iter()
                .map(|(id, (_, sealed))| (*id, sealed.clone())).collect();
            prop_assert_eq!(stored, expected);
        }
    }

    /// Whatever happens to one store at once, the other makes it whole; whatever happens to both is noticed.
    #[test]
    fn damage_of_one_store_is_healed_and_of_both_noticed(
        which in any::<bool>(),
        hits in prop::collection::vec((0..6_usize, any::<prop::sample::Index>(), 0..3_u8), 1..12),
        both in any::<bool>(),
    ) {
        let house = House::with_keys(6);
        let mut stores = house.stores.clone();
        let hurt = |content: &mut StoreContent| {
            for (record, at, how) in &hits {
                let id = *content.records.keys().nth(*record).unwrap();
                let sealed = &mut content.records.get_mut(&id).unwrap().sealed;
                if sealed.is_empty() { continue; }
                let at = at.index(sealed.len());
                match how {
                    0 => sealed[at] ^= 0x80,
                    1 => sealed[at..].fill(0),
                    _ => sealed.truncate(at),
                }
            }
        };
        if which || both { hurt(&mut stores.durable); }
        if !which || both { hurt(&mut stores.mirror); }
        let is_hurt = stores != house.stores;
        let findings = stores.heal(&house.vault, NOTHING).unwrap();
        if both && is_hurt {
            prop_assert!(findings.damage.unreadable > 0);
        } else {
            prop_assert_eq!(findings.damage, Damage::default());
            prop_assert_eq!(stores, house.stores);
        }
    }
}
