use serde::Deserialize;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use xenon_ceremony::Signal as Claimed;
use xenon_protocol::{Origin, PublicSuffixList};

use crate::Vault;
use crate::begin::from_js;
use crate::problem::Problem;
use crate::records::{StoredRecord, readable};
use crate::related_origins::fetched;
use crate::rng;

/// What a site said about its accounts, and was entitled to say.
#[wasm_bindgen]
pub struct Signal(Claimed);

#[derive(Deserialize)]
struct SenderJson {
    origin: String,
}

#[wasm_bindgen]
impl Signal {
    /// Accepts a `SignalJson`, as in signal-json.ts; `sender` has `origin` and, where a list was
    /// fetched, `related`. Nothing if the sender may not speak for the RP ID.
    pub fn claim(said: JsValue, sender: JsValue) -> Result<Option<Self>, JsValue> {
        let related = fetched(&sender);
        let SenderJson { origin } = from_js(sender)?;
        let Ok(origin) = Origin::parse(&origin) else {
            return Ok(None);
        };
        let said = from_js(said)?;
        let suffixes = PublicSuffixList::embedded();
        Ok(Claimed::claim(said, &origin, related.as_ref(), &suffixes).map(Self))
    }
}

#[wasm_bindgen]
impl Vault {
    /// Under which tag the credentials are stored that a signal may be about.
    #[wasm_bindgen(js_name = siteTagOfSignal)]
    pub fn site_tag_of_signal(&self, signal: &Signal) -> String {
        self.tag(signal.0.rp_id())
    }

    /// What is to be stored because of a signal, out of the `records` of its site.
    pub fn heed(
        &self,
        signal: &Signal,
        records: Vec<StoredRecord>,
    ) -> Result<Vec<StoredRecord>, JsValue> {
        let changed = signal
            .0
            .heed(self.open_vault(), &readable(records), &mut rng::fresh()?)
            .map_err(Problem::from)?;
        Ok(changed.into_iter().map(StoredRecord::from).collect())
    }
}
