"""What the dashboard shows of the plan."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from doingoai.agencies.domain import Role
from doingoai.agencies.queries import Actor
from doingoai.plan.domain.states import SETTLED, PartState
from doingoai.plan.models import Part, Period, Task


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
class Waiting:
    """A report that waits: for the agency's own part, or for the parts of those coordinated."""

    period: Period
    own: Part | None
    missing: int
    unconfirmed: int
    is_past: bool
    days_left: int


def waiting_parts(year: int, actor: Actor, *, on: date) -> list[Waiting]:
    """The reports of the year that this person can do something for; two queries, one for whoever only has a part."""
    if not actor.is_coordinator:
        return _own_parts(year, actor, on)
    late = Q(report__parts__state__in=["unopened", "drafting", "returned"])
    unconfirmed = Q(report__parts__state=PartState.SENT, report__parts__confirmed_at=None)
    periods = list(
        Period.objects.filter(plan__year=year, report__snapshots=None)
        .select_related("plan")
        .defer("plan__reading", "plan__lines")
        .annotate(missing=Count("report__parts", filter=late), unconfirmed=Count("report__parts", filter=unconfirmed))
        .order_by("agencies_due")
    )
    own = {
        part.report.period_id: part
        for part in Part.objects.filter(report__period__in=periods, agency=actor.agency)
        .exclude(state__in=_done_with(actor))
        .select_related("report", "agency")
    }
    return [
        Waiting(
            period,
            own.get(period.pk),
            period.missing,
            period.unconfirmed,
            is_past=period.agencies_due < on,
            days_left=(period.agencies_due - on).days,
        )
        for period in periods
        if period.pk in own or period.missing or period.unconfirmed
    ]


def _done_with(actor: Actor) -> frozenset[PartState]:
    """What is not waited for; what came through a link waits for nobody but the head."""
    return SETTLED - {PartState.SENT} if Role.HEAD in actor.roles else SETTLED


def _own_parts(year: int, actor: Actor, on: date) -> list[Waiting]:
    parts = Part.objects.filter(report__period__plan__year=year, report__snapshots=None, agency=actor.agency)
    found = (
        parts.exclude(state__in=_done_with(actor))
        .select_related("report__period__plan", "agency")
        .defer("report__period__plan__reading", "report__period__plan__lines")
        .order_by("report__period__agencies_due")
    )
    return [
        Waiting(period, part, 0, 0, is_past=period.agencies_due < on, days_left=(period.agencies_due - on).days)
        for part in found
        for period in [part.report.period]
    ]
