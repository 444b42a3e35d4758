"""Which clocks run, which alarms next, who hears of it."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby
from typing import Any

from django.conf import settings
from django.db.models import Q

from doingoai.accounts.models import Person
from doingoai.agencies.domain import Role
from doingoai.agencies.models import RoleGrant
from doingoai.agencies.queries import Actor
from doingoai.dates import Holidays, Hours
from doingoai.jobs.domain import PROVINCE
from doingoai.law.domain import (
    Ref,
    Rule,
    TermDay,
    Unit,
    citation,
    drawn_days,
    earliest,
    may_see_all_terms,
    moments,
    step_reached,
)
from doingoai.law.models import Clock, ClockQuerySet
from doingoai.law.queries.calendar import office_hours
from doingoai.law.queries.explained import Line, explain

# No alarm comes longer before the end.
FARTHEST = timedelta(days=60)


def open_clocks(ref: Ref) -> list[Clock]:
    """The object's clocks that run, the one that ends first before the others."""
    return list(Clock.objects.of(ref).running().select_related("rule"))


def clocks_for(actor: Actor) -> ClockQuerySet:
    """The clocks that the person may see: their own agency's; all, for the coordinator and the leaders."""
    clocks = Clock.objects.select_related("rule", "agency")
    return clocks if may_see_all_terms(actor) else clocks.filter(agency=actor.agency)


@dataclass(frozen=True)
class Next:
    """The alarm that an object has next: its clock, the step, and when it is told."""

    clock: Clock
    step: int
    at: datetime


def next_alarm(ref: Ref, *, at: datetime) -> Next | None:
    """The next alarm of the object's earliest obligation; in working hours unless it counts hours."""
    clock = earliest(open_clocks(ref))
    if clock is None:
        return None
    rule, hours = clock.rule.value, office_hours(settings.OFFICE_HOURS)
    told = set(clock.alarms.filter(due_at=clock.due_at).values_list("step", flat=True))
    ahead = [
        (step, moment)
        for step, moment in moments(rule, clock.due_at, after=clock.opened_at, holidays=hours.holidays)
        if step not in told and moment > at
    ]
    if not ahead:
        return None
    step, moment = ahead[0]
    return Next(clock, step, moment if rule.unit is Unit.CLOCK_HOURS else hours.next_open(moment))


@dataclass(frozen=True)
class Alarm:
    """A clock and the step of its alarms that has come and was not told."""

    clock: Clock
    step: int


def due_alarms(at: datetime, hours: Hours) -> list[Alarm]:
    """What is to be told now, one clock an object: two queries; outside working hours only what counts hours."""
    is_open = hours.are_open(at)
    rows = Clock.objects.running().filter(due_at__lte=at + FARTHEST).select_related("rule", "agency")
    ordered = rows.prefetch_related("alarms").order_by("kind", "key", "due_at")
    firsts = (earliest(mine) for _key, mine in groupby(ordered, key=lambda clock: (clock.kind, clock.key)))
    found = (_reached(clock, at, hours.holidays) for clock in firsts if clock is not None)
    return [each for each in found if each and (is_open or each.clock.rule.unit == Unit.CLOCK_HOURS)]


def _reached(clock: Clock, at: datetime, holidays: Holidays) -> Alarm | None:
    step = step_reached(clock.rule.value, clock.due_at, after=clock.opened_at, at=at, holidays=holidays)
    told = {(alarm.due_at, alarm.step) for alarm in clock.alarms.all()}
    return None if step is None or (clock.due_at, step) in told else Alarm(clock, step)


def recipients(clocks: Iterable[Clock], *, at: datetime) -> Mapping[int, list[Person]]:
    """Who hears of each clock, by its key: who records and signs for its agency, else the coordinators. One query."""
    listed, today = list(clocks), at.astimezone(PROVINCE).date()
    wanted = Q(role=Role.COORDINATOR) | Q(
        agency__in=[each.agency_id for each in listed if each.agency_id], role__in=[Role.EDITOR, Role.HEAD]
    )
    grants = RoleGrant.objects.on(today).filter(wanted, person__is_active=True).select_related("person")
    rows = list(grants.order_by("person"))
    return {clock.pk: _hearing(clock, rows) for clock in listed}


def _hearing(clock: Clock, grants: Collection[RoleGrant]) -> list[Person]:
    own = [grant for grant in grants if grant.agency_id == clock.agency_id and grant.role != Role.COORDINATOR]
    heard = own or [grant for grant in grants if grant.role == Role.COORDINATOR]
    return list({grant.person_id: grant.person for grant in heard}.values())


@dataclass(frozen=True)
class Run:
    """A clock ready to be read: its rule, each sentence of the count, each day that is drawn."""

    clock: Clock
    rule: Rule
    citation: str
    lines: list[Line]
    days: tuple[TermDay, ...]


def run_of(clock: Clock) -> Run:
    """The clock as its page shows it."""
    rule, reckoned = clock.rule.value, clock.reckoned
    return Run(clock, rule, citation(rule), explain(rule, reckoned), drawn_days(rule.unit, reckoned))


def as_json(clock: Clock) -> dict[str, Any]:
    """The clock as a program reads it."""
    rule = clock.rule.value
    return {
        "object": {"kind": clock.kind, "key": clock.key},
        "words": clock.words,
        "rule": {
            "code": rule.code,
            "matter": rule.matter,
            "citation": citation(rule),
            "document": rule.document,
            "issued_on": rule.issued_on,
            "amount": rule.amount,
            "unit": rule.unit,
            "op": rule.op,
            "verified": rule.verified,
        },
        "count": clock.explanation,
        "met_at": clock.met_at,
        "waived_at": clock.waived_at,
        "waived_ground": clock.waived_ground,
    }
