"""Which of several clocks matters, when its alarms are told, and who may stop it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol, TypeVar

from doingoai.agencies.domain import Role
from doingoai.agencies.domain.rights import Right, has, is_own
from doingoai.dates import Holidays
from doingoai.jobs.domain import PROVINCE
from doingoai.law.domain.rules import Op, Rule, Unit

# So many hours, or days, before the end; -1 is the day after it.
HOURS_BEFORE = (12, 4, 1, 0)
DAYS_BEFORE = (7, 2, 0, -1)
# What must be left alone until then is nothing to be reminded of; neither is what may not go on longer.
ASKS_FOR_AN_ACT = frozenset(Op) - {Op.KEEP_AT_LEAST, Op.AT_MOST, Op.NONE}


@dataclass(frozen=True)
class Ref:
    """What a clock runs for: its kind ("plan.onwarddue") and its key."""

    kind: str
    key: str


class Running(Protocol):
    """A clock that runs."""

    due_at: datetime

    @property
    def is_obligation(self) -> bool:
        """Whether it asks for an act."""
        ...


_R = TypeVar("_R", bound=Running)


def earliest(clocks: Iterable[_R]) -> _R | None:
    """The obligation that ends first: of one object, only that one alarms."""
    return min((each for each in clocks if each.is_obligation), key=lambda each: each.due_at, default=None)


def steps_of(rule: Rule) -> tuple[int, ...]:
    """The steps of the rule's alarms, the first to come first."""
    if rule.alarms:
        return tuple(sorted((int(word) for word in rule.alarms.split()), reverse=True))
    return HOURS_BEFORE if rule.unit is Unit.CLOCK_HOURS else DAYS_BEFORE


def moments(rule: Rule, due_at: datetime, *, after: datetime, holidays: Holidays) -> Iterator[tuple[int, datetime]]:
    """Each step of the alarms and its moment, none before the clock was set.

    Of days it is the beginning of the day; a step that would come on a day off comes on the working day before it.
    """
    for step in steps_of(rule):
        moment = _moment(rule, due_at, step, holidays)
        if moment > after or step <= 0:
            yield step, moment


def _moment(rule: Rule, due_at: datetime, step: int, holidays: Holidays) -> datetime:
    if rule.unit is Unit.CLOCK_HOURS:
        return due_at - timedelta(hours=step)
    day = due_at.astimezone(PROVINCE) - timedelta(days=step + 1)
    while step > 0 and holidays.why_off(day.date()):
        day -= timedelta(days=1)
    return day


def step_reached(rule: Rule, due_at: datetime, *, after: datetime, at: datetime, holidays: Holidays) -> int | None:
    """The last step whose moment has come: what went by before it is not told any more."""
    found = moments(rule, due_at, after=after, holidays=holidays)
    return min((step for step, moment in found if moment <= at), default=None)


may_waive = Right(
    "a term may be waived: by the head of the agency that must act, or the coordinator",
    has(Role.COORDINATOR) | is_own & has(Role.HEAD),
)
may_see_all_terms = Right("the terms of all agencies may be seen", has(Role.COORDINATOR, Role.LEADER))
