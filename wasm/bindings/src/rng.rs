use chacha20::ChaCha20Rng;
use rand_core::SeedableRng;
use zeroize::Zeroizing;

use crate::problem::Problem;

/// Randomness for one call: seeded anew from `crypto.getRandomValues` each time, so that a failing
/// source stops the call before anything is made of it.
pub(crate) fn fresh() -> Result<ChaCha20Rng, Problem> {
    let mut seed = Zeroizing::new([0; 32]);
    getrandom::fill(&mut *seed)?;
    Ok(ChaCha20Rng::from_seed(*seed))
}
