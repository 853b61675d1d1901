use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::Vault;
use crate::problem::Problem;
use crate::records::StoredRecord;
use crate::rng;

#[wasm_bindgen]
impl Vault {
    /// The record of a hidden key as it is to be stored when the user un-hides it.
    pub fn unhide(&self, record: StoredRecord) -> Result<StoredRecord, JsValue> {
        let record = record.into_sealed()?;
        let shown = xenon_ceremony::unhide(self.open_vault(), &record, &mut rng::fresh()?)
            .map_err(Problem::from)?;
        Ok(shown.into())
    }

    /// The record of a key as it is to be stored with the user's own name for it, or without one.
    pub fn label(&self, record: StoredRecord, label: &str) -> Result<StoredRecord, JsValue> {
        let record = record.into_sealed()?;
        let labelled = xenon_ceremony::label(self.open_vault(), &record, label, &mut rng::fresh()?)
            .map_err(Problem::from)?;
        Ok(labelled.into())
    }
}
