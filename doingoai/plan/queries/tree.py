"""The plan as people look at it: sections with tasks, what was done, and whose work it is."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, Exists, Max, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import TruncMonth

from doingoai.agencies.models import Agency
from doingoai.plan.domain.states import Role
from doingoai.plan.models import Assignment, Evidence, Party, Plan, Task, Tracking
from doingoai.plan.queries.owners import owners_of_year, sharing
from doingoai.text import alphabetical

MONTHS = 12


@dataclass(frozen=True)
class Filters:
    """What a reader asked to see: everything unless said."""

    agency: str = ""
    role: str = ""
    state: int | None = None
    from_month: int = 1
    to_month: int = MONTHS
    silent: bool = False
    words: str = ""


@dataclass(frozen=True)
class Lead:
    """Who leads a task now, in short; `was` is the body that the plan names, where it went over into another.

    One that is unknown is neither a body nor a group of the profile: nobody has its share.
    """

    name: str
    was: str = ""
    is_unknown: bool = False


def _lead(party: Party, plan: Plan) -> Lead:
    if party.agency is None:
        return Lead(party.text, is_unknown=party.group is None and not party.is_group)
    named, holder = party.agency.short_on(plan.last_day), vars(party)["holder"]
    return Lead(named) if holder in {None, party.agency.short} else Lead(holder, named)


@dataclass(frozen=True)
class TaskRow:
    """A task in a list: `evidence` counts records within the months asked for, `by_month` all twelve months.

    `is_led` tells whether the agency asked for leads the task; nobody leads where no agency was asked for.
    """

    task: Task
    leads: tuple[Lead, ...]
    helpers: tuple[Party, ...]
    evidence: int
    by_month: tuple[int, ...]
    last_done: date | None
    is_led: bool = False

    @property
    def has_evidence(self) -> bool:
        """Whether anything was recorded in the months asked for."""
        return self.evidence > 0


@dataclass(frozen=True)
class SectionRows:
    """A section with the tasks that passed the filters."""

    number: str
    title: str
    rows: tuple[TaskRow, ...] = field(default=())

    @property
    def with_evidence(self) -> int:
        """How many of the tasks have evidence."""
        return sum(row.has_evidence for row in self.rows)


def tasks_of(plan: Plan) -> QuerySet[Task]:
    """The plan's tasks with section and parties at hand, in the order of the plan."""
    # The share of a party that is one body stands with that body, or with the one that it went over into.
    holding = Tracking.objects.filter(party=OuterRef("pk"), party__agency__isnull=False, valid_to=None)
    parties = Party.objects.select_related("agency", "group").annotate(
        holder=Subquery(holding.values("agency__short")[:1])
    )
    return plan.tasks.select_related("section", "target_measure").prefetch_related(Prefetch("parties", parties))


def tree(plan: Plan, filters: Filters) -> list[SectionRows]:
    """The plan's sections with the tasks that pass the filters; five queries whatever the length."""
    tasks = tasks_of(plan)
    if filters.agency:
        tasks = _shared_by(tasks, filters)
    if filters.state is not None:
        tasks = tasks.filter(state=filters.state)
    if filters.words:
        tasks = tasks.filter(Q(title__icontains=filters.words) | Q(number__icontains=filters.words))
    done = done_of(plan)
    grouped: dict[int, list[TaskRow]] = defaultdict(list)
    titles: dict[int, tuple[str, str]] = {}
    for task in tasks:
        row = _row(plan, task, done.get(task.pk), filters)
        if not (filters.silent and row.has_evidence):
            grouped[task.section_id].append(row)
            titles[task.section_id] = (task.section.number, task.section.title)
    return [SectionRows(*titles[pk], tuple(rows)) for pk, rows in grouped.items()]


def _shared_by(tasks: QuerySet[Task], filters: Filters) -> QuerySet[Task]:
    """The tasks in which the agency has a share, each told whether it leads there."""
    shares = Tracking.objects.filter(agency__slug=filters.agency, party__task=OuterRef("pk"))
    wanted = shares.filter(party__role=filters.role) if filters.role else shares
    return tasks.filter(Exists(wanted)).annotate(is_led=Exists(shares.filter(party__role=Role.LEAD)))


@dataclass
class Done:
    """Records of a task by month, and the day of the last."""

    by_month: list[int]
    last: date | None = None


def done_of(plan: Plan) -> dict[int, Done]:
    """Records by task and month of the plan's year; what was done in the December before counts with January."""
    found: dict[int, Done] = defaultdict(lambda: Done([0] * MONTHS))
    rows = (
        Evidence.objects.standing()
        .filter(task__plan=plan)
        .annotate(month=TruncMonth("done_on"))
        .values("task", "month")
        .annotate(records=Count("pk"), last=Max("done_on"))
        .order_by("month")
    )
    for row in rows:
        index = row["month"].month - 1 if row["month"].year == plan.year else 0
        found[row["task"]].by_month[index] += row["records"]
        found[row["task"]].last = row["last"]
    return found


def _row(plan: Plan, task: Task, done: Done | None, filters: Filters) -> TaskRow:
    parties = list(task.parties.all())
    by_month = tuple(done.by_month) if done else (0,) * MONTHS
    return TaskRow(
        task=task,
        leads=tuple(_lead(p, plan) for p in parties if p.role == Role.LEAD),
        helpers=tuple(p for p in parties if p.role == Role.COORDINATE),
        evidence=sum(by_month[filters.from_month - 1 : filters.to_month]),
        by_month=by_month,
        last_done=done.last if done else None,
        is_led=getattr(task, "is_led", False),
    )


@dataclass(frozen=True)
class AgencyWork:
    """What the plan asks of one agency: tasks it leads, tasks it helps with, lines of the part on organisation."""

    agency: Agency
    name: str
    leading: tuple[TaskRow, ...]
    helping: tuple[TaskRow, ...]
    performing: tuple[Assignment, ...]


def agency_work(plan: Plan, agency: Agency) -> AgencyWork:
    """The agency's work under the plan."""
    rows = [row for section in tree(plan, Filters(agency=agency.slug)) for row in section.rows]
    assignments = Assignment.objects.filter(plan=plan, parties__tracking__agency=agency).distinct()
    return AgencyWork(
        agency,
        agency.name_on(plan.last_day),
        tuple(row for row in rows if row.is_led),
        tuple(row for row in rows if not row.is_led),
        tuple(assignments),
    )


@dataclass(frozen=True)
class AgencyLine:
    """An agency in the list of all that have a share: how many tasks and lines, and what it recorded."""

    agency: Agency
    name: str
    leading: int
    helping: int
    performing: int
    evidence: int
    last_done: date | None


def by_agency(plan: Plan) -> list[AgencyLine]:
    """Every agency that has a share in the plan, most leading first, as things stand now; four queries."""
    shares: dict[int, dict[str, int]] = defaultdict(dict)
    rows = (
        Tracking.objects.filter(Q(party__task__plan=plan) | Q(party__assignment__plan=plan), valid_to=None)
        .annotate(of_a_task=Q(party__task__isnull=False))
        .values("agency", "party__role", "of_a_task")
        .annotate(n=Count("pk"))
        .order_by()
    )
    for row in rows:
        role = row["party__role"] if row["of_a_task"] else Role.PERFORM
        shares[row["agency"]][role] = shares[row["agency"]].get(role, 0) + row["n"]
    done = _done(plan)
    agencies = Agency.objects.in_bulk(list(shares.keys() | done.keys()))
    lines = [_agency_line(plan, agencies[pk], shares[pk], *done.get(pk, (0, None))) for pk in agencies]
    return sorted(lines, key=lambda line: (-line.leading, -line.helping, alphabetical(line.name)))


def _done(plan: Plan) -> dict[int, tuple[int, date]]:
    """How much evidence stands with each agency now, by key, and the day of the last."""
    named, given = sharing(plan)
    owned = owners_of_year(plan, list(named.values()), given)
    rows = Evidence.objects.standing().filter(task__plan=plan)
    done: dict[int, tuple[int, date]] = {}
    for agency, task, n, last in rows.values_list("agency", "task").annotate(Count("pk"), Max("done_on")).order_by():
        owner = owned.of(agency, task)
        before, latest = done.get(owner, (0, last))
        done[owner] = before + n, max(latest, last)
    return done


def _agency_line(plan: Plan, agency: Agency, shares: dict[str, int], evidence: int, last: date | None) -> AgencyLine:
    leading, helping, performing = (shares.get(role, 0) for role in (Role.LEAD, Role.COORDINATE, Role.PERFORM))
    return AgencyLine(agency, agency.name_on(plan.last_day), leading, helping, performing, evidence, last)


def bank(rows: Iterable[SectionRows]) -> Sequence[tuple[str, str, tuple[tuple[str, int, bool], ...]]]:
    """The plan as terraces: a bank for each section, a cell (number, step, has evidence) for each task."""
    return [(s.number, s.title, tuple((r.task.number, r.task.state, r.has_evidence) for r in s.rows)) for s in rows]
