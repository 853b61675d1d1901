//! Ceremonies for judges that are not ours: every algorithm, attestation format and extension that
//! there is, with what a judge must find in the answers.
//!
//! The random numbers are the same each time, so the answers are too.

mod ceremony;
mod rows;

use chacha20::ChaCha20Rng;
use serde_json::{Value, json};

use crate::party::{self, ORIGIN, RP_ID};
use ceremony::held;
use rows::rows;

/// All ceremonies, as the judges under `tests/judges` read them.
pub fn ceremonies() -> Value {
    let mut rng: ChaCha20Rng = party::rng();
    let held: Vec<Value> = rows().iter().map(|row| held(row, &mut rng)).collect();
    json!({ "origin": ORIGIN, "rpId": RP_ID, "ceremonies": held })
}
