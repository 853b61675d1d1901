use rand_core::CryptoRng;
use xenon_protocol::u2f::{Attestation, KeyHandle, RawRegistration};
use xenon_protocol::{Aaguid, AttestationFormat, SigningError, SigningKey, attestation_object};
use xenon_vault::Credential;

/// Which model is named beside a statement of this format; U2F knows none
/// ([`fido-u2f`](https://www.w3.org/TR/webauthn-3/#sctn-fido-u2f-attestation)).
pub(crate) fn aaguid(format: AttestationFormat) -> Aaguid {
    match format {
        AttestationFormat::None | AttestationFormat::Packed => Aaguid::XENON,
        AttestationFormat::FidoU2f => Aaguid::ZERO,
    }
}

/// The attestation object over authenticator data and the hash of the client data. `now` is
/// milliseconds since 1970.
pub(crate) fn object(
    format: AttestationFormat,
    credential: &Credential,
    signed: [&[u8]; 2],
    now: u64,
    rng: &mut impl CryptoRng,
) -> Result<Vec<u8>, SigningError> {
    let [authenticator_data, _] = signed;
    Ok(match format {
        AttestationFormat::None => attestation_object::none(authenticator_data),
        AttestationFormat::Packed => {
            let algorithm = credential.signing_key.algorithm().cose_id();
            let signature = credential.signing_key.sign(&signed, rng)?;
            attestation_object::packed_self(authenticator_data, algorithm, &signature)
        }
        // The format was chosen for a key of U2F's kind, so that there is always something to sign.
        AttestationFormat::FidoU2f => fido_u2f(credential, signed, now, rng)
            .unwrap_or_else(|| attestation_object::none(authenticator_data)),
    })
}

/// A U2F registration with the RP ID in the place of the AppID.
fn fido_u2f(
    credential: &Credential,
    [authenticator_data, client_data_hash]: [&[u8]; 2],
    now: u64,
    rng: &mut impl CryptoRng,
) -> Option<Vec<u8>> {
    let SigningKey::Es256(key) = &credential.signing_key else {
        return None;
    };
    let registration = RawRegistration {
        application: authenticator_data.first_chunk()?,
        client_data_hash: client_data_hash.first_chunk()?,
        key_handle: KeyHandle::parse(credential.id.as_slice())?,
        public_key: &key.public_key(),
    };
    let attestation = Attestation::fresh(now, rng);
    let signature = attestation.sign(&registration.signed(), rng);
    let certificate = attestation.certificate();
    Some(attestation_object::fido_u2f(
        authenticator_data,
        certificate,
        &signature,
    ))
}
