"""PDF papers with text: printed lines become paragraphs again.

Runs as a process of its own (`apart`): what a file does to PDFium ends with it.
"""

import base64
import json
import re
import resource
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import Any

import pypdfium2 as pdfium

from doingoai.documents.domain import NotReadable, Paragraph
from doingoai.documents.read.grid import Item, blocks
from doingoai.documents.read.print_joins import joined
from doingoai.documents.read.print_lines import Sheet, Word, letters_of, without_notes, words_of_lines
from doingoai.documents.read.print_margins import notes_from, running_rows
from doingoai.documents.read.print_paragraphs import ITEM, MARKER, Line, line_of, paragraphs, settings
from doingoai.documents.read.print_rules import rules_of
from doingoai.documents.read.print_sides import side_of
from doingoai.documents.read.print_tables import Printed, lattices

Part = Line | Printed
# The right column of a letterhead begins so, however near the left one ends.
NATION = re.compile(r"CỘNG HÒA XÃ HỘI|ĐẢNG CỘNG SẢN|Độc lập\s*[-–]")
MOST_PAGES = 600
MEMORY, SECONDS = 512 * 1024 * 1024, 25  # bytes of address space, of which the program itself takes a third; of CPU
HALF = 0.5
DPI, POINTS = 300, 72
MOST_PIXELS = 30_000_000  # of a picture: A3 at 300 dpi has 17 million
FEW_LETTERS = 400
IN_FROM_THE_EDGE, OFF_THE_MIDDLE = 0.3, 0.12  # of the page's width; margins for binding move the middle
ASIDE = 24.0  # points
LIST_STOP = 100.0  # points: words set further from their number are a column of their own
COLUMN_GAP = 3.0  # in heights of the letters: wider is a second column, not a word space


def printed(data: bytes) -> dict[str, Any]:
    """The blocks of a PDF, columns of letterhead and signature one after the other; whether most pages are pictures.

    :raises NotReadable: if it is encrypted, broken or too long
    """
    pictures = 0
    printed_pages = []
    for number, page in enumerate(_pages(data)):
        pictures += _is_picture(page)
        printed_pages.append(_page(page, number))
    found = _found(printed_pages)
    pages = len(printed_pages)
    return {"found": found, "pages": pages, "is_scan": not found or pictures * 2 > pages}


def lettered(sheets: bytes) -> dict[str, Any]:
    """The blocks of the PDFs that recognition made of a scan's pages, a JSON list in base64."""
    pages = (page for sheet in json.loads(sheets) for page in _pages(base64.b64decode(sheet)))
    return {"found": _found([_page(page, number) for number, page in enumerate(pages)])}


def picture(data: bytes, number: int) -> bytes:
    """The page as a grey picture (PGM), at 300 dpi if that is within reason."""
    with pdfium.PdfDocument(data) as pdf:
        page = pdf[number]
        width, height = page.get_size()
        scale = min(DPI / POINTS, (MOST_PIXELS / max(width * height, 1)) ** 0.5)
        bitmap = page.render(scale=scale, grayscale=True)
        rows, stride = bytes(bitmap.buffer), bitmap.stride
        cut = (rows[n * stride : n * stride + bitmap.width] for n in range(bitmap.height))
        return b"P5 %d %d 255\n" % (bitmap.width, bitmap.height) + b"".join(cut)


def _found(pages: Sequence["_Page"]) -> list[tuple[int, Any]]:
    running = running_rows([([page.cells(row) for row in page.rows], page.height) for page in pages])
    whole = [[row for at, row in enumerate(page.rows) if (page.number, at) not in running] for page in pages]
    notes = [notes_from(rows, page.height) for rows, page in zip(whole, pages, strict=True)]
    kept = [rows[:start] for rows, start in zip(whole, notes, strict=True)]
    edges = {
        width: side_of([rows for page, rows in zip(pages, kept, strict=True) if page.width == width], width)
        for width in {page.width for page in pages}
    }
    columns, aside = _Columns(), []
    for page, rows in zip(pages, kept, strict=True):
        edge = edges[page.width] or page.width
        _take_page(columns, page, [page.cells(words) for row in rows if (words := [w for w in row if w.left < edge])])
        aside += [line_of(words, page.number, -edge) for row in rows if (words := [w for w in row if w.left >= edge])]
    for page, rows, start in zip(pages, whole, notes, strict=True):
        aside += [line_of(row, page.number, -page.width) for row in rows[start:]]
    columns.close()
    columns.found += aside
    found = blocks(enumerate(_items(columns.all()), start=1))
    return [(block.line, block.text if isinstance(block, Paragraph) else block.rows) for block in found]


def _items(parts: list[Part]) -> Iterator[Item]:
    """Lines as paragraphs, and the tables of one page after the other as one."""
    set_as = settings(part for part in parts if isinstance(part, Line))
    for kind, group in groupby(parts, key=type):
        if kind is Line:
            yield from paragraphs((part for part in group if isinstance(part, Line)), set_as)
        else:
            yield from joined([part for part in group if isinstance(part, Printed)])


def attached(data: bytes) -> dict[str, Any]:
    """The files inside the PDF, each with its name, in base64.

    :raises NotReadable: if the PDF is encrypted or broken
    """
    pdf = _opened(data)
    try:
        found = [pdf.get_attachment(index) for index in range(pdf.count_attachments())]
        return {"found": [(one.get_name(), base64.b64encode(one.get_data()).decode()) for one in found]}
    except pdfium.PdfiumError as error:
        raise NotReadable("Không mở được tệp đính trong PDF. Bỏ tệp đính rồi thử lại.") from error
    finally:
        pdf.close()


def _opened(data: bytes) -> Any:
    try:
        return pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if "password" in str(error).casefold():
            raise NotReadable("Tệp PDF có mật khẩu. Bỏ mật khẩu rồi thử lại.") from error
        raise NotReadable("Tệp PDF hỏng. Xuất lại PDF rồi thử lại.") from error


def _pages(data: bytes) -> Iterator[Any]:
    pdf = _opened(data)
    try:
        if len(pdf) > MOST_PAGES:
            raise NotReadable(
                f"Tệp PDF dài hơn {MOST_PAGES} trang nên không được nhận. Tách thành nhiều tệp rồi thử lại."
            )
        for number in range(len(pdf)):
            page = pdf[number]
            yield page
            page.close()
    except pdfium.PdfiumError as error:
        raise NotReadable("Tệp PDF hỏng. Xuất lại PDF rồi thử lại.") from error
    finally:
        pdf.close()


def _is_picture(page: Any) -> bool:
    """Whether a picture covers most of the page, with no more letters than a stamp of signature has."""
    if page.get_textpage().count_chars() > FEW_LETTERS:
        return False
    width, height = page.get_size()
    bounds = (shape.get_bounds() for shape in page.get_objects(filter=[pdfium.raw.FPDF_PAGEOBJ_IMAGE], max_depth=3))
    return any((right - left) * (top - foot) > HALF * width * height for left, foot, right, top in bounds)


@dataclass(frozen=True)
class _Page:
    """What a page holds: the words of its printed lines from top to bottom, and its tables."""

    number: int
    width: float
    height: float
    rows: list[list[Word]]
    tables: list[Printed]

    def cells(self, row: list[Word]) -> list[Line]:
        """The words of a printed line as its columns."""
        return [line_of(cell, self.number, self.width) for cell in _cells(row)]


def _page(page: Any, number: int) -> _Page:
    sheet = Sheet.of(page)
    tables = lattices(rules_of(page, sheet))
    drawn = without_notes(letters_of(page, sheet))
    letters = [letter for letter in drawn if not any(table.takes(letter) for table in tables)]
    return _Page(
        number, sheet.width, sheet.height, words_of_lines(letters), [table.printed(number) for table in tables]
    )


def _take_page(columns: "_Columns", page: _Page, kept: list[list[Line]]) -> None:
    columns.turn_page(kept)
    waiting = list(page.tables)
    for cells in kept:
        while waiting and waiting[0].top < cells[0].base:
            columns.put(waiting.pop(0))
        columns.take(cells, page.width)
    for table in waiting:
        columns.put(table)


@dataclass
class _Columns:
    """The printed lines from top to bottom; where two columns stand side by side, the left one first."""

    found: list[Part] = field(default_factory=list)
    left: list[Line] = field(default_factory=list)
    right: list[Line] = field(default_factory=list)

    def take(self, cells: list[Line], width: float) -> None:
        """Take the cells of one printed line."""
        # Beside a right column, a line belongs to the left one as far as that column lets it.
        edge = min((line.left for line in self.right), default=width * HALF + cells[0].height)
        is_broad = cells[0].left < width * HALF and cells[0].right > edge
        if len(cells) == 1 and (is_broad or self._is_apart(cells[0], width)):
            self.close()
            self.found.append(cells[0])
            return
        for cell in cells:
            (self.right if cell.left >= width * HALF - cell.height else self.left).append(cell)

    def _is_apart(self, line: Line, width: float) -> bool:
        """Whether the line stands neither at the left column's edge nor in its middle: a title under both columns."""
        if line.left >= width * HALF:
            return False
        if not self.left:
            return _is_in_the_middle(line, width)
        return not any(
            abs(line.left - one.left) < ASIDE or abs(_middle(line) - _middle(one)) < ASIDE for one in self.left
        )

    def turn_page(self, rows: list[list[Line]]) -> None:
        """End the columns of the page before, unless the left one's list goes on."""
        goes_on = self.right and rows and ITEM.match(rows[0][0].text)
        if not goes_on:
            self.close()

    def close(self) -> None:
        """End the columns: the left one is read before the right one."""
        self.found += _side_by_side(self.left, self.right)
        self.left, self.right = [], []

    def put(self, table: Printed) -> None:
        """Put a table under the columns."""
        self.close()
        if table.rows:
            self.found.append(table)

    def all(self) -> list[Part]:
        """Every line and table."""
        self.close()
        return self.found


def _is_in_the_middle(line: Line, width: float) -> bool:
    """Whether the line stands in the middle of the page, as a title does under a signature."""
    return line.left > width * IN_FROM_THE_EDGE and abs(line.left + line.right - width) < width * OFF_THE_MIDDLE


def _middle(line: Line) -> float:
    return (line.left + line.right) / 2


def _side_by_side(left: list[Line], right: list[Line]) -> Iterator[Line]:
    """The left column, then the right one; a column alone is none."""
    for column in (left, right):
        side = max((line.right for line in column), default=0.0) if left and right else 0.0
        yield from (replace(line, side=side) for line in column)


def _cells(row: list[Word]) -> Iterator[list[Word]]:
    """The words of one printed line, cut where a gap is too wide for a space or a letterhead's right column begins.

    The room after a number or dash that opens the line is Word's, which sets the words of a list at a stop of its own.
    """
    texts = [word.text for word in row]
    held = [row[0]]
    for index, word in enumerate(row[1:], start=1):
        room = word.left - held[-1].right
        is_listed = index == 1 and room < LIST_STOP and MARKER.match(f"{texts[0]} ")
        if (room > COLUMN_GAP * word.height and not is_listed) or NATION.match(" ".join(texts[index:])):
            yield held
            held = []
        held.append(word)
    yield held


def main() -> None:
    """Answer what is asked of the PDF on standard input: its blocks, a picture of a page, the files inside it."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    what, data = sys.argv[1], sys.stdin.buffer.read()
    if what == "picture":
        sys.stdout.buffer.write(picture(data, int(sys.argv[2])))
        return
    try:
        answer = {"printed": printed, "lettered": lettered, "attached": attached}[what](data)
    except NotReadable as refusal:
        answer = {"refusal": str(refusal)}
    json.dump(answer, sys.stdout)


if __name__ == "__main__":
    main()
