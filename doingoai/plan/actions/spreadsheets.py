"""The spreadsheet by which an agency records many rows: made for it, checked row by row."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from urllib.parse import urlsplit

from doingoai.agencies.models import Agency
from doingoai.dates import parse_office
from doingoai.documents.domain import NotReadable
from doingoai.documents.write import CellError, Column, Sheet, marked, read_rows, workbook
from doingoai.plan.actions.evidence import Details, Row, check_place
from doingoai.plan.domain.evidence import NotEvidence, OutOfPeriod
from doingoai.plan.domain.evidence import check as check_evidence
from doingoai.plan.domain.states import Mode
from doingoai.plan.models import KindOfWork, Measure, Plan, Task

SHEET, LISTS = "Bằng chứng", "Danh mục"
HEADS = ("Nhiệm vụ", "Việc đã làm", "Chỉ tiêu", "Số lượng", "Ngày làm xong", "Nơi", "Liên kết", "Ghi chú", "Loại việc")
TASK, TITLE, MEASURE, QUANTITY, DAY, PLACE, LINK, NOTE, KIND = range(len(HEADS))
LIST_COLUMNS = (Column("Số", 12), Column("Nhiệm vụ", 90), Column("Chỉ tiêu", 40), Column("Loại việc", 40))
HEAD_ROW = 4
ROOM = 300
LONGEST_TITLE, LONGEST_PLACE, LONGEST_LINK = 300, 200, 500


@dataclass(frozen=True)
class Checked:
    """The rows that can be recorded, or the errors for which none is."""

    rows: tuple[Row, ...]
    errors: tuple[CellError, ...]


def template_of(plan: Plan, agency: Agency, *, at: datetime) -> bytes:
    """An .xlsx for the agency: its own tasks first, the measures, choices in the cells, examples in the hints."""
    own = plan.tasks.filter(parties__tracking__agency=agency, parties__tracking__valid_to=None).distinct()
    others = plan.tasks.exclude(pk__in=own.values("pk"))
    tasks = [*own, *others]
    measures, kinds = list(Measure.objects.all()), list(KindOfWork.objects.all())
    columns = (
        Column(HEADS[TASK], 14, choices=f"'{LISTS}'!$A$2:$A${len(tasks) + 1}", hint="Số của nhiệm vụ, ví dụ II.1.1"),
        Column(HEADS[TITLE], 60, hint="Một việc một dòng, ví dụ: Phóng sự về chợ phiên Bắc Hà"),
        Column(HEADS[MEASURE], 34, choices=f"'{LISTS}'!$C$2:$C${len(measures) + 1}"),
        Column(HEADS[QUANTITY], 12, "number", hint="Ghi bằng chữ số, ví dụ 10"),
        Column(HEADS[DAY], 16, "date", hint="ngày/tháng/năm, ví dụ 31/5/2022"),
        Column(HEADS[PLACE], 24),
        Column(HEADS[LINK], 36),
        Column(HEADS[NOTE], 36),
        Column(HEADS[KIND], 34, choices=f"'{LISTS}'!$D$2:$D${len(kinds) + 1}"),
    )
    notes = (
        f"Bằng chứng thực hiện kế hoạch {plan.year}: {agency.name}",
        "Không ghi bí mật nhà nước vào tệp này.",
        "Mỗi việc một dòng. Tệp được kiểm từng dòng trước khi ghi; có một dòng sai thì chưa dòng nào được ghi.",
    )
    lists = [
        (
            tasks[i].number if i < len(tasks) else None,
            tasks[i].title if i < len(tasks) else None,
            measures[i].name if i < len(measures) else None,
            kinds[i].name if i < len(kinds) else None,
        )
        for i in range(max(len(tasks), len(measures), len(kinds)))
    ]
    sheets = [
        Sheet(SHEET, columns, [], notes),
        Sheet(LISTS, LIST_COLUMNS, lists),
    ]
    return workbook(sheets, at=at, room_for=ROOM)


def checked(data: bytes, plan: Plan, agency: Agency, *, today: date) -> Checked:
    """Look at every row of a filled template.

    :raises NotReadable: if the file is not the template, or holds no row
    """
    rows = read_rows(data, SHEET)
    if len(rows) < HEAD_ROW or [str(cell).strip() for cell in rows[HEAD_ROW - 1][: len(HEADS)]] != list(HEADS):
        raise NotReadable("Tệp không đúng mẫu: dòng tiêu đề đã đổi. Tải lại mẫu rồi chép dữ liệu sang.")
    look = _Look(
        {task.number: task for task in plan.tasks.select_related("plan")},
        {measure.name.casefold(): measure for measure in Measure.objects.all()},
        {kind.name.casefold(): kind for kind in KindOfWork.objects.all()},
        today,
    )
    found: list[Row] = []
    errors: list[CellError] = []
    for number, cells in enumerate(rows[HEAD_ROW:], start=HEAD_ROW + 1):
        if not any(str(cell).strip() for cell in cells[: len(HEADS)]):
            continue
        row, wrong = look.row(number, [*cells, *[""] * len(HEADS)][: len(HEADS)])
        errors += wrong
        if row is not None:
            found.append(row)
    if not found and not errors:
        raise NotReadable("Tệp chưa có dòng nào. Ghi từ dòng ngay dưới tiêu đề.")
    return Checked(() if errors else tuple(found), tuple(errors))


@dataclass(frozen=True)
class _Look:
    """Looks at one row after the other."""

    tasks: Mapping[str, Task]
    measures: Mapping[str, Measure]
    kinds: Mapping[str, KindOfWork]
    today: date

    def row(self, number: int, cells: Sequence[object]) -> tuple[Row | None, list[CellError]]:
        """The row as it can be recorded, or what is wrong with it, cell by cell."""
        task = self.tasks.get(str(cells[TASK]).strip())
        measure = self.measures.get(str(cells[MEASURE]).strip().casefold())
        title, place, link, note = (str(cells[column]).strip() for column in (TITLE, PLACE, LINK, NOTE))
        told = str(cells[KIND]).strip()
        kind = self.kinds.get(told.casefold())
        quantity, day = _quantity(cells[QUANTITY]), _day(cells[DAY])
        needed = (
            (TASK, task, "Không có nhiệm vụ mang số này. Chọn trong danh sách."),
            (TITLE, 0 < len(title) <= LONGEST_TITLE or None, "Ghi việc đã làm, không quá 300 chữ."),
            (MEASURE, measure, "Không có chỉ tiêu này. Chọn trong danh sách."),
            (QUANTITY, quantity, "Ghi bằng chữ số, ví dụ 10."),
            (DAY, day, "Ghi ngày/tháng/năm, ví dụ 31/5/2022."),
            (PLACE, len(place) <= LONGEST_PLACE or None, "Ghi nơi, không quá 200 chữ."),
            (KIND, not told or kind, "Không có loại việc này. Chọn trong danh sách, hoặc để trống."),
            (LINK, not link or _is_link(link) or None, "Ghi liên kết bắt đầu bằng https://, hoặc để trống."),
        )
        wrong = [CellError(number, column + 1, words) for column, value, words in needed if value is None]
        if task is None or measure is None or quantity is None or day is None or wrong:
            return None, wrong
        try:
            check_place(place, kind)
        except NotEvidence as refusal:
            return None, [CellError(number, PLACE + 1, str(refusal))]
        try:
            check_evidence(quantity, Mode(measure.mode), day, year=task.plan.year, today=self.today)
        except NotEvidence as refusal:
            column = DAY if isinstance(refusal, OutOfPeriod) else QUANTITY
            return None, [CellError(number, column + 1, str(refusal))]
        return Row(task, measure, quantity, day, Details(title, place, note, link, kind=kind)), []


def _is_link(text: str) -> bool:
    parts = urlsplit(text)
    return parts.scheme in {"http", "https"} and bool(parts.netloc) and len(text) <= LONGEST_LINK


def _quantity(cell: object) -> Decimal | None:
    text = str(cell).strip()
    if isinstance(cell, str):
        text = text.replace(".", "").replace(",", ".") if "," in text else text
    try:
        value = Decimal(text)
    except InvalidOperation:
        return None
    return value.normalize() if value.is_finite() else None


def _day(cell: object) -> date | None:
    if isinstance(cell, datetime):
        return cell.date()
    return cell if isinstance(cell, date) else parse_office(str(cell))


def marked_file(data: bytes, errors: Sequence[CellError], *, at: datetime) -> bytes:
    """The agency's own file with every fault marked."""
    return marked(data, SHEET, errors, head_row=HEAD_ROW, at=at)
