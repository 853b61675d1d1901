use rand_core::CryptoRng;
use xenon_protocol::{AttestationFormat, SigningError, attestation_object};
use xenon_vault::Credential;

/// The attestation object over authenticator data and the hash of the client data.
pub(crate) fn object(
    format: AttestationFormat,
    credential: &Credential,
    signed: [&[u8]; 2],
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
    })
}
