"""What agencies are asked about a draft and what they say: the matrix, the remarks, an agency's own page."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.functional import Promise

from doingoai.agencies.models import Agency
from doingoai.plan.domain.drafts.amendment import Change, changes_of, duties
from doingoai.plan.domain.drafts.comments import Standing, exists, standing_of, whole_parts
from doingoai.plan.domain.drafts.parts import Content, label, part_of, standing
from doingoai.plan.domain.drafts.wording import Run, compared
from doingoai.plan.domain.states import Answer, Outcome
from doingoai.plan.models import DraftReader, PlanDraft, Remark
from doingoai.plan.queries.drafts.screen import Names, Row, agencies_named, names, rows_of, said_words
from doingoai.plan.queries.review.book import Book
from doingoai.plan.words import FIELD_WORDS

Words = str | Promise


@dataclass(frozen=True)
class Difference:
    """A field as it stands and as it is proposed, in words side by side; `runs` tell what goes and what comes."""

    name: str
    label: Words
    before: str
    after: str
    runs: tuple[Run, ...]


@dataclass(frozen=True)
class Said:
    """A remark with the part it is about, its differences from the draft as it stands, whether that has moved on."""

    remark: Remark
    where: str
    differences: tuple[Difference, ...]
    is_there: bool
    has_moved: bool


@dataclass(frozen=True)
class ReaderLine:
    """An agency in the matrix: how far it is."""

    reader: DraftReader
    standing: Standing


@dataclass(frozen=True)
class Matrix:
    """Who was asked and what came back: the agencies, the remarks that wait, those that are settled."""

    lines: tuple[ReaderLine, ...]
    waiting: tuple[Said, ...]
    settled: tuple[Said, ...]

    @property
    def answered(self) -> int:
        """How many agencies have said something of every part."""
        return sum(not line.standing.silent for line in self.lines)

    @property
    def silent(self) -> tuple[DraftReader, ...]:
        """The agencies from which a word is missing."""
        return tuple(line.reader for line in self.lines if line.standing.silent)


def parts_by_agency(draft: PlanDraft, book: Book, today: date) -> dict[str, list[str]]:
    """The keys of each living agency's parts: its tasks, what its heading asks; of an amendment, those it touches."""
    if draft.amends_id:
        touched = _touched(draft, book)
        return {slug: keys for slug, keys in touched.items() if book.directory.bodies[slug].is_alive(today)}
    found = agencies_named(draft.content, book)
    return {
        slug: keys
        for slug, named in found.items()
        if book.directory.bodies[slug].is_alive(today) and (keys := whole_parts(draft.content, named))
    }


def _touched(draft: PlanDraft, book: Book) -> dict[str, list[str]]:
    """For each agency, the keys of what the amendment changes, gives it, takes from it."""
    was, now = agencies_of(draft.base, book), agencies_of(draft.content, book)
    found: dict[str, list[str]] = {}
    for change in changes_of(draft.base, draft.content):
        for slug in sorted(was.get(change.key, set()) | now.get(change.key, set())):
            found.setdefault(slug, []).append(change.key)
    return found


def agencies_of(content: Content, book: Book) -> dict[str, set[str]]:
    """The agencies that have a share of each standing task and assignment, by key."""
    named = {task["key"]: [*task["lead"], *task["coordinate"]] for task in standing(content, "tasks")}
    named |= {key: duty["parties"] for key, duty in duties(content).items()}
    return {
        key: {slug for party in parties for slug in book.standing(party).agencies} for key, parties in named.items()
    }


def matrix(draft: PlanDraft, book: Book, today: date) -> Matrix:
    """The coordinator's page of comments; four queries beside those of the names."""
    mine = parts_by_agency(draft, book, today)
    readers = list(draft.readers.select_related("agency", "answered_by").prefetch_related("remarks"))
    remarks = Remark.objects.filter(reader__draft=draft).exclude(answer=Answer.AGREE)
    named = names()
    told = [
        said_of(draft, remark, book, named) for remark in remarks.select_related("reader__agency", "by", "settled_by")
    ]
    lines = []
    for reader in readers:
        answers = {remark.key: remark.answer for remark in reader.remarks.all()}
        lines.append(ReaderLine(reader, standing_of(mine.get(reader.agency.slug, []), answers)))
    return Matrix(
        tuple(lines),
        tuple(one for one in told if one.remark.outcome == Outcome.OPEN),
        tuple(one for one in told if one.remark.outcome != Outcome.OPEN),
    )


def said_of(draft: PlanDraft, remark: Remark, book: Book, named: Names) -> Said:
    """A remark beside the draft as it stands."""
    content = draft.content
    is_there = exists(content, remark.key)
    raw = part_of(content, remark.key) if is_there else remark.seen
    return Said(
        remark=remark,
        where=label(content, remark.key),
        differences=tuple(differences(remark.key, raw, remark.said, book, named)),
        is_there=is_there,
        has_moved=any(raw.get(name) != value for name, value in remark.seen.items()),
    )


def differences(
    key: str, before: Mapping[str, Any], after: Mapping[str, Any], book: Book, named: Names
) -> list[Difference]:
    """Each field that is said otherwise, in words."""
    found = []
    for name, value in after.items():
        was, now = (said_words(key, name, told, book, named) for told in (before.get(name), value))
        found.append(Difference(name, _field_words(key, name), was, now, tuple(compared(was, now))))
    return found


def _field_words(key: str, name: str) -> Words:
    """What a field is called; an assignment bears its heading's fields too."""
    return FIELD_WORDS[key[0]][name] if name in FIELD_WORDS[key[0]] else FIELD_WORDS["a"][name]


def changed_words(change: Change, book: Book, named: Names) -> list[Difference]:
    """What an amendment changes of a task or assignment, in words; of what is taken out, all that goes."""
    found = differences(change.key, change.before, change.after or dict.fromkeys(change.before), book, named)
    return [one for one in found if one.before or one.after]


@dataclass(frozen=True)
class OwnPart:
    """A part of an agency's page: as it stands, what an amendment makes of it, and what the agency said of it."""

    row: Row
    said: Said | None
    change: Change | None = None
    changes: tuple[Difference, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether something can be said of it: it stands, or an amendment takes it out."""
        return not self.row.gone or self.change is not None


def own_parts(reader: DraftReader, book: Book, today: date) -> list[OwnPart]:
    """The agency's parts in the order of the paper, with what it said of each."""
    draft, named = reader.draft, names()
    keys = parts_by_agency(draft, book, today).get(reader.agency.slug, [])
    remarks = {remark.key: remark for remark in reader.remarks.select_related("by", "settled_by")}
    rows = rows_of(draft, book, today, named)
    changes = {one.key: one for one in changes_of(draft.base, draft.content)} if draft.amends_id else {}
    found = []
    for key in [*keys, *(key for key in remarks if key not in keys)]:
        remark = remarks.get(key)
        said = said_of(draft, remark, book, named) if remark else None
        change = changes.get(key)
        words = changed_words(change, book, named) if change else ()
        found.append(OwnPart(rows[key], said, change, tuple(words)))
    return found


def asked_of(agency: Agency) -> QuerySet[DraftReader]:
    """The drafts that wait for the agency's word; one query."""
    rows = DraftReader.objects.filter(agency=agency, answered_at=None, draft__issued_at=None, draft__discarded_at=None)
    return rows.select_related("draft", "agency").defer("draft__base")
