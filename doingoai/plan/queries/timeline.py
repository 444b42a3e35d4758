"""The plan's year from left to right: tasks as bars, the days that matter above them and month by month."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from doingoai.plan.domain.states import Role
from doingoai.plan.domain.timeline import MONTHS, Span, across, span
from doingoai.plan.models import Party, Plan, Task
from doingoai.plan.queries.calendar import Moment, moments_of, tasks_in
from doingoai.plan.queries.tree import Done, done_of
from doingoai.text import alphabetical


@dataclass(frozen=True)
class Month:
    """A month of the plan's year: its days that matter, and how many pieces of evidence were recorded."""

    number: int
    moments: tuple[Moment, ...]
    evidence: int


@dataclass(frozen=True)
class Bar:
    """A task across the year: who leads it, how far it reaches, how much was recorded in each month.

    There is no span where the paper prints no time. `worked` are the places of the months with evidence.
    """

    task: Task
    leads: tuple[str, ...]
    span: Span | None
    by_month: tuple[int, ...] = (0,) * MONTHS

    @property
    def records(self) -> int:
        """How many pieces of evidence in the year."""
        return sum(self.by_month)

    @property
    def worked(self) -> tuple[float, ...]:
        """Where the months with evidence begin, in per cent of the width."""
        return tuple(round(n / MONTHS * 100, 2) for n, count in enumerate(self.by_month) if count)


@dataclass(frozen=True)
class Section:
    """A heading of the plan with its tasks."""

    number: str
    title: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True)
class Mark:
    """A day on the line of days above the tasks: where it stands across the year."""

    place: float
    moment: Moment


@dataclass(frozen=True)
class Timeline:
    """The year: bars by section, marks of the days, the months; `today` is its place, None in another year."""

    year: int
    sections: tuple[Section, ...]
    marks: tuple[Mark, ...]
    months: tuple[Month, ...]
    today: float | None

    @property
    def tasks(self) -> int:
        """How many tasks are shown."""
        return sum(len(section.bars) for section in self.sections)

    @property
    def moments(self) -> tuple[Moment, ...]:
        """Every day that matters, in order."""
        return tuple(moment for month in self.months for moment in month.moments)


@dataclass(frozen=True)
class YearFilters:
    """What a reader asked to see: an agency by its slug, a section by its number, a step; everything unless said."""

    agency: str = ""
    section: str = ""
    state: int | None = None


@dataclass(frozen=True)
class YearTasks:
    """The plan's tasks with who leads them and whose share they are; the agencies and sections to choose from."""

    tasks: tuple[Task, ...]
    leads: Mapping[int, tuple[str, ...]]
    shares: Mapping[int, frozenset[str]]
    agencies: tuple[tuple[str, str], ...]

    @property
    def sections(self) -> tuple[tuple[str, str], ...]:
        """Number and title of each section that has tasks, in the order of the plan."""
        return tuple(dict.fromkeys((task.section.number, task.section.title) for task in self.tasks))

    def passing(self, filters: YearFilters) -> tuple[Task, ...]:
        """The tasks that pass."""
        return tuple(
            task
            for task in self.tasks
            if (not filters.agency or filters.agency in self.shares.get(task.pk, ()))
            and filters.section in ("", task.section.number)
            and filters.state in (None, task.state)
        )


def year_tasks(plan: Plan) -> YearTasks:
    """The plan's tasks; two queries."""
    leads: dict[int, dict[str, None]] = defaultdict(dict)
    shares: dict[int, set[str]] = defaultdict(set)
    names: dict[str, str] = {}
    parties = Party.objects.filter(task__plan=plan).order_by("task", "order")
    fields = ("task", "role", "text", "agency__short", "tracking__agency__slug", "tracking__agency__short")
    # A share that has passed on stands with whom it passed to.
    standing = parties.filter(Q(tracking=None) | Q(tracking__valid_to=None) | Q(tracking__passed_to=None))
    for task, role, text, short, slug, short_of_share in standing.values_list(*fields):
        if role == Role.LEAD:
            leads[task][(short_of_share if short else None) or short or text] = None
        if slug:
            shares[task].add(slug)
            names[slug] = short_of_share
    return YearTasks(
        tasks=tuple(plan.tasks.select_related("section")),
        leads={task: tuple(told) for task, told in leads.items()},
        shares={task: frozenset(slugs) for task, slugs in shares.items()},
        agencies=tuple(sorted(names.items(), key=lambda item: alphabetical(item[1]))),
    )


def timeline(plan: Plan, whole: YearTasks, filters: YearFilters, *, today: date) -> Timeline:
    """The plan's year, its tasks narrowed by the filters; two queries."""
    tasks, done = whole.passing(filters), done_of(plan)
    every = [*moments_of(plan), *tasks_in(plan.year, tasks)]
    moments = sorted((moment for moment in every if moment.day.year == plan.year), key=lambda moment: moment.order)
    return Timeline(
        year=plan.year,
        sections=_sections(whole, tasks, done, plan.year),
        marks=tuple(Mark(across(m.day, plan.year), m) for m in moments if m.kind not in {"starts", "task"}),
        months=_months(moments, done, tasks),
        today=across(today, plan.year) if today.year == plan.year else None,
    )


def _sections(whole: YearTasks, tasks: Iterable[Task], done: Mapping[int, Done], of_year: int) -> tuple[Section, ...]:
    grouped: dict[tuple[str, str], list[Bar]] = defaultdict(list)
    for task in tasks:
        reach = span(task.starts_on, task.ends_on, task.due_before, of_year)
        by_month = tuple(done[task.pk].by_month) if task.pk in done else (0,) * MONTHS
        bar = Bar(task, whole.leads.get(task.pk, ()), reach, by_month)
        grouped[task.section.number, task.section.title].append(bar)
    return tuple(Section(*head, tuple(bars)) for head, bars in grouped.items())


def _months(moments: Iterable[Moment], done: Mapping[int, Done], tasks: Iterable[Task]) -> tuple[Month, ...]:
    by_month: dict[int, list[Moment]] = defaultdict(list)
    for moment in moments:
        by_month[moment.day.month].append(moment)
    counts = [done[task.pk].by_month for task in tasks if task.pk in done]
    return tuple(Month(n, tuple(by_month[n]), sum(by_task[n - 1] for by_task in counts)) for n in range(1, MONTHS + 1))
