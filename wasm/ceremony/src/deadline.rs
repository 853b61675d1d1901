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

/// When a U2F ceremony ends by itself. Without a wish it is as patient as WebAuthn's; a page that names a
/// time is taken at its word, for U2F has an error of its own for that.
pub(crate) fn u2f_deadline(wished: Option<u32>, now: u64) -> u64 {
    now.saturating_add(
        wished
            .unwrap_or(SHORTEST)
            .clamp(SHORTEST_FOR_U2F, LONGEST)
            .into(),
    )
}

const SHORTEST_FOR_U2F: u32 = 1_000;

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

    #[test]
    fn u2f_page_is_taken_at_its_word_up_to_ten_minutes() {
        for (wished, granted) in [
            (None, 300_000),
            (Some(0), 1_000),
            (Some(30_000), 30_000),
            (Some(u32::MAX), 600_000),
        ] {
            assert_eq!(u2f_deadline(wished, 1_000), 1_000 + granted);
        }
    }
}
