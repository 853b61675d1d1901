use argon2::{Algorithm, Argon2, Version};

use crate::{Argon2Cost, UnlockError};

/// What one guess shall take on the machine of the vault's owner.
const TARGET_MICROS: u64 = 750_000;
/// More would stand in the way of a small computer on which the vault may be opened later.
const MOST_MEMORY_KIB: u64 = 256 * 1024;
const MEMORY_STEP_KIB: u64 = 16 * 1024;
/// No machine passes over 64 MiB sooner: a clock that says so stands still, and tells nothing.
const LEAST_MICROS: u64 = 2_000;

impl Argon2Cost {
    /// What takes this machine between half a second and a second, and never less than the floor.
    ///
    /// `micros` is a clock that only goes forward, in microseconds. It is read around one pass over the
    /// floor's memory.
    pub fn calibrated(mut micros: impl FnMut() -> u64) -> Result<Self, UnlockError> {
        // Compiled and its memory at hand: what the first run pays is not what a guess pays.
        pass_over(8 * 1024)?;
        let start = micros();
        pass_over(Self::FLOOR.memory_kib)?;
        Ok(Self::costing(micros().saturating_sub(start)))
    }

    /// Memory is raised first, since it is what an attacker has to buy; then the passes.
    fn costing(micros_per_pass: u64) -> Self {
        if micros_per_pass < LEAST_MICROS {
            return Self::FLOOR;
        }
        let floor_memory = u64::from(Self::FLOOR.memory_kib);
        let floor_passes = u64::from(Self::FLOOR.passes);
        // In KiB, all passes together.
        let affordable = TARGET_MICROS.saturating_mul(floor_memory) / micros_per_pass;
        let memory = (affordable / floor_passes / MEMORY_STEP_KIB * MEMORY_STEP_KIB)
            .clamp(floor_memory, MOST_MEMORY_KIB);
        let passes = (affordable / memory).clamp(floor_passes, u64::from(Self::CEILING.passes));
        let (Ok(memory_kib), Ok(passes)) = (u32::try_from(memory), u32::try_from(passes)) else {
            return Self::FLOOR;
        };
        Self {
            memory_kib,
            passes,
            lanes: Self::FLOOR.lanes,
        }
    }
}

fn pass_over(memory_kib: u32) -> Result<(), UnlockError> {
    let params =
        argon2::Params::new(memory_kib, 1, 1, Some(32)).map_err(|_| UnlockError::Malformed)?;
    let mut out = [0; 32];
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password_into(b"measured", &[0; 16], &mut out)
        .map_err(|_| UnlockError::OutOfMemory)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cost_of(micros_per_pass: u64) -> (u32, u32, u32) {
        let cost = Argon2Cost::costing(micros_per_pass);
        assert!(cost.checked().is_ok());
        (cost.memory_kib, cost.passes, cost.lanes)
    }

    #[test]
    fn slow_machine_stays_at_the_floor() {
        for micros in [250_000, 1_000_000, u64::MAX] {
            assert_eq!(cost_of(micros), (64 * 1024, 3, 1));
        }
    }

    #[test]
    fn quicker_machine_gets_more_memory_first() {
        assert_eq!(cost_of(125_000), (128 * 1024, 3, 1));
        assert_eq!(cost_of(62_500), (256 * 1024, 3, 1));
    }

    #[test]
    fn quick_machine_gets_more_passes_once_memory_is_enough() {
        assert_eq!(cost_of(31_250), (256 * 1024, 6, 1));
        assert_eq!(cost_of(2_000), (256 * 1024, 16, 1));
    }

    #[test]
    fn clock_that_stands_still_makes_nobody_wait() {
        assert_eq!(cost_of(0), (64 * 1024, 3, 1));
    }

    #[test]
    fn every_machine_in_reach_waits_between_half_a_second_and_one() {
        for micros in 15_000..250_000 {
            let (memory, passes, _) = cost_of(micros);
            let taken = micros * u64::from(passes) * u64::from(memory) / (64 * 1024);
            assert!((500_000..=1_000_000).contains(&taken), "{micros}: {taken}");
        }
    }

    #[test]
    fn clock_is_read_around_one_pass() {
        let mut ticks = [5_000_000, 5_125_000].into_iter();
        let cost = Argon2Cost::calibrated(|| ticks.next().unwrap()).unwrap();
        assert_eq!(cost, Argon2Cost::new(128 * 1024, 3, 1).unwrap());
        assert_eq!(ticks.next(), None);
    }

    #[test]
    fn clock_that_goes_back_does_not_break_it() {
        let mut ticks = [5_000_000, 0].into_iter();
        let cost = Argon2Cost::calibrated(|| ticks.next().unwrap());
        assert_eq!(cost, Ok(Argon2Cost::FLOOR));
    }
}
