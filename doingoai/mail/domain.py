"""The name a letter bears for ever, and what a mail server can say to it."""

import hashlib
from dataclasses import dataclass

# After so many attempts a person must look; with the growing pauses that is about four hours.
ATTEMPTS = 9


@dataclass(frozen=True)
class Answer:
    """What came of it: "" if the server took the letter; else what it said, and whether to try again."""

    error: str = ""
    is_final: bool = False


def message_id(key: str, host: str) -> str:
    """The Message-ID of the letter with that key: the same each time, so that a second copy can be told by it."""
    return f"<{hashlib.sha256(key.encode()).hexdigest()[:40]}@{host}>"


def host_of(address: str) -> str:
    """The part of an address after its @, without a closing bracket: "Sở <a@laocai.gov.vn>" → "laocai.gov.vn"."""
    return address.rpartition("@")[2].rstrip("> ") or "localhost"
