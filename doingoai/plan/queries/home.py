"""What the dashboard shows of the plan."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import BooleanField, Count, Exists, ExpressionWrapper, F, FilteredRelation, OuterRef, Q, QuerySet

from doingoai.agencies.domain import Role
from doingoai.agencies.models import Agency
from doingoai.agencies.queries import Actor
from doingoai.plan.domain import rights
from doingoai.plan.domain.states import SETTLED, PartState
from doingoai.plan.models import Part, Period, Snapshot, Task
from doingoai.plan.queries.own import Gap, has_both, has_share
from doingoai.plan.queries.report import with_part_counts
from doingoai.plan.queries.unfinished import Unfinished, gap_and_unfinished


@dataclass(frozen=True)
class Cell:
    """A task on its terrace."""

    number: str
    short: str
    state: int
    records: int


@dataclass(frozen=True)
class Bank:
    """A section with its tasks."""

    number: str
    title: str
    cells: tuple[Cell, ...]

    @property
    def tasks(self) -> int:
        """How many tasks."""
        return len(self.cells)

    @property
    def begun(self) -> int:
        """How many of them have evidence."""
        return sum(cell.records > 0 for cell in self.cells)


def banks(year: int) -> list[Bank]:
    """The year's plan as terraces; one query."""
    standing = Count("evidence", filter=Q(evidence__retracted_at=None))
    tasks = Task.objects.filter(plan__year=year).select_related("section").annotate(records=standing).order_by("order")
    grouped: dict[tuple[str, str], list[Cell]] = defaultdict(list)
    for task in tasks:
        short = task.number.split(".", 1)[-1]
        grouped[task.section.number, task.section.title].append(Cell(task.number, short, task.state, task.records))
    return [Bank(number, title, tuple(cells)) for (number, title), cells in grouped.items()]


@dataclass(frozen=True)
class OwnPart:
    """How the agency's own part stands."""

    agency: Agency
    state: str
    return_reason: str


@dataclass(frozen=True)
class Waiting:
    """A report that waits: for the agency's own part, or for the parts of those coordinated."""

    period: Period
    own: OwnPart | None
    missing: int
    unconfirmed: int
    is_past: bool
    days_left: int


def waiting(year: int, actor: Actor, *, on: date, of: date) -> tuple[list[Waiting], Gap | None, list[Unfinished]]:
    """The reports of the year that this person can do something for, what is lacking on the day `of`, plans to come.

    Two queries for whoever coordinates, one for everybody else.
    """
    if actor.is_coordinator:
        return _all_parts(year, actor, on), *gap_and_unfinished(year, on=of)
    parts = list(_own_parts(year, actor.agency, of))
    rows = [_waiting(part, on) for part in parts if part.state not in _done_with(actor) and not part.is_frozen]
    has = [(part.has_plan, part.has_officer) for part in parts[:1] if part.has_share]
    may = rights.may_record(actor, actor.agency.slug)
    return rows, Gap.among(has, is_own=True) if may else None, []


def _all_parts(year: int, actor: Actor, on: date) -> list[Waiting]:
    mine = FilteredRelation("report__parts", condition=Q(report__parts__agency=actor.agency))
    periods = list(
        with_part_counts(Period.objects.filter(plan__year=year, report__snapshots=None))
        .select_related("plan")
        .defer("plan__reading", "plan__lines")
        .annotate(mine=mine)
        .annotate(own_state=F("mine__state"), own_reason=F("mine__return_reason"))
        .order_by("agencies_due")
    )
    done_with = _done_with(actor)
    own = {
        period.pk: OwnPart(actor.agency, period.own_state, period.own_reason)
        for period in periods
        if period.own_state and period.own_state not in done_with
    }
    return [
        Waiting(
            period,
            own.get(period.pk),
            *_counts(period),
            is_past=period.agencies_due < on,
            days_left=(period.agencies_due - on).days,
        )
        for period in periods
        if period.pk in own or any(_counts(period))
    ]


def _counts(period: Period) -> tuple[int, int]:
    """How many parts are missing, how many wait to be confirmed."""
    return vars(period)["missing"], vars(period)["unconfirmed"]


def _done_with(actor: Actor) -> frozenset[PartState]:
    """What is not waited for; what came through a link waits for nobody but the head."""
    return SETTLED - {PartState.SENT} if Role.HEAD in actor.roles else SETTLED


def _own_parts(year: int, agency: Agency, of: date) -> QuerySet[Part, Any]:
    """All its parts of the year; each tells whether its report is frozen, and what the agency has of its own."""
    has_plan, has_officer = has_both(year, OuterRef("agency"), on=of)
    shares = ExpressionWrapper(has_share(year, OuterRef("agency")), BooleanField())
    return (
        Part.objects.filter(report__period__plan__year=year, agency=agency)
        .annotate(has_plan=has_plan, has_officer=has_officer, has_share=shares)
        .annotate(is_frozen=Exists(Snapshot.objects.filter(report=OuterRef("report"))))
        .select_related("report__period__plan", "agency")
        .defer("report__period__plan__reading", "report__period__plan__lines")
        .order_by("report__period__agencies_due")
    )


def _waiting(part: Part, on: date) -> Waiting:
    period, own = part.report.period, OwnPart(part.agency, part.state, part.return_reason)
    return Waiting(period, own, 0, 0, is_past=period.agencies_due < on, days_left=(period.agencies_due - on).days)
