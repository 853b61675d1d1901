use serde::Serialize;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use xenon_vault::{
    Both, Damage, Findings as Found, Known, Manifest, RecordId, Store, Survey as Comparison,
    claimed_generation,
};

use crate::Vault;
use crate::begin::{millis, to_number};
use crate::problem::Problem;
use crate::records::{StoredRecord, readable, to_hex};
use crate::rng;
use crate::views::to_js;

/// What the two stores have, compared piece by piece.
#[wasm_bindgen]
pub struct Survey(Comparison);

/// What both stores are to have, and what is damaged all the same. Records are named by their ids.
#[wasm_bindgen(getter_with_clone)]
pub struct Findings {
    /// For both stores.
    #[wasm_bindgen(readonly)]
    pub header: Vec<u8>,
    /// For both stores.
    #[wasm_bindgen(readonly)]
    pub manifest: Vec<u8>,
    /// What the durable store lacks and the mirror has.
    #[wasm_bindgen(readonly, js_name = copyToDurable)]
    pub copy_to_durable: Vec<String>,
    /// What belongs to the durable store no more.
    #[wasm_bindgen(readonly, js_name = removeFromDurable)]
    pub remove_from_durable: Vec<String>,
    /// What the mirror lacks and the durable store has.
    #[wasm_bindgen(readonly, js_name = copyToMirror)]
    pub copy_to_mirror: Vec<String>,
    /// What belongs to the mirror no more.
    #[wasm_bindgen(readonly, js_name = removeFromMirror)]
    pub remove_from_mirror: Vec<String>,
    /// `VaultDamage` in from-user.ts, or nothing if nothing is damaged.
    #[wasm_bindgen(readonly)]
    pub damage: JsValue,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a fact that stands for itself"
)]
struct DamageJson {
    unreadable: f64,
    missing: f64,
    rolled_back: bool,
    uncertain: bool,
    ways: bool,
    older: bool,
}

#[wasm_bindgen]
impl Survey {
    /// Begins with what the stores have besides their records, as far as they have it.
    #[wasm_bindgen(constructor)]
    pub fn new(
        durable_header: Option<Vec<u8>>,
        durable_manifest: Option<Vec<u8>>,
        mirror_header: Option<Vec<u8>>,
        mirror_manifest: Option<Vec<u8>>,
    ) -> Self {
        let durable = Store {
            header: durable_header,
            manifest: durable_manifest,
        };
        let mirror = Store {
            header: mirror_header,
            manifest: mirror_manifest,
        };
        Self(Comparison::new(Both { durable, mirror }))
    }
}

#[wasm_bindgen]
impl Vault {
    /// The manifest of this vault with a header and without records.
    #[wasm_bindgen(js_name = firstManifest)]
    pub fn first_manifest(&self, header: &[u8]) -> Result<Vec<u8>, JsValue> {
        let first = Manifest::first(header);
        Ok(self.open_vault().seal_manifest(&first, &mut rng::fresh()?))
    }

    /// The manifest that follows. `before` are the stored records that go or are replaced, `after` those
    /// that come; `header` is the new header, if there is one.
    #[wasm_bindgen(js_name = manifestAfter)]
    #[expect(
        clippy::needless_pass_by_value,
        reason = "bytes that may be missing come by value"
    )]
    pub fn manifest_after(
        &self,
        manifest: &[u8],
        before: Vec<StoredRecord>,
        after: Vec<StoredRecord>,
        header: Option<Vec<u8>>,
    ) -> Result<Vec<u8>, JsValue> {
        let vault = self.open_vault();
        let (before, after) = (readable(before), readable(after));
        let next = vault
            .open_manifest(manifest)
            .and_then(|manifest| manifest.after(vault, &before, &after, header.as_deref()))
            .map_err(Problem::from)?;
        Ok(vault.seal_manifest(&next, &mut rng::fresh()?))
    }

    /// Looks at all records with some ids, as each store has them.
    pub fn examine(
        &self,
        survey: &mut Survey,
        durable: Vec<StoredRecord>,
        mirror: Vec<StoredRecord>,
    ) {
        survey
            .0
            .examine(self.open_vault(), readable(durable), readable(mirror));
    }

    /// What is true. `mark` is the highest generation that this session has seen, or 0; `accepted` says
    /// that what there is shall be the whole. Nothing if neither store has a header.
    pub fn conclude(
        &self,
        survey: &Survey,
        mark: f64,
        accepted: bool,
    ) -> Result<Option<Findings>, JsValue> {
        let mark = millis(mark);
        let known = Known { mark, accepted };
        let found = survey
            .0
            .conclude(self.open_vault(), known, &mut rng::fresh()?);
        Ok(found.map(Findings::of).transpose()?)
    }
}

/// The generation that a stored manifest claims; 0 if it claims none.
#[wasm_bindgen(js_name = claimedGeneration)]
pub fn generation_claimed(manifest: &[u8]) -> f64 {
    claimed_generation(manifest).map_or(0.0, to_number)
}

impl Findings {
    fn of(found: Found) -> Result<Self, Problem> {
        let Both { durable, mirror } = found.repairs;
        Ok(Self {
            header: found.header,
            manifest: found.manifest,
            copy_to_durable: names(&durable.copy),
            remove_from_durable: names(&durable.remove),
            copy_to_mirror: names(&mirror.copy),
            remove_from_mirror: names(&mirror.remove),
            damage: DamageJson::of(found.damage)
                .map_or(Ok(JsValue::UNDEFINED), |one| to_js(&one))?,
        })
    }
}

impl DamageJson {
    fn of(damage: Damage) -> Option<Self> {
        (damage != Damage::default()).then(|| Self {
            unreadable: to_number(damage.unreadable),
            missing: to_number(damage.missing),
            rolled_back: damage.rolled_back,
            uncertain: damage.uncertain,
            ways: damage.ways,
            older: damage.older,
        })
    }
}

fn names(ids: &[RecordId]) -> Vec<String> {
    ids.iter().map(|id| to_hex(id.as_bytes())).collect()
}
