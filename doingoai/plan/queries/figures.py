"""The figures of a report, added up by the database from the evidence that counts."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count, F, Q, QuerySet, Sum

from doingoai.agencies.domain.names import former_names, short_on
from doingoai.agencies.models import Agency
from doingoai.dates import Period as Days
from doingoai.jobs.domain import PROVINCE
from doingoai.plan.domain.figures import (
    AgencyMonths,
    AgencyShare,
    EffectLine,
    FigureLine,
    Figures,
    FigureSection,
    MeasureMonths,
    PartSummary,
    PlaceLine,
    Source,
)
from doingoai.plan.domain.periods import Column, columns, months
from doingoai.plan.domain.states import HANDED_IN, PartState
from doingoai.plan.models import Estimate, Evidence, Measure, Part, Period, Report, SamePeriod, Task
from doingoai.plan.queries.credited import column_of, credited, place_in
from doingoai.plan.queries.owners import Owners, Share, owners, shares_of
from doingoai.plan.queries.places import by_code
from doingoai.text import alphabetical

ZERO = Decimal(0)
OF_A_SOURCE = (
    *("id", "task__number", "measure_id", "title", "done_on", "quantity", "agency__slug", "agency__short", "column"),
    *("link", "place", "is_demo", "kind__name", "kind__is_partnered", "agency__former"),
)
Key = tuple[int, str]


@dataclass(frozen=True)
class Amount:
    """What one agency did for one line in one column and month."""

    agency: int
    column: int
    month: int
    quantity: Decimal
    records: int
    samples: int


def period_columns(period: Period) -> tuple[Column, ...]:
    """The columns of the period's report."""
    return columns(period.starts_on, period.ends_on, period.data_close)


def counted(period: Period, *, agency: Agency | None = None, owned: Owners | None = None) -> QuerySet[Evidence]:
    """The evidence that counts in the period, for one agency's part or for all, each with its column.

    `owned` tells whose part counts what, where that is known already.
    """
    cut = period_columns(period)
    rows = credited(period.plan).filter(done_on__gte=period.starts_on, done_on__lte=cut[-1].days.end)
    if agency is not None:
        rows = rows.filter((owned or owners_in(period)).mine(agency.pk))
    return rows.annotate(column=column_of(cut))


def owners_in(period: Period) -> Owners:
    """Who counts what in the period's report, all read anew; four queries."""
    return owners(period, Agency.objects.all(), period.report.parts.all(), shares_of(period.plan))


def figures(report: Report, *, agency: Agency | None = None, known: Iterable[Part] | None = None) -> Figures:
    """The report's numbers as they stand, for one agency's part or for the whole; `known` are its parts, if at hand."""
    period = report.period
    cut = period_columns(period)
    calendar = months(period.starts_on, cut[-1].days.end)
    agencies = named_on(period.ends_on)
    sent = list(known or (report.parts.all() if agency else part_rows(report)))
    shares = shares_of(period.plan)
    owned = owners(period, agencies.values(), sent, shares)
    amounts = _amounts(counted(period, agency=agency, owned=owned), calendar)
    lines = _Lines(period, amounts, agencies, owned, shares, agency)
    return Figures(
        period=period.name,
        year=period.plan.year,
        starts_on=period.starts_on,
        ends_on=period.ends_on,
        data_close=period.data_close,
        columns=tuple(column.label for column in cut),
        column_days=tuple((column.days.start, column.days.end) for column in cut),
        sections=lines.sections(),
        parts=() if agency else _told(report, sent),
        months=tuple(f"{month.start.month:02d}/{month.start.year}" for month in calendar),
        agencies=_by_agency_and_month(amounts, agencies, owned, len(calendar)),
        has_estimate=period.has_estimate,
        has_demo=any(amount.samples for found in amounts.values() for amount in found),
        words={} if agency else _words(report),
        effects=effects(report, agency),
        measures=_by_measure_and_month(amounts, lines.measures, len(calendar)),
        places=_by_place(counted(period, agency=agency, owned=owned), lines.measures),
    )


def effects(report: Report, agency: Agency | None = None) -> tuple[EffectLine, ...]:
    """What changed, as the agency or all of them state it, in the order of their names."""
    rows = report.effects.select_related("agency", "task")
    rows = rows.filter(agency=agency) if agency else rows
    names = ("what", "baseline", "value", "source", "source_on", "link", "limits")
    return tuple(
        EffectLine(
            id=row.pk,
            agency=row.agency.slug,
            agency_name=row.agency.name_on(report.period.ends_on),
            task=row.task.number if row.task else "",
            **{name: getattr(row, name) for name in names},
        )
        for row in rows
    )


def _by_measure_and_month(
    amounts: dict[Key, list[Amount]], measures: Mapping[str, Measure], width: int
) -> tuple[MeasureMonths, ...]:
    sums: dict[str, list[Decimal]] = defaultdict(lambda: [ZERO] * width)
    for (_task, code), found in amounts.items():
        for amount in found:
            sums[code][amount.month] += amount.quantity
    ordered = sorted((measures[code] for code in sums), key=lambda measure: (measure.order, measure.code))
    return tuple(MeasureMonths(m.code, m.name, m.unit, tuple(sums[m.code])) for m in ordered)


def _by_place(rows: QuerySet[Evidence], measures: Mapping[str, Measure]) -> tuple[PlaceLine, ...]:
    """What was done at each place that was told: under its name in the profile, else under the words told."""
    known = by_code()
    told = rows.exclude(place="").values_list("place_code", "place", "measure")
    sums: dict[tuple[str, str, str], tuple[Decimal, int]] = {}
    for code, words, measure, quantity, records in told.annotate(Sum("quantity"), Count("pk")).order_by():
        name = known[code].label if code in known else words
        key = (code, name, measure)
        before = sums.get(key, (ZERO, 0))
        sums[key] = (before[0] + quantity, before[1] + records)
    lines = (
        PlaceLine(code, name, measure, measures[measure].name, measures[measure].unit, total, records)
        for (code, name, measure), (total, records) in sums.items()
    )
    return tuple(sorted(lines, key=lambda line: (not line.code, alphabetical(line.name), line.measure)))


def _words(report: Report) -> dict[str, str]:
    return {name: getattr(report, name) for name in ("overview", "difficulties", "proposals", "outlook")}


def _amounts(rows: QuerySet[Evidence], calendar: Sequence[Days]) -> dict[Key, list[Amount]]:
    """Everything that is counted, in one pass over the evidence."""
    grouped: dict[Key, list[Amount]] = defaultdict(list)
    keyed = rows.annotate(month=place_in(calendar)).values_list("task", "measure", "agency", F("column"), "month")
    told = keyed.annotate(Sum("quantity"), Count("pk"), samples=Count("pk", filter=Q(is_demo=True))).order_by()
    for task, measure, *amount in told:
        grouped[task, measure].append(Amount(*amount))
    return grouped


def _by_agency_and_month(
    amounts: dict[Key, list[Amount]], agencies: dict[int, Agency], owned: Owners, width: int
) -> tuple[AgencyMonths, ...]:
    """Records by the agency whose part counts them, by name and never by how much they did.

    What a body did that went over stands with its successor.
    """
    counts: dict[int, list[int]] = defaultdict(lambda: [0] * width)
    for (task, _measure), found in amounts.items():
        for amount in found:
            counts[owned.of(amount.agency, task)][amount.month] += amount.records
    told = [
        AgencyMonths(agencies[pk].slug, agencies[pk].name, agencies[pk].short, tuple(n)) for pk, n in counts.items()
    ]
    return tuple(sorted(told, key=lambda agency: (alphabetical(agency.short), agency.agency)))


def parts(report: Report) -> tuple[PartSummary, ...]:
    """What each agency sent, in the order of the agencies' names."""
    return _told(report, part_rows(report))


def part_rows(report: Report) -> list[Part]:
    """The rows of the parts, in the order of the agencies' names."""
    rows = report.parts.select_related("agency", "signed_by", "sent_via", "confirmed_by")
    day = report.period.ends_on
    return sorted(rows.prefetch_related("signed_copies"), key=lambda part: alphabetical(part.agency.name_on(day)))


def _told(report: Report, sent: Iterable[Part]) -> tuple[PartSummary, ...]:
    return tuple(_part(part, report.period.ends_on) for part in sent)


def _part(part: Part, day: date) -> PartSummary:
    sent, copy = part.state in HANDED_IN, next(iter(part.signed_copies.all()), None)
    return PartSummary(
        agency=part.agency.slug,
        name=part.agency.name_on(day),
        short=part.agency.short_on(day),
        state=part.state,
        narrative=part.narrative if sent else "",
        difficulties=part.difficulties if sent else "",
        proposals=part.proposals if sent else "",
        signed_by=part.signed_by.name if part.signed_by else "",
        submitted_on=part.submitted_at.astimezone(PROVINCE).date() if part.submitted_at else None,
        mark=mark_of(part),
        paper=str(copy) if copy else "",
        paper_file=copy.file_id if copy else None,
    )


def mark_of(part: Part) -> str:
    """How a part came that nobody has signed; empty for every other."""
    if part.state != PartState.SENT or part.sent_via is None:
        return ""
    confirmed = f"{part.confirmed_by.name} xác nhận" if part.confirmed_by else "chờ xác nhận"
    return f"gửi qua đường liên kết bởi {part.sent_via.signature}; {confirmed}"


class _Lines:
    """Builds the lines of a report from what the database added up; one query for each kind of thing."""

    def __init__(
        self,
        period: Period,
        amounts: dict[Key, list[Amount]],
        agencies: dict[int, Agency],
        owned: Owners,
        shares: Sequence[Share],
        agency: Agency | None,
    ) -> None:
        self.amounts, self.agencies, self.owners, self.agency = amounts, agencies, owned, agency
        self.width = len(period_columns(period))
        tasks = Task.objects.filter(plan=period.plan).select_related("section", "target_measure")
        if agency is not None:
            tasks = tasks.filter(pk__in={task for task, _ in amounts} | owned.tasks_of(agency.pk, shares))
        self.tasks = list(tasks)
        self.measures = Measure.objects.in_bulk()
        self.served = _served(period)
        self.same = {(s.task_id, s.measure_id): s for s in SamePeriod.objects.filter(period=period)}
        self.expected = _expected(period, agency)
        self.assigned = _assigned(period, shares) if agency is None else {}

    def sections(self) -> tuple[FigureSection, ...]:
        """The sections that have tasks, in the order of the plan."""
        grouped: dict[int, list[Task]] = defaultdict(list)
        for task in self.tasks:
            grouped[task.section_id].append(task)
        return tuple(self._section(tasks) for tasks in grouped.values())

    def _section(self, tasks: list[Task]) -> FigureSection:
        lines = tuple(line for task in tasks for line in self._of_task(task))
        heard = {line.task for line in lines if line.records}
        section = tasks[0].section
        return FigureSection(section.number, section.title, lines, tasks=len(tasks), tasks_with_evidence=len(heard))

    def _of_task(self, task: Task) -> Iterable[FigureLine]:
        done = {measure for pk, measure in self.amounts if pk == task.pk}
        wanted = done | self.served.get(task.pk, set()) | {m for pk, m in self.same if pk == task.pk}
        if task.target_measure_id:
            wanted.add(task.target_measure_id)
        ordered = sorted((self.measures[code] for code in wanted), key=lambda m: (m.order, m.code))
        return [self._line(task, measure) for measure in ordered]

    def _line(self, task: Task, measure: Measure) -> FigureLine:
        key = (task.pk, measure.code)
        by_column, records = [ZERO] * self.width, 0
        by_agency: dict[int, Decimal] = defaultdict(lambda: ZERO)
        by_part: dict[int, Decimal] = defaultdict(lambda: ZERO)
        for amount in self.amounts.get(key, []):
            by_column[amount.column] += amount.quantity
            by_agency[amount.agency] += amount.quantity
            by_part[self.owners.of(amount.agency, task.pk)] += amount.quantity
            records += amount.records
        same = self.same.get(key)
        total = sum(by_column, ZERO)
        shares = sorted(by_agency.items(), key=lambda item: (-item[1], self.agencies[item[0]].slug))
        return FigureLine(
            task=task.number,
            title=task.title,
            measure=measure.code,
            measure_name=measure.name,
            unit=measure.unit,
            by_column=tuple(by_column),
            total=total,
            shares=tuple(self._share(pk, task, quantity) for pk, quantity in shares),
            records=records,
            target=task.target if task.target_measure_id == measure.code else None,
            estimate=self._estimate(key, by_part, total),
            same_period=same.quantity if same else None,
            same_period_source=same.source if same else "",
            state=task.state,
            silent=tuple(sorted(self.agencies[pk].slug for pk in self.assigned.get(task.pk, set()) - set(by_part))),
        )

    def _share(self, pk: int, task: Task, quantity: Decimal) -> AgencyShare:
        """What an agency did under its own name, and whose part counts it where that is another's."""
        agency, owner = self.agencies[pk], self.agencies[self.owners.of(pk, task.pk)]
        passed = {} if owner == agency else {"part": owner.slug, "part_name": owner.short}
        return AgencyShare(agency.slug, agency.short, quantity, **passed)

    def _estimate(self, key: Key, done: dict[int, Decimal], total: Decimal) -> Decimal | None:
        """What is expected for the whole period: each agency's own estimate, else what it has done."""
        if self.expected is None:
            return None
        said = self.expected.get(key, {})
        return total + sum((max(quantity - done.get(pk, ZERO), ZERO) for pk, quantity in said.items()), ZERO)


def _served(period: Period) -> dict[int, set[str]]:
    """The measures of the kinds of work that serve each task."""
    found: dict[int, set[str]] = defaultdict(set)
    for task, measure in period.plan.services.values_list("task", "kind__measure"):
        found[task].add(measure)
    return found


def _expected(period: Period, agency: Agency | None) -> dict[Key, dict[int, Decimal]] | None:
    """The agencies' estimates by line; None where the period has no estimate."""
    if not period.has_estimate:
        return None
    rows = Estimate.objects.filter(part__report__period=period)
    rows = rows.filter(part__agency=agency) if agency else rows.filter(part__state__in=HANDED_IN)
    found: dict[Key, dict[int, Decimal]] = defaultdict(dict)
    for task, measure, pk, quantity in rows.values_list("task", "measure", "part__agency", "quantity"):
        found[task, measure][pk] = quantity
    return found


def _assigned(period: Period, shares: Iterable[Share]) -> dict[int, set[int]]:
    """The agencies that lead or help each task when the period ends, members of closed groups among them."""
    found: dict[int, set[int]] = defaultdict(set)
    for share in shares:
        if share.holds_on(period.ends_on):
            found[share.task].add(share.agency)
    return found


def named_on(day: date) -> dict[int, Agency]:
    """Every agency, called as it was called on the day."""
    found = {agency.pk: agency for agency in Agency.objects.all()}
    for agency in found.values():
        agency.name, agency.short = agency.name_on(day), agency.short_on(day)
    return found


def source_of(*row: Any) -> Source:
    """A piece of evidence as its columns tell it, under the name that its agency bore when it was done."""
    *told, former = row
    fields = dict(zip(Source.__dataclass_fields__, told, strict=True))
    then = short_on(former_names(former), fields["done_on"])
    fields |= {"kind": fields["kind"] or "", "is_partnered": bool(fields["is_partnered"])}
    return Source(**fields | {"agency_name": then or fields["agency_name"]})


def sources(period: Period, *, agency: Agency | None = None) -> Iterable[Source]:
    """The evidence behind the period's numbers, newest first."""
    rows = counted(period, agency=agency).order_by("-done_on", "-id")
    for row in rows.values_list(*OF_A_SOURCE).iterator(chunk_size=2000):
        yield source_of(*row)
