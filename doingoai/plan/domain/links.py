"""Key links: how a key is written, told from a wrong one, and how long it opens."""

import hashlib
import hmac
import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

# Crockford's letters: none is taken for another when a key is read from paper.
LETTERS = "0123456789abcdefghjkmnpqrstvwxyz"
MISREAD = str.maketrans("ilo", "110")
NAME, SECRET = 8, 26  # letters of the key's public name, and of its secret: 130 bits
GROUP = re.compile(r".{1,8}")
VALID_DAYS = 14
LONGEST_DAYS = 90
# So long after its letter was numbered may a key be printed in it; then nothing can make the key again.
PRINTED_WITHIN = timedelta(hours=1)
# Within so long, so many tries with a wrong secret, and so many acts, of one link.
WINDOW = timedelta(minutes=10)
MOST_MISSES, MOST_USES = 10, 120
# Within a minute, so many tries with keys that no link has, by whomever.
MOST_GUESSES = 60
IN_AN_ADDRESS = re.compile(r"""(/lk/)[^/\s?"']+""")


class LinkAct(StrEnum):
    """What was done with a key link; the last two by what became of its agency, not by its holder."""

    OPEN = "open"
    MISS = "miss"
    RECORD = "record"
    RETRACT = "retract"
    DRAFT = "draft"
    SEND = "send"
    PAPER = "paper"
    FOLLOW = "follow"
    SHUT = "shut"


# What changes something, and so counts against the most uses that a link was given.
WRITES = frozenset({LinkAct.RECORD, LinkAct.RETRACT, LinkAct.DRAFT, LinkAct.SEND, LinkAct.PAPER})


class NotALink(Exception):
    """What the link is made for does not fit; the message says in Vietnamese what is wrong."""


class LinkClosed(Exception):
    """The link opens nothing, or nothing any more; nobody is told which."""


class TooOften(Exception):
    """Too many tries, or too many acts, in a short time."""


@dataclass(frozen=True)
class Key:
    """A key: its name, by which the link is found, and its secret, of which only the hash is kept."""

    name: str
    secret: str

    @property
    def text(self) -> str:
        """The key as it stands in an address, in groups that can be read out and typed."""
        return "-".join([self.name, *GROUP.findall(self.secret)])

    @property
    def sha256(self) -> str:
        """What is kept of it."""
        return hashlib.sha256(self.text.encode()).hexdigest()

    def opens(self, sha256: str) -> bool:
        """Whether the hash is this key's; takes as long whether it is or not."""
        return hmac.compare_digest(self.sha256, sha256)


def letters(data: bytes, count: int) -> str:
    """So many letters of the bytes, five bits each."""
    bits = int.from_bytes(data, "big")
    return "".join(LETTERS[bits >> 5 * place & 31] for place in range(count))


def key_of(text: str) -> Key | None:
    """The key that was typed or followed, misread letters set right; None if it is no key at all."""
    plain = text.casefold().translate(MISREAD).replace("-", "").replace(" ", "")
    if len(plain) != NAME + SECRET or not set(plain) <= set(LETTERS):
        return None
    return Key(plain[:NAME], plain[NAME:])


def is_open(*, expires_at: datetime, is_revoked: bool, uses: int, max_uses: int | None, at: datetime) -> bool:
    """Whether the link still opens: not revoked, its days not over, its uses not spent."""
    return not is_revoked and at < expires_at and (max_uses is None or uses < max_uses)


class Masked:
    """A filter of the log that blots keys out of the addresses it is told."""

    def filter(self, record: Any) -> bool:
        """Let every line through, without keys."""
        record.msg = _blotted(record.msg)
        if isinstance(record.args, tuple):
            record.args = tuple(_blotted(arg) for arg in record.args)
        return True


def _blotted(said: Any) -> Any:
    return IN_AN_ADDRESS.sub(r"\1…", said) if isinstance(said, str) else said
