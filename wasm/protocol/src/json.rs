//! WebAuthn's own JSON forms, as `extension/messages/webauthn-json.ts` writes them down.
//!
//! Members that nobody asked for are ignored, so that a later spec may add some.

mod creation_options;
mod credential_responses;
mod request_options;

pub use creation_options::{
    AuthenticatorSelectionJson, CreationOptionsJson, CredentialParametersJson, RelyingPartyJson,
    UserJson,
};
pub use credential_responses::{
    AssertionResponseJson, AttestationResponseJson, AuthenticationResponseJson,
    AuthenticatorAttachment, CredPropsJson, CredentialType, ExtensionOutputsJson,
    RegistrationResponseJson,
};
pub use request_options::{CredentialDescriptorJson, ExtensionInputsJson, RequestOptionsJson};
