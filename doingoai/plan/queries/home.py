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
    """The reports of the year that this person can do something for; two queries."""
    late = Q(report__parts__state__in=["unopened", "drafting", "returned"])
    unconfirmed = Q(report__parts__state=PartState.SENT, report__parts__confirmed_at=None)
    periods = list(
        Period.objects.filter(plan__year=year, report__snapshots=None)
        .select_related("plan")
        .defer("plan__reading", "plan__lines")
        .annotate(missing=Count("report__parts", filter=late), unconfirmed=Count("report__parts", filter=unconfirmed))
        .order_by("agencies_due")
    )
    # What came through a link waits for nobody but the head.
    done_with = SETTLED - {PartState.SENT} if Role.HEAD in actor.roles else SETTLED
    own = {
        part.report.period_id: part
        for part in Part.objects.filter(report__period__in=periods, agency=actor.agency)
        .exclude(state__in=done_with)
        .select_related("report", "agency")
    }
    return [
        Waiting(
            period,
            own.get(period.pk),
            period.missing if actor.is_coordinator else 0,
            period.unconfirmed if actor.is_coordinator else 0,
            is_past=period.agencies_due < on,
            days_left=(period.agencies_due - on).days,
        )
        for period in periods
        if period.pk in own or (actor.is_coordinator and (period.missing or period.unconfirmed))
    ]
