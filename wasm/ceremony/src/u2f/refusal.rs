/// Why a U2F request ends without an answer.
///
/// U2F tells a page more than WebAuthn does: whether the user declined, and whether the time ran out.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum U2fRefusal {
    /// The user said no, or closed the window.
    Declined,
    /// Something of Xenon is broken: storage, for instance.
    Failed,
    /// The request says nothing that could be answered.
    Malformed,
    /// An AppID is not one of the page's.
    AppId,
    /// The site wants another version of the raw messages.
    Version,
    /// Registration: the user agreed, and has a key that the site knows already.
    KeyKnown,
    /// Sign-in: none of the keys is here.
    NoKeyKnown,
    /// Nobody decided in time.
    TimedOut,
}

impl U2fRefusal {
    /// The only place where an [error code][codes] is chosen for what Xenon decides.
    ///
    /// [codes]: https://fidoalliance.org/specs/fido-u2f-v1.2-ps-20170411/fido-u2f-javascript-api-v1.2-ps-20170411.html#error-codes
    pub fn error_code(self) -> u8 {
        match self {
            Self::Declined | Self::Failed => OTHER_ERROR,
            Self::Malformed | Self::AppId => BAD_REQUEST,
            Self::Version => CONFIGURATION_UNSUPPORTED,
            Self::KeyKnown | Self::NoKeyKnown => DEVICE_INELIGIBLE,
            Self::TimedOut => TIMEOUT,
        }
    }
}

const OTHER_ERROR: u8 = 1;
const BAD_REQUEST: u8 = 2;
const CONFIGURATION_UNSUPPORTED: u8 = 3;
const DEVICE_INELIGIBLE: u8 = 4;
const TIMEOUT: u8 = 5;
