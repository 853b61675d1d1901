use serde::Serialize;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use xenon_ceremony::{Choices, accounts, authenticate, register, replaced};
use xenon_protocol::RpId;
use xenon_vault::{Header, OpenVault, SealedRecord, VaultKey};

use crate::begin::{millis, parse};
use crate::problem::Problem;
use crate::records::{StoredRecord, readable, to_hex};
use crate::rng;
use crate::views::{AccountJson, KeySummaryJson, ReplacedKeyJson, to_js};

/// An unlocked vault. `free()` wipes its keys.
#[wasm_bindgen]
pub struct Vault(OpenVault);

/// What follows from the user's yes: `changes` must be durable before `reply` leaves.
#[wasm_bindgen(getter_with_clone)]
pub struct Approved {
    /// A `RegistrationResponseJSON` or `AuthenticationResponseJSON`.
    #[wasm_bindgen(readonly)]
    pub reply: JsValue,
    /// To be stored first.
    #[wasm_bindgen(readonly)]
    pub changes: Vec<StoredRecord>,
    /// The ids of the records that are to go together with the arrival of `changes`.
    #[wasm_bindgen(readonly)]
    pub removed: Vec<String>,
    /// To be stored some time later.
    #[wasm_bindgen(readonly)]
    pub touched: Vec<StoredRecord>,
}

#[wasm_bindgen]
impl Vault {
    /// Opens the vault of `header` with its key.
    #[wasm_bindgen(constructor)]
    pub fn new(header: &[u8], key: &[u8]) -> Result<Self, JsValue> {
        let vault_id = Header::parse(header).map_err(Problem::from)?.vault_id();
        let key = VaultKey::from_session(key)
            .ok_or_else(|| Problem::new("bad-argument", &"a vault key has 32 bytes"))?;
        Ok(Self(OpenVault::new(vault_id, &key)))
    }

    /// Under which tag the credentials of a ceremony's site are stored.
    #[wasm_bindgen(js_name = siteTag)]
    pub fn site_tag(&self, pending: &str) -> Result<String, JsValue> {
        Ok(self.tag(parse(pending)?.rp_id()))
    }

    /// Under which tags credentials may be stored that a page on `host` could use: those of the
    /// host and of each of its parent domains.
    #[wasm_bindgen(js_name = siteTagsOfHost)]
    pub fn site_tags_of_host(&self, host: &str) -> Vec<String> {
        let parents = host
            .match_indices('.')
            .filter_map(|(dot, _)| host.get(dot + 1..));
        core::iter::once(host)
            .chain(parents)
            .map(|domain| self.tag(&RpId::from_stored(domain.to_owned())))
            .collect()
    }

    /// The ids of those records that do not open.
    pub fn damaged(&self, records: Vec<StoredRecord>) -> Vec<String> {
        let is_damaged = |record: &SealedRecord| !self.0.is_sound(record);
        let records = readable(records).into_iter();
        records
            .filter(is_damaged)
            .map(|record| to_hex(record.id.as_bytes()))
            .collect()
    }

    /// The credentials among `records` that can answer: an array of `Account`, as in from-user.ts.
    pub fn accounts(&self, pending: &str, records: Vec<StoredRecord>) -> Result<JsValue, JsValue> {
        let found = accounts(&parse(pending)?, &self.0, &readable(records));
        Ok(to_js(
            &found.into_iter().map(AccountJson::from).collect::<Vec<_>>(),
        )?)
    }

    /// What can be shown of `records`: an array of `KeySummary`, as in from-user.ts.
    pub fn summaries(&self, records: Vec<StoredRecord>) -> Result<JsValue, JsValue> {
        let summaries: Vec<KeySummaryJson> = readable(records)
            .into_iter()
            .filter_map(|record| Some(KeySummaryJson::of(&record, &self.0.open(&record).ok()?.0)))
            .collect();
        Ok(to_js(&summaries)?)
    }

    /// The keys among `records` whose place a new one takes: an array of `ReplacedKey`, as in
    /// from-user.ts; `now` is milliseconds since 1970.
    pub fn replaced(
        &self,
        pending: &str,
        records: Vec<StoredRecord>,
        now: f64,
    ) -> Result<JsValue, JsValue> {
        let found = replaced(&parse(pending)?, &self.0, &readable(records), millis(now));
        let keys: Vec<_> = found.into_iter().map(ReplacedKeyJson::from).collect();
        Ok(to_js(&keys)?)
    }

    /// Makes the credential that the user agreed to. `found` are the stored records of its site,
    /// and of those that the site excludes; `now` is milliseconds since 1970. A `device_bound` key
    /// is never part of a backup.
    pub fn register(
        &self,
        pending: &str,
        found: Vec<StoredRecord>,
        device_bound: bool,
        now: f64,
    ) -> Result<Approved, JsValue> {
        let mut rng = rng::fresh()?;
        let found = readable(found);
        let choices = Choices { device_bound };
        let pending = parse(pending)?;
        let approved = register(&pending, &self.0, &found, choices, millis(now), &mut rng)
            .map_err(Problem::from)?;
        Ok(Approved::from_ceremony(approved)?)
    }

    /// Signs with the credential that the user chose; `now` is milliseconds since 1970.
    pub fn authenticate(
        &self,
        pending: &str,
        chosen: StoredRecord,
        now: f64,
    ) -> Result<Approved, JsValue> {
        let mut rng = rng::fresh()?;
        let chosen = chosen.into_sealed()?;
        let approved = authenticate(&parse(pending)?, &self.0, &chosen, millis(now), &mut rng)
            .map_err(Problem::from)?;
        Ok(Approved::from_ceremony(approved)?)
    }
}

impl Vault {
    pub(crate) fn open_vault(&self) -> &OpenVault {
        &self.0
    }

    pub(crate) fn tag(&self, rp_id: &RpId) -> String {
        to_hex(self.0.site_tag(rp_id).as_bytes())
    }
}

impl Approved {
    pub(crate) fn from_ceremony<R: Serialize>(
        approved: xenon_ceremony::Approved<R>,
    ) -> Result<Self, Problem> {
        Ok(Self {
            reply: to_js(&approved.reply)?,
            changes: approved
                .changes
                .into_iter()
                .map(StoredRecord::from)
                .collect(),
            removed: approved
                .removed
                .iter()
                .map(|id| to_hex(id.as_bytes()))
                .collect(),
            touched: approved
                .touched
                .into_iter()
                .map(StoredRecord::from)
                .collect(),
        })
    }
}
