"""The JSON contract of a plan, held against a document: its keys, its types, its order."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

RECURRENCES = ("daily", "weekly", "monthly", "quarterly", "half-yearly", "yearly", "continuous")
Check = Callable[[Any], bool]


def text(value: Any) -> bool:
    return isinstance(value, str)


def number(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def truth(value: Any) -> bool:
    return isinstance(value, bool)


def day(value: Any) -> bool:
    return isinstance(value, str) and date.fromisoformat(value).isoformat() == value


def maybe(check: Check) -> Check:
    return lambda value: value is None or check(value)


def many(check: Check) -> Check:
    return lambda value: isinstance(value, list) and all(check(one) for one in value)


def one_of(*words: str) -> Check:
    return lambda value: value in words


def holds(shape: Mapping[str, Check], *also: str) -> Check:
    """An object with just these keys; those of `also` may stand beside them, for the review."""

    def check(value: Any) -> bool:
        assert isinstance(value, dict), value
        assert set(shape) <= set(value) <= {*shape, *also}, (sorted(value), sorted(shape))
        for name, wanted in shape.items():
            assert wanted(value[name]), (name, value[name])
        return True

    return check


PARTY = holds({"text": text, "name": text, "agency": maybe(text), "group": truth}, "related")
SIGNER = holds({"authority": many(text), "title": text, "name": text})
TIME = holds(
    {
        "text": text,
        "from": maybe(day),
        "to": maybe(day),
        "before": maybe(day),
        "recurrence": maybe(one_of(*RECURRENCES)),
    }
)
DOCUMENT = holds(
    {
        "type": text,
        "title": text,
        "number": maybe(text),
        "date": maybe(day),
        "year": number,
        "issuer": PARTY,
        "signer": maybe(SIGNER),
        "recipients": many(text),
    }
)
BASIS = holds({"kind": text, "number": maybe(text), "date": maybe(day), "issuer": maybe(text), "subject": maybe(text)})
TASK = holds(
    {
        "no": text,
        "title": text,
        "content": many(text),
        "lead": many(PARTY),
        "coordinate": many(PARTY),
        "time": maybe(TIME),
        "budget": maybe(number),
        "output": maybe(text),
        "lines": many(number),
    }
)
ITEM = holds(
    {
        "text": text,
        "role": one_of("lead", "coordinate", "perform"),
        "partners": many(PARTY),
        "lines": many(number),
    }
)
ASSIGNMENT = holds({"heading": text, "agency": PARTY, "items": many(ITEM)}, "parties", "line")
ANNIVERSARY = holds({"name": text, "origin": maybe(day), "date": day, "years": maybe(number)})
DEADLINE = holds({"what": text, "who": maybe(text), "before": maybe(day), "via": maybe(text), "to": maybe(text)})
WARNING = holds({"code": text, "message": text, "line": number}, "printed", "proposal")
CONTRACT = holds(
    {
        "document": DOCUMENT,
        "legal_bases": many(BASIS),
        "tasks": many(TASK),
        "assignments": many(ASSIGNMENT),
        "anniversaries": many(ANNIVERSARY),
        "events": many(holds({"name": text, "text": text})),
        "deadlines": many(DEADLINE),
        "budget_notes": many(text),
        "warnings": many(WARNING),
    },
    "sections",
    "source",
    "spans",
)


def check(document: Mapping[str, Any]) -> None:
    """Assert that the document has the shape of the contract."""
    assert CONTRACT(document)
    assert all(task["lines"] for task in document["tasks"])
