use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use xenon_vault::{Header, Passphrase, RecoveryCode};

use crate::begin::millis;
use crate::problem::Problem;
use crate::rng;

/// A new recovery code as text. It opens nothing until [`add_recovery_code`] says so.
#[wasm_bindgen(js_name = newRecoveryCode)]
pub fn new_recovery_code() -> Result<String, JsValue> {
    Ok(RecoveryCode::random(&mut rng::fresh()?)
        .to_text()
        .to_string())
}

/// The header that opens with this recovery code too, and with no other one; `now` is milliseconds
/// since 1970.
#[wasm_bindgen(js_name = addRecoveryCode)]
pub fn add_recovery_code(
    header: &[u8],
    passphrase: Vec<u8>,
    code: &str,
    now: f64,
) -> Result<Vec<u8>, JsValue> {
    let code = RecoveryCode::parse(code).map_err(Problem::from)?;
    let header = Header::parse(header).map_err(Problem::from)?;
    let key = header
        .unlock(&Passphrase::new(passphrase))
        .map_err(Problem::from)?;
    let header = header
        .with_recovery_code(&key, &code, millis(now), &mut rng::fresh()?)
        .map_err(Problem::from)?;
    Ok(header.to_bytes())
}

/// The header that opens with no recovery code.
#[wasm_bindgen(js_name = withoutRecoveryCode)]
pub fn without_recovery_code(header: &[u8]) -> Result<Vec<u8>, JsValue> {
    let header = Header::parse(header).map_err(Problem::from)?;
    Ok(header.without_recovery_code().to_bytes())
}
