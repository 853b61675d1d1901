"""The ceremonies that Xenon's own program has written down, as `tests/conformance/src/judged` describes them."""

import base64
import copy
import json
from pathlib import Path


def read(path):
    """All ceremonies, each with the site that asked."""
    held = json.loads(Path(path).read_text())
    site = {"origin": held["origin"], "rpId": held["rpId"]}
    return [ceremony | site for ceremony in held["ceremonies"]]


def to_bytes(text):
    """Reads base64url without padding, as in every binary member."""
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def to_text(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def with_member(answer, member, data):
    """A copy of `answer` with other bytes in one member of its response."""
    changed = copy.deepcopy(answer)
    changed["response"][member] = to_text(data)
    return changed


def extension_outputs(outputs):
    """Authenticator extension outputs as the written expectation has them: bytes in base64url."""
    return {name: to_text(value) if isinstance(value, bytes) else value for name, value in (outputs or {}).items()}
