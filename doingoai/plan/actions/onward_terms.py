"""The terms by which reports go on: each whose day a rule names runs as a clock until the report is frozen."""

from collections.abc import Iterable
from datetime import date, datetime

from django.urls import reverse

from doingoai.accounts.models import Person
from doingoai.jobs.domain import PROVINCE
from doingoai.law.actions import drop_clocks, meet_clock, start_clock
from doingoai.law.domain import Ref, Rule, meant
from doingoai.law.queries import open_clocks, rules_by_code
from doingoai.plan.models import OnwardDue, Period

KIND = "plan.onwarddue"


def term_of(row: OnwardDue) -> Ref:
    """What the term of the row is called where clocks are kept."""
    return Ref(KIND, str(row.pk))


def time_reports(periods: Iterable[Period], *, by: Person | None, at: datetime) -> None:
    """Run the terms of the periods of a newly adopted plan."""
    rows = OnwardDue.objects.filter(period__in=list(periods)).select_related("period__plan")
    time_onward(rows, by=by, at=at)


def time_onward(rows: Iterable[OnwardDue], *, by: Person | None, at: datetime) -> None:
    """Run a clock for each row whose day its rule names and that has not passed; drop what ran for another day."""
    listed, today = list(rows), at.astimezone(PROVINCE).date()
    rules = rules_by_code([row.rule_code for row in listed if row.rule_code])
    for row in listed:
        rule, year = rules.get(row.rule_code), row.period.plan.year
        if rule is None or row.due_on is None or row.due_on < today or meant(rule, year) != row.due_on:
            drop_clocks(term_of(row), by=by, at=at)
        else:
            _start(row, rule, by, at)


def _start(row: OnwardDue, rule: Rule, by: Person | None, at: datetime) -> None:
    """The rule names a day of the plan's year: it is counted from the year's first."""
    year, code = row.period.plan.year, row.period.code
    start_clock(
        rule.matter,
        term_of(row),
        started_at=datetime(year, 1, 1, tzinfo=PROVINCE),
        on=max(rule.valid_from or date(year, 1, 1), date(year, 1, 1)),
        words=f"Báo cáo {row.period.name} gửi {row.addressee}",
        url=reverse("plan:report", args=[year, code]),
        by=by,
        at=at,
    )


def meet_onward(period: Period, *, by: Person | None, at: datetime) -> None:
    """The report is frozen and can go on: its terms are met."""
    for row in period.onward.all():
        for clock in open_clocks(term_of(row)):
            meet_clock(clock, met_at=at, by=by, at=at)


def forget_onward(rows: Iterable[OnwardDue], *, by: Person | None, at: datetime) -> None:
    """What the terms ran for is no more."""
    for row in rows:
        drop_clocks(term_of(row), by=by, at=at)
