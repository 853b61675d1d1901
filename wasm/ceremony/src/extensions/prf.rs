//! [`prf`](https://www.w3.org/TR/webauthn-3/#prf-extension)

use minicbor::{Decode, Encode};
use rand_core::CryptoRng;
use xenon_protocol::json::{
    CredentialDescriptorJson, PrfInputsJson, PrfOutputsJson, PrfValuesJson,
};
use xenon_protocol::{Base64Url, CredentialId, PrfSalt, PrfSalts, PrfSecret};
use xenon_vault::CredentialExtensions;

use crate::ForTheBrowser;

/// What a registration wants of the function. The page's inputs are kept as the salts they make.
#[derive(Clone, Debug, Eq, PartialEq, Encode, Decode)]
pub(crate) struct AtRegistration {
    #[n(0)]
    eval: Option<PrfSalts>,
}

/// What a sign-in wants of it.
#[derive(Clone, Debug, Eq, PartialEq, Encode, Decode)]
pub(crate) struct AtAuthentication {
    /// For a credential that has none of its own.
    #[n(0)]
    eval: Option<PrfSalts>,
    #[n(1)]
    by_credential: Vec<ForCredential>,
}

#[derive(Clone, Debug, Eq, PartialEq, Encode, Decode)]
struct ForCredential {
    #[n(0)]
    id: CredentialId,
    #[n(1)]
    salts: PrfSalts,
}

/// The function of a new credential.
pub(super) fn secret(is_asked: bool, rng: &mut impl CryptoRng) -> Option<PrfSecret> {
    is_asked.then(|| PrfSecret::generate(rng))
}

impl AtRegistration {
    /// No credential can be named before it is made.
    pub(super) fn parse(inputs: Option<PrfInputsJson>) -> Result<Option<Self>, ForTheBrowser> {
        let Some(inputs) = inputs else {
            return Ok(None);
        };
        if inputs.eval_by_credential.is_some() {
            return Err(ForTheBrowser::Extension);
        }
        Ok(Some(Self {
            eval: inputs.eval.as_ref().map(salts),
        }))
    }

    pub(super) fn output(&self, kept: &CredentialExtensions) -> PrfOutputsJson {
        PrfOutputsJson {
            enabled: Some(kept.prf_secret.is_some()),
            results: results(kept, self.eval.as_ref()),
        }
    }
}

impl AtAuthentication {
    /// Inputs for one credential must be for one that the site named.
    pub(super) fn parse(
        inputs: Option<PrfInputsJson>,
        allowed: &[CredentialDescriptorJson],
    ) -> Result<Option<Self>, ForTheBrowser> {
        let Some(inputs) = inputs else {
            return Ok(None);
        };
        let mut by_credential = Vec::new();
        for (id, values) in inputs.eval_by_credential.iter().flatten() {
            let id = Base64Url::parse(id).map_err(|_| ForTheBrowser::Extension)?;
            if !allowed.iter().any(|descriptor| descriptor.id == id) {
                return Err(ForTheBrowser::Extension);
            }
            let id = CredentialId::try_from(id).map_err(|_| ForTheBrowser::Extension)?;
            let salts = salts(values);
            by_credential.push(ForCredential { id, salts });
        }
        Ok(Some(Self {
            eval: inputs.eval.as_ref().map(salts),
            by_credential,
        }))
    }

    /// A credential that was made without the function gives no results.
    pub(super) fn output(&self, id: &CredentialId, kept: &CredentialExtensions) -> PrfOutputsJson {
        let own = self.by_credential.iter().find(|entry| entry.id == *id);
        let salts = own.map(|entry| &entry.salts).or(self.eval.as_ref());
        PrfOutputsJson {
            enabled: None,
            results: results(kept, salts),
        }
    }
}

fn salts(values: &PrfValuesJson) -> PrfSalts {
    PrfSalts {
        first: PrfSalt::of(values.first.as_slice()),
        second: values
            .second
            .as_ref()
            .map(|second| PrfSalt::of(second.as_slice())),
    }
}

fn results(kept: &CredentialExtensions, salts: Option<&PrfSalts>) -> Option<PrfValuesJson> {
    let secret = kept.prf_secret.as_ref()?;
    let PrfSalts { first, second } = salts?;
    let evaluate = |salt| Base64Url::from(secret.evaluate(salt).as_slice());
    Some(PrfValuesJson {
        first: evaluate(first),
        second: second.as_ref().map(evaluate),
    })
}
