"""The plan's year month by month."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import Count
from django.db.models.functions import TruncMonth

from doingoai.plan.models import Evidence, Period, Plan


@dataclass(frozen=True)
class Moment:
    """A day that matters: its kind ("anniversary", "due", "task"), and its words."""

    day: date
    kind: str
    words: str
    url_args: tuple[object, ...] = ()


@dataclass(frozen=True)
class Month:
    """A month of the plan's year: its days that matter, and how many pieces of evidence were recorded."""

    number: int
    moments: tuple[Moment, ...]
    evidence: int


def timeline(plan: Plan) -> list[Month]:
    """Twelve months; three queries."""
    moments: dict[int, list[Moment]] = defaultdict(list)
    for moment in [*_anniversaries(plan), *_dues(plan), *_tasks(plan)]:
        if moment.day.year == plan.year:
            moments[moment.day.month].append(moment)
    rows = Evidence.objects.standing().filter(task__plan=plan, done_on__year=plan.year)
    counted = rows.annotate(month=TruncMonth("done_on")).values_list("month").annotate(Count("pk")).order_by()
    done = {month.month: count for month, count in counted}
    return [
        Month(n, tuple(sorted(moments[n], key=lambda m: (m.day, m.kind, m.words))), done.get(n, 0))
        for n in range(1, 13)
    ]


def anniversaries(plan: Plan) -> list[Moment]:
    """The days that the plan names to be remembered, in order."""
    return sorted(_anniversaries(plan), key=lambda moment: moment.day)


def _anniversaries(plan: Plan) -> list[Moment]:
    return [
        Moment(
            date.fromisoformat(raw["date"]),
            "anniversary",
            f"{raw['years']}\u00a0năm {raw['name']}" if raw["years"] else raw["name"],
        )
        for raw in plan.reading.get("anniversaries", [])
    ]


def _dues(plan: Plan) -> list[Moment]:
    periods = Period.objects.filter(plan=plan)
    return [Moment(p.agencies_due, "due", p.name, (plan.year, p.code)) for p in periods]


def _tasks(plan: Plan) -> list[Moment]:
    tasks = plan.tasks.exclude(due_before=None)
    return [Moment(t.due_before, "task", f"{t.number} {t.title}", (plan.year, t.number)) for t in tasks if t.due_before]
