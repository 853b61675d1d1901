//! What is judged: every algorithm with every format and extension. A new one of these is one line here.

use serde_json::{Value, json};
use xenon_protocol::Algorithm;

/// One credential's life: its registration and its sign-ins.
#[derive(Clone)]
pub(super) struct Row {
    pub(super) algorithm: Algorithm,
    pub(super) format: Format,
    pub(super) extension: Extension,
    pub(super) user: User,
}

/// How the site asks for an attestation, and what it gets.
#[derive(Clone, Copy)]
pub(super) struct Format {
    pub(super) name: &'static str,
    pub(super) attestation: &'static str,
    /// The formats that the site names.
    pub(super) named: &'static [&'static str],
    pub(super) aaguid: &'static str,
}

/// What the site asks of an extension, and what the authenticator data then say of it. Bytes are in
/// base64url.
#[derive(Clone)]
pub(super) struct Extension {
    pub(super) name: &'static str,
    pub(super) at_creation: Value,
    pub(super) registered: Value,
    pub(super) at_request: Value,
    pub(super) asserted: Value,
    /// A key that only answers for a verified user.
    needs_verification: bool,
}

/// What the user does in each ceremony, and chose for the key.
#[derive(Clone, Copy)]
pub(super) struct User {
    pub(super) name: &'static str,
    pub(super) is_verified: bool,
    pub(super) keeps_it_here: bool,
}

const AAGUID: &str = "50172b9b-cbf1-4780-ae1b-2cc1d4780aea";

const FORMATS: &[Format] = &[
    Format {
        name: "none",
        attestation: "none",
        named: &[],
        aaguid: AAGUID,
    },
    Format {
        name: "packed",
        attestation: "direct",
        named: &[],
        aaguid: AAGUID,
    },
];

/// For keys of ES256 alone, and without an AAGUID: U2F knew of none.
const FIDO_U2F: Format = Format {
    name: "fido-u2f",
    attestation: "direct",
    named: &["fido-u2f"],
    aaguid: "00000000-0000-0000-0000-000000000000",
};

const VERIFIED: User = User {
    name: "verified",
    is_verified: true,
    keeps_it_here: true,
};

const USERS: &[User] = &[
    VERIFIED,
    User {
        name: "present",
        is_verified: false,
        keeps_it_here: true,
    },
    User {
        name: "verified, may be backed up",
        is_verified: true,
        keeps_it_here: false,
    },
    User {
        name: "present, may be backed up",
        is_verified: false,
        keeps_it_here: false,
    },
];

fn extensions() -> Vec<Extension> {
    vec![
        no_extension(),
        at_creation("credProps", json!({ "credProps": true }), json!({})),
        protection(1, "userVerificationOptional"),
        protection(2, "userVerificationOptionalWithCredentialIDList"),
        protection(3, "userVerificationRequired"),
        at_creation(
            "minPinLength",
            json!({ "minPinLength": true }),
            json!({ "minPinLength": 8 }),
        ),
        at_creation(
            "hmacCreateSecret",
            json!({ "hmacCreateSecret": true }),
            json!({ "hmac-secret": true }),
        ),
        cred_blob(),
        prf(),
        large_blob(),
        all_extensions(),
    ]
}

fn no_extension() -> Extension {
    Extension {
        name: "no extension",
        at_creation: json!({}),
        registered: json!({}),
        at_request: json!({}),
        asserted: json!({}),
        needs_verification: false,
    }
}

fn at_creation(name: &'static str, at_creation: Value, registered: Value) -> Extension {
    Extension {
        name,
        at_creation,
        registered,
        ..no_extension()
    }
}

fn protection(level: u8, policy: &'static str) -> Extension {
    Extension {
        needs_verification: level == 3,
        ..at_creation(
            policy,
            json!({ "credentialProtectionPolicy": policy, "enforceCredentialProtectionPolicy": true }),
            json!({ "credProtect": level }),
        )
    }
}

fn cred_blob() -> Extension {
    Extension {
        at_request: json!({ "getCredBlob": true }),
        asserted: json!({ "credBlob": "YSBibG9i" }),
        ..at_creation(
            "credBlob",
            json!({ "credBlob": "YSBibG9i" }),
            json!({ "credBlob": true }),
        )
    }
}

/// Its results are the page's alone: authenticator data must not tell them.
fn prf() -> Extension {
    let input = json!({ "prf": { "eval": { "first": "Zmlyc3Q", "second": "c2Vjb25k" } } });
    Extension {
        at_request: input.clone(),
        ..at_creation("prf", input, json!({}))
    }
}

fn large_blob() -> Extension {
    Extension {
        at_request: json!({ "largeBlob": { "write": "YSBsYXJnZSBibG9i" } }),
        ..at_creation(
            "largeBlob",
            json!({ "largeBlob": { "support": "required" } }),
            json!({}),
        )
    }
}

fn all_extensions() -> Extension {
    let parts = [
        protection(3, "userVerificationRequired"),
        at_creation(
            "",
            json!({ "minPinLength": true }),
            json!({ "minPinLength": 8 }),
        ),
        at_creation(
            "",
            json!({ "hmacCreateSecret": true }),
            json!({ "hmac-secret": true }),
        ),
        at_creation("", json!({ "credProps": true }), json!({})),
        cred_blob(),
        prf(),
        large_blob(),
    ];
    let together = |member: fn(&Extension) -> &Value| {
        let members = parts.iter().filter_map(|part| member(part).as_object());
        members
            .flatten()
            .map(|(name, value)| (name.clone(), value.clone()))
            .collect()
    };
    Extension {
        name: "all extensions",
        at_creation: together(|part| &part.at_creation),
        registered: together(|part| &part.registered),
        at_request: together(|part| &part.at_request),
        asserted: together(|part| &part.asserted),
        needs_verification: true,
    }
}

/// Every algorithm in every format; every extension and every user with the one that all sites take.
pub(super) fn rows() -> Vec<Row> {
    let mut rows = Vec::new();
    for &format in FORMATS {
        for extension in extensions() {
            let mut users = USERS.to_vec();
            users.retain(|user| user.is_verified || !extension.needs_verification);
            rows.extend(users.into_iter().map(|user| Row {
                algorithm: Algorithm::Es256,
                format,
                extension: extension.clone(),
                user,
            }));
        }
        rows.extend(other_algorithms().flat_map(|algorithm| {
            let extensions = [no_extension(), all_extensions()];
            extensions.map(|extension| Row {
                algorithm,
                format,
                extension,
                user: VERIFIED,
            })
        }));
    }
    rows.extend(USERS.iter().map(|&user| Row {
        algorithm: Algorithm::Es256,
        format: FIDO_U2F,
        extension: no_extension(),
        user,
    }));
    rows
}

fn other_algorithms() -> impl Iterator<Item = Algorithm> {
    let all = Algorithm::ALL.into_iter();
    all.filter(|&algorithm| algorithm != Algorithm::Es256)
}
