"""Asks every library about every ceremony: `judge.py FILE [WORD]`, with one JSON line for each test.

A library must accept what Xenon answered, find in it what is expected, and refuse every tampered copy.
"""

import json
import sys
import traceback

import py_webauthn
import python_fido2
from ceremonies import read
from tampering import tampered_assertions, tampered_registrations

LIBRARIES = [py_webauthn, python_fido2]


def main(path, word=""):
    failed = False
    for name, test in tests(read(path)):
        if word in name:
            failed = not passes(name, test) or failed
    sys.exit(1 if failed else 0)


def tests(ceremonies):
    for ceremony in ceremonies:
        for library in LIBRARIES:
            if library.knows(ceremony):
                yield from tests_of(library, ceremony, stranger_to(ceremony, ceremonies))


def tests_of(library, ceremony, stranger):
    name = f"{library.NAME}: {ceremony['name']}"
    yield f"{name}: accepted", lambda: accepts(library, ceremony)
    yield f"{name}: tampered copies refused", lambda: refuses(library, ceremony)
    yield f"{name}: not another's key", lambda: refuses_stranger(library, ceremony, stranger)


def stranger_to(ceremony, ceremonies):
    """Another key of the same algorithm."""
    algorithm = ceremony["expected"]["algorithm"]
    return next(one for one in ceremonies if one is not ceremony and one["expected"]["algorithm"] == algorithm)


def accepts(library, ceremony):
    expected = ceremony["expected"]
    found, key = library.registered(ceremony, ceremony["registration"])
    for member in ("algorithm", "format", "aaguid", "userVerified", "backupEligible"):
        equal(found[member], expected[member], member)
    equal(found["extensions"], expected["registeredExtensions"], "registered extensions")
    count = found["count"]
    for sign_in in ceremony["signIns"]:
        found = library.signed_in(ceremony, key, count, sign_in["request"], sign_in["assertion"])
        for member in ("userVerified", "backupEligible"):
            equal(found[member], expected[member], member)
        equal(found["extensions"], expected["assertedExtensions"], "asserted extensions")
        equal(found["count"] > count if expected["counts"] else found["count"] == 0, True, "the counter's behaviour")
        count = found["count"]


def refuses(library, ceremony):
    found, key = library.registered(ceremony, ceremony["registration"])
    for name, answer in tampered_registrations(ceremony):
        refused(library, name, lambda: library.registered(ceremony, answer))
    request = ceremony["signIns"][0]["request"]
    for name, answer in tampered_assertions(ceremony):
        refused(library, name, lambda: library.signed_in(ceremony, key, found["count"], request, answer))


def refuses_stranger(library, ceremony, stranger):
    found, key = library.registered(stranger, stranger["registration"])
    first = ceremony["signIns"][0]
    # The library is told that the credential's ID is the stranger's: only the signature is wrong then.
    answer = first["assertion"] | {"id": stranger["registration"]["id"], "rawId": stranger["registration"]["id"]}
    refused(
        library,
        "another's key",
        lambda: library.signed_in(ceremony, key, found["count"], first["request"], answer),
    )


def refused(library, name, attempt):
    """Only the library's own refusals count: a mistake of this program is none."""
    try:
        attempt()
    except library.REFUSALS:
        return
    raise AssertionError(f"it accepts an answer with {name} changed")


def equal(found, expected, name):
    if found != expected:
        raise AssertionError(f"{name}: {found!r}, expected {expected!r}")


def passes(name, test):
    try:
        test()
    except Exception:
        print(json.dumps({"outcome": "failed", "name": name}), flush=True)
        print(f"{name}\n{traceback.format_exc()}", file=sys.stderr, flush=True)
        return False
    print(json.dumps({"outcome": "passed", "name": name}), flush=True)
    return True


if __name__ == "__main__":
    main(*sys.argv[1:])
