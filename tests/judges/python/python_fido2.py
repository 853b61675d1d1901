"""https://pypi.org/project/fido2 as a relying party."""

from fido2 import cbor
from fido2.attestation import Attestation
from fido2.attestation.base import InvalidAttestation
from fido2.server import Fido2Server
from fido2.webauthn import AttestedCredentialData, AuthenticatorData

from ceremonies import extension_outputs, to_bytes

NAME = "python-fido2"
REFUSALS = (ValueError, InvalidAttestation)


def knows(_ceremony):
    return True


def registered(ceremony, answer):
    """What it finds in a registration, and what it keeps of it."""
    formats = []

    def verify_attestation(attestation, client_data_hash):
        formats.append(attestation.fmt)
        Attestation.for_type(attestation.fmt)().verify(attestation.att_stmt, attestation.auth_data, client_data_hash)

    data = _server(ceremony, verify_attestation).register_complete(_state(ceremony, ceremony["creation"]), answer)
    encoded = to_bytes(answer["response"]["attestationObject"])
    _require_canonical(cbor.decode(encoded), encoded)
    _require_canonical(dict(data.credential_data.public_key), data)
    findings = _findings(data) | {
        "algorithm": data.credential_data.public_key.ALGORITHM,
        "format": formats[0],
        "aaguid": str(data.credential_data.aaguid),
    }
    return findings, bytes(data.credential_data)


def signed_in(ceremony, credential, _count, request, answer):
    """What it finds in a sign-in. It leaves the counter to the site."""
    _server(ceremony).authenticate_complete(_state(ceremony, request), [AttestedCredentialData(credential)], answer)
    return _findings(AuthenticatorData(to_bytes(answer["response"]["authenticatorData"])))


def _server(ceremony, verify_attestation=None):
    site = {"id": ceremony["rpId"], "name": "Example"}
    # With "none" it would not look at any attestation.
    return Fido2Server(site, attestation="direct", verify_attestation=verify_attestation)


def _state(ceremony, options):
    verification = "required" if ceremony["expected"]["userVerified"] else "discouraged"
    return {"challenge": options["challenge"], "user_verification": verification}


def _findings(data):
    if data.extensions is not None:
        _require_canonical(dict(data.extensions), data)
    return {
        "userVerified": data.is_user_verified(),
        "backupEligible": bool(data.flags & data.FLAG.BE),
        "extensions": extension_outputs(data.extensions),
        "count": data.counter,
    }


def _require_canonical(value, encoded):
    """Its own encoder writes CTAP2's canonical form only."""
    if cbor.encode(value) not in encoded:
        raise ValueError(f"{value} is not in canonical CBOR")
