use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use xenon_vault::{Argon2Cost, Header, Passphrase};

use crate::begin::{millis, parse};
use crate::problem::Problem;
use crate::rng;

/// A vault that has just been made.
#[wasm_bindgen(getter_with_clone)]
pub struct NewVault {
    /// To be stored.
    #[wasm_bindgen(readonly)]
    pub header: Vec<u8>,
    /// To be kept in memory only.
    #[wasm_bindgen(readonly)]
    pub key: Vec<u8>,
}

/// A ceremony whose user was verified, and the key that came out of it.
#[wasm_bindgen(getter_with_clone)]
pub struct Verified {
    /// The waiting ceremony, which now knows it.
    #[wasm_bindgen(readonly)]
    pub pending: String,
    /// To be kept in memory only.
    #[wasm_bindgen(readonly)]
    pub key: Vec<u8>,
}

/// Makes a vault. `passphrase` is UTF-8 in NFKC; `now` is milliseconds since 1970.
#[wasm_bindgen(js_name = createVault)]
pub fn create_vault(passphrase: Vec<u8>, now: f64) -> Result<NewVault, JsValue> {
    let passphrase = Passphrase::new(passphrase);
    let (header, key) = xenon_vault::create(
        &passphrase,
        Argon2Cost::FLOOR,
        millis(now),
        &mut rng::fresh()?,
    )
    .map_err(Problem::from)?;
    Ok(NewVault {
        header: header.to_bytes(),
        key: key.as_bytes().to_vec(),
    })
}

/// Throws if the bytes are not a header that this version reads.
#[wasm_bindgen(js_name = checkHeader)]
pub fn check_header(header: &[u8]) -> Result<(), JsValue> {
    Header::parse(header).map_err(Problem::from)?;
    Ok(())
}

/// Gives the vault's key for the right passphrase.
#[wasm_bindgen]
pub fn unlock(header: &[u8], passphrase: Vec<u8>) -> Result<Vec<u8>, JsValue> {
    let header = Header::parse(header).map_err(Problem::from)?;
    let key = header
        .unlock(&Passphrase::new(passphrase))
        .map_err(Problem::from)?;
    Ok(key.as_bytes().to_vec())
}

/// Verifies the user for one ceremony by the vault's passphrase.
#[wasm_bindgen]
pub fn verify(
    pending: &str,
    header: &[u8],
    passphrase: Vec<u8>,
    now: f64,
) -> Result<Verified, JsValue> {
    let header = Header::parse(header).map_err(Problem::from)?;
    let passphrase = Passphrase::new(passphrase);
    let (pending, key) = xenon_ceremony::verify(parse(pending)?, &header, &passphrase, millis(now))
        .map_err(Problem::from)?;
    Ok(Verified {
        pending: pending.to_text(),
        key: key.as_bytes().to_vec(),
    })
}

/// Marks the user as verified because they have just chosen the new vault's passphrase.
#[wasm_bindgen(js_name = withNewVault)]
pub fn with_new_vault(pending: &str, now: f64) -> Result<String, JsValue> {
    Ok(parse(pending)?.with_new_vault(millis(now)).to_text())
}
