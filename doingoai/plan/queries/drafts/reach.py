"""Whom asking for comments reaches: the parts of a draft that come before nobody, or before fewer than they name."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from doingoai.plan.domain.drafts.amendment import changes_of
from doingoai.plan.domain.drafts.lint import parties_of
from doingoai.plan.domain.drafts.loose import written_by
from doingoai.plan.domain.drafts.parts import label, standing
from doingoai.plan.models import PlanDraft
from doingoai.plan.queries.drafts.screen import Heir, heirs_of
from doingoai.plan.queries.review.book import Book


@dataclass(frozen=True)
class PartReach:
    """A part: its key, what it is called, the names of the bodies in it that have ended, whether anybody is asked."""

    key: str
    where: str
    ended: tuple[str, ...]
    is_asked: bool


@dataclass(frozen=True)
class Reach:
    """The parts that reach nobody, those that name a body that has ended, and who has the work of such bodies."""

    nobody: tuple[PartReach, ...]
    partly: tuple[PartReach, ...]
    heirs: tuple[Heir, ...]

    def __bool__(self) -> bool:
        return bool(self.nobody or self.partly)


def reach_of(draft: PlanDraft, book: Book, today: date) -> Reach:
    """Which tasks and headings would not come before everybody whom they name; of an amendment, of those it writes."""
    content = draft.content
    written = written_by(content, changes_of(draft.base, content)) if draft.amends_id else None
    rows, ended = [], []
    for raw in (*standing(content, "tasks"), *standing(content, "assignments")):
        if written is not None and raw["key"] not in written:
            continue
        gone = [slug for slug in _named(raw, book) if not book.directory.bodies[slug].is_alive(today)]
        is_asked = any(book.directory.bodies[slug].is_alive(today) for slug in _named(raw, book))
        ended += gone
        names = tuple(dict.fromkeys(map(book.name_of, gone)))
        rows.append(PartReach(raw["key"], label(content, raw["key"]), names, is_asked))
    return Reach(
        tuple(row for row in rows if not row.is_asked),
        tuple(row for row in rows if row.is_asked and row.ended),
        heirs_of(ended, book, today),
    )


def _named(raw: Mapping[str, Any], book: Book) -> Iterator[str]:
    """The bodies that the part names, alone or as members of a closed group."""
    for party in parties_of(raw):
        yield from book.standing(party).agencies
