use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use xenon_vault::Reencryption as Resealing;

use crate::Vault;
use crate::problem::Problem;
use crate::records::{StoredRecord, readable};
use crate::rng;

/// Everything that a vault has, sealed anew for another one that takes its place.
#[wasm_bindgen]
#[derive(Default)]
pub struct Reencryption(Resealing);

#[wasm_bindgen]
impl Reencryption {
    /// Begins with nothing.
    #[wasm_bindgen(constructor)]
    pub fn new() -> Self {
        Self::default()
    }

    /// The records of `from`, in their order, as they are to be stored of `to`.
    pub fn reseal(
        &mut self,
        from: &Vault,
        to: &Vault,
        records: Vec<StoredRecord>,
    ) -> Result<Vec<StoredRecord>, JsValue> {
        let mut rng = rng::fresh()?;
        let mut one = |record| {
            let (from, to) = (from.open_vault(), to.open_vault());
            self.0.reseal(from, to, &record, &mut rng)
        };
        let resealed: Result<Vec<_>, _> = readable(records).into_iter().map(&mut one).collect();
        let resealed = resealed.map_err(Problem::from)?;
        Ok(resealed.into_iter().map(StoredRecord::from).collect())
    }

    /// The manifest of `to`, whose header is `header`, after `manifest` of `from`. Throws unless all records
    /// that `manifest` counts were resealed.
    pub fn manifest(
        &self,
        from: &Vault,
        to: &Vault,
        manifest: &[u8],
        header: &[u8],
    ) -> Result<Vec<u8>, JsValue> {
        let before = from.open_vault().open_manifest(manifest);
        let next = before
            .and_then(|before| self.0.manifest(&before, header))
            .map_err(Problem::from)?;
        Ok(to.open_vault().seal_manifest(&next, &mut rng::fresh()?))
    }
}
