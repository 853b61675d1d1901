use serde::Serialize;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use xenon_vault::{Header, OsUnlock};

use crate::begin::to_number;
use crate::problem::Problem;
use crate::records::to_hex;
use crate::views::to_js;

/// `WaysIn` in from-user.ts.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct WaysInJson {
    #[serde(skip_serializing_if = "Option::is_none")]
    recovery_code_made_at: Option<f64>,
    os_unlocks: Vec<OsUnlockJson>,
    pin: bool,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct OsUnlockJson {
    credential_id: String,
    created_at: f64,
}

/// How a vault opens and verifies besides its passphrase. Needs no key.
#[wasm_bindgen(js_name = waysIn)]
pub fn ways_in(header: &[u8]) -> Result<JsValue, JsValue> {
    let header = Header::parse(header).map_err(Problem::from)?;
    Ok(to_js(&WaysInJson::of(&header))?)
}

impl WaysInJson {
    fn of(header: &Header) -> Self {
        Self {
            recovery_code_made_at: header.recovery_code_made_at().map(to_number),
            os_unlocks: header
                .os_unlocks()
                .into_iter()
                .map(OsUnlockJson::from)
                .collect(),
            pin: header.pin().is_some(),
        }
    }
}

impl From<OsUnlock> for OsUnlockJson {
    fn from(unlock: OsUnlock) -> Self {
        Self {
            credential_id: to_hex(&unlock.credential_id),
            created_at: to_number(unlock.created_at),
        }
    }
}
