/// The next count of a U2F key that has signed at `now`, in milliseconds since 1970.
///
/// Sites that speak U2F refuse a count that does not rise, and a vault that was restored from a copy
/// knows an old one. The seconds since 1970 have risen meanwhile; where the clock went back, or two
/// signatures are made within a second, the stored count decides. It ends in the year 2106.
pub(crate) fn next_count(stored: u32, now: u64) -> u32 {
    let seconds = u32::try_from(now / 1000).unwrap_or(u32::MAX);
    seconds.max(stored.saturating_add(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_the_time_unless_that_is_not_more() {
        assert_eq!(next_count(0, 1_790_000_000_999), 1_790_000_000);
        assert_eq!(next_count(1_790_000_000, 1_790_000_000_999), 1_790_000_001);
        assert_eq!(next_count(1_800_000_000, 1_790_000_000_999), 1_800_000_001);
    }

    #[test]
    fn it_rises_through_a_restore_of_an_older_vault() {
        let before = next_count(next_count(0, 1_790_000_000_000), 1_790_000_000_000);
        let restored = 0;
        assert!(next_count(restored, 1_790_000_002_000) > before);
    }

    #[test]
    fn it_never_starts_again() {
        assert_eq!(next_count(u32::MAX, 0), u32::MAX);
        assert_eq!(next_count(7, u64::MAX), u32::MAX);
    }
}
