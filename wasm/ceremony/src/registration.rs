use rand_core::CryptoRng;
use thiserror::Error;
use xenon_protocol::json::{
    AttestationResponseJson, CreationOptionsJson, CredentialType, RegistrationResponseJson,
};
use xenon_protocol::{
    AttestedCredential, AuthenticatorData, CeremonyType, CredentialId, CredentialProtection,
    CredentialPublicKey, PublicSuffixes, ResidentKey, SigningError, SigningKey, UserHandle,
    UserVerification, algorithm, attestation_format, client_data,
};
use xenon_vault::{Credential, OpenVault, RecordError, RecordId, SealedRecord};

use crate::attestation;
use crate::deadline::deadline;
use crate::extensions::RegistrationExtensions;
use crate::pending::{PendingRegistration, attachment, known_ids};
use crate::replacement::{has_key, replaceable};
use crate::{Approved, Asking, ForTheBrowser, Pending, PendingKind, Refusal};

/// Random bytes in a new credential ID.
const CREDENTIAL_ID_LENGTH: usize = 32;
/// What is true of Xenon, also where a site asked for a roaming authenticator.
const TRANSPORT: &str = "internal";

/// What the user chose about a key that is to be made.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Choices {
    /// It is never to leave this device: no backup will hold it, and BE says so for life.
    pub device_bound: bool,
}

/// Why an approval did not make a credential.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Error)]
pub enum RegistrationError {
    /// The pending ceremony asks for something else.
    #[error("the ceremony is not a registration")]
    NotARegistration,
    /// The site requires a verification, and there was none, or it is too old.
    #[error("the site requires that the user is verified")]
    VerificationNeeded,
    /// The page is to be told no.
    #[error("refused")]
    Refused(Refusal),
    /// The new key did not sign for itself.
    #[error(transparent)]
    Signing(#[from] SigningError),
    /// Nobody was asked, and there is a key of this account already.
    #[error("the account has a key")]
    AccountHasKey,
    /// The new credential could not be sealed.
    #[error(transparent)]
    Record(#[from] RecordError),
}

impl Pending {
    /// Takes up a [registration][create], unless it is one that the browser has to answer.
    ///
    /// `now` is milliseconds since 1970.
    ///
    /// [create]: https://www.w3.org/TR/webauthn-3/#sctn-createCredential
    pub fn registration(
        options: CreationOptionsJson,
        asking: impl Into<Asking>,
        suffixes: &impl PublicSuffixes,
        now: u64,
    ) -> Result<Self, ForTheBrowser> {
        let asking = asking.into();
        let user_handle =
            UserHandle::try_from(options.user.id).map_err(|_| ForTheBrowser::UserHandle)?;
        let rp_id = asking.claim(options.rp.id.as_deref(), suffixes)?;
        let algorithm = algorithm::choose(&options.pub_key_cred_params)
            .map_err(|_| ForTheBrowser::Algorithm)?;
        let selection = options.authenticator_selection.unwrap_or_default();
        let resident_key = ResidentKey::from_option(
            selection.resident_key.as_deref(),
            selection.require_resident_key == Some(true),
        );
        let registration = PendingRegistration {
            algorithm,
            rp_name: options.rp.name,
            user_handle,
            user_name: options.user.name,
            user_display_name: options.user.display_name,
            excluded: known_ids(options.exclude_credentials),
            discoverable: resident_key != ResidentKey::Discouraged,
            cross_platform: selection.authenticator_attachment.as_deref() == Some("cross-platform"),
            extensions: RegistrationExtensions::parse(options.extensions, &asking, suffixes)?,
            attestation: attestation_format::choose(
                options.attestation.as_deref(),
                &options.attestation_formats,
                algorithm,
            ),
        };
        Ok(Self {
            caller: asking.caller,
            rp_id,
            challenge: options.challenge.into_vec(),
            deadline: deadline(options.timeout, now),
            verified_at: None,
            user_verification: UserVerification::from_option(
                selection.user_verification.as_deref(),
            ),
            kind: PendingKind::Registration(registration),
            conditional: false,
        })
    }
}

/// Makes the credential that the user agreed to; [authenticatorMakeCredential][op] from step 7 on.
///
/// `found` are the records of its site, and those that the site excluded, as far as the vault has
/// them. A discoverable credential takes the place of those of the same account. `now` is
/// milliseconds since 1970.
///
/// [op]: https://www.w3.org/TR/webauthn-3/#sctn-op-make-cred
pub fn register(
    pending: &Pending,
    vault: &OpenVault,
    found: &[SealedRecord],
    choices: Choices,
    now: u64,
    rng: &mut impl CryptoRng,
) -> Result<Approved<RegistrationResponseJson>, RegistrationError> {
    let PendingKind::Registration(registration) = &pending.kind else {
        return Err(RegistrationError::NotARegistration);
    };
    if pending.needs_verification(now) {
        return Err(RegistrationError::VerificationNeeded);
    }
    if is_excluded(pending, registration, vault, found, now) {
        return Err(RegistrationError::Refused(Refusal::Excluded));
    }
    if pending.conditional && has_key(pending, registration, vault, found) {
        return Err(RegistrationError::AccountHasKey);
    }
    let old: Vec<_> = replaceable(pending, registration, vault, found).collect();
    let credential = Credential {
        label: inherited_label(&old),
        ..new_credential(pending, registration, choices, now, rng)
    };
    let record = vault.seal(&credential, 0, rng)?;
    let reply = response(pending, registration, &credential, now, rng)?;
    Ok(Approved {
        reply,
        changes: vec![record],
        removed: old.into_iter().map(|(record, _)| record).collect(),
        touched: None,
    })
}

/// The user's own name for a key that goes passes on to the one that takes its place.
fn inherited_label(old: &[(RecordId, Credential)]) -> String {
    old.iter()
        .map(|(_, credential)| &credential.label)
        .find(|label| !label.is_empty())
        .cloned()
        .unwrap_or_default()
}

/// Whether the site named one of our credentials as one that must not be there.
pub(crate) fn is_excluded(
    pending: &Pending,
    registration: &PendingRegistration,
    vault: &OpenVault,
    found: &[SealedRecord],
    now: u64,
) -> bool {
    found
        .iter()
        .filter_map(|record| vault.open(record).ok())
        .map(|(credential, _)| credential)
        .filter(|credential| {
            credential.is_for(&pending.rp_id, registration.extensions.app_id_exclude())
        })
        .filter(|credential| registration.excluded.contains(&credential.id))
        .any(|credential| pending.may_tell_of(&credential, now))
}

impl Pending {
    /// A credential that answers to a verified user alone is not even there for anybody else
    /// ([CTAP][ctap], step 12).
    ///
    /// [ctap]: https://fidoalliance.org/specs/fido-v2.1-ps-20210615/fido-client-to-authenticator-protocol-v2.1-ps-20210615.html#sctn-makeCred-authnr-alg
    fn may_tell_of(&self, credential: &Credential, now: u64) -> bool {
        let needs_verification =
            credential.extensions.protection == CredentialProtection::UserVerificationRequired;
        !needs_verification || self.is_verified(now)
    }
}

fn new_credential(
    pending: &Pending,
    registration: &PendingRegistration,
    choices: Choices,
    now: u64,
    rng: &mut impl CryptoRng,
) -> Credential {
    Credential {
        id: random_id(rng),
        rp_id: pending.rp_id.clone(),
        rp_name: registration.rp_name.clone(),
        user_handle: registration.user_handle.clone(),
        user_name: registration.user_name.clone(),
        user_display_name: registration.user_display_name.clone(),
        label: String::new(),
        signing_key: SigningKey::generate(registration.algorithm, rng),
        discoverable: registration.discoverable,
        cross_platform: registration.cross_platform,
        backup_eligible: !choices.device_bound,
        backed_up: false,
        sign_count: 0,
        created_at: now,
        last_used_at: None,
        hidden: false,
        extensions: registration.extensions.keep(rng),
        app_id: None,
    }
}

fn random_id(rng: &mut impl CryptoRng) -> CredentialId {
    let mut id = [0; CREDENTIAL_ID_LENGTH];
    rng.fill_bytes(&mut id);
    CredentialId::from(id)
}

fn response(
    pending: &Pending,
    registration: &PendingRegistration,
    credential: &Credential,
    now: u64,
    rng: &mut impl CryptoRng,
) -> Result<RegistrationResponseJson, SigningError> {
    let CredentialPublicKey { cose, spki } = credential.signing_key.public_key();
    let authenticator_data = AuthenticatorData {
        rp_id_hash: pending.rp_id.hash(),
        flags: pending.flags(credential, now),
        sign_count: credential.sign_count,
        attested_credential: Some(AttestedCredential {
            aaguid: attestation::aaguid(registration.attestation),
            credential_id: credential.id.clone(),
            public_key: cose,
        }),
        extensions: registration.extensions.authenticator_outputs(),
    }
    .encode();
    let client_data = pending.client_data(CeremonyType::Create).to_json();
    let signed = [
        authenticator_data.as_slice(),
        &client_data::hash(&client_data),
    ];
    let attestation_object =
        attestation::object(registration.attestation, credential, signed, now, rng)?;
    Ok(RegistrationResponseJson {
        id: credential.id.clone().into(),
        raw_id: credential.id.clone().into(),
        credential_type: CredentialType::PublicKey,
        authenticator_attachment: attachment(credential),
        response: AttestationResponseJson {
            client_data_json: client_data.into(),
            transports: vec![TRANSPORT.to_owned()],
            public_key: spki.into(),
            public_key_algorithm: registration.algorithm.cose_id(),
            attestation_object: attestation_object.into(),
            authenticator_data: authenticator_data.into(),
        },
        client_extension_results: registration.extensions.client_outputs(credential),
    })
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use getrandom::SysRng;
    use rand_core::UnwrapErr;

    use super::*;

    #[test]
    fn a_million_ids_are_all_different() {
        let mut rng = UnwrapErr(SysRng);
        let ids: HashSet<_> = (0..1_000_000).map(|_| random_id(&mut rng)).collect();
        assert_eq!(ids.len(), 1_000_000);
    }
}
