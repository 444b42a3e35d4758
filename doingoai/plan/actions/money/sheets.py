"""Estimates by spreadsheet: lines written, and lines appraised; checked row by row, all rows or none."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import TypeVar

from doingoai.documents.domain import NotReadable
from doingoai.documents.write import CellError, Column, Sheet, marked, read_rows, workbook
from doingoai.plan.actions.money.appraising import Judgement
from doingoai.plan.actions.money.lines import LineFacts
from doingoai.plan.domain.money.amounts import NotAnAmount, amount_of, quantity_of
from doingoai.plan.domain.money.states import Verdict
from doingoai.plan.models import CostEstimate, FundSource, Task
from doingoai.text import number, sent

LINES, APPRAISAL, LISTS = "Dự toán", "Thẩm định", "Danh mục"
LINE_HEADS = ("Nhiệm vụ", "Nội dung", "Đơn vị tính", "Số lượng", "Đơn giá", "Nguồn kinh phí", "Căn cứ", "Mã dòng")
TASK, ITEM, UNIT, QUANTITY, PRICE, SOURCE, NOTE, KEY = range(len(LINE_HEADS))
JUDGE_HEADS = ("Mã dòng", "Nhiệm vụ", "Nội dung", "Số đề nghị", "Ý kiến", "Số đồng ý", "Lý do")
LINE, _TASK, _ITEM, ASKED, VERDICT, AGREED, REASON = range(len(JUDGE_HEADS))
HEAD_ROW, REVISION_ROW, ROOM = 4, 3, 200
VERSION = "Phiên bản dự toán: "
VERDICTS = {"": Verdict.NONE, "đồng ý": Verdict.AGREED, "trả lại": Verdict.RETURNED}
WORDS = {verdict: words for words, verdict in VERDICTS.items()}
NOT_OURS = "Tệp không đúng mẫu: dòng tiêu đề đã đổi. Tải lại mẫu rồi chép dữ liệu sang."
N = TypeVar("N", int, Decimal)
ASKS = "Không ghi bí mật nhà nước vào tệp này. Có một ô sai thì chưa dòng nào được ghi."


@dataclass(frozen=True)
class CheckedLines:
    """The lines that can be written, for the revision that the file was made at; or the errors for which none is."""

    revision: int
    lines: tuple[LineFacts, ...]
    errors: tuple[CellError, ...]


@dataclass(frozen=True)
class CheckedJudgements:
    """What is said of the lines, for the revision that the file was made at; or the errors for which nothing is."""

    revision: int
    judgements: tuple[Judgement, ...]
    errors: tuple[CellError, ...]


def lines_template(
    estimate: CostEstimate, tasks: Sequence[Task], sources: Sequence[FundSource], *, at: datetime
) -> bytes:
    """An .xlsx with the estimate's lines, room for more, and the choices of tasks and sources."""
    columns = (
        Column(LINE_HEADS[TASK], 14, choices=f"'{LISTS}'!$A$2:$A${len(tasks) + 1}", hint="Số của nhiệm vụ"),
        Column(LINE_HEADS[ITEM], 50, hint="Mỗi nội dung một dòng"),
        Column(LINE_HEADS[UNIT], 14),
        Column(LINE_HEADS[QUANTITY], 12, "number", hint="Ví dụ 10 hoặc 2,5"),
        Column(LINE_HEADS[PRICE], 18, "number", hint="Ví dụ 1.250.000 hoặc 85,5 triệu"),
        Column(LINE_HEADS[SOURCE], 40, choices=f"'{LISTS}'!$C$2:$C${len(sources) + 1}"),
        Column(LINE_HEADS[NOTE], 36),
        Column(LINE_HEADS[KEY], 10, hint="Giữ nguyên; dòng mới để trống"),
    )
    rows = [
        (line.task.number, line.item, line.unit, line.quantity, line.unit_price, line.source.name, line.note, line.pk)
        for line in estimate.lines.select_related("task", "source")
    ]
    lists = [
        (
            tasks[i].number if i < len(tasks) else None,
            tasks[i].brief if i < len(tasks) else None,
            sources[i].name if i < len(sources) else None,
        )
        for i in range(max(len(tasks), len(sources)))
    ]
    named = (Column("Số", 12), Column("Nhiệm vụ", 90), Column("Nguồn kinh phí", 40))
    sheets = [Sheet(LINES, columns, rows, _notes(estimate)), Sheet(LISTS, named, lists)]
    return workbook(sheets, at=at, room_for=ROOM)


def _notes(estimate: CostEstimate) -> tuple[str, ...]:
    return (str(estimate), ASKS, f"{VERSION}{estimate.revision}")


def appraisal_template(estimate: CostEstimate, *, at: datetime) -> bytes:
    """An .xlsx with the estimate's lines and the columns in which finance says what it agrees to."""
    columns = (
        Column(JUDGE_HEADS[LINE], 10),
        Column(JUDGE_HEADS[_TASK], 14),
        Column(JUDGE_HEADS[_ITEM], 50),
        Column(JUDGE_HEADS[ASKED], 20, "number"),
        Column(JUDGE_HEADS[VERDICT], 14, choices=f"'{LISTS}'!$A$2:$A$3"),
        Column(JUDGE_HEADS[AGREED], 20, "number", hint="Để trống khi đồng ý là đúng số đề nghị"),
        Column(JUDGE_HEADS[REASON], 50, hint="Cần ghi khi trả lại hoặc đồng ý số khác"),
    )
    rows = [
        (line.pk, line.task.number, line.item, line.amount, WORDS[Verdict(line.verdict)], line.agreed, line.reason)
        for line in estimate.lines.select_related("task")
    ]
    choices = [(words,) for words in VERDICTS if words]
    sheets = [Sheet(APPRAISAL, columns, rows, _notes(estimate)), Sheet(LISTS, (Column("Ý kiến", 14),), choices)]
    return workbook(sheets, at=at, room_for=len(rows))


def checked_lines(
    data: bytes, estimate: CostEstimate, tasks: Sequence[Task], sources: Sequence[FundSource]
) -> CheckedLines:
    """Look at every row of a filled template.

    :raises NotReadable: if the file is not the template, or holds no row
    """
    revision, rows = _rows(data, LINES, LINE_HEADS)
    numbered, named = {task.number: task for task in tasks}, {s.name.casefold(): s for s in sources}
    known = set(estimate.lines.values_list("pk", flat=True))
    found: list[LineFacts] = []
    errors: list[CellError] = []
    for place, cells in rows:
        wrong: list[CellError] = []
        task, source = numbered.get(_text(cells[TASK])), named.get(_text(cells[SOURCE]).casefold())
        item, unit, key = _text(cells[ITEM]), _text(cells[UNIT]), _key(cells[KEY])
        quantity = _said(cells[QUANTITY], quantity_of, place, QUANTITY, wrong)
        price = _said(cells[PRICE], amount_of, place, PRICE, wrong)
        needed = (
            (TASK, task, "Không có nhiệm vụ mang số này trong dự toán. Chọn trong danh sách."),
            (ITEM, 0 < len(item) <= 300 or None, "Ghi nội dung, không quá 300 chữ."),
            (UNIT, 0 < len(unit) <= 40 or None, "Ghi đơn vị tính, không quá 40 chữ."),
            (SOURCE, source, "Không có nguồn kinh phí này. Chọn trong danh sách."),
            (NOTE, len(_text(cells[NOTE])) <= 300 or None, "Ghi căn cứ không quá 300 chữ."),
            (KEY, key is None or key in known or None, "Mã dòng không có trong dự toán. Để trống ô này."),
        )
        wrong += [CellError(place, column + 1, words) for column, value, words in needed if value is None]
        errors += wrong
        if task and source and isinstance(quantity, Decimal) and isinstance(price, int) and not wrong:
            found.append(LineFacts(key, task, item, unit, quantity, price, source, _text(cells[NOTE])))
    return CheckedLines(revision, () if errors else tuple(found), tuple(errors))


def checked_judgements(data: bytes, estimate: CostEstimate) -> CheckedJudgements:
    """Look at every row of a filled appraisal.

    :raises NotReadable: if the file is not the template, or holds no row
    """
    revision, rows = _rows(data, APPRAISAL, JUDGE_HEADS)
    lines = {line.pk: line for line in estimate.lines.all()}
    found: list[Judgement] = []
    errors: list[CellError] = []
    for place, cells in rows:
        line, verdict = lines.get(_key(cells[LINE]) or 0), VERDICTS.get(_text(cells[VERDICT]).casefold())
        wrong: list[CellError] = []
        agreed = _said(cells[AGREED], amount_of, place, AGREED, wrong) if _text(cells[AGREED]) else None
        if line is None:
            wrong.append(CellError(place, LINE + 1, "Mã dòng không có trong dự toán. Tải lại mẫu."))
        if verdict is None:
            wrong.append(CellError(place, VERDICT + 1, "Chọn “đồng ý” hoặc “trả lại”, hoặc để trống."))
        if line is not None and verdict is not None and not wrong:
            sum_agreed = line.amount if agreed is None else agreed
            reason = _text(cells[REASON])
            wrong += _slips(place, line.amount, verdict, sum_agreed, reason)
            is_agreed = verdict is Verdict.AGREED
            kept = reason if verdict is not Verdict.NONE else ""
            found.append(Judgement(line.pk, verdict, sum_agreed if is_agreed else None, kept))
        errors += wrong
    return CheckedJudgements(revision, () if errors else tuple(found), tuple(errors))


def _slips(place: int, asked: int, verdict: Verdict, agreed: int, reason: str) -> Iterator[CellError]:
    if verdict is Verdict.AGREED and agreed > asked:
        yield CellError(
            place, AGREED + 1, f"Số đồng ý lớn hơn số đề nghị {number(asked)}. Trả dòng này để cơ quan sửa."
        )
    differs = verdict is Verdict.RETURNED or (verdict is Verdict.AGREED and agreed != asked)
    if differs and not reason:
        yield CellError(place, REASON + 1, "Ghi lý do khi trả lại hoặc đồng ý số khác số đề nghị.")


def _rows(data: bytes, title: str, heads: Sequence[str]) -> tuple[int, list[tuple[int, list[object]]]]:
    """The revision that the file was made at, and its rows that are not empty, each with its number."""
    rows = read_rows(data, title)
    if len(rows) < HEAD_ROW or [_text(cell) for cell in rows[HEAD_ROW - 1][: len(heads)]] != list(heads):
        raise NotReadable(NOT_OURS)
    told = _text(rows[REVISION_ROW - 1][0])
    revision = told.removeprefix(VERSION)
    if not told.startswith(VERSION) or sent(revision, -1) < 0:
        raise NotReadable(NOT_OURS)
    found = [
        (place, [*cells, *[""] * len(heads)][: len(heads)])
        for place, cells in enumerate(rows[HEAD_ROW:], start=HEAD_ROW + 1)
        if any(_text(cell) for cell in cells[: len(heads)])
    ]
    if not found:
        raise NotReadable("Tệp chưa có dòng nào. Ghi từ dòng ngay dưới tiêu đề.")
    return sent(revision, -1), found


def _text(cell: object) -> str:
    return " ".join(str("" if cell is None else cell).split())


def _key(cell: object) -> int | None:
    words = _text(cell).removesuffix(".0")
    return sent(words, -1) if words else None


def _said(cell: object, read: Callable[[str], N], place: int, column: int, wrong: list[CellError]) -> N | None:
    """What a cell of a number says: a number that the sheet holds as one, or words as people type them."""
    words = number(cell) if isinstance(cell, int | float | Decimal) and not isinstance(cell, bool) else _text(cell)
    try:
        return read(words)
    except NotAnAmount as refusal:
        wrong.append(CellError(place, column + 1, str(refusal)))
        return None


def marked_sheet(data: bytes, title: str, errors: Sequence[CellError], *, at: datetime) -> bytes:
    """The very file that came, with every fault marked."""
    return marked(data, title, errors, head_row=HEAD_ROW, at=at)
