"""What the pages of a report show besides its figures."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from doingoai.plan.domain.figures import FigureLine, Figures, Source, from_text, sources_from_text
from doingoai.plan.models import Part, Period, Plan, Report, Snapshot
from doingoai.plan.queries.figures import counted

NEWEST = 3


@dataclass(frozen=True)
class Drill:
    """What opens under a number: the sum, the newest pieces of evidence, who sent nothing."""

    line: FigureLine
    sum: tuple[Decimal, ...]
    newest: tuple[Source, ...]
    records: int


def report_of(plan: Plan, code: str) -> Report | None:
    """The report of a period."""
    found = Report.objects.select_related("period__plan__issuer").filter(period__plan=plan, period__code=code)
    return found.first()


def line_of(figures: Figures, task: str, measure: str) -> FigureLine | None:
    """The line of a task under a measure."""
    return next((line for line in figures.lines if (line.task, line.measure) == (task, measure)), None)


def drill(period: Period, line: FigureLine, *, agency: str | None = None) -> Drill:
    """What stands behind a line's number now."""
    rows = counted(period).filter(task__number=line.task, measure=line.measure)
    if agency:
        rows = rows.filter(agency__slug=agency)
    fields = ("id", "task__number", "measure_id", "title", "done_on", "quantity", "agency__slug", "agency__short")
    newest = rows.order_by("-done_on", "-id").values_list(*fields, "column", "link", "place", "is_demo")[:NEWEST]
    return Drill(line, line.by_column, tuple(Source(*row) for row in newest), line.records)


def frozen_drill(snapshot: Snapshot, line: FigureLine) -> Drill:
    """What stood behind a line's number when the report was frozen: all of it."""
    found = [s for s in sources_from_text(snapshot.evidence) if (s.task, s.measure) == (line.task, line.measure)]
    return Drill(line, line.by_column, tuple(found), len(found))


def frozen_figures(snapshot: Snapshot) -> Figures:
    """The figures as they were frozen."""
    return from_text(snapshot.content)


def highest(figures: Figures) -> int:
    """The tallest month of any agency: the one scale of the small charts."""
    return max((count for agency in figures.agencies for count in agency.by_month), default=1)


def signed_otherwise(part: Part, figures: Figures) -> list[tuple[FigureLine, str]]:
    """The lines whose number is no longer what was signed, with the number signed."""
    signed = {(task, measure): quantity for task, measure, quantity in part.figures}
    changed: list[tuple[FigureLine, str]] = []
    for line in figures.lines:
        was = Decimal(signed.get((line.task, line.measure), "0"))
        if was != line.total:
            changed.append((line, f"{was.normalize():f}"))
    return changed


def silent_parts(parts: Iterable[Part]) -> list[Part]:
    """The parts that have not come in."""
    return [part for part in parts if part.state not in {"submitted", "excused"}]
