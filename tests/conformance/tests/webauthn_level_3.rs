//! Rebuilds the spec's own [test vectors](https://www.w3.org/TR/webauthn-3/#sctn-test-vectors) byte
//! for byte from their private keys, and lets another library verify the signatures.
//!
//! Only ES256 so far; of the attestation formats only `none` is rebuilt whole.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test")]

use ring::signature::{ECDSA_P256_SHA256_ASN1, UnparsedPublicKey};
use serde::Deserialize;
use xenon_protocol::es256::SecretKey;
use xenon_protocol::{
    Aaguid, Algorithm, AttestedCredential, AuthenticatorData, AuthenticatorExtensions, Backup,
    CeremonyType, ClientData, CredentialId, Flags, RpId, attestation_object, client_data,
};

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Vectors {
    rp_id: String,
    origin: String,
    top_origin: String,
    #[serde(rename = "vectors")]
    list: Vec<Vector>,
}

#[derive(Deserialize)]
struct Vector {
    id: String,
    registration: Registration,
    authentication: Authentication,
}

#[derive(Deserialize)]
struct Registration {
    challenge: Hex,
    credential_private_key: Option<Hex>,
    aaguid: Hex,
    credential_id: Hex,
    /// Random bits, of which some become flags; U2F has none.
    #[serde(rename = "auth_data_UV_BE_BS", default)]
    random_flags: Hex,
    #[serde(rename = "clientDataJSON")]
    client_data: Hex,
    #[serde(rename = "attestationObject")]
    attestation_object: Hex,
}

#[derive(Deserialize)]
struct Authentication {
    challenge: Hex,
    #[serde(rename = "auth_data_UV_BS", default)]
    random_flags: Hex,
    #[serde(rename = "authenticatorData")]
    authenticator_data: Hex,
    #[serde(rename = "clientDataJSON")]
    client_data: Hex,
    signature: Hex,
}

#[derive(Clone, Default, Deserialize)]
#[serde(try_from = "String")]
struct Hex(Vec<u8>);

impl TryFrom<String> for Hex {
    type Error = hex::FromHexError;

    fn try_from(text: String) -> Result<Self, hex::FromHexError> {
        hex::decode(text).map(Self)
    }
}

const UV: u8 = 0x04;
const BE: u8 = 0x08;
const BS: u8 = 0x10;

fn vectors() -> Vectors {
    let json = include_str!("../../vectors/webauthn-level-3/webauthn-l3-test-vectors.json");
    let mut vectors: Vectors = serde_json::from_str(json).unwrap();
    let is_es256 = |vector: &Vector| vector.id.ends_with("es256") || vector.id.contains("es256-");
    vectors.list.retain(is_es256);
    vectors
}

impl Vector {
    fn secret_key(&self) -> SecretKey {
        let key = self.registration.credential_private_key.clone().unwrap();
        SecretKey::from_bytes(&key.0).unwrap()
    }

    fn is_backup_eligible(&self) -> bool {
        self.random_registration_flags() & BE != 0
    }

    fn random_registration_flags(&self) -> u8 {
        self.registration
            .random_flags
            .0
            .first()
            .copied()
            .unwrap_or(0)
    }

    fn flags(&self, random: u8) -> Flags {
        let backup = match (self.is_backup_eligible(), random & BS != 0) {
            (false, _) => Backup::DeviceBound,
            (true, false) => Backup::Eligible,
            (true, true) => Backup::BackedUp,
        };
        Flags {
            user_present: true,
            user_verified: random & UV != 0,
            backup,
        }
    }

    fn registered(&self, rp_id: &RpId) -> Vec<u8> {
        let registration = &self.registration;
        let aaguid = registration.aaguid.clone().0;
        let credential = AttestedCredential {
            aaguid: Aaguid(aaguid.try_into().unwrap()),
            credential_id: CredentialId::parse(registration.credential_id.0.clone()).unwrap(),
            public_key: self.secret_key().public_key().to_cose(Algorithm::Es256),
        };
        AuthenticatorData {
            rp_id_hash: rp_id.hash(),
            flags: self.flags(self.random_registration_flags()),
            sign_count: 0,
            attested_credential: Some(credential),
            extensions: AuthenticatorExtensions::default(),
        }
        .encode()
    }

    fn signed_in(&self, rp_id: &RpId) -> Vec<u8> {
        AuthenticatorData {
            rp_id_hash: rp_id.hash(),
            flags: self.flags(self.authentication.random_flags.0[0]),
            sign_count: 0,
            attested_credential: None,
            extensions: AuthenticatorExtensions::default(),
        }
        .encode()
    }

    fn client_data<'a>(&self, all: &'a Vectors, challenge: &'a Hex) -> ClientData<'a> {
        let in_top_origin = self.id.ends_with("topOrigin");
        ClientData {
            ceremony: CeremonyType::Create,
            challenge: &challenge.0,
            origin: &all.origin,
            cross_origin: in_top_origin || self.id.ends_with("crossOrigin"),
            top_origin: in_top_origin.then_some(&all.top_origin),
        }
    }

    fn signed_bytes(&self) -> Vec<u8> {
        let hash = client_data::hash(&self.authentication.client_data.0);
        [self.authentication.authenticator_data.0.as_slice(), &hash].concat()
    }
}

/// The spec lets a client append members, and its vectors sometimes do.
fn assert_same_but_for_more_members(ours: &[u8], theirs: &[u8], id: &str) {
    let (last, ours) = ours.split_last().unwrap();
    assert_eq!(*last, b'}');
    let rest = theirs.strip_prefix(ours).unwrap_or(b"differs");
    assert!(rest == b"}" || rest.starts_with(b",\"extraData\":"), "{id}");
}

#[test]
fn there_are_ten_vectors_for_es256_and_four_without_attestation() {
    let all = vectors().list;
    assert_eq!(all.len(), 10);
    assert_eq!(
        all.iter()
            .filter(|vector| vector.id.starts_with("none-"))
            .count(),
        4
    );
}

#[test]
fn authenticator_data_of_registrations_is_rebuilt() {
    let all = vectors();
    let rp_id = RpId::from_stored(all.rp_id.clone());
    for vector in &all.list {
        let rebuilt = vector.registered(&rp_id);
        // It is the last member of the attestation object.
        assert!(
            vector.registration.attestation_object.0.ends_with(&rebuilt),
            "{}",
            vector.id
        );
    }
}

#[test]
fn attestation_objects_without_attestation_are_rebuilt() {
    let all = vectors();
    let rp_id = RpId::from_stored(all.rp_id.clone());
    for vector in all
        .list
        .iter()
        .filter(|vector| vector.id.starts_with("none-"))
    {
        let rebuilt = attestation_object::none(&vector.registered(&rp_id));
        assert_eq!(
            rebuilt, vector.registration.attestation_object.0,
            "{}",
            vector.id
        );
    }
}

#[test]
fn authenticator_data_of_sign_ins_is_rebuilt() {
    let all = vectors();
    let rp_id = RpId::from_stored(all.rp_id.clone());
    for vector in &all.list {
        let rebuilt = vector.signed_in(&rp_id);
        assert_eq!(
            rebuilt, vector.authentication.authenticator_data.0,
            "{}",
            vector.id
        );
    }
}

#[test]
fn client_data_is_rebuilt() {
    let all = vectors();
    for vector in &all.list {
        let created = vector
            .client_data(&all, &vector.registration.challenge)
            .to_json();
        assert_same_but_for_more_members(&created, &vector.registration.client_data.0, &vector.id);
        let got = ClientData {
            ceremony: CeremonyType::Get,
            ..vector.client_data(&all, &vector.authentication.challenge)
        };
        let theirs = &vector.authentication.client_data.0;
        assert_same_but_for_more_members(&got.to_json(), theirs, &vector.id);
    }
}

#[test]
fn signatures_are_reproduced() {
    for vector in vectors().list {
        let hash = client_data::hash(&vector.authentication.client_data.0);
        let parts = [vector.authentication.authenticator_data.0.as_slice(), &hash];
        let signature = vector.secret_key().sign_deterministic(&parts);
        assert_eq!(
            signature, vector.authentication.signature.0,
            "{}",
            vector.id
        );
    }
}

#[test]
fn another_library_accepts_the_signatures_under_our_public_keys() {
    for vector in vectors().list {
        let point = vector.secret_key().public_key().to_sec1();
        let key = UnparsedPublicKey::new(&ECDSA_P256_SHA256_ASN1, point);
        let signature = &vector.authentication.signature.0;
        assert!(
            key.verify(&vector.signed_bytes(), signature).is_ok(),
            "{}",
            vector.id
        );
    }
}
