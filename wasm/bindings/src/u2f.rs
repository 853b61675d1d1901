use js_sys::{Array, Reflect};
use serde::Deserialize;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use xenon_ceremony::{
    Caller, Choices, FrameFacts, Pending, U2fAsking, U2fRefusal, u2f_register, u2f_sign,
};
use xenon_protocol::json::{U2fRegisterJson, U2fSignJson};
use xenon_protocol::{Origin, PublicSuffixList};

use crate::begin::{FrameJson, from_js, millis, parse, to_number};
use crate::problem::Problem;
use crate::records::{StoredRecord, readable};
use crate::{Approved, Vault, rng};

/// How a U2F request begins: either waiting for the user, or with an error.
#[wasm_bindgen(getter_with_clone)]
pub struct U2fBegun {
    /// The waiting ceremony, or nothing if there is an error.
    #[wasm_bindgen(readonly)]
    pub pending: Option<String>,
    /// The error's code for the page.
    #[wasm_bindgen(readonly, js_name = errorCode)]
    pub error_code: Option<u8>,
    /// The error for the user: one of `U2fFault` in activity.ts.
    #[wasm_bindgen(readonly)]
    pub fault: Option<String>,
    /// When the ceremony ends by itself; milliseconds since 1970.
    #[wasm_bindgen(readonly)]
    pub deadline: f64,
}

/// Why a U2F request that was taken up ends without an answer.
#[wasm_bindgen]
#[derive(Clone, Copy)]
pub enum U2fEnd {
    /// The user said no.
    Declined,
    /// Something is broken.
    Failed,
    /// The user agreed, but has a key that the site knows.
    KeyKnown,
    /// None of the keys that the site named is here.
    NoKeyKnown,
    /// Nobody decided in time.
    TimedOut,
}

/// A `U2fRegisterJson` or a `U2fSignJson`, as in u2f-json.ts.
#[derive(Deserialize)]
#[serde(untagged)]
enum RequestJson {
    Register(U2fRegisterJson),
    Sign(U2fSignJson),
}

/// Under which addresses lists may stand that say who may use a request's AppIDs.
#[wasm_bindgen(js_name = facetLists)]
pub fn facet_lists(request: JsValue, origin: &str) -> Result<Vec<String>, JsValue> {
    let Ok(origin) = Origin::parse(origin) else {
        return Ok(Vec::new());
    };
    let suffixes = PublicSuffixList::embedded();
    Ok(match from_js(request)? {
        RequestJson::Register(request) => {
            xenon_ceremony::facet_lists(request.app_ids(), &origin, &suffixes)
        }
        RequestJson::Sign(request) => {
            xenon_ceremony::facet_lists(request.app_ids(), &origin, &suffixes)
        }
    })
}

/// Takes up `u2f.register` or `u2f.sign`. `frame` is as for `beginRegistration`; its member `lists` has a
/// pair of AppID and fetched JSON for each of [`facet_lists`] that could be had. `now` is milliseconds
/// since 1970.
#[wasm_bindgen(js_name = beginU2f)]
pub fn begin_u2f(request: JsValue, frame: JsValue, now: f64) -> Result<U2fBegun, JsValue> {
    let request = from_js(request)?;
    let suffixes = PublicSuffixList::embedded();
    let begun = asking(frame)?.and_then(|asking| match &request {
        RequestJson::Register(request) => {
            Pending::u2f_registration(request, asking, &suffixes, millis(now))
        }
        RequestJson::Sign(request) => {
            Pending::u2f_signature(request, asking, &suffixes, millis(now))
        }
    });
    Ok(begun.into())
}

/// The error code for how a U2F request ends.
#[wasm_bindgen(js_name = u2fErrorCode)]
pub fn u2f_error_code(end: U2fEnd) -> u8 {
    U2fRefusal::from(end).error_code()
}

#[wasm_bindgen]
impl Vault {
    /// Makes the U2F key that the user agreed to. `named` are the stored records among those that the
    /// site knows; `now` is milliseconds since 1970. A `device_bound` key is never part of a backup.
    #[wasm_bindgen(js_name = u2fRegister)]
    pub fn u2f_register(
        &self,
        pending: &str,
        named: Vec<StoredRecord>,
        device_bound: bool,
        now: f64,
    ) -> Result<Approved, JsValue> {
        let mut rng = rng::fresh()?;
        let named = readable(named);
        let choices = Choices { device_bound };
        let vault = self.open_vault();
        let approved = u2f_register(
            &parse(pending)?,
            vault,
            &named,
            choices,
            millis(now),
            &mut rng,
        )
        .map_err(Problem::from)?;
        Ok(Approved::from_ceremony(approved)?)
    }

    /// Signs with the U2F key that the user chose; `now` is milliseconds since 1970.
    #[wasm_bindgen(js_name = u2fSign)]
    pub fn u2f_sign(
        &self,
        pending: &str,
        chosen: StoredRecord,
        now: f64,
    ) -> Result<Approved, JsValue> {
        let mut rng = rng::fresh()?;
        let chosen = chosen.into_sealed()?;
        let vault = self.open_vault();
        let approved = u2f_sign(&parse(pending)?, vault, &chosen, millis(now), &mut rng)
            .map_err(Problem::from)?;
        Ok(Approved::from_ceremony(approved)?)
    }
}

/// Who asks; whoever may not use WebAuthn may not use this.
fn asking(frame: JsValue) -> Result<Result<U2fAsking, U2fRefusal>, Problem> {
    let lists = fetched(&frame);
    let frame: FrameJson = from_js(frame)?;
    let facts = FrameFacts {
        origin: &frame.origin,
        ancestors: &frame.ancestor_origins,
        top_level: frame.top_level_origin.as_deref(),
    };
    Ok(Caller::identify(facts)
        .map_err(|_| U2fRefusal::AppId)
        .map(|(caller, origin)| U2fAsking {
            caller,
            origin,
            lists,
        }))
}

/// The member `lists` of a frame. What is no list is as good as none.
fn fetched<List: for<'de> Deserialize<'de>>(frame: &JsValue) -> Vec<(String, List)> {
    let lists = Reflect::get(frame, &"lists".into());
    let Some(lists) = lists.ok().filter(Array::is_array) else {
        return Vec::new();
    };
    Array::from(&lists)
        .iter()
        .filter_map(|pair| serde_wasm_bindgen::from_value(pair).ok())
        .collect()
}

impl From<Result<Pending, U2fRefusal>> for U2fBegun {
    fn from(begun: Result<Pending, U2fRefusal>) -> Self {
        match begun {
            Ok(pending) => Self {
                pending: Some(pending.to_text()),
                error_code: None,
                fault: None,
                deadline: to_number(pending.deadline()),
            },
            Err(refusal) => Self {
                pending: None,
                error_code: Some(refusal.error_code()),
                fault: Some(fault_of(refusal).to_owned()),
                deadline: 0.0,
            },
        }
    }
}

fn fault_of(refusal: U2fRefusal) -> &'static str {
    match refusal {
        U2fRefusal::AppId => "app-id",
        U2fRefusal::Version => "u2f-version",
        U2fRefusal::Malformed => "u2f-malformed",
        U2fRefusal::Declined
        | U2fRefusal::Failed
        | U2fRefusal::KeyKnown
        | U2fRefusal::NoKeyKnown
        | U2fRefusal::TimedOut => "failed",
    }
}

impl From<U2fEnd> for U2fRefusal {
    fn from(end: U2fEnd) -> Self {
        match end {
            U2fEnd::Declined => Self::Declined,
            U2fEnd::Failed => Self::Failed,
            U2fEnd::KeyKnown => Self::KeyKnown,
            U2fEnd::NoKeyKnown => Self::NoKeyKnown,
            U2fEnd::TimedOut => Self::TimedOut,
        }
    }
}
