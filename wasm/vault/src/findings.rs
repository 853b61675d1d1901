use rand_core::CryptoRng;

use crate::survey::{Copy, Differing, Which};
use crate::{Both, Manifest, OpenVault, RecordId, SetHash, Survey};

/// What both stores are to have from now on, and what is damaged all the same.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Findings {
    /// For both.
    pub header: Vec<u8>,
    /// For both.
    pub manifest: Vec<u8>,
    /// What each store lacks.
    pub repairs: Both<Repair>,
    /// What neither store could heal.
    pub damage: Damage,
}

/// What one store lacks of what is true.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Repair {
    /// To be copied from the other store.
    pub copy: Vec<RecordId>,
    /// To be removed: it belongs to no state of the vault, or to an older one.
    pub remove: Vec<RecordId>,
}

/// What is lost or not to be trusted, after each store has helped the other. All zero and `false` means
/// that nothing is.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a fact that stands for itself"
)]
pub struct Damage {
    /// Records that are there and open in neither store.
    pub unreadable: u64,
    /// Records that the manifest counts and no store has.
    pub missing: u64,
    /// All are there and open, and yet they are not what the manifest says: some are older, or were
    /// deleted and are back.
    pub rolled_back: bool,
    /// There was no manifest: whatever is missing, nobody knows of it.
    pub uncertain: bool,
    /// The header is not the one that the manifest names: the ways to open the vault are older ones.
    pub ways: bool,
    /// All of it is older than what this session has had already.
    pub older: bool,
}

/// What a conclusion is drawn from besides the stores.
#[derive(Clone, Copy, Debug, Default)]
pub struct Known {
    /// The highest generation that this session has seen; 0 if none.
    pub mark: u64,
    /// The user goes on with what there is: from now on that is the whole.
    pub accepted: bool,
}

/// Which copies, of records that are not the same in both stores, belong to the set.
#[derive(Clone, core::marker::Copy)]
enum Choice {
    /// This store's own.
    Own(Which),
    /// The newest of every record that this store has in some way.
    Named(Which),
    /// The newest of every record.
    All(Which),
}

impl Survey {
    /// What is true. Nothing if neither store has a header.
    ///
    /// The manifest of the highest generation decides, if some choice among the copies is just the set
    /// of which it speaks. Otherwise every record that opens is kept, in its newest copy.
    pub fn conclude(
        &self,
        vault: &OpenVault,
        Known { mark, accepted }: Known,
        rng: &mut impl CryptoRng,
    ) -> Option<Findings> {
        let newest = self.newest(vault);
        let header = self.header(newest)?;
        let choice = self.choice(newest);
        let chosen = self.chosen(choice);
        let claimed = match newest {
            Some((_, manifest)) => manifest,
            None => self.first_manifest(&header, chosen),
        };
        let is_whole = chosen == claimed.records && !claimed.uncertain;
        let drops_unreadable = accepted || is_whole;
        let older = newest.is_some() && claimed.generation < mark;
        let stored = newest.and_then(|(owner, _)| self.stores.of(owner).manifest.clone());
        let manifest = stored.filter(|_| !accepted && !older).unwrap_or_else(|| {
            // Above what this session has seen, so that what follows is newer than all of it.
            let generation = claimed.generation.max(mark).saturating_add(1);
            let made = if accepted {
                Manifest::of(generation, &header, chosen)
            } else {
                Manifest {
                    generation,
                    ..claimed
                }
            };
            vault.seal_manifest(&made, rng)
        });
        let damage = Damage {
            ways: !claimed.has_header(&header),
            uncertain: claimed.uncertain,
            older,
            ..self.lost(chosen, &claimed)
        };
        Some(Findings {
            repairs: self.repairs(choice, drops_unreadable),
            damage: if accepted { Damage::default() } else { damage },
            header,
            manifest,
        })
    }

    /// The newest manifest that opens, and who has it.
    fn newest(&self, vault: &OpenVault) -> Option<(Which, Manifest)> {
        let opened = |which: Which| {
            let stored = self.stores.of(which).manifest.as_ref()?;
            Some((which, vault.open_manifest(stored).ok()?))
        };
        // The last of equals is what `max_by_key` gives: the durable store's.
        let found = Which::BOTH.into_iter().rev().filter_map(opened);
        found.max_by_key(|(_, manifest)| manifest.generation)
    }

    /// The header of which the manifest speaks, or else any.
    fn header(&self, newest: Option<(Which, Manifest)>) -> Option<Vec<u8>> {
        let owner = newest.map_or(Which::Durable, |(owner, _)| owner);
        let headers = [owner, owner.other()].map(|which| self.stores.of(which).header.as_ref());
        let is_named = |header: &&Vec<u8>| newest.is_some_and(|(_, one)| one.has_header(header));
        let mut present = headers.into_iter().flatten();
        let named = present.clone().find(is_named);
        named.or_else(|| present.next()).cloned()
    }

    fn choice(&self, newest: Option<(Which, Manifest)>) -> Choice {
        let Some((owner, manifest)) = newest else {
            return Choice::All(Which::Durable);
        };
        let choices =
            [owner, owner.other()].map(|which| [Choice::Own(which), Choice::Named(which)]);
        let fits = |choice: &Choice| self.chosen(*choice) == manifest.records;
        let found = choices.into_iter().flatten().find(fits);
        found.unwrap_or(Choice::All(owner))
    }

    fn chosen(&self, choice: Choice) -> SetHash {
        let sets = self.differing.iter().filter_map(|one| one.chosen(choice));
        sets.fold(self.alike, |sum, (_, set)| sum.plus(set))
    }

    /// That of a vault in which there is none. Where there should be one, or where a record does not
    /// open, nobody knows what else there was.
    fn first_manifest(&self, header: &[u8], records: SetHash) -> Manifest {
        Manifest {
            uncertain: !self.is_before_manifests || self.unreadable() > 0,
            ..Manifest::of(0, header, records)
        }
    }

    fn lost(&self, chosen: SetHash, claimed: &Manifest) -> Damage {
        if chosen == claimed.records && !claimed.uncertain {
            return Damage::default();
        }
        let unreadable = self.unreadable();
        let present = chosen.count.saturating_add(unreadable);
        let missing = claimed.records.count.saturating_sub(present);
        Damage {
            unreadable,
            missing,
            rolled_back: chosen != claimed.records && unreadable == 0 && missing == 0,
            ..Damage::default()
        }
    }

    /// How many records open in neither store.
    fn unreadable(&self) -> u64 {
        let differing = self.differing.iter().filter(|one| one.is_unreadable());
        let count = self
            .alike_unreadable
            .len()
            .saturating_add(differing.count());
        u64::try_from(count).unwrap_or(u64::MAX)
    }

    fn repairs(&self, choice: Choice, drops_unreadable: bool) -> Both<Repair> {
        let repair = |which: Which| Repair {
            copy: self.ids_where(|one| one.chosen(choice).is_some_and(|(from, _)| from != which)),
            remove: self.gone(which, choice, drops_unreadable),
        };
        Both {
            durable: repair(Which::Durable),
            mirror: repair(Which::Mirror),
        }
    }

    fn gone(&self, which: Which, choice: Choice, drops_unreadable: bool) -> Vec<RecordId> {
        let is_gone = |one: &Differing| {
            let is_dropped = drops_unreadable || !one.is_unreadable();
            one.copies.of(which).is_some() && one.chosen(choice).is_none() && is_dropped
        };
        let alike: &[RecordId] = if drops_unreadable {
            &self.alike_unreadable
        } else {
            &[]
        };
        [&self.ids_where(is_gone), alike].concat()
    }

    fn ids_where(&self, is_wanted: impl Fn(&Differing) -> bool) -> Vec<RecordId> {
        let wanted = self.differing.iter().filter(|one| is_wanted(one));
        wanted.map(|one| one.id).collect()
    }
}

impl Differing {
    /// The copy that belongs to the set, and who has it.
    fn chosen(&self, choice: Choice) -> Option<(Which, SetHash)> {
        match choice {
            Choice::Own(owner) => self.authentic(owner).map(|(_, set)| (owner, set)),
            Choice::Named(owner) if self.copies.of(owner).is_none() => None,
            Choice::Named(owner) | Choice::All(owner) => self.newest(owner),
        }
    }

    /// The newest copy that opens; of two that are equally new, that of `preferred`.
    fn newest(&self, preferred: Which) -> Option<(Which, SetHash)> {
        let copies = [preferred.other(), preferred].into_iter();
        let found = copies.filter_map(|which| Some((which, self.authentic(which)?)));
        let newest = found.max_by_key(|(_, (generation, _))| *generation);
        newest.map(|(which, (_, set))| (which, set))
    }

    fn authentic(&self, which: Which) -> Option<(u32, SetHash)> {
        match *self.copies.of(which) {
            Some(Copy::Authentic { generation, set }) => Some((generation, set)),
            Some(Copy::Unreadable) | None => None,
        }
    }

    fn is_unreadable(&self) -> bool {
        Which::BOTH
            .iter()
            .all(|which| self.authentic(*which).is_none())
    }
}
