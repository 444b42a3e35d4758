"""A report's papers: .docx and .pdf in the form of Decree 30/2020, .xlsx of the figures."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

from django.conf import settings

from doingoai.agencies.profile import report_boxes
from doingoai.agencies.profile import settings as profile_settings
from doingoai.dates import office
from doingoai.documents.domain.form import Form
from doingoai.documents.write import Column, Sheet, workbook, write_docx, write_pdf
from doingoai.jobs.domain import PROVINCE
from doingoai.plan.domain.figures import EffectLine, Figures, Source
from doingoai.plan.domain.money.sums import Money
from doingoai.plan.domain.paper import NO_PART, boxes_from, report_form
from doingoai.plan.models import Evidence, Plan, Report

MEDIA = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
PARTNERED = "hợp tác"
EVIDENCE = (
    Column("Ngày", 12, "date"),
    Column("Nhiệm vụ", 10),
    Column("Chỉ tiêu", 36),
    Column("Việc đã làm", 60),
    Column("Số lượng", 12, "number"),
    Column("Cơ quan", 28),
    Column("Nơi", 24),
    Column("Liên kết", 40),
    Column("Loại việc", 28),
    Column("Hợp tác", 10),
)
EFFECTS = (
    Column("Cơ quan", 36),
    Column("Nhiệm vụ", 10),
    Column("Điều được đo", 44),
    Column("Trước", 20),
    Column("Nay", 20),
    Column("Nguồn", 44),
    Column("Ngày của nguồn", 14, "date"),
    Column("Liên kết", 36),
    Column("Số này chưa nói được", 60),
)
PLACES = (
    Column("Nơi", 40),
    Column("Chỉ tiêu", 40),
    Column("Số lượng", 14, "number"),
    Column("Đơn vị tính", 16),
    Column("Bằng chứng", 12, "number"),
)
MONEY = (Column("Kinh phí", 40), Column("Số tiền (đồng)", 20, "number"))
ENTERED = ("number", "dated_on", "signer_authority", "signer_title", "signer_name")


def form_of(report: Report, figures: Figures, *, today: date, head: str = "") -> Form:
    """The report as a paper, its boxes filled from the profile and from what the office entered.

    The letterhead is of the body that holds the office on the day of the paper; where that is not entered, today.
    `head` is that of the record, printed under a report that is frozen.
    """
    folder = Path(settings.PROFILE_DIR)
    place = str(profile_settings(folder).get("place", ""))
    goes_on_to = [row.addressee for row in report.period.onward.all()]
    told = dict(report_boxes(folder, report.dated_on or today)) | ({"addressees": goes_on_to} if goes_on_to else {})
    entered: Mapping[str, object] = {name: getattr(report, name) for name in ENTERED}
    form = report_form(figures, boxes_from(told, entered, place))
    return replace(form, mark=f"Nhật ký hệ thống khi chốt: {head}.") if head else form


def paper(
    kind: str, report: Report, figures: Figures, sources: Sequence[Source], *, at: datetime, head: str = ""
) -> bytes:
    """The report as a file of the kind: docx, pdf or xlsx; equal figures at one moment give equal bytes.

    :raises MissingGlyph: if a letter cannot be printed in the .pdf
    :raises KeyError: if the kind is another
    """
    today = at.astimezone(PROVINCE).date()
    writers = {
        "docx": lambda: write_docx(form_of(report, figures, today=today, head=head), at=at),
        "pdf": lambda: write_pdf(form_of(report, figures, today=today, head=head), at=at),
        "xlsx": lambda: figures_workbook(figures, sources, at=at),
    }
    return writers[kind]()


def figures_workbook(figures: Figures, sources: Sequence[Source], *, at: datetime) -> bytes:
    """The figures on one sheet, the evidence behind them on the next, the agencies on the third."""
    numbers = [Column(label, 14, "number") for label in figures.columns]
    head = (
        Column("Số", 10),
        Column("Nhiệm vụ", 60),
        Column("Chỉ tiêu", 36),
        Column("Đơn vị tính", 14),
        *numbers,
        Column("Cộng", 14, "number"),
        Column("Cùng kỳ", 14, "number"),
        *([Column("Ước thực hiện", 14, "number")] if figures.has_estimate else []),
    )
    unknown = figures.unknown
    rows = [
        (
            line.task,
            line.title,
            line.measure_name,
            line.unit,
            *([None] * len(line.by_column) if line in unknown else line.by_column),
            NO_PART if line in unknown else line.total,
            line.same_period,
            *([line.estimate] if figures.has_estimate else []),
        )
        for line in figures.lines
    ]
    names = {(line.task, line.measure): line.measure_name for line in figures.lines}
    behind = [_source(source, names.get((source.task, source.measure), "")) for source in sources]
    sent = [
        (part.name, "đã gửi" if part.is_in else "chưa gửi báo cáo", part.mark, part.paper) for part in figures.parts
    ]
    return workbook(
        [
            Sheet("Số liệu", head, rows, (f"Báo cáo {figures.period}",)),
            Sheet("Bằng chứng", EVIDENCE, behind),
            Sheet(
                "Cơ quan",
                (Column("Cơ quan", 60), Column("Tình trạng", 24), Column("Ghi chú", 60), Column("Bản ký", 30)),
                sent,
            ),
            Sheet("Hiệu quả", EFFECTS, [_effect(effect) for effect in figures.effects]),
            Sheet("Theo nơi", PLACES, [(p.name, p.measure_name, p.total, p.unit, p.records) for p in figures.places]),
            *([Sheet("Kinh phí", MONEY, _money(figures.money))] if figures.money else []),
        ],
        at=at,
    )


def _money(money: Money) -> list[tuple[str, int]]:
    told = {"Đề nghị": money.estimated, "Được duyệt": money.approved}
    return [*(told | {"Phân bổ trong kỳ": money.allocated, "Chi trong kỳ": money.spent}).items()]


def _source(source: Source, measure: str) -> list[str | Decimal | date]:
    told: list[str | Decimal | date] = [
        source.done_on,
        source.task,
        measure,
        source.title,
        source.quantity,
        source.agency_name,
    ]
    return [*told, source.place, source.link, source.kind, PARTNERED if source.is_partnered else ""]


def _effect(effect: EffectLine) -> list[str | date | None]:
    told = [effect.agency_name, effect.task, effect.what, effect.baseline, effect.value, effect.source]
    return [*told, effect.source_on, effect.link, effect.limits]


def evidence_workbook(plan: Plan, rows: Iterable[Evidence], *, at: datetime) -> bytes:
    """Pieces of evidence as a spreadsheet, in the order given."""
    told = [
        (
            row.done_on,
            row.task.number,
            row.measure.name,
            row.title,
            row.quantity,
            row.doer,
            row.place,
            row.link,
            row.kind.name if row.kind else "",
            PARTNERED if row.is_partnered else "",
            row.note,
        )
        for row in rows
    ]
    notes = (f"Bằng chứng của kế hoạch {plan.year}, {len(told)} dòng, lấy ngày {office(at.date())}",)
    return workbook([Sheet("Bằng chứng", (*EVIDENCE, Column("Ghi chú", 40)), told, notes)], at=at)
