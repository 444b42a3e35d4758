"""The review screen: the doubts first, the paper and the structure beside each other, what would be lost."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from doingoai.plan.domain import review
from doingoai.plan.models import PlanImport
from doingoai.plan.queries.review.book import Book
from doingoai.plan.queries.review.history import latest_changes, review_of
from doingoai.plan.queries.review.parts import PartView, part_view, shown, words_of
from doingoai.plan.queries.review.source import Block, blocks
from doingoai.plan.words import FIELD_WORDS, PART_KIND_WORDS, WARNING_WORDS

# Doubts without a proposal that are settled by correcting the part they stand in.
CORRECTED_IN_PLACE = frozenset({"open-group", "inconsistent-name", "no-frequency"})
FIRST_DOUBTS = 6  # what a person settles before reading on; the next ones follow


@dataclass(frozen=True)
class DoubtView:
    """A row of doubts decided together; each with its index, line, message, and the part to correct where one is."""

    doubt: review.Doubt
    kind: Any
    each: tuple[tuple[int, int, str, str], ...]

    @property
    def pieces(self) -> list[tuple[str, bool]]:
        """The first message in runs, each with whether it is the printed words."""
        message, printed = self.doubt.messages[0], self.doubt.printed or ""
        before, found, after = message.partition(printed) if printed else (message, "", "")
        return [(words, words is found) for words in (before, found, after) if words]

    @property
    def key(self) -> str:
        """The part that a row of one doubt is corrected in; empty for none."""
        return self.each[0][3] if len(self.each) == 1 else ""

    @property
    def many(self) -> bool:
        """Whether the row stands for doubts that are told apart by their words."""
        return len(set(self.doubt.messages)) > 1


@dataclass(frozen=True)
class Doubts:
    """The doubts that a person asked to see, how far they have come, and the kinds there are."""

    rows: tuple[DoubtView, ...]
    rest: int
    open_count: int
    total: int
    kinds: tuple[tuple[str, Any, int], ...]
    kind: str
    everything: bool


@dataclass(frozen=True)
class Group:
    """Parts of one kind under their name."""

    letter: str
    name: Any
    parts: tuple[PartView, ...]

    @property
    def standing(self) -> int:
        """How many of them are not taken out."""
        return sum(not part.gone for part in self.parts)

    @property
    def last(self) -> str:
        """The key behind which the next one comes."""
        return self.parts[-1].key


@dataclass(frozen=True)
class Screen:
    """All that the review screen shows beside the doubts."""

    blocks: tuple[Block, ...]
    head: PartView
    sections: tuple[tuple[PartView | None, tuple[PartView, ...]], ...]
    headings: tuple[PartView, ...]
    lists: tuple[Group, ...]
    notes: PartView
    counts: dict[str, int]
    first: str


def screen(plan_import: PlanImport, book: Book) -> Screen:
    """The screen of an import; no query."""
    reading = plan_import.reading
    what = shown(review_of(plan_import), reading, book)
    views = {key: part_view(key, raw, what) for key, raw in review.each(reading) if key[0] != "i"}
    plain = review.contract(reading)
    return Screen(
        blocks=tuple(blocks(reading)),
        head=views["d"],
        sections=_sections(views),
        headings=tuple(view for key, view in views.items() if key[0] == "a"),
        lists=tuple(
            Group(letter, PART_KIND_WORDS[letter], tuple(view for key, view in views.items() if key[0] == letter))
            for letter in "bneh"
        ),
        notes=views["m"],
        counts={
            "tasks": len(plain["tasks"]),
            "assignments": sum(len(heading["items"]) for heading in plain["assignments"]),
            "anniversaries": len(plain["anniversaries"]),
            "deadlines": sum(1 for deadline in plain["deadlines"] if deadline["before"]),
            "lines": len(reading["source"]),
        },
        first=next((key for key, view in views.items() if key[0] == "t" and view.open_doubts), ""),
    )


def _sections(views: dict[str, PartView]) -> tuple[tuple[PartView | None, tuple[PartView, ...]], ...]:
    """The tasks under the headings they are numbered after, in the order of the plan."""
    headings = {view.number: view for key, view in views.items() if key[0] == "s"}
    found: list[tuple[PartView | None, list[PartView]]] = []
    for view in (view for key, view in views.items() if key[0] == "t"):
        heading = headings.get(".".join(view.number.split(".")[:2]))
        if not found or found[-1][0] != heading:
            found.append((heading, []))
        found[-1][1].append(view)
    return tuple((heading, tuple(tasks)) for heading, tasks in found)


def doubts_of(plan_import: PlanImport, *, kind: str = "", everything: bool = False) -> Doubts:
    """The doubts to look at: the first open ones, or all; of one kind where it is named; no query."""
    reading, decisions = plan_import.reading, plan_import.decisions
    rows = review.doubts(reading, decisions)
    codes: dict[str, int] = {}
    for row in rows:
        codes[row.code] = codes.get(row.code, 0) + (0 if row.decision else len(row.indexes))
    asked = [row for row in rows if (everything or not row.decision) and kind in ("", row.code)]
    first = asked if everything or kind else asked[:FIRST_DOUBTS]
    return Doubts(
        rows=tuple(_doubt(reading, row) for row in first),
        rest=sum(len(row.indexes) for row in asked[len(first) :]),
        open_count=len(review.open_doubts(reading, decisions)),
        total=len(reading["warnings"]),
        kinds=tuple((code, WARNING_WORDS.get(code, code), count) for code, count in codes.items()),
        kind=kind,
        everything=everything,
    )


def _doubt(reading: review.Reading, row: review.Doubt) -> DoubtView:
    keys = [key_on(reading, line) if row.code in CORRECTED_IN_PLACE else "" for line in row.lines]
    each = tuple(zip(row.indexes, row.lines, row.messages, keys, strict=True))
    return DoubtView(row, WARNING_WORDS.get(row.code, row.code), each)


def key_on(reading: review.Reading, line: int) -> str:
    """The task, else the item, else the heading that the line was read into; empty for none."""
    found = {
        key[0]: key
        for key, raw in reversed(list(review.each(reading)))
        if (key[0] in "ti" and raw["lines"] and raw["lines"][0] <= line <= raw["lines"][-1])
        or (key[0] == "a" and raw["line"] == line)
    }
    return found.get("t") or found.get("i") or found.get("a") or ""


@dataclass(frozen=True)
class Told:
    """A save as it is told: what about, by whom, when; each field with its words before and after."""

    what: str
    who: str
    at: datetime
    fields: tuple[tuple[Any, str, str], ...]


def story(plan_import: PlanImport, book: Book, count: int = 12) -> list[Told]:
    """The newest saves of a review, from the record; one query."""
    return [
        Told(
            change.summary,
            change.who,
            change.at,
            tuple(
                (FIELD_WORDS[key[0]][name], words_of(name, was, book), words_of(name, now, book))
                for key, name, was, now in change.fields()
                if name in FIELD_WORDS[key[0]] and (was or now)
            ),
        )
        for change in latest_changes(plan_import, count)
    ]
