//! Rebuilds the spec's own [test vectors](https://www.w3.org/TR/webauthn-3/#sctn-test-vectors) byte
//! for byte from their private keys, and lets another library verify the signatures.
//!
//! Of Ed448, which Xenon lacks, everything is rebuilt but the public key and what it verifies. Of
//! the attestation formats `none` and self attestation are rebuilt whole (fido-u2f has a file of its
//! own). The others are statements of a manufacturer (packed with a certificate, tpm, android-key,
//! apple), which a key in software cannot make: of them everything is rebuilt but the statement.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test")]

use minicbor::Decoder;
use serde::Deserialize;
use xenon_conformance::judge;
use xenon_conformance::party::rng;
use xenon_protocol::{
    Aaguid, Algorithm, AttestedCredential, AuthenticatorData, AuthenticatorExtensions, Backup,
    CeremonyType, ClientData, CosePublicKey, CredentialId, Flags, RpId, SigningKey,
    attestation_object, client_data, rs256,
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
    #[serde(alias = "private_key")]
    credential_private_key: Option<Hex>,
    private_key_p: Option<String>,
    private_key_q: Option<String>,
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
    serde_json::from_str(json).unwrap()
}

/// Those whose keys Xenon can hold.
fn vectors_of_ours() -> Vectors {
    let mut vectors = vectors();
    vectors.list.retain(|vector| vector.algorithm().is_some());
    vectors
}

/// The number behind "2^1279 - 1 = ", written as h'...'.
fn published_number(text: &str) -> Vec<u8> {
    let (_, number) = text.trim_end_matches('\'').split_once("h'").unwrap();
    hex::decode(number).unwrap()
}

impl Vector {
    fn algorithm(&self) -> Option<Algorithm> {
        let named = [
            ("es256", Algorithm::Es256),
            ("es384", Algorithm::Es384),
            ("es512", Algorithm::Es512),
            ("rs256", Algorithm::Rs256),
            ("eddsa", Algorithm::EdDsa),
        ];
        let is_ours = |(name, _): &(&str, Algorithm)| self.id.split('-').any(|part| part == *name);
        named.into_iter().find(is_ours).map(|(_, found)| found)
    }

    fn key(&self) -> SigningKey {
        let algorithm = self.algorithm().unwrap();
        if algorithm == Algorithm::Rs256 {
            let [p, q] = [
                &self.registration.private_key_p,
                &self.registration.private_key_q,
            ]
            .map(|prime| published_number(prime.as_ref().unwrap()));
            return SigningKey::Rs256(rs256::SecretKey::from_published_primes(&p, &q).unwrap());
        }
        let mut bytes = self.registration.credential_private_key.clone().unwrap().0;
        if algorithm == Algorithm::Es512 {
            bytes.insert(0, 0);
        }
        SigningKey::from_bytes(algorithm, &bytes).unwrap()
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

    fn registered(&self, rp_id: &RpId, public_key: CosePublicKey) -> Vec<u8> {
        let registration = &self.registration;
        let aaguid = registration.aaguid.clone().0;
        let credential = AttestedCredential {
            aaguid: Aaguid(aaguid.try_into().unwrap()),
            credential_id: CredentialId::parse(registration.credential_id.0.clone()).unwrap(),
            public_key,
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
fn there_are_fifteen_vectors_and_one_key_is_not_ours() {
    let all = vectors().list;
    assert_eq!(all.len(), 15);
    let of_others: Vec<_> = all
        .iter()
        .filter(|vector| vector.algorithm().is_none())
        .collect();
    assert_eq!(of_others.len(), 1);
    assert_eq!(of_others[0].id, "packed-ed448");
}

#[test]
fn authenticator_data_of_registrations_is_rebuilt() {
    let all = vectors_of_ours();
    let rp_id = RpId::from_stored(all.rp_id.clone());
    for vector in &all.list {
        let rebuilt = vector.registered(&rp_id, vector.key().public_key().cose);
        // It is the last member of the attestation object.
        assert!(
            vector.registration.attestation_object.0.ends_with(&rebuilt),
            "{}",
            vector.id
        );
    }
}

#[test]
fn authenticator_data_is_rebuilt_as_far_as_a_key_of_another_algorithm() {
    let all = vectors();
    let rp_id = RpId::from_stored(all.rp_id.clone());
    let vector = all.list.iter().find(|vector| vector.id == "packed-ed448");
    let vector = vector.unwrap();
    let stand_in = all.list[0].key().public_key().cose;
    let mut rebuilt = vector.registered(&rp_id, stand_in.clone());
    rebuilt.truncate(rebuilt.len() - stand_in.as_slice().len());
    let theirs = &vector.registration.attestation_object.0;
    let found = theirs.windows(rebuilt.len()).position(|at| at == rebuilt);
    let key = &theirs[found.unwrap() + rebuilt.len()..];
    // OKP with the curve Ed448 and a key of 57 bytes, and nothing behind it.
    let mut decoder = Decoder::new(key);
    assert_eq!(decoder.map().unwrap(), Some(4));
    let numbers: Vec<i64> = (0..7).map(|_| decoder.i64().unwrap()).collect();
    assert_eq!(numbers, [1, 1, 3, -53, -1, 7, -2]);
    assert_eq!(decoder.bytes().unwrap().len(), 57);
    assert_eq!(decoder.position(), key.len());
}

#[test]
fn attestation_objects_without_attestation_are_rebuilt() {
    let all = vectors();
    let rp_id = RpId::from_stored(all.rp_id.clone());
    let none = |vector: &&Vector| vector.id.starts_with("none-");
    assert_eq!(all.list.iter().filter(none).count(), 4);
    for vector in all.list.iter().filter(none) {
        let public_key = vector.key().public_key().cose;
        let rebuilt = attestation_object::none(&vector.registered(&rp_id, public_key));
        let theirs = &vector.registration.attestation_object.0;
        assert_eq!(&rebuilt, theirs, "{}", vector.id);
    }
}

#[test]
fn self_attestation_is_rebuilt() {
    let all = vectors();
    let rp_id = RpId::from_stored(all.rp_id.clone());
    let is_self = |vector: &&Vector| vector.id == "packed-self-es256";
    let vector = all.list.iter().find(is_self).unwrap();
    let data = vector.registered(&rp_id, vector.key().public_key().cose);
    let hash = client_data::hash(&vector.registration.client_data.0);
    let signature = sign_without_entropy(&vector.key(), &[&data, &hash]);
    let rebuilt = attestation_object::packed_self(&data, -7, &signature);
    assert_eq!(rebuilt, vector.registration.attestation_object.0);
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
    for vector in vectors_of_ours().list {
        let hash = client_data::hash(&vector.authentication.client_data.0);
        let parts = [vector.authentication.authenticator_data.0.as_slice(), &hash];
        let signature = sign_without_entropy(&vector.key(), &parts);
        let theirs = &vector.authentication.signature.0;
        assert_eq!(&signature, theirs, "{}", vector.id);
    }
}

fn sign_without_entropy(key: &SigningKey, parts: &[&[u8]]) -> Vec<u8> {
    match key {
        SigningKey::Es256(key) | SigningKey::Esp256(key) => key.sign_deterministic(parts),
        SigningKey::Es384(key) | SigningKey::Esp384(key) => key.sign_deterministic(parts),
        SigningKey::Es512(key) | SigningKey::Esp512(key) => key.sign_deterministic(parts),
        SigningKey::EdDsa(_)
        | SigningKey::Ed25519(_)
        | SigningKey::Rs256(_)
        | SigningKey::MlDsa44(_)
        | SigningKey::MlDsa65(_) => key.sign(parts, &mut rng()).unwrap(),
    }
}

#[test]
fn another_library_accepts_the_signatures_under_our_public_keys() {
    for vector in vectors_of_ours().list {
        let spki = vector.key().public_key().spki;
        let algorithm = vector.algorithm().unwrap();
        let signature = &vector.authentication.signature.0;
        assert!(
            judge::accepts(algorithm, &spki, &vector.signed_bytes(), signature),
            "{}",
            vector.id
        );
    }
}
