use js_sys::Reflect;
use serde::Deserialize;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use xenon_protocol::{Origin, PublicSuffixList, RelatedOrigins};

#[wasm_bindgen]
extern "C" {
    /// The browser's own reader of addresses.
    type URL;

    #[wasm_bindgen(constructor, catch)]
    fn new(text: &str) -> Result<URL, JsValue>;

    #[wasm_bindgen(method, getter)]
    fn origin(this: &URL) -> String;
}

/// What stands at `/.well-known/webauthn`.
#[derive(Deserialize)]
struct ListJson {
    origins: Vec<String>,
}

/// Where a list has to be fetched from before `origin` could act as the RP ID `requested`; nothing
/// if it may without one, or never.
#[wasm_bindgen(js_name = relatedOriginsAddress)]
#[expect(
    clippy::needless_pass_by_value,
    reason = "an optional text crosses from JavaScript by value only"
)]
pub fn related_origins_address(requested: Option<String>, origin: &str) -> Option<String> {
    let origin = Origin::parse(origin).ok()?;
    RelatedOrigins::address(requested.as_deref(), &origin, &PublicSuffixList::embedded())
}

/// The member `related` of a frame: the JSON that was fetched, as JavaScript parsed it. What is no
/// list is as good as none.
pub(crate) fn fetched(frame: &JsValue) -> Option<RelatedOrigins> {
    let related = Reflect::get(frame, &"related".into()).ok()?;
    let ListJson { origins } = serde_wasm_bindgen::from_value(related).ok()?;
    let readable = origins
        .iter()
        .filter_map(|text| URL::new(text).ok())
        .map(|url| url.origin())
        .collect();
    Some(RelatedOrigins::new(readable))
}
