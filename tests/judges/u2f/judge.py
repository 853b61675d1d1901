"""Verifies U2F as a server does, with libraries that are not ours: `judge.py < CEREMONIES`.

Registrations and sign-ins are judged by python-u2flib-server; by fido2, sign-ins through WebAuthn with keys that
U2F made, and WebAuthn registrations that are attested as U2F's are. Prints the counters of all sign-ins as JSON, or ends with a traceback.
"""

import json
import sys

from cryptography.hazmat.backends import default_backend
from cryptography.x509 import load_der_x509_certificate
from cryptography.x509.oid import ExtensionOID
from fido2.attestation import FidoU2FAttestation
from fido2.server import U2FFido2Server
from fido2.utils import websafe_decode, websafe_encode
from fido2.webauthn import (
    AttestationObject,
    AttestedCredentialData,
    AuthenticatorData,
    CollectedClientData,
    PublicKeyCredentialRpEntity,
    UserVerificationRequirement,
)
from u2flib_server.model import DeviceRegistration, U2fRegisterRequest, U2fSignRequest


def main():
    ceremonies = json.load(sys.stdin)
    device, counters = registered(ceremonies["registration"]), []
    for sign_in in ceremonies["signIns"]:
        judge = signed_in_by_webauthn if "credential" in sign_in else signed_in
        counters.append(judge(device, sign_in))
    for attestation in ceremonies["attestations"]:
        check_attestation(attestation)
    print(json.dumps(counters))


def registered(ceremony):
    challenge = websafe_decode(ceremony["challenge"])
    request = U2fRegisterRequest.create(ceremony["appId"], [], challenge)
    device, certificate = request.complete(ceremony["answer"], [ceremony["facet"]])
    check_certificate(load_der_x509_certificate(certificate, default_backend()))
    return device


def check_certificate(certificate):
    """What a strict server looks at: it is parsed whole, and says what a certificate has to say."""
    assert certificate.version.value == 2, "version 3"
    assert 0 < certificate.serial_number < 2**127
    assert certificate.not_valid_before < certificate.not_valid_after
    assert certificate.issuer == certificate.subject
    by_oid = {extension.oid.dotted_string: extension for extension in certificate.extensions}
    assert by_oid[ExtensionOID.BASIC_CONSTRAINTS.dotted_string].value.ca is False
    usage = by_oid[ExtensionOID.KEY_USAGE.dotted_string].value
    assert usage.digital_signature and not usage.key_cert_sign
    assert by_oid["1.3.6.1.4.1.45724.2.1.1"].value.value == b"\x03\x02\x03\x08"
    assert len(by_oid) == 3


def signed_in(device, ceremony):
    request = U2fSignRequest.create(ceremony["appId"], [device], websafe_decode(ceremony["challenge"]))
    _, counter, presence = request.complete(ceremony["answer"], [ceremony["facet"]])
    assert presence == 1
    return counter


def signed_in_by_webauthn(device, ceremony):
    device = DeviceRegistration.wrap(device)
    handle, public_key = websafe_decode(device["keyHandle"]), websafe_decode(device["publicKey"])
    credential = AttestedCredentialData.from_ctap1(handle, public_key)
    rp = PublicKeyCredentialRpEntity(name="Site", id=ceremony["rpId"])
    server = U2FFido2Server(ceremony["appId"], rp, verify_origin=lambda origin: origin == ceremony["facet"])
    answer = ceremony["credential"]
    state = {"challenge": ceremony["challenge"], "user_verification": UserVerificationRequirement.DISCOURAGED}
    data = AuthenticatorData(websafe_decode(answer["response"]["authenticatorData"]))
    chosen = server.authenticate_complete(
        state,
        [credential],
        websafe_decode(answer["id"]),
        CollectedClientData(websafe_decode(answer["response"]["clientDataJSON"])),
        data,
        websafe_decode(answer["response"]["signature"]),
    )
    assert websafe_encode(chosen.credential_id) == device["keyHandle"]
    assert answer["clientExtensionResults"] == {"appid": True}
    return data.counter


def check_attestation(response):
    found = AttestationObject(websafe_decode(response["attestationObject"]))
    assert found.fmt == "fido-u2f", found.fmt
    client_data = CollectedClientData(websafe_decode(response["clientDataJSON"]))
    FidoU2FAttestation().verify(found.att_stmt, found.auth_data, client_data.hash)
    assert found.auth_data.credential_data.aaguid == bytes(16)


if __name__ == "__main__":
    main()
