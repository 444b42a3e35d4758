"""How far a plan has come, for its charts."""

from collections import defaultdict
from decimal import Decimal

from django.db.models import Count, Sum
from django.db.models.functions import TruncMonth

from doingoai.agencies.models import Agency
from doingoai.plan.domain.figures import AgencyMonths, MeasureMonths
from doingoai.plan.domain.progress import AgencyShares, Charts, SectionSteps, month_totals
from doingoai.plan.models import Evidence, Plan
from doingoai.plan.queries.credited import credited
from doingoai.plan.queries.owners import owners_of_year, sharing
from doingoai.text import alphabetical

MONTHS = 12


def plan_charts(plan: Plan, *, until: int) -> Charts:
    """The year's charts, up to the month that has begun, by the agencies that have the tasks now; four queries."""
    by_agency: dict[int, list[int]] = defaultdict(lambda: [0] * MONTHS)
    doing: dict[int, set[int]] = defaultdict(set)
    planned: dict[int, set[int]] = defaultdict(set)
    named, shares = sharing(plan)
    owned = owners_of_year(plan, list(named.values()), shares)
    rows = Evidence.objects.standing().filter(task__plan=plan).annotate(month=TruncMonth("done_on"))
    told = rows.values_list("agency", "agency__slug", "agency__name", "agency__short", "task", "month")
    for pk, slug, name, short, task, month, records in told.annotate(Count("pk")).order_by():
        named.setdefault(pk, Agency(pk=pk, slug=slug, name=name, short=short))
        owner = owned.of(pk, task)
        by_agency[owner][month.month - 1 if month.year == plan.year else 0] += records
        doing[owner].add(task)
    for share in shares:
        planned[owned.of(share.agency, share.task)].add(share.task)
    names = {pk: named[pk].short_on(plan.last_day) for pk in doing.keys() | planned.keys()}
    order = [(named[pk], names[pk]) for pk in sorted(names, key=lambda pk: alphabetical(names[pk]))]
    width = max(until, 1)
    return Charts(
        sections=_sections(plan),
        shares=tuple(AgencyShares(a.slug, s, len(doing[a.pk]), len(planned[a.pk] | doing[a.pk])) for a, s in order),
        months=tuple(f"{n:02d}" for n in range(1, width + 1)),
        records=month_totals(list(by_agency.values()), width),
        agencies=tuple(
            AgencyMonths(a.slug, a.name_on(plan.last_day), short, tuple(by_agency[a.pk][:width]))
            for a, short in order
            if a.pk in by_agency
        ),
        measures=_measures(plan, width),
    )


def _sections(plan: Plan) -> tuple[SectionSteps, ...]:
    grouped: dict[tuple[str, str], list[tuple[str, int]]] = defaultdict(list)
    for task in plan.tasks.select_related("section"):
        grouped[task.section.number, task.section.title].append((task.number, task.state))
    return tuple(SectionSteps(*head, tuple(tasks)) for head, tasks in grouped.items())


def _measures(plan: Plan, width: int) -> tuple[MeasureMonths, ...]:
    sums: dict[str, list[Decimal]] = defaultdict(lambda: [Decimal(0)] * MONTHS)
    names: dict[str, tuple[int, str, str]] = {}
    rows = credited(plan).annotate(month=TruncMonth("done_on"))
    fields = ("measure", "measure__order", "measure__name", "measure__unit", "month")
    for code, order, name, unit, month, quantity in rows.values_list(*fields).annotate(Sum("quantity")).order_by():
        sums[code][month.month - 1 if month.year == plan.year else 0] += quantity
        names[code] = (order, name, unit)
    ordered = sorted(names.items(), key=lambda item: item[1])
    return tuple(MeasureMonths(code, name, unit, tuple(sums[code][:width])) for code, (_, name, unit) in ordered)
