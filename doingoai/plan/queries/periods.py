"""Where the days of the reports come from: the rules behind the periods and behind what goes on."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from doingoai import dates
from doingoai.law.domain import Rule, citation, meant
from doingoai.law.queries import rule_for, rules_by_code
from doingoai.plan.domain.periods import DATA_MATTERS, calendar_days
from doingoai.plan.models import OnwardDue, Period


def days_of_data(year: int, code: str) -> dates.Period:
    """The days of data of the year's report: as the rule of its calendar days says, else those days themselves."""
    calendar = calendar_days(year, code)
    rule = rule_for(DATA_MATTERS[code], on=calendar.end)
    days = meant(rule, year) if rule else None
    return days if isinstance(days, dates.Period) else calendar


def data_rule(period: Period) -> Rule | None:
    """The rule that the period's days come from; None where none is known, or somebody set other days."""
    rule = rule_for(DATA_MATTERS.get(period.code, ""), on=_day(period))
    return rule if rule is not None and _is_kept(rule, period) else None


def _day(period: Period) -> date:
    """The day whose rules govern the period."""
    return calendar_days(period.plan.year, period.code).end


def _is_kept(rule: Rule, period: Period) -> bool:
    return meant(rule, period.plan.year) == dates.Period(period.starts_on, period.ends_on)


@dataclass(frozen=True)
class Onward:
    """A row of what goes on, with the rule it cites; `is_ruled` where the rule names this very day."""

    row: OnwardDue
    rule: Rule | None
    citation: str
    is_ruled: bool


def onward_of(period: Period) -> list[Onward]:
    """To whom the report goes on, in order; two queries."""
    rows = list(period.onward.all())
    rules = rules_by_code([row.rule_code for row in rows if row.rule_code])
    return [_onward(row, rules.get(row.rule_code), period.plan.year) for row in rows]


def _onward(row: OnwardDue, rule: Rule | None, year: int) -> Onward:
    is_ruled = rule is not None and row.due_on is not None and meant(rule, year) == row.due_on
    return Onward(row, rule, citation(rule) if rule else "", is_ruled)


@dataclass(frozen=True)
class Standing:
    """A period that stands on a rule: by its days of data, or by what goes on."""

    rule: str
    period: Period
    onward: OnwardDue | None = None


def standing_on(codes: Collection[str]) -> list[Standing]:
    """What of the reports stands on the rules of these codes, the newest year first; three queries."""
    rules = rules_by_code(codes)
    periods = Period.objects.select_related("plan").order_by("-plan__year", "order")
    found = [
        Standing(rule.code, period)
        for period in periods
        for rule in rules.values()
        if rule.matter == DATA_MATTERS.get(period.code) and rule.holds(_day(period)) and _is_kept(rule, period)
    ]
    onward = OnwardDue.objects.filter(rule_code__in=rules).select_related("period__plan")
    ordered = onward.order_by("-period__plan__year", "period__order", "order")
    return [*found, *(Standing(row.rule_code, row.period, row) for row in ordered)]
