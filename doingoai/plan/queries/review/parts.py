"""The parts of a reading as the screen shows them: every field in words, and the machine's words where they differ."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.functional import Promise

from doingoai.dates import office
from doingoai.plan.domain import review
from doingoai.plan.domain.review.parties import Reach
from doingoai.plan.domain.states import Recurrence, Role
from doingoai.plan.domain.titles import brief
from doingoai.plan.queries.review.book import Book
from doingoai.plan.words import FIELD_WORDS, RECURRENCE_WORDS, ROLE_WORDS
from doingoai.text import number

Words = str | Promise
PARTIES = ("lead", "coordinate", "parties", "partners", "issuer")
DAYS = ("date", "origin", "before")
NUMBERED = re.compile(r"(\d+)\.\s*(?=\S)")  # a heading's own number, printed before its words
LISTED = ("content", "recipients", "budget_notes")
WIDE = ("title", "signer", "output", "paragraphs", "letterhead", "kinds", "target", *LISTED)


@dataclass(frozen=True)
class PartyView:
    """A party: its printed words, what becomes of it, how many agencies get work through it."""

    text: str
    reach: str
    agencies: int


@dataclass(frozen=True)
class FieldView:
    """A field in words, empty where the plan prints nothing; `machine` is what the machine read where it differs."""

    name: str
    label: Words
    words: str
    parties: tuple[PartyView, ...] | None
    paragraphs: tuple[str, ...]
    machine: str | None

    @property
    def is_wide(self) -> bool:
        """Whether the field wants the whole width."""
        return self.name in WIDE


@dataclass(frozen=True)
class PartView:
    """A part: its key, what it is called, its fields, and how it stands with the print and the doubts."""

    key: str
    number: str
    title: str
    name: str
    fields: tuple[FieldView, ...]
    lines: tuple[int, ...]
    open_doubts: int
    strangers: int
    corrected: bool
    added: bool
    gone: bool
    items: tuple["PartView", ...] = ()

    @property
    def brief(self) -> str:
        """The title, or its first clauses where it is a whole paragraph."""
        return brief(NUMBERED.sub("", self.title) or self.name if self.key[0] == "a" else self.title or self.name)

    @property
    def filled(self) -> int:
        """How many fields the plan prints beside the part's number and title."""
        return sum(bool(field.words or field.parties) for field in self.shown if field.name != "content")

    @property
    def shown(self) -> list[FieldView]:
        """The fields to read below the part's number and title; these only where the machine read them otherwise."""
        above = (TITLES.get(self.key[0], ""), "no", "lines")
        told = [field for field in self.fields if field.name not in above or field.machine is not None]
        return sorted(told, key=lambda field: field.name == "content")

    @property
    def standing_items(self) -> int:
        """How many items of a heading are not taken out."""
        return sum(not item.gone for item in self.items)

    @property
    def last(self) -> str:
        """The key behind which a heading's next item comes."""
        return self.items[-1].key if self.items else self.key


@dataclass(frozen=True)
class Shown:
    """What the views of all parts are made from."""

    reading: review.Reading
    machine: Mapping[str, review.Values]
    open_lines: frozenset[int]
    book: Book


def shown(state: review.Review, reading: review.Reading, book: Book) -> Shown:
    """All that is needed to show the parts of a review."""
    machine = {key: review.values(key, raw) for key, raw in review.each(review.Review(state.printed).reading())}
    waiting = frozenset(reading["warnings"][i]["line"] for i in review.open_doubts(reading, state.decisions))
    return Shown(reading, machine, waiting, book)


def part_view(key: str, raw: Mapping[str, Any], what: Shown) -> PartView:
    """One part, a heading with its items."""
    values = review.values(key, raw)
    machine = what.machine.get(key)
    fields = tuple(field_view(key, name, value, machine, what.book) for name, value in values.items())
    numbered = NUMBERED.match(raw["heading"]) if key[0] == "a" else None
    lines = tuple(raw.get("lines") or ([raw["line"]] if raw.get("line") else []))
    return PartView(
        key=key,
        number=str(raw.get("no") or (numbered[1] if numbered else "")),
        title=review.label(key, raw) if key[0] in "dmb" else str(raw.get(TITLES.get(key[0], "")) or ""),
        name=review.label(key, raw),
        fields=fields,
        lines=lines,
        open_doubts=sum(line in what.open_lines for line in range(lines[0], lines[-1] + 1)) if lines else 0,
        strangers=sum(
            view.reach == Reach.UNKNOWN for field in fields if field.name != "partners" for view in field.parties or ()
        ),
        corrected=machine is not None and machine != values,
        added=bool(raw.get("added")),
        gone=bool(raw.get("gone")),
        items=tuple(part_view(item["key"], item, what) for item in raw.get("items", ())),
    )


TITLES = {"b": "kind", "s": "title", "t": "title", "a": "heading", "i": "text", "n": "name", "e": "name", "h": "what"}


def field_view(key: str, name: str, value: Any, machine: Mapping[str, Any] | None, book: Book) -> FieldView:
    """A field of a part in words."""
    differs = machine is not None and machine[name] != value
    parties = None
    if name in PARTIES and not isinstance(value, str | None):
        parties = tuple(_party(party, book) for party in ([value] if isinstance(value, dict) else value))
    return FieldView(
        name=name,
        label=FIELD_WORDS[key[0]][name],
        words=_apart(name, value, machine[name], book) if machine else words_of(name, value, book),
        parties=parties,
        paragraphs=tuple(value) if name in LISTED else (),
        machine=_apart(name, machine[name], value, book) if differs and machine is not None else None,
    )


def _party(party: Mapping[str, Any], book: Book) -> PartyView:
    standing = book.standing(party)
    return PartyView(party["text"], standing.reach.value, len(standing.agencies))


def _apart(name: str, value: Any, other: Any, book: Book) -> str:
    """The words of a value; of a list of paragraphs that differs from another only those that the other has not."""
    if name in LISTED and value != other:
        return words_of(name, [one for one in value if one not in other], book)
    return words_of(name, value, book)


def words_of(name: str, value: Any, book: Book) -> str:
    """The value of a field as people read it; empty where nothing is printed."""
    if not value:
        return ""
    if name in DAYS:
        return office(date.fromisoformat(value))
    if name in ("via", "to", "who"):
        return book.name_of(value) or str(value)
    if isinstance(value, dict):
        return _of_object(name, value)
    if isinstance(value, list):
        return _of_list(value)
    if name == "role":
        return str(ROLE_WORDS[Role(value)])
    return number(value) if name == "budget" else str(value)


def _of_object(name: str, value: Mapping[str, Any]) -> str:
    if name == "signer":
        return "; ".join(filter(None, (*value["authority"], value["title"], value["name"])))
    if name == "time":
        days = [office(date.fromisoformat(value[end])) for end in ("from", "to", "before") if value[end]]
        rhythm = str(RECURRENCE_WORDS[Recurrence(value["recurrence"])]) if value["recurrence"] else ""
        rhythm = "" if rhythm in (value["text"] or "").casefold() else rhythm
        return "; ".join(filter(None, (value["text"], " – ".join(days), rhythm)))
    return str(value["text"])


def _of_list(value: Sequence[Any]) -> str:
    if all(isinstance(one, int) for one in value):
        return f"{value[0]} – {value[-1]}" if value[0] != value[-1] else str(value[0])
    return "; ".join(one["text"] if isinstance(one, dict) else str(one) for one in value)
