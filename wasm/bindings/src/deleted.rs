use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use xenon_vault::{Deleted, SealedRecord};

use crate::Vault;
use crate::begin::millis;
use crate::problem::Problem;
use crate::records::{StoredRecord, readable, to_hex};
use crate::rng;
use crate::views::{KeySummaryJson, to_js};

#[wasm_bindgen]
impl Vault {
    /// Under which tag deleted keys are stored.
    #[wasm_bindgen(js_name = deletedTag)]
    pub fn deleted_tag(&self) -> String {
        to_hex(self.open_vault().deleted_tag().as_bytes())
    }

    /// What takes the place of the record of a key that is deleted; `now` is milliseconds since 1970.
    #[wasm_bindgen(js_name = asDeleted)]
    pub fn as_deleted(&self, record: StoredRecord, now: f64) -> Result<StoredRecord, JsValue> {
        let record = record.into_sealed()?;
        let deleted = self
            .open_vault()
            .delete(&record, millis(now), &mut rng::fresh()?)
            .map_err(Problem::from)?;
        Ok(deleted.into())
    }

    /// What takes the place of the record of a deleted key that is restored.
    #[wasm_bindgen(js_name = asRestored)]
    pub fn as_restored(&self, record: StoredRecord) -> Result<StoredRecord, JsValue> {
        let deleted = self.open_deleted(record)?;
        let restored = self
            .open_vault()
            .restore(&deleted, &mut rng::fresh()?)
            .map_err(Problem::from)?;
        Ok(restored.into())
    }

    /// Whether the account of a deleted key has another key among `others`.
    #[wasm_bindgen(js_name = hasSuccessor)]
    pub fn has_successor(
        &self,
        record: StoredRecord,
        others: Vec<StoredRecord>,
    ) -> Result<bool, JsValue> {
        let Deleted { credential, .. } = self.open_deleted(record)?;
        let mut others = readable(others).into_iter();
        Ok(others.any(|other| {
            let opened = self.open_vault().open(&other);
            opened.is_ok_and(|(other, _)| other.is_beside(&credential))
        }))
    }

    /// What can be shown of the deleted keys among `records`: an array of `DeletedKey`, as in
    /// from-user.ts.
    #[wasm_bindgen(js_name = deletedKeys)]
    pub fn deleted_keys(&self, records: Vec<StoredRecord>) -> Result<JsValue, JsValue> {
        let keys: Vec<_> = self
            .deleted_among(records)
            .map(|(record, deleted)| KeySummaryJson::of_deleted(&record, &deleted))
            .collect();
        Ok(to_js(&keys)?)
    }

    /// The ids of those records whose keys were deleted so long ago that they have to be gone; `now` is
    /// milliseconds since 1970.
    pub fn overdue(&self, records: Vec<StoredRecord>, now: f64) -> Vec<String> {
        self.deleted_among(records)
            .filter(|(_, deleted)| deleted.gone_at() <= millis(now))
            .map(|(record, _)| to_hex(record.id.as_bytes()))
            .collect()
    }
}

impl Vault {
    fn open_deleted(&self, record: StoredRecord) -> Result<Deleted, Problem> {
        Ok(self.open_vault().open_deleted(&record.into_sealed()?)?)
    }

    fn deleted_among(
        &self,
        records: Vec<StoredRecord>,
    ) -> impl Iterator<Item = (SealedRecord, Deleted)> {
        readable(records).into_iter().filter_map(|record| {
            let deleted = self.open_vault().open_deleted(&record).ok()?;
            Some((record, deleted))
        })
    }
}
