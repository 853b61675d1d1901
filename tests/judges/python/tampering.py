"""Copies of true answers with one thing changed. A judge that takes one of them judges nothing."""

import json

import cbor2

from ceremonies import to_bytes, with_member

RP_ID_HASH, FLAGS, COUNTER, CREDENTIAL_ID = 0, 32, 36, 55
USER_PRESENT, USER_VERIFIED = 0x01, 0x04


def tampered_registrations(ceremony):
    """Each with what was changed. Without an attestation nothing signs the rest."""
    answer = ceremony["registration"]
    yield from _with_other_client_data(answer, "webauthn.get")
    attestation = to_bytes(answer["response"]["attestationObject"])
    at = attestation.index(to_bytes(answer["response"]["authenticatorData"]))

    def changed(offset, bit):
        return with_member(answer, "attestationObject", _flipped(attestation, at + offset, bit))

    yield "the RP ID's hash", changed(RP_ID_HASH, 1)
    yield "the user's presence", changed(FLAGS, USER_PRESENT)
    if ceremony["expected"]["format"] == "none":
        return
    signature = cbor2.loads(attestation)["attStmt"]["sig"]
    end_of_signature = attestation.index(signature) + len(signature) - 1
    forged = _flipped(attestation, end_of_signature, 1)
    yield "the attestation's signature", with_member(answer, "attestationObject", forged)
    yield "the credential's ID", changed(CREDENTIAL_ID, 1)
    # fido-u2f does not sign it.
    if ceremony["expected"]["format"] == "packed":
        yield "the counter", changed(COUNTER, 1)


def tampered_assertions(ceremony):
    """Copies of the first sign-in's answer, each with what was changed."""
    first, second = (sign_in["assertion"] for sign_in in ceremony["signIns"][:2])
    yield from _with_other_client_data(first, "webauthn.create")
    data = to_bytes(first["response"]["authenticatorData"])
    changes = [
        ("the RP ID's hash", RP_ID_HASH, 1),
        ("the user's presence", FLAGS, USER_PRESENT),
        ("the user's verification", FLAGS, USER_VERIFIED),
        ("the counter", COUNTER, 1 << 7),
    ]
    for name, offset, bit in changes:
        yield name, with_member(first, "authenticatorData", _flipped(data, offset, bit))
    signature = to_bytes(first["response"]["signature"])
    yield "the signature", with_member(first, "signature", _flipped(signature, len(signature) - 1, 1))
    other = to_bytes(second["response"]["signature"])
    yield "the signature for another challenge", with_member(first, "signature", other)


def _with_other_client_data(answer, other_type):
    client_data = json.loads(to_bytes(answer["response"]["clientDataJSON"]))
    others = {"type": other_type, "challenge": "b3RoZXI", "origin": "https://evil-example.com"}
    for member, value in others.items():
        text = json.dumps(client_data | {member: value}, separators=(",", ":"))
        yield f"the client data's {member}", with_member(answer, "clientDataJSON", text.encode())


def _flipped(data, offset, bit):
    return data[:offset] + bytes([data[offset] ^ bit]) + data[offset + 1 :]
