"""The state of a review, and the reading that follows from it."""

import copy
import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from doingoai.plan.domain.review.parts import KINDS, Reading, each, keyed, kind_of

APPLIED, KEPT, NOTED = "applied", "kept", "noted"
CHOICES = frozenset({APPLIED, KEPT, NOTED})
# Where a part that keeps no line number quotes the paper.
QUOTES = {
    "d": ("title", "recipients", "signer"),
    "b": ("number", "subject"),
    "n": ("name",),
    "e": ("name", "text"),
    "h": ("what",),
    "m": ("budget_notes",),
}
SHORTEST_QUOTE = 4  # fewer letters stand in too many lines to tell one from another
YEARS = re.compile(r"(\d+) năm")
ASIDE = ("after", "over")  # edits that are no fields


class Unreadable(Exception):
    """A correction that cannot be understood; the message says in Vietnamese how to write it."""


@dataclass(frozen=True)
class Review:
    """What the machine read, the fields that people set by part, and the choice on each doubt by its index.

    Beside the fields, the edits of a part say: `after` which part it stands, if people added it; `gone`, if it is taken
    out; `over` which proposals each field was written over, so that they do not change again what was written since.
    """

    printed: Reading = field(repr=False)
    edits: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    decisions: Mapping[str, str] = field(default_factory=dict)

    def applied(self) -> list[str]:
        """The indexes of the doubts whose proposal was taken, in the order of the print."""
        return sorted((index for index, choice in self.decisions.items() if choice == APPLIED), key=int)

    def reading(self) -> Reading:
        """The reading as it stands: the machine's, with the parts added, the fields set and the proposals taken."""
        result = keyed(self.printed)
        applied = [(index, _keys_on(result, self.printed["warnings"][int(index)])) for index in self.applied()]
        for key in sorted((k for k in self.edits if "after" in self.edits[k]), key=_rank):
            _insert(result, key, self.edits[key])
        parts = dict(each(result))
        for key, said in self.edits.items():
            parts[key].update({name: copy.deepcopy(value) for name, value in said.items() if name not in ASIDE})
        for index, keys in applied:
            warning = self.printed["warnings"][int(index)]
            for key in (*keys, *_added_on(self.edits, parts, warning)):
                over = self.edits.get(key, {}).get("over", {})
                names = [name for name in kind_of(key).fields if index not in over.get(name, ())]
                _exchange(names, parts[key], warning["printed"], warning["proposal"])
        for heading in result["assignments"]:
            heading["agency"] = {name: value for name, value in heading["parties"][0].items() if name != "related"}
        return result


def _rank(key: str) -> tuple[int, int]:
    """Headings before their items; of one kind, those added first before those added later."""
    return list(KINDS).index(key[:1]), int(key[1:])


def _insert(reading: Reading, key: str, said: Mapping[str, Any]) -> None:
    kind = kind_of(key)
    raw = copy.deepcopy(dict(kind.blank or {})) | {"key": key, "added": True}
    after = str(said["after"])
    if kind.letter != "i":
        place = reading[kind.place]
    else:
        place = next(
            heading["items"]
            for heading in reading["assignments"]
            if after == heading["key"] or any(item["key"] == after for item in heading["items"])
        )
    position = next((number for number, one in enumerate(place, 1) if one["key"] == after), 0)
    place.insert(position, raw)


def _keys_on(reading: Reading, warning: Mapping[str, Any]) -> list[str]:
    """The machine's parts that the warning's line belongs to."""
    line = warning["line"]
    text = next((text for number, text in reading["source"] if number == line), "")
    return [key for key, raw in each(reading) if _stands_on(key, raw, line) or _is_quoted(key, raw, text)]


def _stands_on(key: str, raw: Mapping[str, Any], line: int) -> bool:
    if key[:1] in ("t", "i"):
        return bool(raw["lines"]) and raw["lines"][0] <= line <= raw["lines"][-1]
    return key[:1] in ("s", "a") and raw.get("line") == line


def _is_quoted(key: str, raw: Mapping[str, Any], text: str) -> bool:
    body = text.strip(" -–+*.;")
    quotes = [quote for name in QUOTES.get(key[:1], ()) for quote in _leaves(raw[name])]
    return any(len(q) >= SHORTEST_QUOTE and (q in text or (len(body) > SHORTEST_QUOTE and body in q)) for q in quotes)


def _leaves(value: Any) -> Iterable[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list | dict):
        for part in value.values() if isinstance(value, dict) else value:
            yield from _leaves(part)


def _added_on(
    edits: Mapping[str, Mapping[str, Any]], parts: Mapping[str, dict[str, Any]], warning: Mapping[str, Any]
) -> list[str]:
    return [key for key in edits if "after" in edits[key] and _stands_on(key, parts[key], warning["line"])]


def _exchange(names: Collection[str], raw: dict[str, Any], old: str, new: str) -> None:
    """Put the proposed words where the printed ones stand, in the fields named."""
    for name in names:
        raw[name] = _exchanged(raw[name], old, new)
    number, meant = YEARS.fullmatch(old), YEARS.fullmatch(new)
    if number and meant and "years" in names and raw["years"] == int(number[1]):
        raw["years"] = int(meant[1])


def _exchanged(value: Any, old: str, new: str) -> Any:
    """The value with the words exchanged; a day printed as 19/10/2012 is exchanged where it stands as ISO too."""
    if isinstance(value, str):
        was, becomes = iso(old), iso(new)
        return value.replace(was, becomes) if was and becomes and value == was else value.replace(old, new)
    if isinstance(value, list):
        return [_exchanged(part, old, new) for part in value]
    if isinstance(value, dict):
        return {name: _exchanged(part, old, new) for name, part in value.items()}
    return value


def iso(printed: str) -> str | None:
    """A day printed as 19/10/2012, as ISO; None for anything else."""
    parts = printed.strip().split("/")
    if len(parts) != 3 or not all(part.isdigit() for part in parts):
        return None
    day, month, year = (int(part) for part in parts)
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None
