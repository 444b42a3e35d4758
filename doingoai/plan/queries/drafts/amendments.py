"""The versions of a plan: what each amendment changed, for whom, and how the plan stood before it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from doingoai.agencies.models import Agency
from doingoai.plan.domain.drafts.amendment import ORGANISATION, Change, Concern, changes_of, concerns
from doingoai.plan.domain.drafts.parts import Content, numbers, standing
from doingoai.plan.models import Plan, PlanDraft
from doingoai.plan.queries.drafts.comments import Difference, agencies_of, changed_words
from doingoai.plan.queries.drafts.screen import Names, Row, names, rows_of
from doingoai.plan.queries.review.book import Book
from doingoai.plan.words import DRAFT_GROUP_WORDS


@dataclass(frozen=True)
class ShownChange:
    """A task or assignment that an amendment touches, its fields in words side by side."""

    change: Change
    differences: tuple[Difference, ...]


@dataclass(frozen=True)
class ShownConcern:
    """An agency that an amendment touches."""

    agency: Agency
    concern: Concern


@dataclass(frozen=True)
class Version:
    """An amendment as it is read: what it changes, for whom."""

    draft: PlanDraft
    changes: tuple[ShownChange, ...]
    concerns: tuple[ShownConcern, ...]


def issued_amendments(plan: Plan) -> list[PlanDraft]:
    """The amendments in force, the first first; one query."""
    rows = plan.amendments.exclude(issued_at=None).select_related("issued_by").order_by("order")
    return list(rows.defer("base"))


def open_amendment(plan: Plan) -> PlanDraft | None:
    """The amendment that is being written; one query."""
    return plan.amendments.filter(issued_at=None, discarded_at=None).select_related("created_by").first()


def version(draft: PlanDraft, book: Book, day: date) -> Version:
    """What the amendment changes, shares counted on the day; two queries."""
    named, changes = names(), changes_of(draft.base, draft.content)
    touched = concerns(changes, agencies_of(draft.base, book), agencies_of(draft.content, book))
    known = {agency.slug: agency for agency in Agency.objects.filter(slug__in=[one.agency for one in touched])}
    return Version(
        draft,
        tuple(_shown(change, book, named) for change in changes),
        tuple(ShownConcern(known[one.agency], one) for one in touched if one.agency in known),
    )


def _shown(change: Change, book: Book, named: Names) -> ShownChange:
    """A change in words: of what is taken out, all that goes."""
    return ShownChange(change, tuple(changed_words(change, book, named)))


def as_it_stood(draft: PlanDraft, content: Content, book: Book, today: date) -> list[tuple[str, str, tuple[Row, ...]]]:
    """A whole version: each section with its number, its name, its tasks; the assignments last; one query."""
    shown = PlanDraft(year=draft.year, content=content)
    rows, counted = rows_of(shown, book, today, names()), numbers(content)
    sections = [
        (counted[section["key"]], section["title"], tuple(_rows(content, section["key"], rows)))
        for section in standing(content, "sections")
    ]
    headings = tuple(rows[heading["key"]] for heading in standing(content, "assignments"))
    return [*sections, (ORGANISATION, str(DRAFT_GROUP_WORDS["organisation"]), headings)]


def _rows(content: Content, section: str, rows: dict[str, Row]) -> Iterable[Row]:
    return (rows[task["key"]] for task in standing(content, "tasks") if task["section"] == section)
