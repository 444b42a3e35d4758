"""How far a plan has come, for its charts."""

from collections import defaultdict
from decimal import Decimal

from django.db.models import Count, Sum
from django.db.models.functions import TruncMonth

from doingoai.plan.domain.figures import AgencyMonths, MeasureMonths
from doingoai.plan.domain.progress import AgencyShares, Charts, SectionSteps, month_totals
from doingoai.plan.models import Evidence, Plan, Tracking
from doingoai.plan.queries.credited import credited
from doingoai.text import bare

MONTHS = 12
NAMES = ("slug", "name", "short")


def plan_charts(plan: Plan, *, until: int) -> Charts:
    """The year's charts, up to the month that has begun; four queries."""
    by_agency: dict[str, list[int]] = defaultdict(lambda: [0] * MONTHS)
    doing: dict[str, set[int]] = defaultdict(set)
    planned: dict[str, set[int]] = defaultdict(set)
    names: dict[str, tuple[str, str]] = {}
    rows = Evidence.objects.standing().filter(task__plan=plan).annotate(month=TruncMonth("done_on"))
    told = rows.values_list(*(f"agency__{name}" for name in NAMES), "task", "month").annotate(Count("pk")).order_by()
    for slug, name, short, task, month, records in told:
        by_agency[slug][month.month - 1 if month.year == plan.year else 0] += records
        doing[slug].add(task)
        names[slug] = (name, short)
    shares = Tracking.objects.filter(party__task__plan=plan).order_by()
    for slug, name, short, task in shares.values_list(*(f"agency__{name}" for name in NAMES), "party__task").distinct():
        planned[slug].add(task)
        names[slug] = (name, short)
    order = sorted(((short, name, slug) for slug, (name, short) in names.items()), key=lambda told: bare(told[0]))
    width = max(until, 1)
    return Charts(
        sections=_sections(plan),
        shares=tuple(
            AgencyShares(slug, short, len(doing[slug]), len(planned[slug] | doing[slug])) for short, _, slug in order
        ),
        months=tuple(f"{n:02d}" for n in range(1, width + 1)),
        records=month_totals(list(by_agency.values()), width),
        agencies=tuple(
            AgencyMonths(slug, name, short, tuple(by_agency[slug][:width]))
            for short, name, slug in order
            if slug in by_agency
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
