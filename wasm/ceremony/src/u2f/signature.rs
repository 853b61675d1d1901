use minicbor::{Decode, Encode};
use rand_core::CryptoRng;
use xenon_protocol::json::{U2fKeyJson, U2fSignJson, U2fSignResponseJson};
use xenon_protocol::u2f::{RawAuthentication, U2fClientData};
use xenon_protocol::{
    CeremonyType, CredentialId, PublicSuffixes, SigningError, UserVerification, client_data,
};
use xenon_vault::{Credential, OpenVault, SealedRecord};

use super::asking::check_number;
use super::named_keys::NamedKey;
use crate::deadline::u2f_deadline;
use crate::rising_count::next_count;
use crate::{Approved, AuthenticationError, Pending, PendingKind, U2fAsking, U2fRefusal};

/// What a waiting U2F sign-in remembers of the page's arguments.
#[derive(Clone, Debug, Eq, PartialEq, Encode, Decode)]
pub struct PendingU2fSignature {
    #[n(0)]
    wanted: Vec<WantedKey>,
}

/// One way in which the sign-in can be answered.
#[derive(Clone, Debug, Eq, PartialEq, Encode, Decode)]
struct WantedKey {
    #[n(0)]
    key: NamedKey,
    /// The handle in the page's own spelling, by which it looks its key up.
    #[n(1)]
    key_handle: String,
    /// As text, for it is repeated as text.
    #[n(2)]
    challenge: String,
}

impl Pending {
    /// Takes up a `u2f.sign`. `now` is milliseconds since 1970.
    pub fn u2f_signature(
        request: &U2fSignJson,
        asking: U2fAsking,
        suffixes: &impl PublicSuffixes,
        now: u64,
    ) -> Result<Self, U2fRefusal> {
        check_number(request.app_ids())?;
        if request.registered_keys.is_empty() {
            return Err(U2fRefusal::Malformed);
        }
        let mut wanted = Vec::new();
        for entry in &request.registered_keys {
            wanted.extend(WantedKey::read(entry, request, &asking, suffixes)?);
        }
        Ok(Self {
            rp_id: asking.site(suffixes)?,
            caller: asking.caller,
            challenge: Vec::new(),
            deadline: u2f_deadline(request.timeout, now),
            verified_at: None,
            user_verification: UserVerification::Discouraged,
            kind: PendingKind::U2fSignature(PendingU2fSignature { wanted }),
            conditional: false,
        })
    }
}

impl WantedKey {
    fn read(
        entry: &U2fKeyJson,
        request: &U2fSignJson,
        asking: &U2fAsking,
        suffixes: &impl PublicSuffixes,
    ) -> Result<Option<Self>, U2fRefusal> {
        let challenge = entry.challenge.as_ref().or(request.challenge.as_ref());
        let challenge = challenge.ok_or(U2fRefusal::Malformed)?;
        let key = NamedKey::read(entry, request.app_id.as_deref(), asking, suffixes)?;
        Ok(key.map(|key| Self {
            key,
            key_handle: entry.key_handle.clone(),
            challenge: challenge.clone(),
        }))
    }
}

impl PendingU2fSignature {
    pub(crate) fn named(&self) -> impl Iterator<Item = &CredentialId> {
        self.wanted.iter().map(|wanted| &wanted.key.id)
    }

    /// Whether a credential may answer.
    pub(crate) fn allows(&self, credential: &Credential) -> bool {
        !credential.hidden && self.wanted_as(credential).is_some()
    }

    fn wanted_as(&self, credential: &Credential) -> Option<&WantedKey> {
        self.wanted.iter().find(|wanted| wanted.key.is(credential))
    }
}

/// Signs with the U2F key that the user chose. Its counter has risen, and is to be stored before the
/// signature leaves. `now` is milliseconds since 1970.
pub fn u2f_sign(
    pending: &Pending,
    vault: &OpenVault,
    chosen: &SealedRecord,
    now: u64,
    rng: &mut impl CryptoRng,
) -> Result<Approved<U2fSignResponseJson>, AuthenticationError> {
    let PendingKind::U2fSignature(signature) = &pending.kind else {
        return Err(AuthenticationError::NotAnAuthentication);
    };
    let (mut credential, generation) = vault.open(chosen)?;
    let wanted = signature
        .wanted_as(&credential)
        .filter(|_| !credential.hidden)
        .ok_or(AuthenticationError::NotACandidate)?;
    credential.sign_count = next_count(credential.sign_count, now);
    credential.last_used_at = Some(now);
    let record = vault.seal(&credential, generation.saturating_add(1), rng)?;
    Ok(Approved {
        reply: response(pending, wanted, &credential, rng)?,
        changes: vec![record],
        removed: Vec::new(),
        touched: None,
    })
}

fn response(
    pending: &Pending,
    wanted: &WantedKey,
    credential: &Credential,
    rng: &mut impl CryptoRng,
) -> Result<U2fSignResponseJson, SigningError> {
    let client_data = U2fClientData {
        ceremony: CeremonyType::Get,
        challenge: &wanted.challenge,
        origin: pending.caller.origin(),
    }
    .to_json();
    let raw = RawAuthentication {
        application: &wanted.key.app_id().hash(),
        client_data_hash: &client_data::hash(&client_data),
        counter: credential.sign_count,
    };
    let signature = credential.signing_key.sign(&[&raw.signed()], rng)?;
    Ok(U2fSignResponseJson {
        key_handle: wanted.key_handle.clone(),
        signature_data: raw.response(&signature).into(),
        client_data: client_data.into(),
    })
}
