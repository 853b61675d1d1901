const SHORTEST: u32 = 300_000;
const LONGEST: u32 = 600_000;

/// When a ceremony that begins at `now` ends by itself; all in milliseconds, `now` since 1970.
///
/// The site's wish is held within the range that [WebAuthn recommends][range]: a person who has to
/// find a passphrase is not hurried.
///
/// [range]: https://www.w3.org/TR/webauthn-3/#sctn-timeout-recommended-range
pub(crate) fn deadline(wished: Option<u32>, now: u64) -> u64 {
    now.saturating_add(wished.unwrap_or(SHORTEST).clamp(SHORTEST, LONGEST).into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wish_is_held_within_five_and_ten_minutes() {
        for (wished, granted) in [
            (None, 300_000),
            (Some(1), 300_000),
            (Some(400_000), 400_000),
            (Some(u32::MAX), 600_000),
        ] {
            assert_eq!(deadline(wished, 1_000), 1_000 + granted);
        }
    }
}
