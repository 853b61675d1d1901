use minicbor::{Decode, Encode};
use rand_core::CryptoRng;
use xenon_protocol::json::{U2fRegisterJson, U2fRegisterResponseJson};
use xenon_protocol::u2f::{AppId, Attestation, RawRegistration, U2F_V2, U2fClientData};
use xenon_protocol::{
    CeremonyType, CredentialId, PublicSuffixes, SigningKey, UserHandle, UserVerification,
    client_data, es256,
};
use xenon_vault::{Credential, CredentialExtensions, OpenVault, SealedRecord};

use super::asking::check_number;
use super::named_keys::{NamedKey, is_u2f_v2};
use crate::deadline::u2f_deadline;
use crate::{
    Approved, Choices, Pending, PendingKind, Refusal, RegistrationError, U2fAsking, U2fRefusal,
};

/// What a waiting U2F registration remembers of the page's arguments.
#[derive(Clone, Debug, Eq, PartialEq, Encode, Decode)]
pub struct PendingU2fRegistration {
    #[n(0)]
    app_id: AppId,
    /// As text, for it is repeated as text.
    #[n(1)]
    challenge: String,
    #[n(2)]
    known: Vec<NamedKey>,
}

/// Random bytes in a new key handle.
const KEY_HANDLE_LENGTH: usize = 32;

impl Pending {
    /// Takes up a `u2f.register`. `now` is milliseconds since 1970.
    pub fn u2f_registration(
        request: &U2fRegisterJson,
        asking: U2fAsking,
        suffixes: &impl PublicSuffixes,
        now: u64,
    ) -> Result<Self, U2fRefusal> {
        check_number(request.app_ids())?;
        let mut requests = request.register_requests.iter();
        let chosen = requests
            .find(|one| is_u2f_v2(one.version.as_deref()))
            .ok_or(why_none(request))?;
        let app_id = request.app_id.as_deref();
        let requested = chosen.app_id.as_deref().or(app_id).unwrap_or_default();
        let mut known = Vec::new();
        for entry in &request.registered_keys {
            known.extend(NamedKey::read(entry, app_id, &asking, suffixes)?);
        }
        let registration = PendingU2fRegistration {
            app_id: asking.claim(requested, suffixes)?,
            challenge: chosen.challenge.clone(),
            known,
        };
        Ok(Self {
            rp_id: asking.site(suffixes)?,
            caller: asking.caller,
            challenge: Vec::new(),
            deadline: u2f_deadline(request.timeout, now),
            verified_at: None,
            user_verification: UserVerification::Discouraged,
            kind: PendingKind::U2fRegistration(registration),
            conditional: false,
        })
    }
}

fn why_none(request: &U2fRegisterJson) -> U2fRefusal {
    if request.register_requests.is_empty() {
        U2fRefusal::Malformed
    } else {
        U2fRefusal::Version
    }
}

impl PendingU2fRegistration {
    pub(crate) fn named(&self) -> impl Iterator<Item = &CredentialId> {
        self.known.iter().map(|key| &key.id)
    }

    fn knows(&self, credential: &Credential) -> bool {
        self.known.iter().any(|key| key.is(credential))
    }
}

/// Makes the U2F key that the user agreed to, with an attestation that no other site will see.
///
/// `named` are the records of the keys that the site knows, as far as the vault has them. `now` is
/// milliseconds since 1970.
pub fn u2f_register(
    pending: &Pending,
    vault: &OpenVault,
    named: &[SealedRecord],
    choices: Choices,
    now: u64,
    rng: &mut impl CryptoRng,
) -> Result<Approved<U2fRegisterResponseJson>, RegistrationError> {
    let PendingKind::U2fRegistration(registration) = &pending.kind else {
        return Err(RegistrationError::NotARegistration);
    };
    let mut opened = named.iter().filter_map(|record| vault.open(record).ok());
    if opened.any(|(credential, _)| registration.knows(&credential)) {
        return Err(RegistrationError::Refused(Refusal::Excluded));
    }
    let key = es256::SecretKey::generate(rng);
    let mut key_handle = [0; KEY_HANDLE_LENGTH];
    rng.fill_bytes(&mut key_handle);
    let reply = response(pending, registration, &key_handle, &key, now, rng);
    let credential = new_credential(pending, registration, key_handle, key, choices, now);
    Ok(Approved {
        reply,
        changes: vec![vault.seal(&credential, 0, rng)?],
        removed: Vec::new(),
        touched: None,
    })
}

fn new_credential(
    pending: &Pending,
    registration: &PendingU2fRegistration,
    key_handle: [u8; KEY_HANDLE_LENGTH],
    key: es256::SecretKey,
    choices: Choices,
    now: u64,
) -> Credential {
    Credential {
        id: CredentialId::from(key_handle),
        rp_id: pending.rp_id.clone(),
        rp_name: String::new(),
        // U2F knows no accounts: the key stands for itself, and this is never given away.
        user_handle: UserHandle::from(key_handle),
        user_name: String::new(),
        user_display_name: String::new(),
        label: String::new(),
        signing_key: SigningKey::Es256(key),
        discoverable: false,
        cross_platform: true,
        backup_eligible: !choices.device_bound,
        backed_up: false,
        sign_count: 0,
        created_at: now,
        last_used_at: None,
        hidden: false,
        extensions: CredentialExtensions::default(),
        app_id: Some(registration.app_id.clone()),
    }
}

fn response(
    pending: &Pending,
    registration: &PendingU2fRegistration,
    key_handle: &[u8; KEY_HANDLE_LENGTH],
    key: &es256::SecretKey,
    now: u64,
    rng: &mut impl CryptoRng,
) -> U2fRegisterResponseJson {
    let client_data = U2fClientData {
        ceremony: CeremonyType::Create,
        challenge: &registration.challenge,
        origin: pending.caller.origin(),
    }
    .to_json();
    let raw = RawRegistration {
        application: &registration.app_id.hash(),
        client_data_hash: &client_data::hash(&client_data),
        key_handle: key_handle.into(),
        public_key: &key.public_key(),
    };
    let attestation = Attestation::fresh(now, rng);
    let signature = attestation.sign(&raw.signed(), rng);
    U2fRegisterResponseJson {
        version: U2F_V2.to_owned(),
        registration_data: raw.response(attestation.certificate(), &signature).into(),
        client_data: client_data.into(),
    }
}
