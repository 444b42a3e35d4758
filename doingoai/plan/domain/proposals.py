"""Which task a kind of work may serve: a proposal from the words of the titles, for a person to confirm."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from doingoai.text import canonical

Row = tuple[Any, "Proposal | None", str | None]
NOT_A_WORD = re.compile(r"\W+")


@dataclass(frozen=True)
class Proposal:
    """The task proposed for a kind of work, and the words it was proposed for."""

    kind: str
    task: str
    because: tuple[str, ...]


@dataclass(frozen=True)
class Rows:
    """Kinds of work with their proposals and choices: those with one or the other, and the rest, to be folded."""

    proposed: tuple[Row, ...]
    others: tuple[Row, ...]


def parted(rows: Iterable[Row]) -> Rows:
    """The rows, those with neither a proposal nor a choice apart."""
    proposed: list[Row] = []
    others: list[Row] = []
    for row in rows:
        (proposed if row[1] or row[2] else others).append(row)
    return Rows(tuple(proposed), tuple(others))


def propose(kinds: Mapping[str, Sequence[str]], tasks: Iterable[tuple[str, str]]) -> list[Proposal]:
    """For each kind with its cues, propose the task whose title holds most of them; a kind with no hit gets none.

    A cue may hold several words that must stand together. Of tasks that hold equally many, the one whose title is
    shortest is meant most closely; then the first of the plan.
    """
    titles = [(number, _words(title)) for number, title in tasks]
    found: list[Proposal] = []
    for kind, cues in kinds.items():
        scored = [(number, title, tuple(cue for cue in cues if _words(cue) in title)) for number, title in titles]
        hits = [(number, title, words) for number, title, words in scored if words]
        if hits:
            number, _, words = min(hits, key=lambda hit: (-len(hit[2]), len(hit[1])))
            found.append(Proposal(kind, number, words))
    return found


def _words(text: str) -> str:
    return f" {NOT_A_WORD.sub(' ', canonical(text).casefold()).strip()} "
