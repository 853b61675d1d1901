//! WebAuthn's own JSON forms, as `extension/messages/webauthn-json.ts` writes them down.
//!
//! Members that nobody asked for are ignored, so that a later spec may add some.

mod creation_options;
mod credential_responses;
mod extensions;
mod request_options;
mod u2f;

pub use creation_options::{
    AuthenticatorSelectionJson, CreationOptionsJson, CredentialParametersJson, RelyingPartyJson,
    UserJson,
};
pub use credential_responses::{
    AssertionResponseJson, AttestationResponseJson, AuthenticationResponseJson,
    AuthenticatorAttachment, CredentialType, RegistrationResponseJson,
};
pub use extensions::{
    CredPropsJson, ExtensionInputsJson, ExtensionOutputsJson, LargeBlobInputsJson,
    LargeBlobOutputsJson, PrfInputsJson, PrfOutputsJson, PrfValuesJson,
};
pub use request_options::{CredentialDescriptorJson, RequestOptionsJson};
pub use u2f::{
    U2fChallengeJson, U2fKeyJson, U2fRegisterJson, U2fRegisterResponseJson, U2fSignJson,
    U2fSignResponseJson,
};
