use std::collections::BTreeMap;

use crate::{Header, OpenVault, RecordId, SealedRecord, SetHash};

/// What the two stores have, read piece by piece and compared, whatever is in them.
///
/// Both pieces that are given together must have the same ids in view: a record whose other copy comes
/// with another piece would count as lost.
pub struct Survey {
    pub(crate) stores: Both<Store>,
    /// There is a header, and it was written before there were manifests.
    pub(crate) is_before_manifests: bool,
    /// Those that open and are the same in both.
    pub(crate) alike: SetHash,
    pub(crate) alike_unreadable: Vec<RecordId>,
    pub(crate) differing: Vec<Differing>,
}

/// What a store has besides its records.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Store {
    /// The header's bytes, if it has any.
    pub header: Option<Vec<u8>>,
    /// The manifest's bytes, if it has any.
    pub manifest: Option<Vec<u8>>,
}

/// One of each for the two stores.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Both<T> {
    /// Of the store that is flushed to disk before it answers.
    pub durable: T,
    /// Of the other.
    pub mirror: T,
}

/// Which of the two.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Which {
    Durable,
    Mirror,
}

/// One store's copy of a record that the other has not, or not so.
#[derive(Clone, Copy)]
pub(crate) enum Copy {
    Unreadable,
    Authentic { generation: u32, set: SetHash },
}

/// What the two stores have under one id, where it is not the same.
pub(crate) struct Differing {
    pub(crate) id: RecordId,
    pub(crate) copies: Both<Option<Copy>>,
}

impl<T> Both<T> {
    pub(crate) fn of(&self, which: Which) -> &T {
        match which {
            Which::Durable => &self.durable,
            Which::Mirror => &self.mirror,
        }
    }
}

impl Which {
    pub(crate) const BOTH: [Self; 2] = [Self::Durable, Self::Mirror];

    pub(crate) fn other(self) -> Self {
        match self {
            Self::Durable => Self::Mirror,
            Self::Mirror => Self::Durable,
        }
    }
}

impl Copy {
    fn of(vault: &OpenVault, record: &SealedRecord) -> Self {
        match vault.generation(record) {
            Ok(generation) => Self::Authentic {
                generation,
                set: vault.set_of(record),
            },
            Err(_) => Self::Unreadable,
        }
    }
}

impl Store {
    /// Its header in the form of today, if it is one.
    fn parsed(self) -> (Self, Option<Header>) {
        let header = self.header.and_then(|bytes| Header::parse(&bytes).ok());
        let bytes = header.as_ref().map(Header::to_bytes);
        let manifest = self.manifest;
        (
            Self {
                header: bytes,
                manifest,
            },
            header,
        )
    }
}

impl Survey {
    /// Begins with what the stores have besides their records.
    pub fn new(stores: Both<Store>) -> Self {
        let (durable, header) = stores.durable.parsed();
        let (mirror, other) = stores.mirror.parsed();
        let mut headers = header.iter().chain(&other).peekable();
        Self {
            is_before_manifests: headers.peek().is_some()
                && headers.all(Header::is_before_manifests),
            stores: Both { durable, mirror },
            alike: SetHash::default(),
            alike_unreadable: Vec::new(),
            differing: Vec::new(),
        }
    }

    /// Looks at all records with some ids, in both stores.
    pub fn examine(
        &mut self,
        vault: &OpenVault,
        durable: Vec<SealedRecord>,
        mirror: Vec<SealedRecord>,
    ) {
        let mut mirrored: BTreeMap<_, _> = mirror.into_iter().map(|one| (one.id, one)).collect();
        for record in durable {
            match mirrored.remove(&record.id) {
                Some(copy) if copy == record => self.note_alike(vault, &record),
                copy => self.note_differing(vault, Some(&record), copy.as_ref()),
            }
        }
        for record in mirrored.values() {
            self.note_differing(vault, None, Some(record));
        }
    }

    fn note_alike(&mut self, vault: &OpenVault, record: &SealedRecord) {
        match Copy::of(vault, record) {
            Copy::Authentic { set, .. } => self.alike = self.alike.plus(set),
            Copy::Unreadable => self.alike_unreadable.push(record.id),
        }
    }

    fn note_differing(
        &mut self,
        vault: &OpenVault,
        durable: Option<&SealedRecord>,
        mirror: Option<&SealedRecord>,
    ) {
        let Some(id) = durable.or(mirror).map(|record| record.id) else {
            return;
        };
        let copies = Both {
            durable: durable.map(|record| Copy::of(vault, record)),
            mirror: mirror.map(|record| Copy::of(vault, record)),
        };
        self.differing.push(Differing { id, copies });
    }
}
