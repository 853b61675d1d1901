use std::collections::BTreeMap;

use rand_core::CryptoRng;

use crate::backup_file::BackupEntry;
use crate::{
    BackupFile, Credential, Deleted, Header, OpenVault, RecordError, RecordId, SealedRecord,
    VaultKey,
};

/// What restoring a credential of a backup file would do here.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Standing {
    /// It is not here.
    New,
    /// It is here, and was used last before the file's copy was.
    Newer,
    /// It is here, as new or newer.
    Kept,
    /// Its owner has deleted it here, and can still have it back.
    Deleted,
}

/// One credential of a backup file, beside what is here.
pub struct Offered<'a> {
    /// As the file has it.
    pub credential: &'a Credential,
    /// Under which name it would be stored.
    pub id: RecordId,
    /// What restoring it would do.
    pub standing: Standing,
    /// Its account has another key here.
    pub is_beside: bool,
}

/// What a restoration stores and removes, together.
#[derive(Debug, Default)]
pub struct Restoration {
    /// To be stored.
    pub put: Vec<SealedRecord>,
    /// What was deleted, and is back under its other name.
    pub remove: Vec<RecordId>,
}

/// What is in the vault that a file is compared with.
struct Here {
    keys: BTreeMap<RecordId, (Credential, u32)>,
    deleted: BTreeMap<RecordId, (Deleted, RecordId)>,
    /// Which keys each account has.
    accounts: BTreeMap<Account, Vec<RecordId>>,
}

/// RP ID and user handle.
type Account = (String, Vec<u8>);

impl OpenVault {
    /// A backup file of the credentials among `records`, and the ids of their records. Those that are
    /// bound to this device stay out of it, as do deleted ones and what does not open. `header` and
    /// `key` are those of a vault that was made for the file alone. Nothing if it grows too large.
    pub fn back_up(
        &self,
        header: &Header,
        key: &VaultKey,
        records: &[SealedRecord],
        rng: &mut impl CryptoRng,
    ) -> Option<(Vec<u8>, Vec<RecordId>)> {
        let eligible: Vec<_> = records
            .iter()
            .filter_map(|record| Some((self.eligible(record)?, record.id)))
            .collect();
        let credentials = eligible
            .iter()
            .map(|((one, generation), _)| (one, *generation));
        let file = BackupFile::seal(header, key, credentials, rng)?;
        Some((file, eligible.iter().map(|(_, id)| *id).collect()))
    }

    /// What takes the place of those records whose credentials are in a backup from now on; the others need
    /// no change.
    pub fn as_backed_up(
        &self,
        records: &[SealedRecord],
        rng: &mut impl CryptoRng,
    ) -> Result<Vec<SealedRecord>, RecordError> {
        let eligible = records.iter().filter_map(|record| self.eligible(record));
        let changed = eligible.filter(|(credential, _)| !credential.backed_up);
        let sealed = changed.map(|(mut credential, generation)| {
            credential.backed_up = true;
            self.seal(&credential, generation.saturating_add(1), rng)
        });
        sealed.collect()
    }

    fn eligible(&self, record: &SealedRecord) -> Option<(Credential, u32)> {
        let opened = self.open(record).ok()?;
        opened.0.backup_eligible.then_some(opened)
    }

    fn here(&self, records: &[SealedRecord]) -> Here {
        let keys: BTreeMap<_, _> = records
            .iter()
            .filter_map(|record| Some((record.id, self.open(record).ok()?)))
            .collect();
        let mut accounts: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for (id, (credential, _)) in &keys {
            accounts.entry(account(credential)).or_default().push(*id);
        }
        let deleted = records.iter().filter_map(|record| {
            let deleted = self.open_deleted(record).ok()?;
            let id = RecordId::of(self.vault_id(), &deleted.credential.id);
            Some((id, (deleted, record.id)))
        });
        Here {
            keys,
            deleted: deleted.collect(),
            accounts,
        }
    }
}

impl BackupFile {
    /// What restoring each of its credentials would do in a vault with these records.
    pub fn compare(&self, vault: &OpenVault, records: &[SealedRecord]) -> Vec<Offered<'_>> {
        let here = vault.here(records);
        let offered = self.entries.iter().map(|entry| {
            let credential = &entry.credential;
            let id = RecordId::of(vault.vault_id(), &credential.id);
            Offered {
                credential,
                id,
                standing: here.standing(&id, entry),
                is_beside: here.has_another(&id, credential),
            }
        });
        offered.collect()
    }

    /// Restores what is new or newer, and with `deleted` also what its owner has deleted here. What is
    /// restored is in a backup by that.
    pub fn restore(
        mut self,
        vault: &OpenVault,
        records: &[SealedRecord],
        deleted: bool,
        rng: &mut impl CryptoRng,
    ) -> Result<Restoration, RecordError> {
        let here = vault.here(records);
        let mut restoration = Restoration::default();
        for entry in &mut self.entries {
            let id = RecordId::of(vault.vault_id(), &entry.credential.id);
            match here.standing(&id, entry) {
                Standing::Kept => continue,
                Standing::Deleted if !deleted => continue,
                Standing::New | Standing::Newer | Standing::Deleted => {}
            }
            entry.credential.backed_up = entry.credential.backup_eligible;
            let generation = here.generation_after(&id, entry);
            let sealed = vault.seal(&entry.credential, generation, rng)?;
            restoration.put.push(sealed);
            restoration
                .remove
                .extend(here.deleted.get(&id).map(|(_, record)| *record));
        }
        Ok(restoration)
    }
}

impl Here {
    fn standing(&self, id: &RecordId, entry: &BackupEntry) -> Standing {
        match self.keys.get(id) {
            Some((credential, generation)) => {
                let is_newer =
                    age(&entry.credential, entry.generation) > age(credential, *generation);
                if is_newer {
                    Standing::Newer
                } else {
                    Standing::Kept
                }
            }
            None if self.deleted.contains_key(id) => Standing::Deleted,
            None => Standing::New,
        }
    }

    fn has_another(&self, id: &RecordId, credential: &Credential) -> bool {
        let keys = self.accounts.get(&account(credential));
        keys.is_some_and(|keys| keys.iter().any(|key| key != id))
    }

    /// Newer than whatever is here.
    fn generation_after(&self, id: &RecordId, entry: &BackupEntry) -> u32 {
        let key = self.keys.get(id).map(|(_, generation)| *generation);
        let deleted = self.deleted.get(id).map(|(one, _)| one.generation());
        let newest = key
            .or(deleted)
            .map(|generation| generation.saturating_add(1));
        newest.unwrap_or(0).max(entry.generation)
    }
}

fn account(credential: &Credential) -> Account {
    let rp_id = credential.rp_id.as_str().to_owned();
    (rp_id, credential.user_handle.as_slice().to_vec())
}

/// What says which of two copies is newer: the last use, and where that is the same how often it was written.
fn age(credential: &Credential, generation: u32) -> (u64, u32) {
    let used = credential.last_used_at.unwrap_or(credential.created_at);
    (used, generation)
}
