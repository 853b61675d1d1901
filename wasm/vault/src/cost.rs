use minicbor::{Decode, Encode};
use thiserror::Error;

/// What one passphrase guess costs: the parameters of [Argon2id][rfc].
///
/// They are stored in clear beside the slot and authenticated with it, and still bounded both
/// ways: a file from elsewhere can neither make guessing cheap nor exhaust the memory.
///
/// [rfc]: https://www.rfc-editor.org/rfc/rfc9106#section-3.1
#[derive(Clone, Copy, Debug, Eq, PartialEq, Encode, Decode)]
pub struct Argon2Cost {
    /// Memory in KiB.
    #[n(0)]
    pub(crate) memory_kib: u32,
    /// Passes over the memory.
    #[n(1)]
    pub(crate) passes: u32,
    /// Lanes. More than one helps an attacker, not a single-threaded browser.
    #[n(2)]
    pub(crate) lanes: u32,
}

/// Why parameters are refused.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Error)]
pub enum CostError {
    /// Guessing would be cheaper than our floor of 64 MiB and 3 passes.
    #[error("the Argon2 parameters are weaker than this version of Xenon allows")]
    TooCheap,
    /// One unlock could exhaust the machine.
    #[error("the Argon2 parameters ask for more memory or time than this version of Xenon allows")]
    TooDear,
}

impl Argon2Cost {
    /// 64 MiB, 3 passes, 1 lane: what every vault costs at least.
    pub const FLOOR: Self = Self {
        memory_kib: 64 * 1024,
        passes: 3,
        lanes: 1,
    };
    pub(crate) const CEILING: Self = Self {
        memory_kib: 1024 * 1024,
        passes: 16,
        lanes: 16,
    };

    /// Accepts parameters between the floor and the ceiling.
    pub fn new(memory_kib: u32, passes: u32, lanes: u32) -> Result<Self, CostError> {
        Self {
            memory_kib,
            passes,
            lanes,
        }
        .checked()
    }

    /// The same parameters if they are within bounds.
    pub(crate) fn checked(self) -> Result<Self, CostError> {
        let each_at_least = |floor: Self| {
            self.memory_kib >= floor.memory_kib
                && self.passes >= floor.passes
                && self.lanes >= floor.lanes
        };
        let each_at_most = |ceiling: Self| {
            self.memory_kib <= ceiling.memory_kib
                && self.passes <= ceiling.passes
                && self.lanes <= ceiling.lanes
        };
        match (each_at_least(Self::FLOOR), each_at_most(Self::CEILING)) {
            (false, _) => Err(CostError::TooCheap),
            (true, false) => Err(CostError::TooDear),
            (true, true) => Ok(self),
        }
    }

    /// The parameters as bytes to authenticate: memory, passes and lanes, big-endian.
    pub(crate) fn authenticated(self) -> Vec<u8> {
        [self.memory_kib, self.passes, self.lanes]
            .map(u32::to_be_bytes)
            .concat()
    }

    pub(crate) fn params(self) -> Result<argon2::Params, argon2::Error> {
        argon2::Params::new(self.memory_kib, self.passes, self.lanes, Some(32))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn floor_is_allowed() {
        assert_eq!(Argon2Cost::new(65_536, 3, 1), Ok(Argon2Cost::FLOOR));
    }

    #[test]
    fn cheaper_than_the_floor_is_refused() {
        for (memory, passes, lanes) in [(65_535, 3, 1), (65_536, 2, 1), (65_536, 3, 0)] {
            assert_eq!(
                Argon2Cost::new(memory, passes, lanes),
                Err(CostError::TooCheap)
            );
        }
    }

    #[test]
    fn dearer_than_the_ceiling_is_refused() {
        for (memory, passes, lanes) in [(1_048_577, 3, 1), (65_536, 17, 1), (65_536, 3, 17)] {
            assert_eq!(
                Argon2Cost::new(memory, passes, lanes),
                Err(CostError::TooDear)
            );
        }
    }
}
