use rand_core::CryptoRng;
use thiserror::Error;
use xenon_protocol::json::{
    AssertionResponseJson, AuthenticationResponseJson, CredentialType, RequestOptionsJson,
};
use xenon_protocol::{
    AuthenticatorData, CeremonyType, PublicSuffixes, SigningError, UserHandle, UserVerification,
    client_data,
};
use xenon_vault::{Credential, OpenVault, RecordError, SealedRecord};

use crate::deadline::deadline;
use crate::extensions::AuthenticationExtensions;
use crate::pending::{PendingAuthentication, attachment, known_ids};
use crate::rising_count::next_count;
use crate::{Approved, Asking, ForTheBrowser, Pending, PendingKind};

/// Why an approval did not sign.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Error)]
pub enum AuthenticationError {
    /// The pending ceremony asks for something else.
    #[error("the ceremony is not a sign-in")]
    NotAnAuthentication,
    /// The site requires a verification, now or at the credential's creation, and there was none,
    /// or it is too old.
    #[error("the site requires that the user is verified")]
    VerificationNeeded,
    /// The chosen credential is not one that this ceremony may use.
    #[error("the chosen credential cannot answer this request")]
    NotACandidate,
    /// The record does not open, or cannot be sealed again.
    #[error(transparent)]
    Record(#[from] RecordError),
    /// The credential's key gives no signature that holds.
    #[error(transparent)]
    Signing(#[from] SigningError),
}

impl Pending {
    /// Takes up a [sign-in][get], unless it is one that the browser has to answer.
    ///
    /// `now` is milliseconds since 1970.
    ///
    /// [get]: https://www.w3.org/TR/webauthn-3/#sctn-discover-from-external-source
    pub fn authentication(
        options: RequestOptionsJson,
        asking: impl Into<Asking>,
        suffixes: &impl PublicSuffixes,
        now: u64,
    ) -> Result<Self, ForTheBrowser> {
        let asking = asking.into();
        let rp_id = asking.claim(options.rp_id.as_deref(), suffixes)?;
        let extensions = AuthenticationExtensions::parse(
            options.extensions,
            &options.allow_credentials,
            &asking,
            suffixes,
        )?;
        let names_credentials = !options.allow_credentials.is_empty();
        let allowed = names_credentials.then(|| known_ids(options.allow_credentials));
        Ok(Self {
            caller: asking.caller,
            rp_id,
            challenge: options.challenge.into_vec(),
            deadline: deadline(options.timeout, now),
            verified_at: None,
            user_verification: UserVerification::from_option(options.user_verification.as_deref()),
            kind: PendingKind::Authentication(PendingAuthentication {
                allowed,
                extensions,
            }),
            conditional: false,
        })
    }
}

impl PendingAuthentication {
    /// Whether a credential that was found for the site may answer.
    pub(crate) fn allows(&self, credential: &Credential) -> bool {
        if credential.hidden {
            return false;
        }
        match &self.allowed {
            Some(allowed) => allowed.contains(&credential.id),
            None => credential.discoverable,
        }
    }

    /// Whether its site had this credential made so that it answers to a verified user alone.
    pub(crate) fn needs_verification(&self, credential: &Credential) -> bool {
        let protection = credential.extensions.protection;
        protection.needs_verification(self.allowed.is_some())
    }
}

/// Signs with the credential that the user chose; [authenticatorGetAssertion][op] from step 7 on.
///
/// `now` is milliseconds since 1970.
///
/// [op]: https://www.w3.org/TR/webauthn-3/#sctn-op-get-assertion
pub fn authenticate(
    pending: &Pending,
    vault: &OpenVault,
    chosen: &SealedRecord,
    now: u64,
    rng: &mut impl CryptoRng,
) -> Result<Approved<AuthenticationResponseJson>, AuthenticationError> {
    let PendingKind::Authentication(authentication) = &pending.kind else {
        return Err(AuthenticationError::NotAnAuthentication);
    };
    if pending.needs_verification(now) {
        return Err(AuthenticationError::VerificationNeeded);
    }
    let (mut credential, generation) = vault.open(chosen)?;
    if !pending.may_be_answered_by(&credential) {
        return Err(AuthenticationError::NotACandidate);
    }
    if authentication.needs_verification(&credential) && !pending.is_verified(now) {
        return Err(AuthenticationError::VerificationNeeded);
    }
    let is_counted = count(&mut credential, now);
    let is_written = authentication.extensions.write(&mut credential);
    credential.last_used_at = Some(now);
    let record = vault.seal(&credential, generation.saturating_add(1), rng)?;
    let reply = assertion(pending, authentication, &credential, now, rng)?;
    Ok(if is_counted || is_written {
        Approved {
            reply,
            changes: vec![record],
            removed: Vec::new(),
            touched: None,
        }
    } else {
        Approved {
            reply,
            changes: Vec::new(),
            removed: Vec::new(),
            touched: Some(record),
        }
    })
}

/// Counts a use of a credential that never leaves this device, and tells whether it did. One that
/// could be restored from a copy stays at zero: a lower count than the site remembers would lock
/// its user out ([signature counter][counter]). What U2F made counts by the time, in either protocol.
///
/// [counter]: https://www.w3.org/TR/webauthn-3/#sctn-sign-counter
fn count(credential: &mut Credential, now: u64) -> bool {
    if credential.app_id.is_some() {
        credential.sign_count = next_count(credential.sign_count, now);
        return true;
    }
    if credential.backup_eligible {
        return false;
    }
    credential.sign_count = credential.sign_count.saturating_add(1);
    true
}

fn assertion(
    pending: &Pending,
    authentication: &PendingAuthentication,
    credential: &Credential,
    now: u64,
    rng: &mut impl CryptoRng,
) -> Result<AuthenticationResponseJson, SigningError> {
    let authenticator_data = AuthenticatorData {
        rp_id_hash: signed_for(pending, credential),
        flags: pending.flags(credential, now),
        sign_count: credential.sign_count,
        attested_credential: None,
        extensions: authentication.extensions.authenticator_outputs(credential),
    }
    .encode();
    let client_data = pending.client_data(CeremonyType::Get).to_json();
    let signed = [
        authenticator_data.as_slice(),
        &client_data::hash(&client_data),
    ];
    Ok(AuthenticationResponseJson {
        id: credential.id.clone().into(),
        raw_id: credential.id.clone().into(),
        credential_type: CredentialType::PublicKey,
        authenticator_attachment: attachment(credential),
        response: AssertionResponseJson {
            signature: credential.signing_key.sign(&signed, rng)?.into(),
            client_data_json: client_data.into(),
            authenticator_data: authenticator_data.into(),
            user_handle: user_handle(credential).map(Into::into),
        },
        client_extension_results: authentication.extensions.client_outputs(credential),
    })
}

/// The hash of the RP ID, or of the AppID that the credential was made for.
fn signed_for(pending: &Pending, credential: &Credential) -> [u8; 32] {
    match &credential.app_id {
        Some(app_id) => app_id.hash(),
        None => pending.rp_id.hash(),
    }
}

/// What U2F made knows no account.
fn user_handle(credential: &Credential) -> Option<UserHandle> {
    let is_known = credential.app_id.is_none();
    is_known.then(|| credential.user_handle.clone())
}
