//! U2F, the protocol before WebAuthn: its raw messages, its client data, and who may use which AppID.
//!
//! Sources: [raw message formats][raw], [JavaScript API][api] and [AppID and facets][facets] of FIDO U2F 1.2.
//!
//! [raw]: https://fidoalliance.org/specs/fido-u2f-v1.2-ps-20170411/fido-u2f-raw-message-formats-v1.2-ps-20170411.html
//! [api]: https://fidoalliance.org/specs/fido-u2f-v1.2-ps-20170411/fido-u2f-javascript-api-v1.2-ps-20170411.html
//! [facets]: https://fidoalliance.org/specs/fido-v2.0-id-20180227/fido-appid-and-facets-v2.0-id-20180227.html

mod app_id;
mod attestation_certificate;
mod client_data;
mod raw_messages;
mod trusted_facets;

pub use app_id::{AppId, AppIdError};
pub use attestation_certificate::Attestation;
pub use client_data::U2fClientData;
pub use raw_messages::{KeyHandle, RawAuthentication, RawRegistration};
pub use trusted_facets::{FacetVersionJson, TrustedFacets, TrustedFacetsJson};

/// The only version of the raw messages that was ever in use.
pub const U2F_V2: &str = "U2F_V2";
