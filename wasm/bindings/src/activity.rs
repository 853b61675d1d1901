use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use xenon_vault::{ActivityInbox, Header};

use crate::Vault;
use crate::problem::Problem;
use crate::rng;

#[wasm_bindgen]
impl Vault {
    /// Seals an entry of the activity log; `day` is the number of days since 1970.
    #[wasm_bindgen(js_name = sealActivity)]
    pub fn seal_activity(&self, entry: &[u8], day: u32) -> Result<Vec<u8>, JsValue> {
        let mut rng = rng::fresh()?;
        Ok(self.open_vault().seal_activity(entry, day, &mut rng))
    }

    /// Opens an entry that was sealed in either way, or gives nothing.
    #[wasm_bindgen(js_name = openActivity)]
    pub fn open_activity(&self, sealed: &[u8], day: u32) -> Option<Vec<u8>> {
        let opened = self.open_vault().open_activity(sealed, day)?;
        Some(opened.to_vec())
    }

    /// What [`seal_activity_while_locked`] needs: 32 bytes to be kept in clear.
    #[wasm_bindgen(js_name = activityInbox)]
    pub fn activity_inbox(&self) -> Vec<u8> {
        self.open_vault().activity_inbox().as_bytes().to_vec()
    }
}

/// Seals an entry that only the open vault can read; `inbox` is the vault's `activityInbox`.
#[wasm_bindgen(js_name = sealActivityWhileLocked)]
pub fn seal_activity_while_locked(
    header: &[u8],
    inbox: &[u8],
    entry: &[u8],
    day: u32,
) -> Result<Vec<u8>, JsValue> {
    let vault_id = Header::parse(header).map_err(Problem::from)?.vault_id();
    let inbox = ActivityInbox::from_bytes(vault_id, inbox)
        .ok_or_else(|| Problem::new("bad-argument", &"an activity inbox has 32 bytes"))?;
    Ok(inbox.seal(entry, day, &mut rng::fresh()?))
}
