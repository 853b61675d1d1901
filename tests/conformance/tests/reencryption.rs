//! A vault whose passphrase leaked: all of it is sealed anew for another vault, and whenever the power goes,
//! the stores have the whole of one of the two.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test's helper may stop the test"
)]

use chacha20::ChaCha20Rng;
use xenon_conformance::party::{NOW, creation_options, registered, rng};
use xenon_conformance::two_stores::{Change, Crash, StoreContent, TwoStores};
use xenon_protocol::CredentialId;
use xenon_vault::{
    Argon2Cost, Damage, Known, Manifest, ManifestError, OpenVault, Passphrase, RecordError,
    Reencryption, SealedRecord,
};

const NOTHING: Known = Known {
    mark: 0,
    accepted: false,
};

/// One that is atomic.
type Write = Box<dyn Fn(&mut TwoStores)>;

/// A vault and its header.
struct Owned {
    vault: OpenVault,
    header: Vec<u8>,
}

impl Owned {
    fn new(rng: &mut ChaCha20Rng) -> Self {
        let passphrase = Passphrase::new(b"correct horse".to_vec());
        let made = xenon_vault::create(&passphrase, Argon2Cost::FLOOR, NOW, rng);
        let (header, key) = made.unwrap();
        Self {
            vault: OpenVault::new(header.vault_id(), &key),
            header: header.to_bytes(),
        }
    }
}

/// Two stores with keys of the vault `from`, one of them deleted, and the vault that takes its place.
struct House {
    from: Owned,
    to: Owned,
    stores: TwoStores,
    rng: ChaCha20Rng,
}

impl House {
    fn new() -> Self {
        let mut rng = rng();
        let (from, to) = (Owned::new(&mut rng), Owned::new(&mut rng));
        let stores = TwoStores::of_new_vault(&from.vault, &from.header, &mut rng);
        let mut house = Self {
            from,
            to,
            stores,
            rng,
        };
        let pattern = registered(&house.from.vault, creation_options()).1;
        for index in 0..4 {
            house.add_key(&pattern, index);
        }
        house
    }

    fn add_key(&mut self, pattern: &SealedRecord, index: u8) {
        let Owned { vault, .. } = &self.from;
        let mut credential = vault.open(pattern).unwrap().0;
        credential.id = CredentialId::parse(vec![index; 32]).unwrap();
        let record = vault.seal(&credential, u32::from(index), &mut self.rng);
        let record = record.unwrap();
        let stored = match index {
            3 => vault.delete(&record, NOW, &mut self.rng).unwrap(),
            _ => record,
        };
        let change = Change {
            put: vec![stored],
            ..Change::default()
        };
        self.stores
            .change(vault, &change, Crash::Never, &mut self.rng);
    }

    fn records(&self) -> Vec<SealedRecord> {
        self.stores.durable.records.values().cloned().collect()
    }

    fn manifest(&self) -> Manifest {
        let stored = self.stores.durable.head.manifest.clone().unwrap();
        self.from.vault.open_manifest(&stored).unwrap()
    }

    fn resealed(&mut self, records: &[SealedRecord]) -> (Reencryption, Vec<SealedRecord>) {
        let mut work = Reencryption::default();
        let (from, to) = (&self.from.vault, &self.to.vault);
        let resealed = records
            .iter()
            .map(|one| work.reseal(from, to, one, &mut self.rng).unwrap())
            .collect();
        (work, resealed)
    }

    /// Everything that the extension does, one write after another.
    fn writes(&mut self) -> Vec<Write> {
        let (work, resealed) = self.resealed(&self.records());
        let header = self.to.header.clone();
        let next = work.manifest(&self.manifest(), &header).unwrap();
        let manifest = self.to.vault.seal_manifest(&next, &mut self.rng);
        let mut writes: Vec<Write> = Vec::new();
        for piece in resealed.chunks(2) {
            for store in STORES {
                let piece = piece.to_vec();
                writes.push(Box::new(move |stores| {
                    let named = piece.iter().map(|one| (one.id, one.clone()));
                    store(stores).records.extend(named);
                }));
            }
        }
        for store in STORES {
            let (header, manifest) = (header.clone(), manifest.clone());
            writes.push(Box::new(move |stores| {
                let head = &mut store(stores).head;
                head.header = Some(header.clone());
                head.manifest = Some(manifest.clone());
            }));
        }
        writes
    }

    /// Whose header the worker finds: it asks the mirror.
    fn owner(&self, stores: &TwoStores) -> &Owned {
        let found = stores.mirror.head.header.as_ref();
        [&self.from, &self.to]
            .into_iter()
            .find(|one| Some(&one.header) == found)
            .unwrap()
    }
}

/// In the order in which they are written.
const STORES: [fn(&mut TwoStores) -> &mut StoreContent; 2] =
    [|stores| &mut stores.durable, |stores| &mut stores.mirror];

#[test]
fn what_was_resealed_is_the_same_to_the_new_vault_and_nothing_to_the_old() {
    let mut house = House::new();
    let records = house.records();
    let (_, resealed) = house.resealed(&records);
    let (from, to) = (&house.from.vault, &house.to.vault);
    for (old, new) in records.iter().zip(&resealed) {
        assert_ne!(old.id, new.id);
        assert_ne!(old.site, new.site);
        assert_eq!(from.open(new).err(), Some(RecordError::NotAuthentic));
        assert_eq!(to.open(old).err(), Some(RecordError::NotAuthentic));
        match (from.open(old), to.open(new)) {
            (Ok((before, old)), Ok((after, new))) => {
                assert_eq!(old, new);
                assert_eq!(before.id, after.id);
                assert_eq!(before.rp_id, after.rp_id);
                assert_eq!(before.signing_key.to_bytes(), after.signing_key.to_bytes());
            }
            (Err(before), Err(after)) => {
                assert_eq!(before, RecordError::Deletion);
                assert_eq!(after, RecordError::Deletion);
                let deleted = to.open_deleted(new).unwrap();
                assert_eq!(deleted.deleted_at, NOW);
            }
            _ => panic!("one of them opens, and the other does not"),
        }
    }
}

#[test]
fn a_vault_in_which_a_record_is_missing_or_doubled_takes_nobodys_place() {
    let mut house = House::new();
    let records = house.records();
    let (missing, _) = house.resealed(&records[1..]);
    let doubled = [records.as_slice(), &records[..1]].concat();
    let (doubled, _) = house.resealed(&doubled);
    for work in [missing, doubled, Reencryption::default()] {
        let made = work.manifest(&house.manifest(), &house.to.header);
        assert_eq!(made.err(), Some(ManifestError::RecordDamaged));
    }
}

#[test]
fn a_damaged_record_stops_it() {
    let mut house = House::new();
    let mut damaged = house.records()[0].clone();
    *damaged.sealed.last_mut().unwrap() ^= 1;
    let (from, to) = (&house.from.vault, &house.to.vault);
    let resealed = Reencryption::default().reseal(from, to, &damaged, &mut house.rng);
    assert_eq!(resealed.err(), Some(RecordError::NotAuthentic));
}

#[test]
fn a_crash_at_any_write_leaves_the_whole_of_one_of_the_two() {
    let mut house = House::new();
    let writes = house.writes();
    let mut owners = Vec::new();
    for done in 0..=writes.len() {
        let mut stores = house.stores.clone();
        for write in &writes[..done] {
            write(&mut stores);
        }
        let owner = house.owner(&stores);
        let findings = stores.heal(&owner.vault, NOTHING).unwrap();
        assert_eq!(findings.damage, Damage::default(), "after {done} writes");
        assert_eq!(stores.durable, stores.mirror);
        assert_eq!(stores.durable.head.header.as_ref(), Some(&owner.header));
        assert_eq!(stores.durable.records.len(), 4);
        assert!(
            stores
                .durable
                .records
                .values()
                .all(|one| owner.vault.is_sound(one))
        );
        owners.push(owner.header == house.to.header);
    }
    // Only the last write gives the vault to the new passphrase.
    let expected: Vec<bool> = (0..=writes.len())
        .map(|done| done == writes.len())
        .collect();
    assert_eq!(owners, expected);
}

#[test]
fn what_follows_is_newer_than_all_that_was() {
    let mut house = House::new();
    let (work, _) = house.resealed(&house.records());
    let before = house.manifest();
    let next = work.manifest(&before, &house.to.header).unwrap();
    assert!(next.generation > before.generation);
}
