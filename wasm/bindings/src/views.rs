use serde::Serialize;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use xenon_ceremony::{Account, DomException, Pending, PendingKind, Refusal, Replaced};
use xenon_protocol::{Backup, UserVerification};
use xenon_vault::{Credential, Deleted, Offered, RecordId, SealedRecord, Standing};

use crate::begin::{millis, parse, to_number};
use crate::problem::Problem;
use crate::records::to_hex;

/// What the approval window says of a waiting ceremony: the engine's part of `Question` in
/// from-user.ts.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct DescriptionJson<'a> {
    kind: &'static str,
    rp_id: &'a str,
    origin: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    top_origin: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    in_unknown_page: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    rp_name: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    user: Option<UserJson<'a>>,
    verification: &'static str,
    verified: bool,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct UserJson<'a> {
    name: &'a str,
    display_name: &'a str,
}

/// `Account` in from-user.ts.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct AccountJson {
    key: String,
    user_name: String,
    user_display_name: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    label: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    last_used_at: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    needs_verification: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    u2f: Option<bool>,
}

/// `ReplacedKey` in from-user.ts.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ReplacedKeyJson {
    key: String,
    user_name: String,
    user_display_name: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    label: String,
    created_at: f64,
}

/// `KeySummary` in from-user.ts.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct KeySummaryJson {
    key: String,
    rp_id: String,
    rp_name: String,
    user_name: String,
    user_display_name: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    label: String,
    created_at: f64,
    #[serde(skip_serializing_if = "Option::is_none")]
    last_used_at: Option<f64>,
    algorithm: &'static str,
    discoverable: bool,
    backup: &'static str,
    hidden: bool,
    u2f: bool,
    /// These two make it a `DeletedKey`.
    #[serde(skip_serializing_if = "Option::is_none")]
    deleted_at: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    gone_at: Option<f64>,
    /// These two make it an `OfferedKey`.
    #[serde(skip_serializing_if = "Option::is_none")]
    standing: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    beside: Option<bool>,
}

/// Describes a waiting ceremony to the user; `now` is milliseconds since 1970.
#[wasm_bindgen]
pub fn describe(pending: &str, now: f64) -> Result<JsValue, JsValue> {
    let pending = parse(pending)?;
    Ok(to_js(&DescriptionJson::of(&pending, millis(now)))?)
}

/// The exception for a user who declined, a time that ran out, and all that looks like it.
#[wasm_bindgen(js_name = refusalNotAllowed)]
pub fn refusal_not_allowed() -> Result<JsValue, JsValue> {
    exception(Refusal::NotAllowed)
}

/// The exception for a user who agreed but has a key that the site excludes.
#[wasm_bindgen(js_name = refusalExcluded)]
pub fn refusal_excluded() -> Result<JsValue, JsValue> {
    exception(Refusal::Excluded)
}

/// The exception for a site that requires a verification where the user must not be asked.
#[wasm_bindgen(js_name = refusalCannotVerify)]
pub fn refusal_cannot_verify() -> Result<JsValue, JsValue> {
    exception(Refusal::CannotVerify)
}

fn exception(refusal: Refusal) -> Result<JsValue, JsValue> {
    #[derive(Serialize)]
    struct ExceptionJson {
        name: &'static str,
        message: &'static str,
    }
    let DomException { name, message } = refusal.dom_exception();
    Ok(to_js(&ExceptionJson { name, message })?)
}

impl<'a> DescriptionJson<'a> {
    fn of(pending: &'a Pending, now: u64) -> Self {
        let (kind, registration) = match pending.kind() {
            PendingKind::Registration(registration) => ("create", Some(registration)),
            PendingKind::Authentication(_) => ("get", None),
            PendingKind::U2fRegistration(_) => ("u2f-register", None),
            PendingKind::U2fSignature(_) => ("u2f-sign", None),
        };
        Self {
            kind,
            rp_id: pending.rp_id().as_str(),
            origin: pending.caller().origin(),
            top_origin: pending.caller().top_origin(),
            in_unknown_page: pending.caller().is_in_unknown_page().then_some(true),
            rp_name: registration.map(|registration| registration.rp_name.as_str()),
            user: registration.map(|registration| UserJson {
                name: &registration.user_name,
                display_name: &registration.user_display_name,
            }),
            verification: match pending.user_verification() {
                UserVerification::Required => "required",
                UserVerification::Preferred => "preferred",
                UserVerification::Discouraged => "discouraged",
            },
            verified: pending.is_verified(now),
        }
    }
}

impl From<Account> for AccountJson {
    fn from(account: Account) -> Self {
        Self {
            key: to_hex(account.record.as_bytes()),
            user_name: account.user_name,
            user_display_name: account.user_display_name,
            label: account.label,
            last_used_at: account.last_used_at.map(to_number),
            needs_verification: account.needs_verification.then_some(true),
            u2f: account.u2f.then_some(true),
        }
    }
}

impl From<Replaced> for ReplacedKeyJson {
    fn from(replaced: Replaced) -> Self {
        Self {
            key: to_hex(replaced.record.as_bytes()),
            user_name: replaced.user_name,
            user_display_name: replaced.user_display_name,
            label: replaced.label,
            created_at: to_number(replaced.created_at),
        }
    }
}

impl KeySummaryJson {
    pub(crate) fn of(record: &SealedRecord, credential: &Credential) -> Self {
        Self::of_credential(record.id, credential)
    }

    pub(crate) fn of_credential(id: RecordId, credential: &Credential) -> Self {
        Self {
            key: to_hex(id.as_bytes()),
            rp_id: credential.rp_id.as_str().to_owned(),
            rp_name: credential.rp_name.clone(),
            user_name: credential.user_name.clone(),
            user_display_name: credential.user_display_name.clone(),
            label: credential.label.clone(),
            created_at: to_number(credential.created_at),
            last_used_at: credential.last_used_at.map(to_number),
            algorithm: credential.signing_key.algorithm().name(),
            discoverable: credential.discoverable,
            backup: match credential.backup() {
                Backup::DeviceBound => "device-bound",
                Backup::Eligible => "eligible",
                Backup::BackedUp => "backed-up",
            },
            hidden: credential.hidden,
            u2f: credential.app_id.is_some(),
            deleted_at: None,
            gone_at: None,
            standing: None,
            beside: None,
        }
    }

    pub(crate) fn of_offered(offered: &Offered<'_>) -> Self {
        Self {
            standing: Some(match offered.standing {
                Standing::New => "new",
                Standing::Newer => "newer",
                Standing::Kept => "kept",
                Standing::Deleted => "deleted",
            }),
            beside: Some(offered.is_beside),
            ..Self::of_credential(offered.id, offered.credential)
        }
    }

    pub(crate) fn of_deleted(record: &SealedRecord, deleted: &Deleted) -> Self {
        Self {
            deleted_at: Some(to_number(deleted.deleted_at)),
            gone_at: Some(to_number(deleted.gone_at())),
            ..Self::of(record, &deleted.credential)
        }
    }
}

pub(crate) fn to_js(value: &impl Serialize) -> Result<JsValue, Problem> {
    Ok(serde_wasm_bindgen::to_value(value)?)
}
