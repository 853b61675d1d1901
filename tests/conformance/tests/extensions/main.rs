//! Each extension, from its inputs to what the page, the site and the vault get of it.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test's helper may stop the test"
)]

mod cred_blob;
mod cred_props;
mod cred_protect;
mod foreign;
mod hmac_create_secret;
mod large_blob;
mod min_pin_length;
mod prf;

use serde_json::{Value, json};
use xenon_ceremony::{ForTheBrowser, Pending, authenticate, register};
use xenon_conformance::party::{
    BACKUP_ELIGIBLE, NOW, allow, caller, creation_options, registered, request_options, rng,
    signed, vault, with,
};
use xenon_protocol::PublicSuffixList;
use xenon_protocol::json::{AuthenticationResponseJson, RegistrationResponseJson};
use xenon_vault::{OpenVault, SealedRecord};

/// A site's key that was made with these extension inputs.
struct Key {
    vault: OpenVault,
    made: RegistrationResponseJson,
    record: SealedRecord,
}

impl Key {
    fn made_with(extensions: Value) -> Self {
        let vault = vault();
        let selection = json!({ "residentKey": "required" });
        let options = with(creation_options(), "authenticatorSelection", selection);
        let (made, record) = registered(&vault, with(options, "extensions", extensions));
        Self {
            vault,
            made,
            record,
        }
    }

    /// Its extension results, as the page sees them.
    fn results(&self) -> Value {
        serde_json::to_value(&self.made.client_extension_results).unwrap()
    }

    /// What its authenticator data says of extensions, in hexadecimal.
    fn said(&self) -> String {
        let data = self.made.response.authenticator_data.as_slice();
        // RP ID hash, flags and counter; AAGUID, length, 32 bytes of ID; an ES256 key of 77 bytes.
        let said = &data[37 + 16 + 2 + 32 + 77..];
        assert_eq!(data[32] & 0x80 != 0, !said.is_empty());
        hex::encode(said)
    }

    /// A sign-in that names it.
    fn sign_in(&self, extensions: Value) -> AuthenticationResponseJson {
        let options = with(allow(&self.made.id), "extensions", extensions);
        signed(&self.vault, &self.record, options)
    }

    /// The extension results of a sign-in that names it.
    fn sign_in_results(&self, extensions: Value) -> Value {
        results_of(&self.sign_in(extensions))
    }
}

fn results_of(assertion: &AuthenticationResponseJson) -> Value {
    serde_json::to_value(&assertion.client_extension_results).unwrap()
}

/// What a sign-in's authenticator data says of extensions, in hexadecimal.
fn said_at_sign_in(assertion: &AuthenticationResponseJson) -> String {
    let data = assertion.response.authenticator_data.as_slice();
    assert_eq!(data[32] & 0x80 != 0, data.len() > 37);
    hex::encode(&data[37..])
}

/// Whether `create()` with these inputs is the browser's to refuse.
fn creation_is_misuse(extensions: Value) -> bool {
    let options = with(creation_options(), "extensions", extensions);
    let options = serde_json::from_value(options).unwrap();
    let begun = Pending::registration(options, caller(), &PublicSuffixList::embedded(), NOW);
    begun.err() == Some(ForTheBrowser::Extension)
}

/// Whether `get()` with these inputs is the browser's to refuse.
fn request_is_misuse(options: Value, extensions: Value) -> bool {
    let options = serde_json::from_value(with(options, "extensions", extensions)).unwrap();
    let begun = Pending::authentication(options, caller(), &PublicSuffixList::embedded(), NOW);
    begun.err() == Some(ForTheBrowser::Extension)
}

/// A waiting ceremony reads back whole with every input that it can remember.
#[test]
fn waiting_ceremonies_keep_their_extensions() {
    let extensions = json!({
        "credProps": true, "hmacCreateSecret": true, "largeBlob": { "support": "required" },
        "credBlob": "AQID", "minPinLength": true,
        "credentialProtectionPolicy": "userVerificationRequired",
        "prf": { "eval": { "first": "AQ", "second": "Ag" } },
    });
    let options = with(creation_options(), "extensions", extensions);
    let pending = xenon_conformance::party::pending_creation(options);
    assert_eq!(Pending::from_text(&pending.to_text()), Ok(pending.clone()));
    let vault = vault();
    let made = register(&pending, &vault, &[], BACKUP_ELIGIBLE, NOW, &mut rng()).unwrap();

    for large_blob in [json!({ "read": true }), json!({ "write": "AQID" })] {
        let extensions = json!({
            "getCredBlob": true, "largeBlob": large_blob,
            "prf": {
                "eval": { "first": "AQ" },
                "evalByCredential": { made.reply.id.to_string(): { "first": "Ag" } },
            },
        });
        let options = with(allow(&made.reply.id), "extensions", extensions);
        let pending = xenon_conformance::party::pending_request(options).with_new_vault(NOW);
        assert_eq!(Pending::from_text(&pending.to_text()), Ok(pending.clone()));
        assert!(authenticate(&pending, &vault, &made.changes[0], NOW, &mut rng()).is_ok());
    }
}

#[test]
fn who_asks_for_nothing_gets_nothing() {
    let key = Key::made_with(json!({}));
    assert_eq!((key.results(), key.said()), (json!({}), String::new()));
    let assertion = key.sign_in(json!({}));
    assert_eq!(results_of(&assertion), json!({}));
    assert_eq!(said_at_sign_in(&assertion), "");
    assert!(!request_is_misuse(request_options(), json!({})));
}
