use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use xenon_ceremony::verify_with_pin;
use xenon_vault::{Header, Pin};

use crate::Vault;
use crate::begin::{millis, parse};
use crate::problem::Problem;
use crate::rng;

#[wasm_bindgen]
impl Vault {
    /// The header by which this PIN verifies. `pin` is UTF-8 in NFKC.
    #[wasm_bindgen(js_name = withPin)]
    pub fn with_pin(&self, header: &[u8], pin: Vec<u8>) -> Result<Vec<u8>, JsValue> {
        let pin = Pin::parse(pin).map_err(Problem::from)?;
        let header = Header::parse(header).map_err(Problem::from)?;
        let verifier = self.open_vault().pin_verifier(&pin, &mut rng::fresh()?);
        Ok(header.with_pin(Some(verifier)).to_bytes())
    }

    /// Verifies the user for one ceremony by the PIN, and gives the ceremony that knows it.
    #[wasm_bindgen(js_name = verifyWithPin)]
    pub fn verify_with_pin(
        &self,
        pending: &str,
        header: &[u8],
        pin: Vec<u8>,
        now: f64,
    ) -> Result<String, JsValue> {
        let header = Header::parse(header).map_err(Problem::from)?;
        let pin = Pin::parse(pin).map_err(|_| Problem::new("wrong-pin", &"wrong PIN"))?;
        let verified = verify_with_pin(
            parse(pending)?,
            self.open_vault(),
            &header,
            &pin,
            millis(now),
        )
        .map_err(Problem::from)?;
        Ok(verified.to_text())
    }
}

/// The header by which no PIN verifies.
#[wasm_bindgen(js_name = withoutPin)]
pub fn without_pin(header: &[u8]) -> Result<Vec<u8>, JsValue> {
    let header = Header::parse(header).map_err(Problem::from)?;
    Ok(header.with_pin(None).to_bytes())
}
