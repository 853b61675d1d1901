//! What a ceremony does with each extension: one file each, put together here.

mod app_id;
mod cred_blob;
mod cred_props;
mod cred_protect;
mod hmac_create_secret;
mod large_blob;
mod min_pin_length;
mod prf;

use minicbor::{Decode, Encode};
use rand_core::CryptoRng;
use xenon_protocol::json::{CredentialDescriptorJson, ExtensionInputsJson, ExtensionOutputsJson};
use xenon_protocol::u2f::AppId;
use xenon_protocol::{AuthenticatorExtensions, CredentialProtection, PublicSuffixes};
use xenon_vault::{Credential, CredentialExtensions};

use crate::{Asking, ForTheBrowser};

/// What a waiting registration remembers of its extension inputs.
#[derive(Clone, Debug, Eq, PartialEq, Encode, Decode)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a question that was asked or not"
)]
pub(crate) struct RegistrationExtensions {
    #[n(0)]
    cred_props: bool,
    #[n(1)]
    prf: Option<prf::AtRegistration>,
    #[n(2)]
    hmac_create_secret: bool,
    #[n(3)]
    large_blob: bool,
    #[n(4)]
    protection: Option<CredentialProtection>,
    #[n(5)]
    cred_blob: Option<cred_blob::ToKeep>,
    #[n(6)]
    min_pin_length: bool,
    #[n(7)]
    app_id_exclude: Option<AppId>,
}

/// What a waiting sign-in remembers of its extension inputs.
#[derive(Clone, Debug, Eq, PartialEq, Encode, Decode)]
pub(crate) struct AuthenticationExtensions {
    #[n(0)]
    prf: Option<prf::AtAuthentication>,
    #[n(1)]
    large_blob: Option<large_blob::Request>,
    #[n(2)]
    cred_blob: bool,
    #[n(3)]
    app_id: Option<AppId>,
}

impl RegistrationExtensions {
    /// Reads the inputs of `create()`. What breaks an extension's rules is the browser's to refuse.
    pub(crate) fn parse(
        inputs: ExtensionInputsJson,
        asking: &Asking,
        suffixes: &impl PublicSuffixes,
    ) -> Result<Self, ForTheBrowser> {
        app_id::check_absent(inputs.appid.as_deref())?;
        Ok(Self {
            cred_props: inputs.cred_props == Some(true),
            prf: prf::AtRegistration::parse(inputs.prf)?,
            hmac_create_secret: inputs.hmac_create_secret == Some(true),
            large_blob: large_blob::is_asked(inputs.large_blob.as_ref())?,
            protection: cred_protect::parse(
                inputs.credential_protection_policy.as_deref(),
                inputs.enforce_credential_protection_policy,
            )?,
            cred_blob: inputs.cred_blob.map(cred_blob::ToKeep::from),
            min_pin_length: inputs.min_pin_length == Some(true),
            app_id_exclude: app_id::claim(inputs.appid_exclude.as_deref(), asking, suffixes)?,
        })
    }

    /// For which AppID keys that U2F made are excluded too.
    pub(crate) fn app_id_exclude(&self) -> Option<&AppId> {
        self.app_id_exclude.as_ref()
    }

    /// What the new credential keeps.
    pub(crate) fn keep(&self, rng: &mut impl CryptoRng) -> CredentialExtensions {
        CredentialExtensions {
            prf_secret: prf::secret(self.prf.is_some() || self.hmac_create_secret, rng),
            large_blob: large_blob::space(self.large_blob),
            protection: self.protection.unwrap_or_default(),
            cred_blob: self.cred_blob.clone().and_then(cred_blob::ToKeep::kept),
        }
    }

    /// What its authenticator data says.
    pub(crate) fn authenticator_outputs(&self) -> AuthenticatorExtensions {
        let mut outputs = AuthenticatorExtensions::default();
        hmac_create_secret::say(self.hmac_create_secret, &mut outputs);
        cred_protect::say(self.protection, &mut outputs);
        cred_blob::say_kept(self.cred_blob.as_ref(), &mut outputs);
        min_pin_length::say(self.min_pin_length, &mut outputs);
        outputs
    }

    /// What the page gets.
    pub(crate) fn client_outputs(&self, made: &Credential) -> ExtensionOutputsJson {
        ExtensionOutputsJson {
            cred_props: cred_props::output(self.cred_props, made),
            prf: self.prf.as_ref().map(|prf| prf.output(&made.extensions)),
            hmac_create_secret: self.hmac_create_secret.then_some(true),
            large_blob: large_blob::supported(self.large_blob),
            cred_blob: self.cred_blob.as_ref().map(cred_blob::ToKeep::is_kept),
            appid_exclude: self.app_id_exclude.as_ref().map(|_| true),
            ..ExtensionOutputsJson::default()
        }
    }
}

impl AuthenticationExtensions {
    /// Reads the inputs of `get()`, which named `allowed`. What breaks an extension's rules is the
    /// browser's to refuse.
    pub(crate) fn parse(
        inputs: ExtensionInputsJson,
        allowed: &[CredentialDescriptorJson],
        asking: &Asking,
        suffixes: &impl PublicSuffixes,
    ) -> Result<Self, ForTheBrowser> {
        cred_props::check_absent(inputs.cred_props)?;
        Ok(Self {
            prf: prf::AtAuthentication::parse(inputs.prf, allowed)?,
            large_blob: large_blob::Request::parse(inputs.large_blob, allowed.len())?,
            cred_blob: inputs.get_cred_blob == Some(true),
            app_id: app_id::claim(inputs.appid.as_deref(), asking, suffixes)?,
        })
    }

    /// For which AppID keys that U2F made may answer too.
    pub(crate) fn app_id(&self) -> Option<&AppId> {
        self.app_id.as_ref()
    }

    /// Writes into the credential that answers. Tells whether there is something to be stored.
    pub(crate) fn write(&self, credential: &mut Credential) -> bool {
        let space = &mut credential.extensions.large_blob;
        self.large_blob
            .as_ref()
            .is_some_and(|request| request.write(space))
    }

    /// What its authenticator data says.
    pub(crate) fn authenticator_outputs(&self, answers: &Credential) -> AuthenticatorExtensions {
        let mut outputs = AuthenticatorExtensions::default();
        cred_blob::say(self.cred_blob, &answers.extensions, &mut outputs);
        outputs
    }

    /// What the page gets, once [`write`](Self::write) has written.
    pub(crate) fn client_outputs(&self, answers: &Credential) -> ExtensionOutputsJson {
        let kept = &answers.extensions;
        ExtensionOutputsJson {
            prf: self.prf.as_ref().map(|prf| prf.output(&answers.id, kept)),
            large_blob: self
                .large_blob
                .as_ref()
                .map(|request| request.output(&kept.large_blob)),
            get_cred_blob: cred_blob::output(self.cred_blob, kept),
            appid: self.app_id.as_ref().map(|_| answers.app_id.is_some()),
            ..ExtensionOutputsJson::default()
        }
    }
}
