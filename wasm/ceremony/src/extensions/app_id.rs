//! [`appid`](https://www.w3.org/TR/webauthn-3/#sctn-appid-extension) and
//! [`appidExclude`](https://www.w3.org/TR/webauthn-3/#sctn-appid-exclude-extension)

use xenon_protocol::PublicSuffixes;
use xenon_protocol::u2f::AppId;

use crate::{Asking, ForTheBrowser};

/// The AppID under which U2F keys are meant too. A foreign one is the browser's to refuse, and so is one
/// over http, which Chromium takes from nobody.
pub(super) fn claim(
    input: Option<&str>,
    asking: &Asking,
    suffixes: &impl PublicSuffixes,
) -> Result<Option<AppId>, ForTheBrowser> {
    let claim = |requested| AppId::claim(requested, &asking.origin, suffixes).ok();
    let secure = |requested| claim(requested).filter(AppId::is_https);
    input
        .map(|requested| secure(requested).ok_or(ForTheBrowser::AppId))
        .transpose()
}

/// `appid` is for sign-ins: at a creation Chromium throws. `appidExclude` at a sign-in it ignores.
pub(super) fn check_absent(input: Option<&str>) -> Result<(), ForTheBrowser> {
    match input {
        Some(_) => Err(ForTheBrowser::Extension),
        None => Ok(()),
    }
}
