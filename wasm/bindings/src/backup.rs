use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use xenon_vault::{BackupFile as File, Header, VaultKey};

use crate::Vault;
use crate::problem::Problem;
use crate::records::{StoredRecord, readable, to_hex};
use crate::rng;
use crate::views::{KeySummaryJson, to_js};

/// A backup file that has just been made.
#[wasm_bindgen(getter_with_clone)]
pub struct MadeBackup {
    /// The bytes of the file.
    #[wasm_bindgen(readonly)]
    pub file: Vec<u8>,
    /// The ids of the records whose credentials are in it.
    #[wasm_bindgen(readonly)]
    pub keys: Vec<String>,
}

/// A backup file that was opened.
#[wasm_bindgen]
pub struct BackupFile(File);

/// What a restoration stores and removes, together.
#[wasm_bindgen(getter_with_clone)]
pub struct Restoration {
    /// To be stored.
    #[wasm_bindgen(readonly)]
    pub put: Vec<StoredRecord>,
    /// The ids of the records that go with it.
    #[wasm_bindgen(readonly)]
    pub remove: Vec<String>,
}

/// The header by which a backup file is opened.
#[wasm_bindgen(js_name = backupHeader)]
pub fn backup_header(file: &[u8]) -> Result<Vec<u8>, JsValue> {
    Ok(File::header(file).map_err(Problem::from)?.to_bytes())
}

#[wasm_bindgen]
impl BackupFile {
    /// Opens a file with the key that its header gave.
    #[wasm_bindgen(constructor)]
    pub fn new(file: &[u8], key: &[u8]) -> Result<Self, JsValue> {
        Ok(Self(
            File::open(file, &key_of(key)?).map_err(Problem::from)?,
        ))
    }
}

#[wasm_bindgen]
impl Vault {
    /// A backup file of those records whose keys may leave this device. `header` and `key` are those of a
    /// vault that was made for the file alone.
    #[wasm_bindgen(js_name = backUp)]
    pub fn back_up(
        &self,
        header: &[u8],
        key: &[u8],
        records: Vec<StoredRecord>,
    ) -> Result<MadeBackup, JsValue> {
        let header = Header::parse(header).map_err(Problem::from)?;
        let records = readable(records);
        let made = self
            .open_vault()
            .back_up(&header, &key_of(key)?, &records, &mut rng::fresh()?);
        let (file, keys) = made.ok_or_else(|| Problem::new("out-of-memory", &"too many keys"))?;
        let keys = keys.iter().map(|id| to_hex(id.as_bytes())).collect();
        Ok(MadeBackup { file, keys })
    }

    /// What takes the place of those records whose keys are in a backup from now on.
    #[wasm_bindgen(js_name = asBackedUp)]
    pub fn as_backed_up(&self, records: Vec<StoredRecord>) -> Result<Vec<StoredRecord>, JsValue> {
        let changed = self
            .open_vault()
            .as_backed_up(&readable(records), &mut rng::fresh()?)
            .map_err(Problem::from)?;
        Ok(changed.into_iter().map(StoredRecord::from).collect())
    }

    /// What restoring each key of a file would do here: an array of `OfferedKey`, as in from-user.ts.
    pub fn offered(
        &self,
        backup: &BackupFile,
        records: Vec<StoredRecord>,
    ) -> Result<JsValue, JsValue> {
        let offered = backup.0.compare(self.open_vault(), &readable(records));
        Ok(to_js(
            &offered
                .iter()
                .map(KeySummaryJson::of_offered)
                .collect::<Vec<_>>(),
        )?)
    }

    /// Restores what is new or newer, and with `deleted` also what was deleted here.
    #[wasm_bindgen(js_name = restoreFrom)]
    pub fn restore_from(
        &self,
        backup: BackupFile,
        records: Vec<StoredRecord>,
        deleted: bool,
    ) -> Result<Restoration, JsValue> {
        let records = readable(records);
        let restored = backup
            .0
            .restore(self.open_vault(), &records, deleted, &mut rng::fresh()?)
            .map_err(Problem::from)?;
        Ok(Restoration {
            put: restored.put.into_iter().map(StoredRecord::from).collect(),
            remove: restored
                .remove
                .iter()
                .map(|id| to_hex(id.as_bytes()))
                .collect(),
        })
    }
}

fn key_of(bytes: &[u8]) -> Result<VaultKey, Problem> {
    VaultKey::from_session(bytes)
        .ok_or_else(|| Problem::new("bad-argument", &"a vault key has 32 bytes"))
}
