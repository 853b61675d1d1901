use base64ct::{Base64UrlUnpadded, Encoding};
use minicbor::{Decode, Encode};
use thiserror::Error;
use xenon_protocol::json::{AuthenticatorAttachment, CredentialDescriptorJson};
use xenon_protocol::{
    Algorithm, AttestationFormat, CeremonyType, ClientData, CredentialId, Flags, RpId, UserHandle,
    UserVerification,
};
use xenon_vault::{Credential, RecordId, VaultId};

use crate::extensions::{AuthenticationExtensions, RegistrationExtensions};
use crate::{Caller, CallerError, PendingU2fRegistration, PendingU2fSignature};

/// A ceremony that waits for a person, written down whole.
#[derive(Clone, Debug, Eq, PartialEq, Encode, Decode)]
pub struct Pending {
    #[n(0)]
    pub(crate) caller: Caller,
    #[n(1)]
    pub(crate) rp_id: RpId,
    #[cbor(n(2), with = "minicbor::bytes")]
    pub(crate) challenge: Vec<u8>,
    /// Milliseconds since 1970.
    #[n(3)]
    pub(crate) deadline: u64,
    /// When the user was verified in this ceremony; milliseconds since 1970.
    #[n(4)]
    pub(crate) verified_at: Option<u64>,
    #[n(5)]
    pub(crate) user_verification: UserVerification,
    #[n(6)]
    pub(crate) kind: PendingKind,
    /// Asked for with `mediation: "conditional"`.
    #[n(7)]
    pub(crate) conditional: bool,
}

/// What is asked for.
#[derive(Clone, Debug, Eq, PartialEq, Encode, Decode)]
pub enum PendingKind {
    /// `navigator.credentials.create`
    #[n(0)]
    Registration(#[n(0)] PendingRegistration),
    /// `navigator.credentials.get`
    #[n(1)]
    Authentication(#[n(0)] PendingAuthentication),
    /// `u2f.register`
    #[n(2)]
    U2fRegistration(#[n(0)] PendingU2fRegistration),
    /// `u2f.sign`
    #[n(3)]
    U2fSignature(#[n(0)] PendingU2fSignature),
}

/// What a waiting registration remembers of the site's options.
#[derive(Clone, Debug, Eq, PartialEq, Encode, Decode)]
pub struct PendingRegistration {
    /// What the site calls itself: untrusted text.
    #[n(0)]
    pub rp_name: String,
    /// The site's number for the account.
    #[n(1)]
    pub user_handle: UserHandle,
    /// The account's name: untrusted text.
    #[n(2)]
    pub user_name: String,
    /// The account's name for people: untrusted text.
    #[n(3)]
    pub user_display_name: String,
    #[n(4)]
    pub(crate) excluded: Vec<CredentialId>,
    #[n(5)]
    pub(crate) discoverable: bool,
    #[n(6)]
    pub(crate) cross_platform: bool,
    #[n(7)]
    pub(crate) extensions: RegistrationExtensions,
    /// The first in the site's order that Xenon has.
    #[n(8)]
    pub(crate) algorithm: Algorithm,
    #[n(9)]
    pub(crate) attestation: AttestationFormat,
}

/// What a waiting sign-in remembers of the site's options.
#[derive(Clone, Debug, Eq, PartialEq, Encode, Decode)]
pub struct PendingAuthentication {
    /// Nothing if the site named no credential, so that a discoverable one may answer.
    #[n(0)]
    pub(crate) allowed: Option<Vec<CredentialId>>,
    #[n(1)]
    pub(crate) extensions: AuthenticationExtensions,
}

/// Why a request is the browser's to answer: it then gives its own result or its own error.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Error)]
pub enum ForTheBrowser {
    /// See [`CallerError`].
    #[error(transparent)]
    Caller(#[from] CallerError),
    /// Neither the caller's own RP ID nor one whose list of related origins names the caller.
    #[error("the origin may not use this RP ID")]
    RpId,
    /// `user.id` does not have 1 to 64 bytes.
    #[error("the user handle does not have 1 to 64 bytes")]
    UserHandle,
    /// The AppID in an extension is not an https one of the caller's own site.
    #[error("the origin may not use this AppID")]
    AppId,
    /// The site takes no algorithm that Xenon has.
    #[error("no algorithm of the request is known")]
    Algorithm,
    /// An extension's input breaks the extension's rules, and the browser throws the error.
    #[error("an extension's input breaks its rules")]
    Extension,
}

/// Why text is not a pending ceremony.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Error)]
#[error("not a pending ceremony of this version")]
pub struct PendingError;

impl Pending {
    /// The opaque text that is kept while the ceremony waits.
    pub fn to_text(&self) -> String {
        let mut bytes = Vec::new();
        if let Err(error) = minicbor::encode(self, &mut bytes) {
            unreachable!("memory takes every byte: {error}");
        }
        Base64UrlUnpadded::encode_string(&bytes)
    }

    /// Reads what [`to_text`](Self::to_text) wrote.
    pub fn from_text(text: &str) -> Result<Self, PendingError> {
        let bytes = Base64UrlUnpadded::decode_vec(text).map_err(|_| PendingError)?;
        minicbor::decode(&bytes).map_err(|_| PendingError)
    }

    /// Who asks.
    pub fn caller(&self) -> &Caller {
        &self.caller
    }

    /// For which site.
    pub fn rp_id(&self) -> &RpId {
        &self.rp_id
    }

    /// When it ends by itself, in milliseconds since 1970.
    pub fn deadline(&self) -> u64 {
        self.deadline
    }

    /// What is asked for.
    pub fn kind(&self) -> &PendingKind {
        &self.kind
    }

    /// How much the site wants the user to be verified.
    pub fn user_verification(&self) -> UserVerification {
        self.user_verification
    }

    /// The records of the credentials that the site named: allowed ones for a sign-in, excluded
    /// ones for a registration. Needs no key. Nothing if a sign-in names none.
    pub fn named_records(&self, vault: VaultId) -> Option<Vec<RecordId>> {
        match &self.kind {
            PendingKind::Registration(registration) => Some(records(vault, &registration.excluded)),
            PendingKind::Authentication(authentication) => {
                let allowed = authentication.allowed.as_ref();
                allowed.map(|allowed| records(vault, allowed))
            }
            PendingKind::U2fRegistration(registration) => {
                Some(records(vault, registration.named()))
            }
            PendingKind::U2fSignature(signature) => Some(records(vault, signature.named())),
        }
    }

    /// Whether a credential that was found may answer this sign-in. Nothing answers a registration.
    pub(crate) fn may_be_answered_by(&self, credential: &Credential) -> bool {
        match &self.kind {
            PendingKind::Registration(_) | PendingKind::U2fRegistration(_) => false,
            PendingKind::Authentication(authentication) => {
                let app_id = authentication.extensions.app_id();
                credential.is_for(&self.rp_id, app_id)
                    && self.finds(credential)
                    && authentication.allows(credential)
            }
            PendingKind::U2fSignature(signature) => signature.allows(credential),
        }
    }

    /// Whether it answers this sign-in only where the user is verified. U2F verifies nobody.
    pub(crate) fn is_protected(&self, credential: &Credential) -> bool {
        match &self.kind {
            PendingKind::Authentication(authentication) => {
                authentication.needs_verification(credential)
            }
            PendingKind::Registration(_)
            | PendingKind::U2fRegistration(_)
            | PendingKind::U2fSignature(_) => false,
        }
    }

    /// What the site signs off: [collected client data][collected].
    ///
    /// [collected]: https://www.w3.org/TR/webauthn-3/#dictdef-collectedclientdata
    pub(crate) fn client_data(&self, ceremony: CeremonyType) -> ClientData<'_> {
        ClientData {
            ceremony,
            challenge: &self.challenge,
            origin: &self.caller.origin,
            cross_origin: self.caller.cross_origin,
            top_origin: self.caller.top_origin.as_deref(),
        }
    }

    /// What happened: the user approved where they were asked, perhaps verified.
    pub(crate) fn flags(&self, credential: &Credential, now: u64) -> Flags {
        Flags {
            user_present: self.is_user_asked(),
            user_verified: self.is_verified(now),
            backup: credential.backup(),
        }
    }

    /// Whether an approval must wait for a verification, as far as the site says.
    pub(crate) fn needs_verification(&self, now: u64) -> bool {
        self.user_verification == UserVerification::Required && !self.is_verified(now)
    }
}

fn records<'a>(vault: VaultId, ids: impl IntoIterator<Item = &'a CredentialId>) -> Vec<RecordId> {
    let ids = ids.into_iter();
    ids.map(|id| RecordId::of(vault, id)).collect()
}

/// The credential IDs of descriptors that could name one of ours. Types and IDs that cannot are
/// left out, as [WebAuthn asks][ignore]; transports never filter.
///
/// [ignore]: https://www.w3.org/TR/webauthn-3/#dom-publickeycredentialdescriptor-type
pub(crate) fn known_ids(descriptors: Vec<CredentialDescriptorJson>) -> Vec<CredentialId> {
    descriptors
        .into_iter()
        .filter(|descriptor| descriptor.credential_type == "public-key")
        .filter_map(|descriptor| CredentialId::try_from(descriptor.id).ok())
        .collect()
}

/// As what kind of authenticator a credential was registered, and is reported for ever.
pub(crate) fn attachment(credential: &Credential) -> AuthenticatorAttachment {
    if credential.cross_platform {
        AuthenticatorAttachment::CrossPlatform
    } else {
        AuthenticatorAttachment::Platform
    }
}
