"""How long a session lasts, which passwords are words of the place, and what must be shown twice: pure rules."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from doingoai.text import bare

# Signs that stand for letters in passwords ("L@0 Ca1").
DISGUISES = str.maketrans("013457@$!|", "oieastasii")
NOT_LETTERS = re.compile(r"[^a-z]+")
# A word this short could stand in any other.
SHORTEST = 4
# What must be left of a password that leans on words of the place: a word or two that nobody guesses.
LEFT = 8
# Fewer different signs than this are a pattern, not a password ("aaaaaaaaaaaaaaa", "121212121212121").
DIFFERENT = 5
# The words of every office, beside those of the place.
_OFFICE = (
    "doingoai thongtindoingoai laocai sapa fansipan phansipang matkhau password passwort admin administrator quantri "
    "vietnam dangnhap xinchao welcome qwerty qwertyuiop asdfghjkl iloveyou abcdef letmein"
)
OFFICE_WORDS = frozenset(_OFFICE.split())


@dataclass(frozen=True)
class Limits:
    """How long a session may lie idle, and how long it may last in all."""

    idle: timedelta
    longest: timedelta

    def has_ended(self, *, begun: datetime, seen: datetime, at: datetime) -> bool:
        """Whether a session begun and last seen at these times is over."""
        return at - seen > self.idle or at - begun > self.longest


ORDINARY = Limits(timedelta(hours=12), timedelta(days=7))
# Where a second factor is required.
STRICT = Limits(timedelta(hours=1), timedelta(hours=12))


def local_words(names: Iterable[str]) -> frozenset[str]:
    """The words of the place in names of bodies and places: each name, and each run of two words or more in it.

    "huyện Bắc Hà" gives "huyenbacha", "bacha", "huyenbac".
    """
    found = set(OFFICE_WORDS)
    for name in names:
        words = NOT_LETTERS.sub(" ", bare(name)).split()
        for size in (2, 3, 4, len(words)):
            found.update("".join(words[i : i + size]) for i in range(len(words) - size + 1))
    return frozenset(word for word in found if len(word) >= SHORTEST)


def leans_on(password: str, words: Collection[str]) -> bool:
    """Whether hardly anything is left of the password without the words, however they are disguised.

    Tones, capitals, digits and signs between or instead of letters change nothing: "L@0-Cai_2022#SaPa".
    """
    plain = bare(password)
    if len(set(plain)) < DIFFERENT:
        return True
    return any(_is_thin(NOT_LETTERS.sub("", said), words) for said in (plain, plain.translate(DISGUISES)))


def _is_thin(letters: str, words: Collection[str]) -> bool:
    left = letters
    for word in sorted((word for word in words if word in letters), key=lambda word: (-len(word), word)):
        left = left.replace(word, " ")
    return left != letters and sum(len(part) for part in left.split()) < LEFT


# In this order: a browser also names those it comes from.
BROWSERS = {
    "Edg": "Edge",
    "OPR/": "Opera",
    "coc_coc": "Cốc Cốc",
    "Firefox": "Firefox",
    "FxiOS": "Firefox",
    "Chrome": "Chrome",
    "CriOS": "Chrome",
    "Safari": "Safari",
}
SYSTEMS = {name: name for name in ("iPhone", "iPad", "Android", "Windows")} | {"Mac OS": "macOS", "Linux": "Linux"}


def machine_of(user_agent: str) -> str:
    """The browser and the system that name themselves so: "Firefox, Windows"; what is not known is left out."""
    known = (next((name for sign, name in table.items() if sign in user_agent), "") for table in (BROWSERS, SYSTEMS))
    return ", ".join(name for name in known if name)
