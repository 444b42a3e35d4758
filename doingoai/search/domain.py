"""Words as the search stores and asks them, and the piece of text that shows why a row was found."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from doingoai.text import canonical, fold

# Enough for the longest report; a row is found by its words, not by its length.
LONGEST = 200_000
TERMS = 12
SNIPPET = 220
WORD = re.compile(r"\S+")


@dataclass(frozen=True)
class Terms:
    """A question cut into words: folded, and with the tones as typed; the last one may be unfinished."""

    folded: tuple[str, ...]
    exact: tuple[str, ...]


@dataclass(frozen=True)
class Piece:
    """A stretch of text that was, or was not, asked for."""

    text: str
    is_hit: bool


@dataclass(frozen=True)
class Hit:
    """A row found: what it is, where it is, and the words that show why."""

    kind: str
    key: str
    title: tuple[Piece, ...]
    snippet: tuple[Piece, ...]
    url: str
    year: int | None
    visible_from: datetime


class _Separators(dict[int, str]):
    """Letters, digits and their marks stay; everything else parts words."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        category = unicodedata.category(character)
        self[code] = character if category[0] in "LNM" or category == "Co" else " "
        return self[code]


_SEPARATORS = _Separators()


def folded(text: str) -> str:
    """The words of the text without tones, one space between: what both databases index."""
    return " ".join(fold(text[:LONGEST]).translate(_SEPARATORS).split())


def exact(text: str) -> str:
    """The words of the text with their tones in one placement, small letters, one space between."""
    return " ".join(canonical(text[:LONGEST]).casefold().translate(_SEPARATORS).split())


def terms(question: str) -> Terms | None:
    """What was asked; None if there is no word in it. Quotes, stars and operators are only separators."""
    found = Terms(tuple(folded(question[:500]).split()[:TERMS]), tuple(exact(question[:500]).split()[:TERMS]))
    return found if found.folded else None


def marked(text: str, asked: Terms) -> tuple[Piece, ...]:
    """The text in pieces, the words asked for set apart."""
    return tuple(Piece("".join(words), is_hit) for is_hit, words in _runs(text, asked))


def snippet(text: str, asked: Terms) -> tuple[Piece, ...]:
    """About 220 characters of the text around the first word asked for; nothing if none is in it."""
    at = next((word.start() for word in WORD.finditer(text) if _is_asked(word[0], asked)), None)
    if at is None:
        return ()
    begin = text.rfind(" ", 0, max(0, at - SNIPPET // 3)) + 1
    end = text.find(" ", begin + SNIPPET)
    cut = text[begin : end if end >= 0 else len(text)]
    pieces = marked(" ".join(cut.split()), asked)
    opening = (Piece("… ", is_hit=False),) if begin else ()
    closing = (Piece(" …", is_hit=False),) if end >= 0 else ()
    return (*opening, *pieces, *closing)


def _runs(text: str, asked: Terms) -> Iterator[tuple[bool, list[str]]]:
    """The text's words and what stands between them, neighbours of one judgement together."""
    stretches = ["".join(run) for _, run in groupby(text, key=_is_of_a_word)]
    judged = [(_is_of_a_word(stretch[0]) and _is_asked(stretch, asked), stretch) for stretch in stretches]
    for is_hit, group in groupby(judged, key=lambda pair: pair[0]):
        yield is_hit, [stretch for _, stretch in group]


def _is_of_a_word(character: str) -> bool:
    return character.translate(_SEPARATORS) != " "


def _is_asked(word: str, asked: Terms) -> bool:
    parts = set(folded(word).split())
    last = asked.folded[-1]
    return not parts.isdisjoint(asked.folded) or any(part.startswith(last) for part in parts)
