use wasm_bindgen::prelude::wasm_bindgen;
use xenon_vault::{RecordId, SealedRecord, SiteTag};

use crate::problem::Problem;

/// A sealed credential, as the stores keep it. `id` and `site` are 16 bytes in hex.
#[wasm_bindgen(getter_with_clone)]
#[derive(Clone)]
pub struct StoredRecord {
    /// The record's key in the stores.
    #[wasm_bindgen(readonly)]
    pub id: String,
    /// The record's index entry in the stores.
    #[wasm_bindgen(readonly)]
    pub site: String,
    /// The sealed bytes.
    #[wasm_bindgen(readonly)]
    pub sealed: Vec<u8>,
}

#[wasm_bindgen]
impl StoredRecord {
    /// Wraps what a store gave.
    #[wasm_bindgen(constructor)]
    pub fn new(id: String, site: String, sealed: Vec<u8>) -> Self {
        Self { id, site, sealed }
    }
}

impl From<SealedRecord> for StoredRecord {
    fn from(SealedRecord { id, site, sealed }: SealedRecord) -> Self {
        Self {
            id: to_hex(id.as_bytes()),
            site: to_hex(site.as_bytes()),
            sealed,
        }
    }
}

impl StoredRecord {
    /// The record, if its names are readable.
    pub(crate) fn into_sealed(self) -> Result<SealedRecord, Problem> {
        let id = from_hex(&self.id).and_then(|bytes| RecordId::from_bytes(&bytes));
        let site = from_hex(&self.site).and_then(|bytes| SiteTag::from_bytes(&bytes));
        match (id, site) {
            (Some(id), Some(site)) => Ok(SealedRecord {
                id,
                site,
                sealed: self.sealed,
            }),
            _ => Err(Problem::new(
                "bad-argument",
                &"a record's name is not 16 bytes in hex",
            )),
        }
    }
}

/// Records whose names are readable. Others cannot be ours, and must not hide those that are.
pub(crate) fn readable(records: Vec<StoredRecord>) -> Vec<SealedRecord> {
    records
        .into_iter()
        .filter_map(|record| record.into_sealed().ok())
        .collect()
}

/// Lower-case hexadecimal.
pub(crate) fn to_hex(bytes: &[u8]) -> String {
    base16ct::lower::encode_string(bytes)
}

fn from_hex(text: &str) -> Option<Vec<u8>> {
    base16ct::lower::decode_vec(text).ok()
}
