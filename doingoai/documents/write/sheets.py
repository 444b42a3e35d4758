"""Spreadsheets: figures out, agencies' rows in, faulty cells marked in the very file that came."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

import openpyxl
from openpyxl.cell.cell import Cell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet
from python_calamine import CalamineError, CalamineWorkbook

from doingoai.documents.domain import NotReadable
from doingoai.documents.write.leaving import last_look
from doingoai.documents.write.sheet_bounds import check_bounds

Value = str | int | Decimal | date | None
EPOCH = (1980, 1, 1, 0, 0, 0)
HEAD = PatternFill("solid", fgColor="E9EBE8")
FAULT = PatternFill("solid", fgColor="F9E6E0")
HAIR = Border(bottom=Side(style="hair", color="7B8494"))
FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True)
class Column:
    """A column: its head, its width in letters, its kind ("text", "number", "date"), what may be chosen, a hint."""

    head: str
    width: float
    kind: str = "text"
    choices: str = ""
    hint: str = ""


@dataclass(frozen=True)
class Sheet:
    """A sheet: title, columns, rows, lines that stand above the table."""

    title: str
    columns: tuple[Column, ...]
    rows: Sequence[Sequence[Value]]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class CellError:
    """What is wrong with a cell; row and column count from 1 as the sheet shows them."""

    row: int
    column: int
    message: str


def workbook(sheets: Iterable[Sheet], *, at: datetime, room_for: int = 0) -> bytes:
    """The sheets as an .xlsx file; `room_for` empty rows carry the choices of the columns. Same input, same bytes."""
    book = openpyxl.Workbook()
    book.remove(book.active)  # type: ignore[arg-type]  # a new workbook has an active sheet
    for sheet in sheets:
        _fill(book.create_sheet(sheet.title[:31]), sheet, room_for)
    book.properties.creator = ""
    book.properties.created = book.properties.modified = at.replace(tzinfo=None, microsecond=0)
    return _saved(book)


def _saved(book: openpyxl.Workbook) -> bytes:
    when = book.properties.modified
    buffer = BytesIO()
    book.save(buffer)
    out = BytesIO()
    with ZipFile(buffer) as made, ZipFile(out, "w", ZIP_DEFLATED) as steady:
        for entry in made.infolist():
            data = made.read(entry)
            if entry.filename == "docProps/core.xml" and when is not None:
                data = _with_modified(data, when)
            steady.writestr(ZipInfo(entry.filename, EPOCH), data, ZIP_DEFLATED)
    return out.getvalue()


def _with_modified(core: bytes, when: datetime) -> bytes:
    """Openpyxl stamps the hour of saving; the paper's own moment stands there instead."""
    start = core.index(b"<dcterms:modified")
    opened = core.index(b">", start) + 1
    return core[:opened] + f"{when:%Y-%m-%dT%H:%M:%SZ}".encode() + core[core.index(b"<", opened) :]


def _fill(page: Worksheet, sheet: Sheet, room_for: int) -> None:
    for number, note in enumerate(sheet.notes, start=1):
        page.cell(number, 1, note).font = Font(bold=number == 1)
    head = len(sheet.notes) + 1
    for index, column in enumerate(sheet.columns, start=1):
        head_cell = page.cell(head, index, column.head)
        head_cell.font, head_cell.fill = Font(bold=True), HEAD
        head_cell.alignment = Alignment(wrap_text=True, vertical="center")
        page.column_dimensions[get_column_letter(index)].width = column.width
        if column.hint:
            head_cell.comment = Comment(column.hint, "doingoai")
        if column.choices:
            choice = DataValidation(type="list", formula1=column.choices, allow_blank=True)
            page.add_data_validation(choice)
            letter = get_column_letter(index)
            choice.add(f"{letter}{head + 1}:{letter}{head + max(room_for, len(sheet.rows), 1)}")
    for offset, row in enumerate(sheet.rows, start=head + 1):
        for index, value in enumerate(row, start=1):
            cell = page.cell(offset, index)
            if isinstance(cell, Cell):
                _put(cell, value)
    page.freeze_panes = page.cell(head + 1, 1).coordinate
    page.page_setup.orientation, page.page_setup.paperSize, page.page_setup.fitToHeight = "landscape", 9, 0
    page.sheet_properties.pageSetUpPr.fitToPage = True  # type: ignore[union-attr]  # made by openpyxl with the sheet
    page.print_title_rows = f"{head}:{head}"


def _put(cell: Cell, value: Value) -> None:
    """A value as what it is; words that a spreadsheet would take for a formula stay words."""
    cell.border = HAIR
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    last_look(value)
    cell.value = value
    if isinstance(value, date):
        cell.number_format = "dd/mm/yyyy"
    elif isinstance(value, int | Decimal):
        cell.number_format = "#,##0.##" if isinstance(value, Decimal) and value % 1 else "#,##0"
    elif isinstance(value, str) and value.startswith(FORMULA):
        cell.data_type = "s"
        cell.quotePrefix = True


def marked(data: bytes, title: str, errors: Sequence[CellError], *, head_row: int, at: datetime) -> bytes:
    """The same file with each faulty cell coloured and commented, and a column "Lỗi" that says it in words."""
    book = openpyxl.load_workbook(BytesIO(data))
    page = book[title]
    column = page.max_column + 1
    page.cell(head_row, column, "Lỗi").font = Font(bold=True)
    page.column_dimensions[get_column_letter(column)].width = 60
    told: dict[int, list[str]] = {}
    for error in errors:
        cell = page.cell(error.row, error.column)
        cell.fill, cell.comment = FAULT, Comment(error.message, "doingoai")
        told.setdefault(error.row, []).append(error.message)
    for row, messages in told.items():
        page.cell(row, column, " ".join(messages)).fill = FAULT
    book.properties.modified = at.replace(tzinfo=None, microsecond=0)
    return _saved(book)


def read_rows(data: bytes, title: str) -> list[list[object]]:
    """The cells of a sheet, row by row from its first row.

    :raises NotReadable: if the file is no .xlsx, reaches beyond reason, or has no such sheet
    """
    check_bounds(data)
    try:
        book = CalamineWorkbook.from_filelike(BytesIO(data))
        sheet = book.get_sheet_by_name(title)
    except (CalamineError, BadZipFile, ValueError, OSError) as error:
        raise NotReadable(f"Tệp không phải mẫu .xlsx của hệ thống: không có trang “{title}”. Tải lại mẫu.") from error
    return [list[object](row) for row in sheet.to_python(skip_empty_area=False)]
