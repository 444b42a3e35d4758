"""Two texts side by side in words: what was taken away, what was added, what stayed."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

TOKEN = re.compile(r"\s+|\d+(?:[.,/:]\d+)+|[^\s\w]|\w+")  # a sum or a day is one word


@dataclass(frozen=True)
class Run:
    """Words one after the other that share a fate: "same", "gone" or "new"."""

    fate: str
    text: str


def compared(before: str, after: str) -> list[Run]:
    """The runs from the text before to the text after, words never cut; gone words stand before those that are new."""
    old, new = TOKEN.findall(before), TOKEN.findall(after)
    runs: list[Run] = []
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            runs.append(Run("same", "".join(old[a:b])))
            continue
        if b > a:
            runs.append(Run("gone", "".join(old[a:b])))
        if d > c:
            runs.append(Run("new", "".join(new[c:d])))
    return list(_joined(runs))


def _joined(runs: list[Run]) -> Iterator[Run]:
    """Changes with nothing but a space between them told as one."""
    held: list[Run] = []
    for number, run in enumerate(runs):
        between = run.fate == "same" and not run.text.strip() and held and number < len(runs) - 1
        if run.fate != "same" or between:
            held.append(run)
            continue
        yield from _told(held)
        held = []
        yield run
    yield from _told(held)


def _told(held: list[Run]) -> Iterator[Run]:
    gone = "".join(run.text for run in held if run.fate in ("gone", "same"))
    new = "".join(run.text for run in held if run.fate in ("new", "same"))
    if any(run.fate == "gone" for run in held):
        yield Run("gone", gone)
    if any(run.fate == "new" for run in held):
        yield Run("new", new)
