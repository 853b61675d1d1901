use js_sys::Error;
use wasm_bindgen::JsValue;
use xenon_ceremony::{AuthenticationError, PendingError, PinRefusal, Refusal, RegistrationError};
use xenon_vault::{
    BackupError, HeaderError, ManifestError, PinError, RecordError, RecoveryCodeError, UnlockError,
};

/// An error on its way to JavaScript: its `name` is from the closed set in `engine.ts`.
pub(crate) struct Problem {
    name: &'static str,
    sentence: String,
}

impl Problem {
    pub(crate) fn new(name: &'static str, sentence: &impl ToString) -> Self {
        Self {
            name,
            sentence: sentence.to_string(),
        }
    }
}

impl From<Problem> for JsValue {
    fn from(problem: Problem) -> Self {
        let error = Error::new(&problem.sentence);
        error.set_name(problem.name);
        error.into()
    }
}

impl From<HeaderError> for Problem {
    fn from(error: HeaderError) -> Self {
        let name = match error {
            HeaderError::UnknownVersion => "header-unknown-version",
            HeaderError::Malformed => "header-damaged",
        };
        Self::new(name, &error)
    }
}

impl From<UnlockError> for Problem {
    fn from(error: UnlockError) -> Self {
        let name = match error {
            UnlockError::WrongPassphrase => "wrong-passphrase",
            UnlockError::WrongRecoveryCode => "wrong-recovery-code",
            UnlockError::WrongOsSecret => "wrong-os-secret",
            UnlockError::Cost(_) | UnlockError::Malformed => "header-damaged",
            UnlockError::OutOfMemory => "out-of-memory",
        };
        Self::new(name, &error)
    }
}

impl From<RecoveryCodeError> for Problem {
    fn from(error: RecoveryCodeError) -> Self {
        let name = match error {
            RecoveryCodeError::Malformed | RecoveryCodeError::Mistyped => "mistyped-recovery-code",
        };
        Self::new(name, &error)
    }
}

impl From<PinError> for Problem {
    fn from(error: PinError) -> Self {
        Self::new("bad-pin", &error)
    }
}

impl From<PinRefusal> for Problem {
    fn from(error: PinRefusal) -> Self {
        let name = match error {
            PinRefusal::NoPin => "no-pin",
            PinRefusal::WrongPin => "wrong-pin",
        };
        Self::new(name, &error)
    }
}

impl From<RegistrationError> for Problem {
    fn from(error: RegistrationError) -> Self {
        let name = match error {
            RegistrationError::NotARegistration => "bad-argument",
            RegistrationError::VerificationNeeded => "not-verified",
            RegistrationError::Refused(Refusal::Excluded) => "excluded",
            RegistrationError::Refused(Refusal::NotAllowed | Refusal::CannotVerify) => {
                "not-a-candidate"
            }
            RegistrationError::AccountHasKey => "account-has-key",
            RegistrationError::Record(_) | RegistrationError::Signing(_) => "record-damaged",
        };
        Self::new(name, &error)
    }
}

impl From<AuthenticationError> for Problem {
    fn from(error: AuthenticationError) -> Self {
        let name = match error {
            AuthenticationError::NotAnAuthentication => "bad-argument",
            AuthenticationError::VerificationNeeded => "not-verified",
            AuthenticationError::NotACandidate => "not-a-candidate",
            AuthenticationError::Record(_) | AuthenticationError::Signing(_) => "record-damaged",
        };
        Self::new(name, &error)
    }
}

impl From<RecordError> for Problem {
    fn from(error: RecordError) -> Self {
        Self::new("record-damaged", &error)
    }
}

impl From<ManifestError> for Problem {
    fn from(error: ManifestError) -> Self {
        let name = match error {
            ManifestError::NotAuthentic => "manifest-damaged",
            ManifestError::RecordDamaged => "record-damaged",
            ManifestError::Overtaken => "overtaken",
        };
        Self::new(name, &error)
    }
}

impl From<BackupError> for Problem {
    fn from(error: BackupError) -> Self {
        let name = match error {
            BackupError::NotABackup => "not-a-backup",
            BackupError::UnknownVersion | BackupError::Header(HeaderError::UnknownVersion) => {
                "backup-unknown-version"
            }
            BackupError::Header(_) | BackupError::Damaged => "backup-damaged",
        };
        Self::new(name, &error)
    }
}

impl From<PendingError> for Problem {
    fn from(error: PendingError) -> Self {
        Self::new("bad-argument", &error)
    }
}

impl From<serde_wasm_bindgen::Error> for Problem {
    fn from(error: serde_wasm_bindgen::Error) -> Self {
        Self::new("bad-argument", &error)
    }
}

impl From<getrandom::Error> for Problem {
    fn from(error: getrandom::Error) -> Self {
        Self::new("no-randomness", &error)
    }
}
