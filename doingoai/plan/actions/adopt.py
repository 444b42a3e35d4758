"""From a reviewed reading to a plan in force: tasks, parties, fan-out, periods, notices."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from doingoai.accounts.models import Person
from doingoai.agencies.models import Agency, Group
from doingoai.agencies.queries import Actor, members_on
from doingoai.audit.actions import record
from doingoai.plan.actions.periods import make_periods
from doingoai.plan.domain import rights
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
from doingoai.search.actions import index_found


class AlreadyAdopted(Exception):
    """The year already has its plan from this issuer."""


class NoIssuer(Exception):
    """The reading names no issuer that the profile knows."""


@dataclass(frozen=True)
class Names:
    """The agencies and groups by slug, looked up once."""

    agencies: Mapping[str, Agency]
    groups: Mapping[str, Group]


@transaction.atomic
def adopt(plan_import: PlanImport, *, services: Mapping[str, str], by: Actor | None, at: datetime) -> Plan:
    """Make the reviewed reading the plan of its year; `services` says which task number each kind of work serves.

    `by` is None where the installation loads the plan that the profile ships.

    :raises NotAllowed: if the person is no coordinator
    :raises AlreadyAdopted: if the year has a plan from this issuer
    :raises NoIssuer: if the issuer is not among the profile's agencies
    """
    if by is not None and not rights.may_coordinate(by.roles):
        raise rights.NotAllowed("Chỉ điều phối viên nhận được kế hoạch.")
    reading = plan_import.reading
    names = Names({a.slug: a for a in Agency.objects.all()}, {g.slug: g for g in Group.objects.all()})
    plan = _plan(plan_import, names, by, at)
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
    make_periods(plan)
    for task in plan.tasks.select_related("plan").prefetch_related("parties"):
        index_found(found_task(task))
    plan_import.plan = plan
    plan_import.save(update_fields=["plan"])
    record(person, "adopt_plan", plan, at=at, agency=by.agency.slug if by else "", summary=plan.title)
    return plan


def _plan(plan_import: PlanImport, names: Names, by: Actor | None, at: datetime) -> Plan:
    reading = plan_import.reading
    document = reading["document"]
    issuer = names.agencies.get(document["issuer"]["agency"] or "")
    if issuer is None:
        raise NoIssuer("Chưa nhận ra cơ quan ban hành. Chọn cơ quan ban hành trước khi nhận kế hoạch.")
    if Plan.objects.filter(year=document["year"], issuer=issuer).exists():
        raise AlreadyAdopted(f"Năm {document['year']} đã có kế hoạch của {issuer.name}.")
    kept = ("document", "legal_bases", "anniversaries", "events", "deadlines", "budget_notes", "warnings")
    return Plan.objects.create(
        year=document["year"],
        title=document["title"],
        number=document["number"] or "",
        issued_on=_day(document["date"]),
        issuer=issuer,
        source=plan_import.file,
        reading={name: reading[name] for name in kept} | {"decisions": plan_import.decisions},
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
        first_line=raw["lines"][0],
        last_line=raw["lines"][-1],
        order=order,
    )


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
                first_line=item["lines"][0],
                last_line=item["lines"][-1],
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


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
