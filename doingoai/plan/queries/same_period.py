"""What the page of the figures of the year before shows."""

from dataclasses import dataclass
from decimal import Decimal

from doingoai.dates import office
from doingoai.jobs.domain import PROVINCE
from doingoai.plan.domain.add_up import LineKey
from doingoai.plan.domain.figures import FigureLine, Figures, FigureSection
from doingoai.plan.domain.same_period import proposed
from doingoai.plan.models import Report, Snapshot
from doingoai.plan.queries.figures import figures
from doingoai.plan.queries.report import frozen_figures


@dataclass(frozen=True)
class Row:
    """A line of the report, with what the edition frozen a year before says of it."""

    key: LineKey
    line: FigureLine
    proposal: Decimal | None


@dataclass(frozen=True)
class Screen:
    """Every line of the report under its heading; `source` names the earlier edition, empty where there is none."""

    sections: tuple[tuple[FigureSection, tuple[Row, ...]], ...]
    source: str

    @property
    def rows(self) -> tuple[Row, ...]:
        """All rows, in the order of the plan."""
        return tuple(row for _, rows in self.sections for row in rows)

    @property
    def waiting(self) -> int:
        """How many lines have a proposal and no figure yet."""
        return sum(row.proposal is not None and row.line.same_period is None for row in self.rows)


def screen(report: Report) -> Screen:
    """The lines of the report as it stands, with proposals."""
    found, edition = figures(report), earlier_edition(report)
    earlier = frozen_figures(edition) if edition else None
    proposals = proposed(found.lines, earlier, _followed(report, edition)) if edition and earlier else {}

    def row(line: FigureLine) -> Row:
        key = LineKey(line.task, line.measure)
        return Row(key, line, proposals.get(key))

    sections = tuple((section, tuple(map(row, section.lines))) for section in found.sections if section.lines)
    return Screen(sections, _source(edition, earlier) if edition and earlier else "")


def earlier_edition(report: Report) -> Snapshot | None:
    """The last edition that this issuer froze of the same report a year before."""
    plan = report.period.plan
    editions = Snapshot.objects.filter(
        report__period__plan__year=plan.year - 1,
        report__period__plan__issuer=plan.issuer,
        report__period__code=report.period.code,
    )
    return editions.select_related("report__period__plan").order_by("-edition").first()


def _followed(report: Report, edition: Snapshot) -> dict[str, str]:
    """The number that a task had in the edition's plan, for each task that follows one of it."""
    follows = report.period.plan.tasks.filter(previous__plan=edition.report.period.plan)
    return dict(follows.values_list("number", "previous__number"))


def _source(edition: Snapshot, earlier: Figures) -> str:
    """How the earlier edition is named as a source."""
    report = edition.report
    name = f"Báo cáo số {report.number}" if report.number else f"Báo cáo {report.period.name}"
    day = report.dated_on or edition.frozen_at.astimezone(PROVINCE).date()
    sample = ", có số liệu mẫu" if earlier.has_demo else ""
    return f"{name} ngày {office(day)}, bản chốt {edition.edition}{sample}"
