"""https://pypi.org/project/webauthn as a relying party."""

from webauthn import verify_authentication_response, verify_registration_response
from webauthn.helpers import decode_credential_public_key, parse_authenticator_data, parse_cbor
from webauthn.helpers.cose import COSEAlgorithmIdentifier
from webauthn.helpers.exceptions import WebAuthnException

from ceremonies import extension_outputs, to_bytes

NAME = "py_webauthn"
REFUSALS = (WebAuthnException,)

ALGORITHMS = {-7, -8, -36, -257, -48, -49}


def knows(ceremony):
    return ceremony["expected"]["algorithm"] in ALGORITHMS


def registered(ceremony, answer):
    """What it finds in a registration, and what it keeps of it."""
    found = verify_registration_response(
        credential=answer,
        expected_challenge=to_bytes(ceremony["creation"]["challenge"]),
        expected_rp_id=ceremony["rpId"],
        expected_origin=ceremony["origin"],
        require_user_verification=ceremony["expected"]["userVerified"],
        supported_pub_key_algs=list(COSEAlgorithmIdentifier),
    )
    data = parse_cbor(found.attestation_object)["authData"]
    findings = {
        "algorithm": decode_credential_public_key(found.credential_public_key).alg,
        "format": found.fmt,
        "aaguid": found.aaguid,
        "userVerified": found.user_verified,
        "backupEligible": found.credential_device_type == "multi_device",
        "extensions": _extensions(data),
        "count": found.sign_count,
    }
    return findings, found.credential_public_key


def signed_in(ceremony, public_key, count, request, answer):
    """What it finds in a sign-in, with the counter as it was before."""
    found = verify_authentication_response(
        credential=answer,
        expected_challenge=to_bytes(request["challenge"]),
        expected_rp_id=ceremony["rpId"],
        expected_origin=ceremony["origin"],
        credential_public_key=public_key,
        credential_current_sign_count=count,
        require_user_verification=ceremony["expected"]["userVerified"],
    )
    return {
        "userVerified": found.user_verified,
        "backupEligible": found.credential_device_type == "multi_device",
        "extensions": _extensions(to_bytes(answer["response"]["authenticatorData"])),
        "count": found.new_sign_count,
    }


def _extensions(authenticator_data):
    encoded = parse_authenticator_data(authenticator_data).extensions
    return extension_outputs(parse_cbor(encoded) if encoded else None)
