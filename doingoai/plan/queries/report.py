"""What the pages of a report show besides its figures."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Count, Q, QuerySet

from doingoai.agencies.models import Agency
from doingoai.agencies.queries import Actor
from doingoai.audit.queries import history
from doingoai.plan.domain.figures import EffectLine, FigureLine, Figures, Source, from_text, sources_from_text
from doingoai.plan.domain.rights import may_coordinate, may_draft_part
from doingoai.plan.domain.states import ASKED, SETTLED, WAITED_FOR, PartState
from doingoai.plan.models import Part, Period, Report, Snapshot
from doingoai.plan.queries.figures import OF_A_SOURCE, counted, source_of
from doingoai.text import alphabetical, sent

NEWEST = 3


@dataclass(frozen=True)
class Drill:
    """What opens under a number: its sum, its days, the newest pieces of evidence, how many, and who sent nothing.

    `label` names the column that was asked for; it is empty for the number of the whole line.
    """

    line: FigureLine
    label: str
    sum: tuple[Decimal, ...]
    since: date
    until: date
    newest: tuple[Source, ...]
    records: int
    silent: tuple[str, ...] = ()

    @property
    def total(self) -> Decimal:
        """The number itself."""
        return sum(self.sum, Decimal(0))


@dataclass(frozen=True)
class Asked:
    """The number that was asked for: a line of the report, in one column or in all, of one agency or of all."""

    line: FigureLine
    column: int | None = None
    agency: str = ""

    @property
    def key(self) -> tuple[str, str]:
        """Task and measure of the line."""
        return self.line.task, self.line.measure

    def days(self, figures: Figures) -> tuple[date, date]:
        """The first and the last day that it counts."""
        first, last = (0, -1) if self.column is None else (self.column, self.column)
        return figures.column_days[first][0], figures.column_days[last][1]

    def drill(self, figures: Figures, newest: Iterable[Source], records: int) -> Drill:
        """What opens under it."""
        since, until = self.days(figures)
        values = self.line.by_column if self.column is None else self.line.by_column[self.column : self.column + 1]
        label = "" if self.column is None else figures.columns[self.column]
        names = {part.agency: part.name for part in figures.parts}
        silent = tuple(sorted((names.get(slug, slug) for slug in self.line.silent), key=alphabetical))
        return Drill(self.line, label, values, since, until, tuple(newest), records, silent)


def with_part_counts(periods: QuerySet[Period]) -> QuerySet[Period]:
    """Each period with how many parts are `asked` for, are `missing` of these, came by link and are `unconfirmed`."""
    unconfirmed = Q(report__parts__state=PartState.SENT, report__parts__confirmed_at=None)
    return periods.annotate(
        asked=Count("report__parts", filter=Q(report__parts__state__in=ASKED)),
        missing=Count("report__parts", filter=Q(report__parts__state__in=WAITED_FOR)),
        unconfirmed=Count("report__parts", filter=unconfirmed),
    )


def report_of(year: int, code: str) -> Report | None:
    """The report of a period of the year's plan."""
    found = Report.objects.select_related("period__plan__issuer").filter(period__plan__year=year, period__code=code)
    return found.first()


def line_of(figures: Figures, task: str, measure: str) -> FigureLine | None:
    """The line of a task under a measure."""
    return next((line for line in figures.lines if (line.task, line.measure) == (task, measure)), None)


def asked(figures: Figures, task: str, measure: str, column: str = "", agency: str = "") -> Asked | None:
    """What an address asks for; None where the report has no such number."""
    line = line_of(figures, task, measure)
    index = sent(column, len(figures.columns)) if column.isdecimal() else None
    if line is None or (index is not None and index >= len(figures.columns)):
        return None
    return Asked(line, index, agency)


def drill(period: Period, figures: Figures, number: Asked) -> Drill:
    """What stands behind a number now."""
    agency = Agency.objects.get(slug=number.agency) if number.agency else None
    rows = counted(period, agency=agency).filter(task__number=number.line.task, measure=number.line.measure)
    rows = rows.filter(done_on__range=number.days(figures))
    newest = rows.order_by("-done_on", "-id").values_list(*OF_A_SOURCE)[:NEWEST]
    return number.drill(figures, (source_of(*row) for row in newest), rows.count())


def frozen_drill(snapshot: Snapshot, figures: Figures, number: Asked) -> Drill:
    """What stood behind a number when the report was frozen: all of it."""
    of_line = (s for s in sources_from_text(snapshot.evidence) if (s.task, s.measure) == number.key)
    found = [s for s in of_line if number.column is None or s.column == number.column]
    return number.drill(figures, found, len(found))


def frozen_figures(snapshot: Snapshot) -> Figures:
    """The figures as they were frozen."""
    return from_text(snapshot.content)


def signed_otherwise(part: Part, figures: Figures) -> list[tuple[FigureLine, str]]:
    """The lines whose number is no longer what was signed, with the number signed."""
    signed = {(task, measure): quantity for task, measure, quantity in part.figures}
    changed: list[tuple[FigureLine, str]] = []
    for line in figures.lines:
        was = Decimal(signed.get((line.task, line.measure), "0"))
        if was != line.total:
            changed.append((line, f"{was.normalize():f}"))
    return changed


@dataclass(frozen=True)
class Changes:
    """What is no longer as an edition froze it: lines with the number they had, agencies that sent their part since."""

    lines: tuple[tuple[FigureLine, Decimal], ...]
    parts: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.lines or self.parts)


def changed_since(snapshot: Snapshot, figures: Figures) -> Changes:
    """What a new edition would say otherwise than the one given."""
    frozen = frozen_figures(snapshot)
    was = {(line.task, line.measure): line.total for line in frozen.lines}
    waiting = {part.agency for part in frozen.missing}
    sent = tuple(part.name for part in figures.parts if part.agency in waiting and part.is_in)
    totals = [(line, was.get((line.task, line.measure), Decimal(0))) for line in figures.lines]
    return Changes(tuple((line, before) for line, before in totals if before != line.total), sent)


def effects_to_write(figures: Figures, actor: Actor) -> list[tuple[EffectLine, bool]]:
    """Each effect of the figures, and whether this person may correct it."""
    every = may_coordinate(actor)
    own = may_draft_part(actor, actor.agency.slug)
    return [(line, every or (own and line.agency == actor.agency.slug)) for line in figures.effects]


def silent_parts(parts: Iterable[Part]) -> list[Part]:
    """The parts that have not come in."""
    return [part for part in parts if part.state not in SETTLED]


def record_head(snapshot: Snapshot) -> str:
    """The head of the record that is printed on the papers of a frozen edition; "" on older ones."""
    acts = history(snapshot.report).filter(verb="freeze_report", after__edition=snapshot.edition)
    after = acts.values_list("after", flat=True).first()
    return str((after or {}).get("head", ""))
