use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use xenon_vault::{Header, OsSecret, Passphrase};

use crate::Verified;
use crate::begin::{millis, parse};
use crate::problem::Problem;
use crate::rng;

/// What an authenticator is asked to evaluate with `prf` for this vault.
#[wasm_bindgen(js_name = osUnlockSalt)]
pub fn os_unlock_salt(header: &[u8]) -> Result<Vec<u8>, JsValue> {
    let header = Header::parse(header).map_err(Problem::from)?;
    Ok(OsSecret::salt(header.vault_id()).to_vec())
}

/// The header that opens with this authenticator too; `prf` is the first result that it gave, `now`
/// is milliseconds since 1970.
#[wasm_bindgen(js_name = addOsUnlock)]
pub fn add_os_unlock(
    header: &[u8],
    passphrase: Vec<u8>,
    credential_id: Vec<u8>,
    prf: &[u8],
    now: f64,
) -> Result<Vec<u8>, JsValue> {
    let header = Header::parse(header).map_err(Problem::from)?;
    let key = header
        .unlock(&Passphrase::new(passphrase))
        .map_err(Problem::from)?;
    let header = header
        .with_os_unlock(
            &key,
            credential_id,
            &secret(prf)?,
            millis(now),
            &mut rng::fresh()?,
        )
        .map_err(Problem::from)?;
    Ok(header.to_bytes())
}

/// The header that opens with this authenticator no more.
#[wasm_bindgen(js_name = withoutOsUnlock)]
pub fn without_os_unlock(header: &[u8], credential_id: &[u8]) -> Result<Vec<u8>, JsValue> {
    let header = Header::parse(header).map_err(Problem::from)?;
    Ok(header.without_os_unlock(credential_id).to_bytes())
}

/// Gives the vault's key for what an authenticator has evaluated.
#[wasm_bindgen(js_name = unlockWithOs)]
pub fn unlock_with_os(header: &[u8], credential_id: &[u8], prf: &[u8]) -> Result<Vec<u8>, JsValue> {
    let header = Header::parse(header).map_err(Problem::from)?;
    let key = header
        .unlock_with_os(credential_id, &secret(prf)?)
        .map_err(Problem::from)?;
    Ok(key.as_bytes().to_vec())
}

/// Verifies the user for one ceremony by what an authenticator has evaluated.
#[wasm_bindgen(js_name = verifyWithOs)]
pub fn verify_with_os(
    pending: &str,
    header: &[u8],
    credential_id: &[u8],
    prf: &[u8],
    now: f64,
) -> Result<Verified, JsValue> {
    let header = Header::parse(header).map_err(Problem::from)?;
    let secret = secret(prf)?;
    let (pending, key) = xenon_ceremony::verify_with_os(
        parse(pending)?,
        &header,
        credential_id,
        &secret,
        millis(now),
    )
    .map_err(Problem::from)?;
    Ok(Verified::of(&pending, &key))
}

fn secret(prf: &[u8]) -> Result<OsSecret, Problem> {
    OsSecret::new(prf).ok_or_else(|| Problem::new("bad-argument", &"a prf result has 32 bytes"))
}
