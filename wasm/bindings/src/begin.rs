use serde::Deserialize;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use xenon_ceremony::{Asking, Caller, CallerError, ForTheBrowser, FrameFacts, Pending};
use xenon_protocol::{Origin, PublicSuffixList};
use xenon_vault::Header;

use crate::problem::Problem;
use crate::records::to_hex;
use crate::related_origins::fetched;

/// How a request begins: either waiting for the user, or the browser's to answer.
#[wasm_bindgen(getter_with_clone)]
pub struct Begun {
    /// The waiting ceremony, or nothing if the browser has to answer.
    #[wasm_bindgen(readonly)]
    pub pending: Option<String>,
    /// Why the browser has to answer: one of `LeftToBrowser` in activity.ts.
    #[wasm_bindgen(readonly, js_name = forTheBrowser)]
    pub for_the_browser: Option<String>,
    /// When the ceremony ends by itself; milliseconds since 1970.
    #[wasm_bindgen(readonly)]
    pub deadline: f64,
}

/// What Chrome and the isolated world say of the asking frame.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct FrameJson {
    pub(crate) origin: String,
    pub(crate) ancestor_origins: Vec<String>,
    pub(crate) top_level_origin: Option<String>,
    /// Where the browser itself vouches for the frame; of its ancestors it says no more.
    pub(crate) same_origin_with_ancestors: Option<bool>,
}

impl FrameJson {
    fn caller(&self) -> Result<(Caller, Origin), CallerError> {
        if let Some(same_origin) = self.same_origin_with_ancestors {
            return Caller::vouched_for(&self.origin, same_origin);
        }
        Caller::identify(FrameFacts {
            origin: &self.origin,
            ancestors: &self.ancestor_origins,
            top_level: self.top_level_origin.as_deref(),
        })
    }
}

/// Takes up `create()`. `options` is a `PublicKeyCredentialCreationOptionsJSON`, `frame` has
/// `origin`, `ancestorOrigins` and, for frames, `topLevelOrigin` (or `sameOriginWithAncestors` where
/// the browser vouches for it), and `related` where a list was fetched from
/// [`related_origins_address`]; `now` is milliseconds since 1970.
///
/// [`related_origins_address`]: crate::related_origins_address
#[wasm_bindgen(js_name = beginRegistration)]
pub fn begin_registration(options: JsValue, frame: JsValue, now: f64) -> Result<Begun, JsValue> {
    let options = from_js(options)?;
    begin(frame, |asking| {
        Pending::registration(options, asking, &PublicSuffixList::embedded(), millis(now))
    })
}

/// Takes up `get()`; the arguments are as for [`begin_registration`], with a
/// `PublicKeyCredentialRequestOptionsJSON`.
#[wasm_bindgen(js_name = beginAuthentication)]
pub fn begin_authentication(options: JsValue, frame: JsValue, now: f64) -> Result<Begun, JsValue> {
    let options = from_js(options)?;
    begin(frame, |asking| {
        Pending::authentication(options, asking, &PublicSuffixList::embedded(), millis(now))
    })
}

/// The same ceremony for a page that asked with `mediation: "conditional"`.
#[wasm_bindgen(js_name = asConditional)]
pub fn as_conditional(pending: &str) -> Result<String, JsValue> {
    Ok(parse(pending)?.conditional().to_text())
}

/// The record ids of the credentials that the site named, or nothing if a sign-in names none.
/// Works on a locked vault: only its header is needed.
#[wasm_bindgen(js_name = namedRecords)]
pub fn named_records(pending: &str, header: &[u8]) -> Result<Option<Vec<String>>, JsValue> {
    let vault_id = Header::parse(header).map_err(Problem::from)?.vault_id();
    let named = parse(pending)?.named_records(vault_id);
    Ok(named.map(|ids| ids.iter().map(|id| to_hex(id.as_bytes())).collect()))
}

fn begin(
    frame: JsValue,
    take_up: impl FnOnce(Asking) -> Result<Pending, ForTheBrowser>,
) -> Result<Begun, JsValue> {
    let related = fetched(&frame);
    let frame: FrameJson = from_js(frame)?;
    let begun = frame
        .caller()
        .map_err(ForTheBrowser::from)
        .and_then(|(caller, origin)| {
            take_up(Asking {
                caller,
                origin,
                related,
            })
        });
    Ok(begun.into())
}

impl From<Result<Pending, ForTheBrowser>> for Begun {
    fn from(begun: Result<Pending, ForTheBrowser>) -> Self {
        match begun {
            Ok(pending) => Self {
                pending: Some(pending.to_text()),
                for_the_browser: None,
                deadline: to_number(pending.deadline()),
            },
            Err(why) => Self {
                pending: None,
                for_the_browser: Some(name_of(why).to_owned()),
                deadline: 0.0,
            },
        }
    }
}

fn name_of(why: ForTheBrowser) -> &'static str {
    match why {
        ForTheBrowser::Caller(_) => "caller",
        ForTheBrowser::RpId => "rp-id",
        ForTheBrowser::UserHandle => "user-handle",
        ForTheBrowser::AppId => "app-id",
        ForTheBrowser::Algorithm => "algorithm",
        ForTheBrowser::Extension => "extension",
    }
}

pub(crate) fn parse(pending: &str) -> Result<Pending, Problem> {
    Ok(Pending::from_text(pending)?)
}

pub(crate) fn from_js<T: for<'de> Deserialize<'de>>(value: JsValue) -> Result<T, Problem> {
    Ok(serde_wasm_bindgen::from_value(value)?)
}

/// A JavaScript time as milliseconds since 1970.
#[expect(
    clippy::as_conversions,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss
)]
pub(crate) fn millis(now: f64) -> u64 {
    // The cast saturates and has no other spelling: Rust has no `u64::try_from(f64)`.
    now as u64
}

/// Milliseconds since 1970 as JavaScript counts them; exact until the year 287396.
#[expect(clippy::as_conversions, clippy::cast_precision_loss)]
pub(crate) fn to_number(millis: u64) -> f64 {
    millis as f64
}
