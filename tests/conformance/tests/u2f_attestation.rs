//! The `fido-u2f` vector of [WebAuthn's own](https://www.w3.org/TR/webauthn-3/#sctn-test-vectors), rebuilt
//! from its private keys, its certificate taken as it is given; and the format by a ceremony.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test")]

use ring::signature::{ECDSA_P256_SHA256_ASN1, UnparsedPublicKey};
use serde_json::{Value, json};
use x509_parser::prelude::{FromDer, X509Certificate};
use xenon_conformance::party::{creation_options, registered, vault, with};
use xenon_protocol::es256::SecretKey;
use xenon_protocol::u2f::{KeyHandle, RawRegistration};
use xenon_protocol::{
    Aaguid, Algorithm, AttestedCredential, AuthenticatorData, AuthenticatorExtensions, Backup,
    CredentialId, Flags, RpId, attestation_object, client_data,
};

struct Vector(Value);

impl Vector {
    fn read() -> Self {
        let json = include_str!("../../vectors/webauthn-level-3/webauthn-l3-test-vectors.json");
        let all: Value = serde_json::from_str(json).unwrap();
        assert_eq!(all["rpId"], RP_ID);
        let is_u2f = |vector: &&Value| vector["id"] == "fido-u2f-es256";
        let found = all["vectors"].as_array().unwrap().iter().find(is_u2f);
        Self(found.unwrap().clone())
    }

    fn bytes(&self, ceremony: &str, name: &str) -> Vec<u8> {
        hex::decode(self.0[ceremony][name].as_str().unwrap()).unwrap()
    }

    fn registration(&self, name: &str) -> Vec<u8> {
        self.bytes("registration", name)
    }

    fn key(&self, name: &str) -> SecretKey {
        SecretKey::from_bytes(&self.registration(name)).unwrap()
    }

    fn credential_id(&self) -> CredentialId {
        CredentialId::parse(self.registration("credential_id")).unwrap()
    }

    fn authenticator_data(&self) -> Vec<u8> {
        let credential = AttestedCredential {
            aaguid: Aaguid(self.registration("aaguid").try_into().unwrap()),
            credential_id: self.credential_id(),
            public_key: self
                .key("credential_private_key")
                .public_key()
                .to_cose(Algorithm::Es256),
        };
        AuthenticatorData {
            rp_id_hash: RpId::from_stored(RP_ID.to_owned()).hash(),
            flags: ONLY_PRESENT,
            sign_count: 0,
            attested_credential: Some(credential),
            extensions: AuthenticatorExtensions::default(),
        }
        .encode()
    }

    /// What the attestation key signs: a U2F registration with the RP ID in the `AppID`'s place.
    fn signed(&self) -> Vec<u8> {
        RawRegistration {
            application: &RpId::from_stored(RP_ID.to_owned()).hash(),
            client_data_hash: &client_data::hash(&self.registration("clientDataJSON")),
            key_handle: KeyHandle::parse(&self.registration("credential_id")).unwrap(),
            public_key: &self.key("credential_private_key").public_key(),
        }
        .signed()
    }

    /// The only certificate of the statement: a DER sequence with a length of two bytes.
    fn certificate(&self) -> Vec<u8> {
        let object = self.registration("attestationObject");
        let start = object.windows(3).position(|bytes| bytes == b"x5c").unwrap() + 3 + 4;
        let length = usize::from(u16::from_be_bytes([object[start + 2], object[start + 3]]));
        object[start..start + 4 + length].to_vec()
    }
}

const RP_ID: &str = "example.org";

const ONLY_PRESENT: Flags = Flags {
    user_present: true,
    user_verified: false,
    backup: Backup::DeviceBound,
};

#[test]
fn the_attestation_object_is_rebuilt_with_its_signature() {
    let vector = Vector::read();
    let signature = vector
        .key("attestation_private_key")
        .sign_deterministic(&[&vector.signed()]);
    let rebuilt = attestation_object::fido_u2f(
        &vector.authenticator_data(),
        &vector.certificate(),
        &signature,
    );
    assert_eq!(rebuilt, vector.registration("attestationObject"));
}

#[test]
fn the_sign_in_is_rebuilt_with_its_signature() {
    let vector = Vector::read();
    let authenticator_data = AuthenticatorData {
        rp_id_hash: RpId::from_stored(RP_ID.to_owned()).hash(),
        flags: ONLY_PRESENT,
        sign_count: 0,
        attested_credential: None,
        extensions: AuthenticatorExtensions::default(),
    }
    .encode();
    assert_eq!(
        authenticator_data,
        vector.bytes("authentication", "authenticatorData")
    );
    let hash = client_data::hash(&vector.bytes("authentication", "clientDataJSON"));
    let key = vector.key("credential_private_key");
    let signature = key.sign_deterministic(&[&authenticator_data, &hash]);
    assert_eq!(signature, vector.bytes("authentication", "signature"));
}

#[test]
fn a_site_that_names_the_format_gets_it_with_no_model_and_a_certificate_of_its_own() {
    let options = with(creation_options(), "attestation", json!("direct"));
    let options = with(options, "attestationFormats", json!(["fido-u2f"]));
    let made = registered(&vault(), options).0;
    let response = &made.response;
    let object = response.attestation_object.as_slice();
    assert!(object.starts_with(b"\xa3\x63fmt\x68fido-u2f\x67attStmt\xa2\x63sig"));
    let data = response.authenticator_data.as_slice();
    assert_eq!(data[37..53], [0; 16]);
    let start = object
        .windows(4)
        .position(|bytes| bytes == b"\x63sig")
        .unwrap()
        + 4;
    let signature = &object[start + 2..start + 2 + usize::from(object[start + 1])];
    let start = object
        .windows(4)
        .position(|bytes| bytes == b"\x63x5c")
        .unwrap()
        + 4
        + 4;
    let (_, certificate) = X509Certificate::from_der(&object[start..]).unwrap();
    let spki = response.public_key.as_slice();
    let signed = [
        &[0],
        &data[..32],
        &client_data::hash(response.client_data_json.as_slice()),
        made.id.as_slice(),
        &spki[spki.len() - 65..],
    ]
    .concat();
    let key = &certificate.public_key().subject_public_key.data;
    let key = UnparsedPublicKey::new(&ECDSA_P256_SHA256_ASN1, key);
    assert!(key.verify(&signed, signature).is_ok());
}
