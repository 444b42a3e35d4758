"""The lines that every table of money adds up, and what waits for a person."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from doingoai.agencies.queries import Actor
from doingoai.dates import Period
from doingoai.plan.domain.money.rights import may_see_all_money, may_see_money
from doingoai.plan.domain.money.states import TABLE, Act, Route, Stage, Verdict, is_permitted
from doingoai.plan.domain.money.sums import MoneyLine, money_of_line
from doingoai.plan.models import (
    AllocationShare,
    CostEstimate,
    CostLine,
    Plan,
    SettlementShare,
    Spending,
)
from doingoai.shell.ordering import by_name

# The acts for which somebody waits, one after the other, with the stages in which they are asked for.
ASKED = (Act.SUBMIT, Act.APPRAISE, Act.APPROVE, Act.ALLOCATE)


def visible(actor: Actor) -> Q:
    """The condition that an estimate may be read by the person."""
    if may_see_all_money(actor):
        return Q()
    own = actor.agency
    return Q(holder=own) if may_see_money(actor, own.slug) else Q(pk__in=[])


def estimates(plan: Plan, actor: Actor) -> QuerySet[CostEstimate]:
    """The plan's estimates that the person may read, each with `asked`, the sum of its lines, and `line_count`."""
    rows = CostEstimate.objects.filter(visible(actor), plan=plan).select_related("plan", "agency", "holder")
    return rows.annotate(asked=Sum("lines__amount"), line_count=Count("lines"))


@dataclass(frozen=True)
class Narrowed:
    """What of the money is asked for; empty means all."""

    agency: str = ""
    source: str = ""
    task: str = ""
    route: str = ""
    estimate: int | None = None

    def condition(self) -> Q:
        """The same as a condition on lines."""
        found = Q()
        if self.agency:
            found &= Q(estimate__holder__slug=self.agency)
        if self.source:
            found &= Q(source=self.source)
        if self.task:
            found &= Q(task__number=self.task)
        if self.route:
            found &= Q(estimate__route=self.route)
        return found & Q(estimate=self.estimate) if self.estimate else found


EVERYTHING = Narrowed()
PAID = ("allocated", "spent", "settled_sum")


def money_lines(plan: Plan, actor: Actor, narrowed: Narrowed = EVERYTHING) -> list[MoneyLine]:
    """The lines of the plan that the person may read, with their money; one query."""
    return lines_of(CostEstimate.objects.filter(visible(actor), plan=plan), plan, narrowed)


def lines_of(
    estimates: QuerySet[CostEstimate], plan: Plan, narrowed: Narrowed = EVERYTHING, *, within: Period | None = None
) -> list[MoneyLine]:
    """The lines of these estimates of the plan; `within` counts only what was allocated and spent on its days."""
    rows = CostLine.objects.filter(narrowed.condition(), estimate__in=estimates)
    rows = rows.select_related("estimate__holder", "task", "source")
    rows = rows.order_by(by_name("estimate__holder__name"), "estimate__route", "estimate__order", "order", "pk")
    found = rows.annotate(**_paid(within))
    return [_line(row, tuple(vars(row)[name] for name in PAID), plan.last_day) for row in found]


def _paid(within: Period | None) -> dict[str, Coalesce]:
    """What was allocated, spent and settled of each line, as expressions; of all days or of those within."""

    def sum_of(rows: QuerySet[Any], day: str) -> Coalesce:
        found = rows.filter(line=OuterRef("pk"))
        if within:
            found = found.filter(**{f"{day}__range": (within.start, within.end)})
        return Coalesce(Subquery(found.order_by().values("line").annotate(n=Sum("amount")).values("n")), 0)

    return {
        "allocated": sum_of(AllocationShare.objects.filter(allocation__undone_at=None), "allocation__dated_on"),
        "spent": sum_of(Spending.objects.filter(retracted_at=None), "spent_on"),
        "settled_sum": sum_of(SettlementShare.objects.filter(settlement__undone_at=None), "settlement__dated_on"),
    }


def allocated_by_line(estimate: CostEstimate) -> dict[int, int]:
    """What each line has been allocated so far, by its key."""
    rows = AllocationShare.objects.filter(allocation__estimate=estimate, allocation__undone_at=None)
    return dict(rows.values_list("line").annotate(Sum("amount")).order_by())


def spent_by_line(estimate: CostEstimate) -> dict[int, int]:
    """What was spent of each line so far, by its key."""
    rows = Spending.objects.filter(line__estimate=estimate, retracted_at=None)
    return dict(rows.values_list("line").annotate(Sum("amount")).order_by())


def _line(row: CostLine, paid: tuple[int, ...], day: date) -> MoneyLine:
    estimate = row.estimate
    route, stage = Route(estimate.route), Stage(estimate.stage)
    return MoneyLine(
        line=row.pk,
        estimate=estimate.pk,
        agency=estimate.holder.slug,
        agency_name=estimate.holder.name_on(day),
        task=row.task.number,
        task_title=row.task.brief,
        source=row.source_id,
        source_name=row.source.name,
        route=route,
        stage=stage,
        item=row.item,
        money=money_of_line(stage, route, row.amount, row.agreed, Verdict(row.verdict), paid),
    )


@dataclass(frozen=True)
class Waits:
    """An estimate that waits for the person's act."""

    estimate: CostEstimate
    act: Act


def waiting(rows: Iterable[CostEstimate], actor: Actor) -> list[Waits]:
    """Which of the estimates wait for something that the person may do."""
    found = []
    for estimate in rows:
        route, stage = Route(estimate.route), Stage(estimate.stage)
        for act in ASKED:
            is_first = TABLE.get((route, stage, act)) not in {None, stage}
            if is_first and is_permitted(route, stage, act, actor, estimate.holder.slug):
                found.append(Waits(estimate, act))
    return found
