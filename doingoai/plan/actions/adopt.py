"""From a reviewed reading to a plan in force: tasks, parties, fan-out, periods, notices."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from doingoai.accounts.models import Person
from doingoai.agencies.actions.successions import follow_again
from doingoai.agencies.models import Agency, Group
from doingoai.agencies.queries import Actor, members_on
from doingoai.audit.actions import record
from doingoai.plan.actions.imports import coordinating, opened
from doingoai.plan.actions.onward_terms import time_reports
from doingoai.plan.actions.periods import make_periods
from doingoai.plan.domain import review
from doingoai.plan.domain.states import Role, State
from doingoai.plan.models import (
    Assignment,
    KindOfWork,
    Party,
    Plan,
    PlanImport,
    Section,
    Service,
    StateChange,
    Task,
    Tracking,
)
from doingoai.plan.queries.findable import found_task
from doingoai.plan.queries.review.preview import obstacles
from doingoai.search.actions import index_found


class CannotBeAdopted(Exception):
    """Something in the reading stands in the way: no issuer, the year is taken, tasks without a number of their own."""

    def __init__(self, obstacles: Sequence[review.Obstacle]) -> None:
        super().__init__(" ".join(obstacle.words for obstacle in obstacles))
        self.obstacles = obstacles


class ChangedMeanwhile(Exception):
    """Somebody changed the reading after what adoption would do was shown."""


@dataclass(frozen=True)
class Names:
    """The agencies and groups by slug, looked up once."""

    agencies: Mapping[str, Agency]
    groups: Mapping[str, Group]


@transaction.atomic
def adopt(
    plan_import: PlanImport, *, services: Mapping[str, str], revision: int, by: Actor | None, at: datetime
) -> Plan:
    """Make the reading, as it was seen at a revision, the plan of its year; nothing of it is lost.

    `services` says which task number each kind of work serves. `by` is None where the installation loads the plan that
    the profile ships.

    :raises NotAllowed: if the person is no coordinator
    :raises Settled: if the import was adopted or put aside before
    :raises ChangedMeanwhile: if somebody changed the reading since
    :raises CannotBeAdopted: if something in the reading stands in the way
    """
    coordinating(by)
    plan_import = opened(plan_import)
    if plan_import.revision != revision:
        raise ChangedMeanwhile("Bản nhập vừa được sửa. Xem lại những gì sẽ làm rồi nhận.")
    if found := obstacles(plan_import):
        raise CannotBeAdopted(found)
    reading = review.contract(plan_import.reading)
    names = Names({a.slug: a for a in Agency.objects.all()}, {g.slug: g for g in Group.objects.all()})
    plan = _plan(plan_import, reading, names, by, at)
    sections = _sections(plan, reading)
    tasks = [_task(plan, sections, raw, order) for order, raw in enumerate(reading["tasks"])]
    for task, raw in zip(tasks, reading["tasks"], strict=True):
        _parties(task, Role.LEAD, raw["lead"], names)
        _parties(task, Role.COORDINATE, raw["coordinate"], names)
    _assignments(plan, reading["assignments"], names)
    fan_out(plan)
    _services(plan, services)
    person = by.person if by else None
    _hand_out(tasks, person, at)
    _schedule(plan, person, at)
    for task in plan.tasks.select_related("plan").prefetch_related("parties"):
        index_found(found_task(task))
    plan_import.plan = plan
    plan_import.save(update_fields=["plan"])
    record(person, "adopt_plan", plan, at=at, agency=by.agency.slug if by else "", summary=plan.title)
    return plan


def _plan(plan_import: PlanImport, reading: review.Reading, names: Names, by: Actor | None, at: datetime) -> Plan:
    document = reading["document"]
    return Plan.objects.create(
        year=document["year"],
        title=document["title"],
        number=document["number"] or "",
        issued_on=_day(document["date"]),
        issuer=names.agencies[document["issuer"]["agency"]],
        source=plan_import.file,
        # The paper's lines stand beside it; everything else that was read and corrected is kept as it is.
        reading={name: value for name, value in reading.items() if name not in ("source", "spans")}
        | {"decisions": plan_import.decisions},
        lines=reading["source"],
        adopted_at=at,
        adopted_by=by.person if by else None,
    )


def _sections(plan: Plan, reading: dict[str, Any]) -> dict[str, Section]:
    """The sections by number; a task that is its own heading gets a section of its own."""
    known = {raw["no"]: raw["title"] for raw in reading["sections"]}
    used: dict[str, str] = {}
    for task in reading["tasks"]:
        number = section_number(task["no"])
        used.setdefault(number, known.get(number, task["title"]))
    rows = [Section(plan=plan, number=no, title=title, order=i) for i, (no, title) in enumerate(used.items())]
    return {section.number: section for section in Section.objects.bulk_create(rows)}


def section_number(task_number: str) -> str:
    """The number of the section that a task stands in: "II.2" of "II.2.1.a", itself of "II.5"."""
    return ".".join(task_number.split(".")[:2])


def _task(plan: Plan, sections: Mapping[str, Section], raw: dict[str, Any], order: int) -> Task:
    time = raw["time"] or {}
    return Task.objects.create(
        plan=plan,
        section=sections[section_number(raw["no"])],
        number=raw["no"],
        title=raw["title"],
        content=raw["content"],
        time_text=time.get("text") or "",
        starts_on=_day(time.get("from")),
        ends_on=_day(time.get("to")),
        due_before=_day(time.get("before")),
        recurrence=time.get("recurrence") or "",
        budget=raw["budget"],
        output=raw["output"] or "",
        **_where(raw),
        order=order,
    )


def _where(raw: Mapping[str, Any]) -> dict[str, int]:
    """The lines of the paper that it was read from; none where it was not printed."""
    return {"first_line": raw["lines"][0], "last_line": raw["lines"][-1]} if raw["lines"] else {}


def _parties(owner: Task | Assignment, role: Role, raws: Iterable[dict[str, Any]], names: Names) -> None:
    where = {"task": owner} if isinstance(owner, Task) else {"assignment": owner}
    Party.objects.bulk_create(
        Party(
            **where,
            role=role,
            text=raw["text"],
            agency=None if raw["group"] else names.agencies.get(raw["agency"] or ""),
            group=names.groups.get(raw["agency"] or "") if raw["group"] else None,
            is_group=raw["group"],
            is_related=raw.get("related", False),
            order=order,
        )
        for order, raw in enumerate(raws)
    )


def _assignments(plan: Plan, raws: Iterable[dict[str, Any]], names: Names) -> None:
    order = 0
    for heading_order, heading in enumerate(raws):
        holders = heading.get("parties") or [heading["agency"]]
        for item in heading["items"]:
            assignment = Assignment.objects.create(
                plan=plan,
                heading=heading["heading"],
                heading_order=heading_order,
                text=item["text"],
                role=item["role"],
                partners=item["partners"],
                **_where(item),
                order=order,
            )
            _parties(assignment, Role(item["role"]), holders, names)
            order += 1


def fan_out(plan: Plan) -> None:
    """Give each agency its tracking row: one for a body, one for each member of a closed group on the plan's day."""
    day = plan.issued_on or date(plan.year, 1, 1)
    parties = Party.objects.filter(task__plan=plan) | Party.objects.filter(assignment__plan=plan)
    rows: list[Tracking] = []
    for party in parties.select_related("agency", "group").distinct():
        if party.agency is not None:
            rows.append(Tracking(party=party, agency=party.agency))
        elif party.group is not None and not party.is_related:
            rows += [Tracking(party=party, agency=member) for member in members_on(party.group, day)]
    Tracking.objects.bulk_create(rows, ignore_conflicts=True)


def _services(plan: Plan, services: Mapping[str, str]) -> None:
    tasks = {task.number: task for task in plan.tasks.all()}
    kinds = KindOfWork.objects.in_bulk(list(services))
    Service.objects.bulk_create(
        Service(plan=plan, kind=kinds[kind], task=tasks[number])
        for kind, number in services.items()
        if kind in kinds and number in tasks
    )


def _hand_out(tasks: Iterable[Task], person: Person | None, at: datetime) -> None:
    for task in tasks:
        task.state = State.ASSIGNED
        StateChange.objects.create(
            task=task, state=State.ASSIGNED, reason="Giao khi nhận kế hoạch.", agency=None, by=person, at=at
        )
    Task.objects.bulk_update(tasks, ["state"])


def _schedule(plan: Plan, person: Person | None, at: datetime) -> None:
    """Make the reports with their parts, once and for all: pages only read what stands then."""
    periods = make_periods(plan)
    # A plan may name bodies that have gone over into others, before it was issued or since: shares and parts go along.
    follow_again("plan", at=at)
    time_reports(periods, by=person, at=at)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
