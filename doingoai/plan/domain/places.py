"""The places of a province as they were on a day: a commune, a district that is no more, a border gate."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from doingoai.text import bare

DISTRICT, COMMUNE = "huyen", "xa"
# What stands before a name, and of which kind the place then is.
BEFORE = (
    (re.compile(r"^(?:huyen|thi xa|tx\.?|thanh pho|tp\.?)\s+"), DISTRICT),
    (re.compile(r"^(?:xa|phuong|thi tran|tt\.?)\s+"), COMMUNE),
)


@dataclass(frozen=True)
class Place:
    """A place with the days on which it was one; `within` names the place above it, `is_border` a border commune."""

    code: str
    kind: str
    name: str
    aliases: tuple[str, ...] = ()
    within: str = ""
    is_border: bool = False
    valid_from: date | None = None
    valid_to: date | None = None

    @property
    def label(self) -> str:
        """The name with the place above it: "Tả Phìn, thị xã Sa Pa"."""
        return f"{self.name}, {self.within}" if self.within else self.name

    def is_there(self, on: date) -> bool:
        """Whether it was a place on the day."""
        return (self.valid_from or on) <= on <= (self.valid_to or on)


def found(places: Iterable[Place], words: str, on: date) -> Place | None:
    """The place that the words name on the day, whatever their tones and capitals; None if none, or more than one.

    "xã Tả Phìn", "Tả Phìn, Sa Pa" and "ta phin" are one; "Bắc Hà" is the district or its town, so it is neither.
    """
    name, _, above = words.partition(",")
    asked, kind = _apart(name)
    where, _kind = _apart(above)
    here = [place for place in places if place.is_there(on) and kind in ("", place.kind)]
    named = [place for place in here if asked and asked in {_apart(n)[0] for n in (place.name, *place.aliases)}]
    if where:
        named = [place for place in named if _apart(place.within)[0] == where]
    return named[0] if len(named) == 1 else None


def _apart(words: str) -> tuple[str, str]:
    """The bare name without what stands before it, and the kind that this tells; empty where it tells none."""
    text = bare(words)
    for pattern, kind in BEFORE:
        if match := pattern.match(text):
            return text[match.end() :], kind
    return text, ""
