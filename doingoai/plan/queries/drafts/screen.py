"""The page of a draft: its sections, its parts as rows, how far it has come, what is missing."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.utils.functional import Promise

from doingoai.agencies.queries import directory
from doingoai.plan.domain.drafts.amendment import changes_of
from doingoai.plan.domain.drafts.lint import Lack, Progress, World, lacks, progress, successor
from doingoai.plan.domain.drafts.loose import Loose, loose_of
from doingoai.plan.domain.drafts.parts import Content, each, label, numbers, standing, values
from doingoai.plan.domain.titles import brief
from doingoai.plan.models import Measure, PlanDraft
from doingoai.plan.queries.review.book import Book
from doingoai.plan.queries.review.parts import FieldView, field_view, words_of
from doingoai.plan.words import DRAFT_GROUP_WORDS, FIELD_WORDS, LACK_WORDS, WORDS_OF_DRAFT
from doingoai.text import number

Words = str | Promise
Heir = tuple[str, str, str, str]
ASIDE = ("marks", "no", "origin", "alone", "section", "number", "date", "reason")
OF_NAMES = ("code", "name", "unit", "kindofwork__code", "kindofwork__name")
TITLED = {"s": "title", "t": "title", "a": "heading", "i": "text", "b": "kind"}


@dataclass(frozen=True)
class Names:
    """What the codes of a task are called, looked up once."""

    measures: Mapping[str, str]
    kinds: Mapping[str, str]


@dataclass(frozen=True)
class Row:
    """A part as a row that opens: its key, number, title, the line under it, its fields, what it lacks."""

    key: str
    number: str
    title: str
    about: tuple[str, ...]
    fields: tuple[FieldView, ...]
    lacks: tuple[Lack, ...]
    marks: tuple[Mapping[str, str], ...]
    gone: bool
    is_fixed: bool
    items: tuple["Row", ...] = ()

    @property
    def brief(self) -> str:
        """The title, or its first clauses where it is a whole paragraph."""
        return brief(self.title)

    @property
    def told(self) -> tuple[Lack, ...]:
        """The lacks besides the marks, which stand with their own buttons."""
        return tuple(lack for lack in self.lacks if lack.code != "mark")

    @property
    def may_drop(self) -> bool:
        """Whether the part can be taken out."""
        return self.key[0] not in "dw"


@dataclass(frozen=True)
class Group:
    """Parts under a name: the anchor, how many stand, the letter of what may be added, behind which part."""

    anchor: str
    name: Words
    number: str
    head: Row | None
    rows: tuple[Row, ...]
    adds: str
    after: str

    @property
    def count(self) -> int:
        """How many of them are not taken out."""
        return sum(not row.gone for row in self.rows)

    @property
    def lacking(self) -> int:
        """How many of them lack something."""
        return sum(bool(row.lacks) for row in self.rows if not row.gone)


@dataclass(frozen=True)
class LackKind:
    """A kind of lack with the parts that have it, and for a body that has ended who has its work."""

    code: str
    name: Words
    lacks: tuple[Lack, ...]
    parts: int
    heirs: tuple[Heir, ...]


@dataclass(frozen=True)
class Screen:
    """All that the page shows of a draft."""

    groups: tuple[Group, ...]
    progress: Progress
    counts: tuple[tuple[Words, int, str], ...]
    kinds: tuple[LackKind, ...]
    money: int

    @property
    def sections(self) -> int:
        """How many groups of tasks stand."""
        return sum(group.head is not None and not group.head.gone for group in self.groups)


def book_of_draft(draft: PlanDraft, province: str) -> Book:
    """The names for a draft; four queries."""
    return Book(directory(province), date(draft.year, 1, 1))


def names() -> Names:
    """What measures and kinds of work are called; one query."""
    measures: dict[str, str] = {}
    kinds: dict[str, str] = {}
    rows = Measure.objects.order_by("order", "code", "kindofwork__order", "kindofwork__code")
    for code, name, unit, kind, kind_name in rows.values_list(*OF_NAMES):
        measures[code] = f"{name} ({unit})"
        if kind:
            kinds[kind] = kind_name
    return Names(measures, kinds)


def screen(draft: PlanDraft, book: Book, today: date) -> Screen:
    """The page of a draft."""
    content: Content = draft.content
    named = names()
    found = lacks(content, World(book.directory, today, named.kinds))
    rows = _rows(content, found, book, named)
    told = progress(content, found)
    return Screen(
        groups=tuple(_amendable(_groups(content, rows)) if draft.amends_id else _groups(content, rows)),
        progress=told,
        counts=tuple((LACK_WORDS[code], count, key) for code, count, key in told.counts),
        kinds=tuple(_kind(code, found, book) for code, _, _ in told.counts),
        money=sum(task["budget"] or 0 for task in standing(content, "tasks")),
    )


def loose_ends(draft: PlanDraft, book: Book, today: date) -> Loose:
    """What is loose in the draft, of an amendment in what it writes; nothing once it is not written any more."""
    if not draft.is_open:
        return Loose((), ())
    changes = changes_of(draft.base, draft.content) if draft.amends_id else None
    return loose_of(draft.content, World(book.directory, today), changes)


def row_of(draft: PlanDraft, key: str, book: Book, today: date) -> Row:
    """One part as it is shown.

    :raises KeyError: if there is none
    """
    return rows_of(draft, book, today, names())[key]


def rows_of(draft: PlanDraft, book: Book, today: date, named: Names) -> dict[str, Row]:
    """Every part as it is shown, by key; no query."""
    found = lacks(draft.content, World(book.directory, today, named.kinds))
    return _rows(draft.content, found, book, named)


def _kind(code: str, found: list[Lack], book: Book) -> LackKind:
    mine = [lack for lack in found if lack.code == code]
    heirs = heirs_of((lack.body for lack in mine if lack.body), book, book.day)
    return LackKind(code, LACK_WORDS[code], tuple(mine), len({lack.key for lack in mine}), heirs)


def heirs_of(bodies: Iterable[str], book: Book, day: date) -> tuple[Heir, ...]:
    """Who has the work of each body on the day: slug and name of the body, slug and name of the other."""
    found = ((slug, successor(book.directory, slug, day)) for slug in dict.fromkeys(bodies))
    return tuple((slug, book.name_of(slug), heir, book.name_of(heir)) for slug, heir in found if heir)


def _rows(content: Content, found: list[Lack], book: Book, named: Names) -> dict[str, Row]:
    counted = numbers(content)
    by_key: dict[str, list[Lack]] = {}
    for lack in found:
        by_key.setdefault(lack.key, []).append(lack)
    rows: dict[str, Row] = {}
    for key, raw in sorted(each(content), key=lambda part: part[0][0] == "a"):
        rows[key] = Row(
            key=key,
            number=counted.get(key, ""),
            title=_title(content, key, raw),
            about=_about(key, raw),
            fields=tuple(_fields(key, raw, book, named)),
            lacks=tuple(by_key.get(key, ())),
            marks=tuple(raw["marks"]),
            gone=bool(raw.get("gone")),
            is_fixed=bool(raw.get("no")),
            items=tuple(rows[item["key"]] for item in raw.get("items", ())),
        )
    return rows


def _title(content: Content, key: str, raw: Mapping[str, Any]) -> str:
    if key[0] == "d":
        return str(raw["title"])
    if key[0] == "w":
        return str(WORDS_OF_DRAFT[key])
    return label(content, key) if key[0] == "b" else str(raw[TITLED[key[0]]])


def _about(key: str, raw: Mapping[str, Any]) -> tuple[str, ...]:
    """What stands in small letters under the title: who leads a task, when, for how much."""
    if key[0] == "t":
        leads = ", ".join(party["text"] for party in raw["lead"])
        money = f"{number(raw['budget'])} đồng" if raw["budget"] is not None else ""
        return tuple(filter(None, (leads, (raw["time"] or {}).get("text", ""), money)))
    if key[0] == "b":
        return tuple(filter(None, (raw["subject"] or "",)))
    return ()


def _fields(key: str, raw: Mapping[str, Any], book: Book, named: Names) -> list[FieldView]:
    shown = []
    for name, value in values(key, raw).items():
        if name in ASIDE or (name == TITLED.get(key[0]) and key[0] != "b"):
            continue
        shown.append(draft_field(key, name, value, book, named))
    return sorted(shown, key=lambda field: field.name == "content")


def draft_field(key: str, name: str, value: Any, book: Book, named: Names) -> FieldView:
    """A field of a part in words."""
    if name in ("paragraphs", "letterhead"):
        return FieldView(name, FIELD_WORDS[key[0]][name], "\n".join(value), None, tuple(value), None)
    if name in ("target", "kinds"):
        return FieldView(name, FIELD_WORDS["t"][name], _coded(name, value, named), None, (), None)
    return field_view(key, name, value, None, book)


def _coded(name: str, value: Any, named: Names) -> str:
    if not value:
        return ""
    if name == "kinds":
        return "; ".join(named.kinds.get(code, code) for code in value)
    told = f"{value['quantity'].replace('.', ',')} · {named.measures.get(value['measure'], value['measure'])}"
    return f"{told}: {value['note']}" if value["note"] else told


def said_words(key: str, name: str, value: Any, book: Book, named: Names) -> str:
    """A field's value as one text, for comparing."""
    if name in ("content", "paragraphs", "letterhead", "recipients"):
        return "\n".join(value or ())
    if name in ("target", "kinds"):
        return _coded(name, value, named)
    return words_of(name, value, book)


def _groups(content: Content, rows: Mapping[str, Row]) -> list[Group]:
    lists = {place: tuple(rows[raw["key"]] for raw in content[place]) for place in ("legal_bases", "assignments")}
    found = [
        _listed("head", "", (rows["d"],)),
        _listed("bases", "", lists["legal_bases"], adds="b"),
        _listed("aim", "I", (rows["wp"], rows["wq"])),
    ]
    for section in content["sections"]:
        mine = tuple(rows[task["key"]] for task in content["tasks"] if task["section"] == section["key"])
        head = rows[section["key"]]
        after = mine[-1].key if mine else section["key"]
        found.append(Group(f"g-{section['key']}", head.title, head.number, head, mine, "t", after))
    found.append(_listed("organisation", "III", (*lists["assignments"], rows["wr"]), adds="a"))
    found.append(_listed("money", "IV", (rows["wm"], rows["wz"])))
    return found


def _amendable(groups: list[Group]) -> Iterator[Group]:
    """What an amendment touches: tasks and assignments; what else the paper says stays as it was issued."""
    for group in groups:
        if group.head:
            yield group
        elif group.anchor == "organisation":
            yield replace(group, rows=tuple(row for row in group.rows if row.key[0] == "a"))


def _listed(anchor: str, of: str, rows: tuple[Row, ...], adds: str = "") -> Group:
    return Group(anchor, DRAFT_GROUP_WORDS[anchor], of, None, rows, adds, "")


def agencies_named(content: Content, book: Book) -> dict[str, list[str]]:
    """For each agency that the draft names, the keys of its parts: alone or as a member of a closed group."""
    found: dict[str, list[str]] = {}
    for key, raw in each(content):
        if raw.get("gone"):
            continue
        parties = [party for name in ("lead", "coordinate", "parties") for party in raw.get(name, ())]
        for slug in dict.fromkeys(slug for party in parties for slug in book.standing(party).agencies):
            found.setdefault(slug, []).append(key)
    return found
