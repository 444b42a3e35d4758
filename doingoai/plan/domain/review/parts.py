"""The parts of a reading that are corrected one by one, each under a key that stays while others come and go."""

import copy
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from doingoai.plan.domain.titles import brief

Reading = dict[str, Any]
Values = dict[str, Any]

UNTOUCHED = ("source", "spans", "warnings")  # what nobody corrects
OWN = ("key", "gone", "added")  # what the review notes on a part; no field of the contract


@dataclass(frozen=True)
class Kind:
    """A kind of part: its keys' letter, its list in the reading, its fields; `blank` is what a new one begins with.

    Parts without a `blank` are there once and for all: none is added, none taken out.
    """

    letter: str
    place: str
    fields: tuple[str, ...]
    blank: Mapping[str, Any] | None = None


KINDS = {
    kind.letter: kind
    for kind in (
        Kind("d", "document", ("type", "title", "number", "date", "year", "issuer", "signer", "recipients")),
        Kind(
            "b",
            "legal_bases",
            ("kind", "number", "date", "issuer", "subject"),
            {"kind": "", "number": None, "date": None, "issuer": None, "subject": None},
        ),
        Kind("s", "sections", ("title",)),
        Kind(
            "t",
            "tasks",
            ("no", "title", "content", "lead", "coordinate", "time", "budget", "output", "lines"),
            {
                "no": "",
                "title": "",
                "content": [],
                "lead": [],
                "coordinate": [],
                "time": None,
                "budget": None,
                "output": None,
                "lines": [],
            },
        ),
        Kind("a", "assignments", ("heading", "parties"), {"heading": "", "parties": [], "items": [], "line": 0}),
        Kind(
            "i",
            "items",
            ("text", "role", "partners", "lines"),
            {"text": "", "role": "perform", "partners": [], "lines": []},
        ),
        Kind(
            "n",
            "anniversaries",
            ("name", "origin", "date", "years"),
            {"name": "", "origin": None, "date": None, "years": None},
        ),
        Kind("e", "events", ("name", "text"), {"name": "", "text": ""}),
        Kind(
            "h",
            "deadlines",
            ("what", "who", "before", "via", "to"),
            {"what": "", "who": None, "before": None, "via": None, "to": None},
        ),
        Kind("m", "budget_notes", ("budget_notes",)),
    )
}


def kind_of(key: str) -> Kind:
    """The kind of the part that the key names.

    :raises KeyError: if no part has such a key
    """
    return KINDS[key[:1]]


def each(reading: Reading) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every part of a keyed reading with its key, in the order of the paper; the notes on money are the reading's."""
    yield "d", reading["document"]
    for place in ("legal_bases", "sections", "tasks"):
        yield from ((raw["key"], raw) for raw in reading[place])
    for heading in reading["assignments"]:
        yield heading["key"], heading
        yield from ((item["key"], item) for item in heading["items"])
    for place in ("anniversaries", "events", "deadlines"):
        yield from ((raw["key"], raw) for raw in reading[place])
    yield "m", reading


def part_of(reading: Reading, key: str) -> dict[str, Any]:
    """The part with the key.

    :raises KeyError: if the reading has none
    """
    for found, raw in each(reading):
        if found == key:
            return raw
    raise KeyError(key)


def values(key: str, raw: Mapping[str, Any]) -> Values:
    """The fields of a part, without what the review notes on it."""
    return {name: raw[name] for name in kind_of(key).fields}


def keyed(printed: Reading) -> Reading:
    """A copy of the machine's reading whose parts have their keys: the letter of their kind, and their place."""
    reading = {name: value if name in UNTOUCHED else copy.deepcopy(value) for name, value in printed.items()}
    for kind in KINDS.values():
        if kind.place in reading and kind.letter not in "dmi":
            for number, raw in enumerate(reading[kind.place], 1):
                raw["key"] = f"{kind.letter}{number}"
    items = [item for heading in reading["assignments"] for item in heading["items"]]
    for number, item in enumerate(items, 1):
        item["key"] = f"i{number}"
    return reading


def contract(reading: Reading) -> Reading:
    """The reading as the plan takes it: without the parts taken out, without keys."""
    result = {name: reading[name] for name in ("document", "sections", "budget_notes", "warnings", "source", "spans")}
    for place in ("legal_bases", "sections", "tasks", "assignments", "anniversaries", "events", "deadlines"):
        result[place] = [_bare(raw) for raw in reading[place] if not raw.get("gone")]
    for heading in result["assignments"]:
        heading["items"] = [_bare(item) for item in heading["items"] if not item.get("gone")]
    return copy.deepcopy(result)


def _bare(raw: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in raw.items() if name not in OWN}


def label(key: str, raw: Mapping[str, Any]) -> str:
    """What a person calls the part by: its number, else its name, in Vietnamese."""
    letter = key[:1]
    if letter == "d":
        return "phần đầu văn bản"
    if letter == "m":
        return "ghi chú kinh phí"
    if letter == "b":
        return " ".join(filter(None, (raw["kind"], raw["number"] or raw["subject"])))
    names = {"s": "no", "t": "no", "a": "heading", "i": "text", "n": "name", "e": "name", "h": "what"}
    return brief(raw[names[letter]] or raw.get("title") or "mục mới")
