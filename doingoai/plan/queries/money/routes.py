"""By which route each task's money comes at each agency: as it was chosen, else as the plan's words propose."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from doingoai.agencies.models import Agency
from doingoai.plan.domain.money.routes import RouteNote, propose_route, read_notes
from doingoai.plan.domain.money.states import Route
from doingoai.plan.domain.states import Role
from doingoai.plan.models import CostEstimate, CostLine, MoneyRoute, Plan, Task, Tracking
from doingoai.plan.words import ROUTE_WORDS
from doingoai.text import alphabetical


@dataclass(frozen=True)
class Way:
    """The route of a task's money at an agency; chosen by a person, or proposed because of a sentence of the plan."""

    route: Route | None
    is_chosen: bool
    because: str = ""


@dataclass(frozen=True)
class Ways:
    """Every route of a plan: what was chosen, by the keys of task and agency, and what the plan says of money."""

    chosen: Mapping[tuple[int, int], Route]
    notes: Collection[RouteNote]

    def of(self, task: Task, agency: Agency) -> Way:
        """The route of the task's money at the agency."""
        if (chosen := self.chosen.get((task.pk, agency.pk))) is not None:
            return Way(chosen, is_chosen=True)
        proposal = propose_route([*self.notes], task.title, agency.kind)
        return Way(proposal.route, False, proposal.because) if proposal else Way(None, is_chosen=False)


def ways(plan: Plan) -> Ways:
    """The routes of the plan, whose reading must be at hand; one query."""
    rows = MoneyRoute.objects.filter(task__plan=plan).values_list("task", "agency", "route")
    notes = [str(note) for note in plan.reading.get("budget_notes", [])]
    return Ways({(task, agency): Route(route) for task, agency, route in rows}, read_notes(notes))


@dataclass(frozen=True)
class WayRow:
    """A task at an agency, with its route."""

    task: Task
    agency: Agency
    way: Way

    @property
    def word(self) -> str:
        """The route in words; empty where there is none."""
        return str(ROUTE_WORDS[self.way.route]) if self.way.route else ""

    @property
    def key(self) -> str:
        """What the row is called in a form."""
        return f"{self.task.pk}-{self.agency.pk}"


def way_rows(plan: Plan) -> list[WayRow]:
    """The tasks with each agency that leads or does them, or has lines or a route for them; four queries."""
    known = ways(plan)
    shares = Tracking.objects.filter(party__task__plan=plan, valid_to=None).exclude(party__role=Role.COORDINATE)
    pairs = set(shares.values_list("party__task", "agency")) | set(known.chosen)
    lines = CostLine.objects.filter(estimate__plan=plan).order_by()
    pairs |= set(lines.values_list("task", "estimate__holder").distinct())
    tasks = {task.pk: task for task in plan.tasks.all()}
    agencies = {agency.pk: agency for agency in Agency.objects.filter(pk__in={agency for _task, agency in pairs})}
    found = [(tasks[task], agencies[agency]) for task, agency in pairs if task in tasks]
    ordered = sorted(found, key=lambda pair: (pair[0].order, alphabetical(pair[1].name)))
    return [WayRow(task, agency, known.of(task, agency)) for task, agency in ordered]


def tasks_for(estimate: CostEstimate, plan: Plan) -> list[Task]:
    """The tasks of which the estimate may hold lines: the holder's shares by its route, and what it holds."""
    known = ways(plan)
    shares = Tracking.objects.filter(party__task__plan=plan, agency=estimate.holder, valid_to=None)
    mine = {*shares.values_list("party__task", flat=True)}
    held = {*estimate.lines.values_list("task", flat=True)}
    tasks = plan.tasks.all()
    return [
        task
        for task in tasks
        if task.pk in held or (task.pk in mine and known.of(task, estimate.holder).route == estimate.route)
    ]
