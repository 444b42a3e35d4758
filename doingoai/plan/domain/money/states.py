"""How far an estimate is: its routes, stages and acts, and the one table of what leads where."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import product

from doingoai.agencies.domain.rights import Acting, Right
from doingoai.plan.domain.money import rights


class Route(StrEnum):
    """Where the money of a task comes from, as the plan's part on money says."""

    APPRAISED = "appraised"  # a new estimate, appraised by finance and approved by the province's leadership
    ALLOTTED = "allotted"  # within funds that were allotted already: no second appraisal
    OWN = "own"  # the budget of a district: recorded only


class Stage(StrEnum):
    """How far an estimate is."""

    DRAFT = "draft"
    RETURNED = "returned"
    SUBMITTED = "submitted"
    APPRAISED = "appraised"
    APPROVED = "approved"
    ALLOCATED = "allocated"
    SPENDING = "spending"
    SETTLED = "settled"


class Act(StrEnum):
    """What may be done with an estimate."""

    WRITE = "write"
    SUBMIT = "submit"
    RETURN = "return"
    JUDGE = "judge"  # a line is agreed to, or given back
    APPRAISE = "appraise"  # all lines are agreed to: the appraisal is closed
    APPROVE = "approve"
    ALLOCATE = "allocate"
    SPEND = "spend"
    SETTLE = "settle"


class Verdict(StrEnum):
    """What finance said of a line."""

    NONE = ""
    AGREED = "agreed"
    RETURNED = "returned"


class NotNow(Exception):
    """The act does not fit the stage or the route of the estimate; the message says in Vietnamese what comes first."""


OPEN = frozenset({Stage.DRAFT, Stage.RETURNED})
ALL, ALLOCATING = frozenset(Route), frozenset({Route.APPRAISED, Route.ALLOTTED})
APPRAISED = frozenset({Route.APPRAISED})


@dataclass(frozen=True)
class Move:
    """An act, from which stages of which routes, and to which stage; to None it stays where it is."""

    act: Act
    routes: frozenset[Route]
    starts: frozenset[Stage]
    end: Stage | None


MOVES = (
    Move(Act.WRITE, ALL, OPEN, None),
    Move(Act.SUBMIT, ALL, OPEN, Stage.SUBMITTED),
    Move(Act.RETURN, ALL, frozenset({Stage.SUBMITTED}), Stage.RETURNED),
    Move(Act.RETURN, APPRAISED, frozenset({Stage.APPRAISED, Stage.APPROVED}), Stage.RETURNED),
    Move(Act.JUDGE, APPRAISED, frozenset({Stage.SUBMITTED}), None),
    Move(Act.APPRAISE, APPRAISED, frozenset({Stage.SUBMITTED}), Stage.APPRAISED),
    Move(Act.APPROVE, APPRAISED, frozenset({Stage.APPRAISED}), Stage.APPROVED),
    Move(Act.ALLOCATE, APPRAISED, frozenset({Stage.APPROVED}), Stage.ALLOCATED),
    Move(Act.ALLOCATE, frozenset({Route.ALLOTTED}), frozenset({Stage.SUBMITTED}), Stage.ALLOCATED),
    Move(Act.ALLOCATE, ALLOCATING, frozenset({Stage.ALLOCATED, Stage.SPENDING}), None),
    Move(Act.SPEND, ALLOCATING, frozenset({Stage.ALLOCATED, Stage.SPENDING}), Stage.SPENDING),
    Move(Act.SPEND, frozenset({Route.OWN}), frozenset({Stage.SUBMITTED, Stage.SPENDING}), Stage.SPENDING),
    Move(Act.SETTLE, ALL, frozenset({Stage.SPENDING}), Stage.SETTLED),
    Move(Act.SETTLE, ALLOCATING, frozenset({Stage.ALLOCATED}), Stage.SETTLED),
)
TABLE: Mapping[tuple[Route, Stage, Act], Stage] = {
    (route, start, move.act): move.end or start for move in MOVES for route, start in product(move.routes, move.starts)
}
RIGHTS: Mapping[Act, Right] = {
    Act.WRITE: rights.may_write_estimate,
    Act.SUBMIT: rights.may_submit_estimate,
    Act.RETURN: rights.may_return_estimate,
    Act.JUDGE: rights.may_appraise,
    Act.APPRAISE: rights.may_appraise,
    Act.APPROVE: rights.may_approve,
    Act.ALLOCATE: rights.may_allocate,
    Act.SPEND: rights.may_spend,
    Act.SETTLE: rights.may_settle,
}


def is_possible(route: Route, stage: Stage, act: Act) -> bool:
    """Whether the act leads anywhere from the stage."""
    return (route, stage, act) in TABLE


def is_permitted(route: Route, stage: Stage, act: Act, actor: Acting, agency: str) -> bool:
    """Whether the person acting may do the act now with an estimate of `agency`."""
    return is_possible(route, stage, act) and RIGHTS[act](actor, agency)


def after(route: Route, stage: Stage, act: Act) -> Stage:
    """The stage to which the act leads.

    :raises NotNow: if it leads nowhere from here
    """
    found = TABLE.get((route, stage, act))
    if found is None:
        raise NotNow("Dự toán đang ở bước khác nên chưa làm được việc này. Tải lại trang để xem bước hiện nay.")
    return found
