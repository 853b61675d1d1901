use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};

use crate::{OpenVault, SealedRecord};

/// What stands for a whole set of sealed records: how many there are, and the sum of a keyed hash of
/// each modulo 2²⁵⁶ ([MSet-Add-Hash][paper]). A record comes or goes at the same cost in every vault.
///
/// Without the vault nobody can find another set with the same sum: the hashes are keyed, and neither
/// they nor their sum are ever stored in clear.
///
/// [paper]: https://doi.org/10.1007/978-3-540-40061-5_12
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct SetHash {
    pub(crate) count: u64,
    /// Least significant first.
    sum: [u64; 4],
}

impl SetHash {
    pub(crate) fn of_bytes(count: u64, bytes: [u8; 32]) -> Self {
        let mut sum = [0; 4];
        let limbs = bytes.as_chunks::<8>().0.iter().rev();
        sum.iter_mut()
            .zip(limbs)
            .for_each(|(to, limb)| *to = u64::from_be_bytes(*limb));
        Self { count, sum }
    }

    /// The sum, big-endian.
    pub(crate) fn to_bytes(self) -> [u8; 32] {
        let mut bytes = [0; 32];
        let limbs = bytes.as_chunks_mut::<8>().0.iter_mut();
        limbs
            .zip(self.sum.iter().rev())
            .for_each(|(to, limb)| *to = limb.to_be_bytes());
        bytes
    }

    /// The set with those of `other` as well.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        let sum = chained(self.sum, other.sum, u64::overflowing_add);
        let count = self.count.saturating_add(other.count);
        Self { count, sum }
    }

    /// The set without those of `other`.
    #[must_use]
    pub fn minus(self, other: Self) -> Self {
        let sum = chained(self.sum, other.sum, u64::overflowing_sub);
        let count = self.count.saturating_sub(other.count);
        Self { count, sum }
    }
}

/// Limb by limb; what overflows a limb is carried to the next one, and out of the last one dropped.
fn chained(a: [u64; 4], b: [u64; 4], step: impl Fn(u64, u64) -> (u64, bool)) -> [u64; 4] {
    let mut result = a;
    let mut carry = false;
    for (to, limb) in result.iter_mut().zip(b) {
        let (partial, overflowed) = step(*to, limb);
        let (whole, overflowed_again) = step(partial, u64::from(carry));
        *to = whole;
        carry = overflowed || overflowed_again;
    }
    result
}

impl OpenVault {
    /// The set that has only this record, as it is: its place, its site and its sealed bytes, whose
    /// generation is among them.
    pub fn set_of(&self, record: &SealedRecord) -> SetHash {
        let mut mac = Hmac::<Sha256>::new((&*self.set_key).into());
        mac.update(record.id.as_bytes());
        mac.update(record.site.as_bytes());
        mac.update(&Sha256::digest(&record.sealed));
        SetHash::of_bytes(1, mac.finalize().into_bytes().into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn set(sum: [u64; 4]) -> SetHash {
        SetHash { count: 1, sum }
    }

    #[test]
    fn carries_go_through_every_limb_and_out() {
        let most = set([u64::MAX; 4]);
        assert_eq!(most.plus(set([1, 0, 0, 0])).sum, [0; 4]);
        assert_eq!(set([0; 4]).minus(set([1, 0, 0, 0])).sum, [u64::MAX; 4]);
        assert_eq!(
            set([u64::MAX, 0, 0, 7]).plus(set([1, 0, 0, 0])).sum,
            [0, 1, 0, 7]
        );
    }

    #[test]
    fn what_comes_and_goes_leaves_nothing() {
        let (a, b) = (set([u64::MAX, 2, u64::MAX, 4]), set([5, u64::MAX, 7, 8]));
        assert_eq!(a.plus(b), b.plus(a));
        assert_eq!(a.plus(b).minus(a), b);
        assert_eq!(a.plus(b).count, 2);
    }

    #[test]
    fn bytes_are_big_endian_and_come_back() {
        let one = set([1, 0, 0, 0x0102_0304_0506_0708]);
        let bytes = one.to_bytes();
        assert_eq!(bytes[..8], [1, 2, 3, 4, 5, 6, 7, 8]);
        assert_eq!(bytes[31], 1);
        assert_eq!(SetHash::of_bytes(1, bytes), one);
    }
}
