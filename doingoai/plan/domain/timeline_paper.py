"""The year as a paper: tasks across the months, and the days that matter with their lunar days."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from doingoai.dates import office, year_name
from doingoai.documents.domain.charts import SpanRow, Spans
from doingoai.documents.domain.form import Annex, Block, Cells, Form, Grid, Para
from doingoai.plan.domain.paper import Boxes
from doingoai.plan.domain.states import Recurrence
from doingoai.plan.domain.timeline import MONTHS, Span

WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật")
OF_REPORTS = "BC-"  # the profile tells how reports are numbered; a calendar goes by the body alone
NOT_PRINTED = "kế hoạch không ghi"
RHYTHMS = {
    Recurrence.DAILY: "hằng ngày",
    Recurrence.WEEKLY: "hằng tuần",
    Recurrence.MONTHLY: "hằng tháng",
    Recurrence.QUARTERLY: "hằng quý",
    Recurrence.HALF_YEARLY: "6 tháng một lần",
    Recurrence.YEARLY: "hằng năm",
    Recurrence.CONTINUOUS: "thường xuyên",
}


@dataclass(frozen=True)
class YearTask:
    """A task as a row of the paper."""

    section: str
    number: str
    name: str
    leads: str
    when: str
    span: Span | None


@dataclass(frozen=True)
class YearDay:
    """A day that matters as a row of the paper."""

    day: date
    until: date | None
    lunar: str
    words: str


def when(starts: date | None, ends: date | None, recurrence: str, due: date | None) -> str:
    """The task's time in words: "01/01/2022–31/12/2022, hằng tháng, trước 15/6/2022"; empty where none is printed."""
    told = []
    if starts and ends:
        told.append(f"{office(starts)}–{office(ends)}")
    elif starts:
        told.append(f"từ {office(starts)}")
    elif ends:
        told.append(f"đến {office(ends)}")
    if recurrence:
        told.append(RHYTHMS[Recurrence(recurrence)])
    if due:
        told.append(f"trước {office(due)}")
    return ", ".join(told)


def year_form(plan: str, year: int, boxes: Boxes, tasks: Sequence[YearTask], days: Sequence[YearDay]) -> Form:
    """The year's calendar in the form of Decree 30/2020, its two tables as annexes; the tasks lie across the page."""
    words = (
        f"Lịch lập từ {plan}: nhiệm vụ theo tháng ở Phụ lục I; ngày cần nhớ, ngày nghỉ và hạn báo cáo ở Phụ lục II. "
        f"Ngày âm lịch theo lịch Việt Nam, năm {year_name(year)}."
    )
    return Form(
        type_name="LỊCH CÔNG TÁC",
        subject=f"Thực hiện {plan}",
        parent_body=boxes.parent_body,
        issuing_body=boxes.issuing_body,
        code=boxes.code.removeprefix(OF_REPORTS),
        place=boxes.place,
        blocks=(Para(words),),
        number=boxes.number,
        day=boxes.day,
        signer_authority=boxes.signer_authority,
        signer_title=boxes.signer_title,
        signer_name=boxes.signer_name,
        recipients=boxes.recipients,
        keep=boxes.keep,
        annexes=(
            Annex("Nhiệm vụ theo thời gian", (_spans(tasks), _tasks(tasks)), landscape=True),
            Annex("Các ngày trong năm", (_days(days),)),
        ),
    )


def _spans(tasks: Sequence[YearTask]) -> Block:
    rows = tuple(
        SpanRow(
            f"{task.number} {task.name}",
            task.when or NOT_PRINTED,
            task.span.first if task.span else None,
            task.span.width if task.span else 0.0,
            task.span.due if task.span else None,
        )
        for task in tasks
    )
    note = "Thanh là thời gian kế hoạch ghi; vạch đứng là hạn."
    return Spans("Mười hai tháng", tuple(str(n) for n in range(1, MONTHS + 1)), rows, note)


def _tasks(tasks: Sequence[YearTask]) -> Grid:
    rows: list[Cells] = []
    for index, task in enumerate(tasks):
        if not index or tasks[index - 1].section != task.section:
            rows.append(Cells((task.section, "", "", ""), "group"))
        rows.append(Cells((task.number, task.name, task.leads, task.when or NOT_PRINTED)))
    return Grid((1.2, 6, 3.5, 3), (False,) * 4, ("Số", "Nhiệm vụ", "Chủ trì", "Thời gian"), tuple(rows))


def _days(days: Sequence[YearDay]) -> Grid:
    rows = tuple(Cells((_span_of(day), WEEKDAYS[day.day.weekday()], day.lunar, day.words)) for day in days)
    return Grid((2.2, 1.6, 1.8, 6), (False,) * 4, ("Ngày", "Thứ", "Âm lịch", "Nội dung"), rows)


def _span_of(day: YearDay) -> str:
    return office(day.day) if day.until is None else f"{office(day.day)}–{office(day.until)}"
