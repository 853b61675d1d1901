use js_sys::Function;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use xenon_ceremony::Pending;
use xenon_vault::{Argon2Cost, Header, Passphrase, RecoveryCode, VaultKey};

use crate::begin::{millis, parse};
use crate::problem::Problem;
use crate::rng;

/// A vault that has just been made, or been given another passphrase.
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

/// Makes a vault. `passphrase` is UTF-8 in NFKC; `now` is milliseconds since 1970; `clock` gives
/// milliseconds that only go forward, and is read around one pass of Argon2id.
#[wasm_bindgen(js_name = createVault)]
pub fn create_vault(passphrase: Vec<u8>, now: f64, clock: &Function) -> Result<NewVault, JsValue> {
    let passphrase = Passphrase::new(passphrase);
    let cost = calibrated(clock)?;
    let (header, key) = xenon_vault::create(&passphrase, cost, millis(now), &mut rng::fresh()?)
        .map_err(Problem::from)?;
    Ok(NewVault::of(&header, &key))
}

/// The header that opens with the passphrase `new` instead of `old`.
#[wasm_bindgen(js_name = changePassphrase)]
pub fn change_passphrase(
    header: &[u8],
    old: Vec<u8>,
    new: Vec<u8>,
    clock: &Function,
) -> Result<Vec<u8>, JsValue> {
    let header = Header::parse(header).map_err(Problem::from)?;
    let key = header
        .unlock(&Passphrase::new(old))
        .map_err(Problem::from)?;
    Ok(renewed(header, &key, new, clock)?.to_bytes())
}

/// Opens the vault with a recovery code, and gives it the passphrase `new` at once.
#[wasm_bindgen]
pub fn recover(
    header: &[u8],
    code: &str,
    new: Vec<u8>,
    clock: &Function,
) -> Result<NewVault, JsValue> {
    let header = Header::parse(header).map_err(Problem::from)?;
    let code = RecoveryCode::parse(code).map_err(Problem::from)?;
    let key = header
        .unlock_with_recovery_code(&code)
        .map_err(Problem::from)?;
    Ok(NewVault::of(&renewed(header, &key, new, clock)?, &key))
}

fn renewed(
    header: Header,
    key: &VaultKey,
    passphrase: Vec<u8>,
    clock: &Function,
) -> Result<Header, Problem> {
    let cost = calibrated(clock)?;
    let passphrase = Passphrase::new(passphrase);
    Ok(header.with_passphrase(key, &passphrase, cost, &mut rng::fresh()?)?)
}

fn calibrated(clock: &Function) -> Result<Argon2Cost, Problem> {
    // A clock that fails stands still, and then nothing is dearer than it must be.
    let read = || clock.call0(&JsValue::UNDEFINED).ok()?.as_f64();
    let micros = || millis(read().unwrap_or(0.0) * 1_000.0);
    Ok(Argon2Cost::calibrated(micros)?)
}

impl NewVault {
    fn of(header: &Header, key: &VaultKey) -> Self {
        Self {
            header: header.to_bytes(),
            key: key.as_bytes().to_vec(),
        }
    }
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
    Ok(Verified::of(&pending, &key))
}

impl Verified {
    pub(crate) fn of(pending: &Pending, key: &VaultKey) -> Self {
        Self {
            pending: pending.to_text(),
            key: key.as_bytes().to_vec(),
        }
    }
}

/// Marks the user as verified because they have just chosen the vault's passphrase.
#[wasm_bindgen(js_name = withNewVault)]
pub fn with_new_vault(pending: &str, now: f64) -> Result<String, JsValue> {
    Ok(parse(pending)?.with_new_vault(millis(now)).to_text())
}
