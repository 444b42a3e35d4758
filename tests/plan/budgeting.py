"""Estimates at every stage, made by the acts themselves."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from doingoai.agencies.domain import Role
from doingoai.agencies.models import Agency
from doingoai.plan.actions.money.appraising import Judgement, appraise_estimate, approve_estimate, judge_lines
from doingoai.plan.actions.money.lines import LineFacts, begin_estimate, submit_estimate, write_lines
from doingoai.plan.actions.money.paying import MoneyPaper, Spent, allocate_money, record_spending, settle_estimate
from doingoai.plan.domain.money.states import Route, Stage, Verdict
from doingoai.plan.models import CostEstimate, FundSource, Plan
from tests.factories import NOW, actor

OFFICE = "so-tttt"
DECISION = MoneyPaper("1200/QĐ-UBND", date(2022, 5, 4))


def editor(office=OFFICE):
    return actor(office, Role.EDITOR)


def head(office=OFFICE):
    return actor(office, Role.HEAD)


def finance():
    return actor("so-tc", Role.FINANCE)


def leader():
    return actor("ubnd-tinh", Role.LEADER)


def whole(plan):
    """The plan with what was read from its paper."""
    return Plan.objects.get(pk=plan.pk)


def facts(plan, task="II.5", item="Thay màn hình LED", quantity=2, price=150_000_000, source="ngan-sach-tinh"):
    """A line to be written."""
    row = plan.tasks.get(number=task)
    kind = FundSource.objects.get(pk=source)
    return LineFacts(None, row, item, "bộ", Decimal(quantity), price, kind)


def lines_of(estimate):
    """What the estimate holds, as facts that can be written again."""
    return [
        LineFacts(row.pk, row.task, row.item, row.unit, row.quantity, row.unit_price, row.source, row.note)
        for row in estimate.lines.select_related("task", "source")
    ]


def fresh(estimate):
    return CostEstimate.objects.select_related("plan", "agency", "holder").get(pk=estimate.pk)


def written(plan, *lines, route=Route.APPRAISED, office=OFFICE, by=None):
    """An estimate with lines."""
    by = by or editor(office)
    made = begin_estimate(plan, Agency.objects.get(slug=office), route, by=by, at=NOW)
    return write_lines(made, lines or [facts(plan)], revision=made.revision, by=by, at=NOW)


def sent(estimate, by=None):
    estimate = fresh(estimate)
    return submit_estimate(estimate, revision=estimate.revision, by=by or head(estimate.holder.slug), at=NOW)


def agreed(estimate, cut=None, by=None):
    """Every line agreed to: as it was asked for, or as `cut` says by the line's key."""
    estimate, cut = fresh(estimate), cut or {}
    said = [
        Judgement(line.pk, Verdict.AGREED, cut.get(line.pk, line.amount), "Theo định mức." if line.pk in cut else "")
        for line in estimate.lines.all()
    ]
    return judge_lines(estimate, said, revision=estimate.revision, by=by or finance(), at=NOW)


def appraised(estimate, by=None):
    estimate = fresh(estimate)
    return appraise_estimate(estimate, revision=estimate.revision, by=by or finance(), at=NOW)


def approved(estimate, by=None):
    estimate = fresh(estimate)
    return approve_estimate(estimate, revision=estimate.revision, by=by or leader(), at=NOW)


def allocated(estimate, shares=None, by=None, paper=DECISION):
    estimate = fresh(estimate)
    if shares is None:
        shares = {line.pk: line.amount if line.agreed is None else line.agreed for line in estimate.lines.all()}
    return allocate_money(estimate, paper, shares, revision=estimate.revision, by=by or finance(), at=NOW)


def spent(line, amount, token, on=date(2022, 6, 1), by=None, **said):
    money = replace(Spent(amount, on, f"HĐ {token}", token), **said)
    return record_spending(line, money, by=by or editor(line.estimate.holder.slug), at=NOW)


def settled(estimate, shares, by=None):
    estimate = fresh(estimate)
    paper = MoneyPaper("88/BC-QT", date(2022, 6, 9))
    return settle_estimate(
        estimate, paper, shares, revision=estimate.revision, by=by or head(estimate.holder.slug), at=NOW
    )


def brought_to(stage, plan, *lines, office=OFFICE):
    """A new estimate that stands at the stage."""
    made = written(plan, *lines, office=office)
    walk = {
        Stage.SUBMITTED: lambda: sent(made),
        Stage.APPRAISED: lambda: (agreed(made), appraised(made)),
        Stage.APPROVED: lambda: approved(made),
        Stage.ALLOCATED: lambda: allocated(made),
        Stage.SPENDING: lambda: spent(made.lines.first(), 1_000_000, f"t{made.pk}"),
        Stage.SETTLED: lambda: settled(made, {made.lines.first().pk: 1_000_000}),
    }
    for each, act in walk.items():
        if stage == Stage.DRAFT:
            break
        act()
        if each == stage:
            break
    return fresh(made)
