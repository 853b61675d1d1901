//! The two stores of a vault as the extension writes them, in memory, with a crash wherever one wants it.

use std::collections::BTreeMap;

use chacha20::ChaCha20Rng;
use xenon_vault::{
    Both, Findings, Known, Manifest, OpenVault, RecordId, Repair, SealedRecord, Store, Survey,
};

/// Everything that one store has.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct StoreContent {
    /// Its header and its manifest.
    pub head: Store,
    /// Its records.
    pub records: BTreeMap<RecordId, SealedRecord>,
}

/// What is to be stored together.
#[derive(Clone, Debug, Default)]
pub struct Change {
    /// Another header.
    pub header: Option<Vec<u8>>,
    /// New records, and newer ones.
    pub put: Vec<SealedRecord>,
    /// Records that go.
    pub remove: Vec<RecordId>,
}

/// When the power goes, seen from one change.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Crash {
    /// It does not.
    Never,
    /// Nothing was written.
    BeforeDurable,
    /// Only the durable store was.
    BeforeMirror,
}

/// Both stores.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct TwoStores {
    /// Written first.
    pub durable: StoreContent,
    /// Written when the other is on disk.
    pub mirror: StoreContent,
}

impl StoreContent {
    fn apply(&mut self, change: &Change, manifest: &[u8]) {
        self.head.manifest = Some(manifest.to_vec());
        if let Some(header) = &change.header {
            self.head.header = Some(header.clone());
        }
        for record in &change.put {
            self.records.insert(record.id, record.clone());
        }
        for id in &change.remove {
            self.records.remove(id);
        }
    }

    fn repair(&mut self, other: &Self, findings: &Findings, repair: &Repair) {
        self.head.header = Some(findings.header.clone());
        self.head.manifest = Some(findings.manifest.clone());
        for id in &repair.copy {
            self.records.insert(*id, other.records[id].clone());
        }
        for id in &repair.remove {
            self.records.remove(id);
        }
    }

    fn named(&self, ids: &[RecordId]) -> Vec<SealedRecord> {
        let found = ids.iter().filter_map(|id| self.records.get(id));
        found.cloned().collect()
    }
}

impl TwoStores {
    /// Those of a vault that has just been made.
    pub fn of_new_vault(vault: &OpenVault, header: &[u8], rng: &mut ChaCha20Rng) -> Self {
        let content = StoreContent {
            head: Store {
                header: Some(header.to_vec()),
                manifest: Some(vault.seal_manifest(&Manifest::first(header), rng)),
            },
            records: BTreeMap::new(),
        };
        Self {
            durable: content.clone(),
            mirror: content,
        }
    }

    /// Makes a change as far as the crash allows.
    pub fn change(
        &mut self,
        vault: &OpenVault,
        change: &Change,
        crash: Crash,
        rng: &mut ChaCha20Rng,
    ) {
        let touched: Vec<RecordId> = change
            .put
            .iter()
            .map(|one| one.id)
            .chain(change.remove.iter().copied())
            .collect();
        let before = self.durable.named(&touched);
        let stored = self.durable.head.manifest.clone().unwrap_or_default();
        let next = vault
            .open_manifest(&stored)
            .and_then(|one| one.after(vault, &before, &change.put, change.header.as_deref()));
        let Ok(next) = next else {
            return;
        };
        let manifest = vault.seal_manifest(&next, rng);
        if crash == Crash::BeforeDurable {
            return;
        }
        self.durable.apply(change, &manifest);
        if crash == Crash::BeforeMirror {
            return;
        }
        self.mirror.apply(change, &manifest);
    }

    /// Compares them, `piece` ids at a time, and says what there is to do.
    pub fn survey(&self, vault: &OpenVault, known: Known, piece: usize) -> Option<Findings> {
        let mut survey = Survey::new(Both {
            durable: self.durable.head.clone(),
            mirror: self.mirror.head.clone(),
        });
        let ids: Vec<RecordId> = self
            .durable
            .records
            .keys()
            .chain(self.mirror.records.keys())
            .copied()
            .collect::<std::collections::BTreeSet<_>>()
            .into_iter()
            .collect();
        for ids in ids.chunks(piece) {
            survey.examine(vault, self.durable.named(ids), self.mirror.named(ids));
        }
        survey.conclude(vault, known, &mut crate::party::rng())
    }

    /// Compares and repairs them.
    pub fn heal(&mut self, vault: &OpenVault, known: Known) -> Option<Findings> {
        let findings = self.survey(vault, known, 2)?;
        let before = self.clone();
        let repairs = &findings.repairs;
        self.durable
            .repair(&before.mirror, &findings, &repairs.durable);
        self.mirror
            .repair(&self.durable.clone(), &findings, &repairs.mirror);
        Some(findings)
    }
}
