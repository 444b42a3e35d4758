"""PDF papers with text: printed lines become paragraphs again."""

import re
import statistics
import threading
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import pypdfium2 as pdfium

from doingoai.documents.domain import Document, NotReadable, Paragraph

MARKER = re.compile(
    r"(?:[IVX]{1,5}[.)]|\d{1,2}(?:\.\d{1,2})*[.)]|\d{1,2}\.\d{1,2}(?:\.\d{1,2})*|[a-zđ]\)|[-–—•+*])\s|Căn cứ |Nơi nhận"
)
# The right column of a letterhead begins so, however near the left one ends.
NATION = re.compile(r"CỘNG HÒA XÃ HỘI|ĐẢNG CỘNG SẢN|Độc lập\s*[-–]")
PDFIUM = threading.Lock()  # the library is not safe in two threads at once
HALF = 0.5
SENTENCE_END = (".", ";", ":", "!", "?", "…")
COLUMN_GAP = 3.0  # in heights of the letters: wider is a second column, not a word space
SHORT = 0.92  # a line that ends before this share of the text's width ends its paragraph
INDENT = 6.0  # points: a line that starts further in than this opens a paragraph


@dataclass(frozen=True)
class _Line:
    """A run of print; points from the left and from the top of its page."""

    text: str
    left: float
    right: float
    top: float
    bottom: float
    page: int

    @property
    def height(self) -> float:
        """How tall the letters stand."""
        return max(self.bottom - self.top, 1.0)


def read_pdf(name: str, data: bytes) -> Document:
    """The paragraphs of a PDF with text, columns of letterhead and signature one after the other.

    :raises NotReadable: if it is encrypted, broken, or holds pictures of text only
    """
    with PDFIUM:
        lines = _all_lines(data)
    if not lines:
        raise NotReadable("Tệp PDF chỉ có ảnh, không có chữ. Dùng bản .docx hoặc bản PDF xuất từ Word.")
    paragraphs = enumerate(_paragraphs(lines), start=1)
    return Document(name, "pdf", tuple(Paragraph(number, text) for number, text in paragraphs))


def attachments(data: bytes) -> list[tuple[str, bytes]]:
    """The files inside the PDF, each with its name.

    :raises NotReadable: if the PDF is encrypted or broken
    """
    with PDFIUM:
        pdf = _opened(data)
        try:
            found = [pdf.get_attachment(index) for index in range(pdf.count_attachments())]
            return [(one.get_name(), bytes(one.get_data())) for one in found]
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


def _all_lines(data: bytes) -> list[_Line]:
    pdf = _opened(data)
    try:
        return [line for number in range(len(pdf)) for line in _page_lines(pdf[number], number)]
    finally:
        pdf.close()


def _page_lines(page: Any, number: int) -> list[_Line]:
    """The page's printed lines from top to bottom; where a page has two columns side by side, the left one first."""
    width, height = page.get_size()
    text_page = page.get_textpage()
    runs = [_run(text_page, index, number, height) for index in range(text_page.count_rects())]
    rows: list[list[_Line]] = []
    for run in sorted((run for run in runs if run.text), key=lambda run: (run.top, run.left)):
        if rows and abs(rows[-1][0].bottom - run.bottom) < run.height * 0.5:
            rows[-1].append(run)
        else:
            rows.append([run])
    found: list[_Line] = []
    left: list[_Line] = []
    right: list[_Line] = []
    for row in rows:
        cells = [_joined(cell) for cell in _columns(row)]
        if len(cells) == 1 and _is_page_number(cells[0], height):
            continue
        wide = len(cells) == 1 and cells[0].left < width * HALF and cells[0].right > width * HALF + cells[0].height
        if wide:
            found += [*left, *right, cells[0]]
            left, right = [], []
            continue
        for cell in cells:
            (right if cell.left >= width * HALF - cell.height else left).append(cell)
    return [*found, *left, *right]


def _run(text_page: Any, index: int, page: int, height: float) -> _Line:
    left, bottom, right, top = text_page.get_rect(index)
    text = unicodedata.normalize("NFC", text_page.get_text_bounded(left, bottom, right, top))
    text = " ".join(text.replace("\ufffe", "").split())
    return _Line(text, left, right, height - top, height - bottom, page)


def _columns(row: list[_Line]) -> Iterator[list[_Line]]:
    """The runs of one printed line, cut where a gap is too wide to be a space."""
    row = sorted(row, key=lambda run: run.left)
    cells = [row[0]]
    for run in row[1:]:
        if run.left - cells[-1].right > COLUMN_GAP * run.height or NATION.match(run.text):
            yield cells
            cells = []
        cells.append(run)
    yield cells


def _joined(cells: list[_Line]) -> _Line:
    text = " ".join(run.text for run in cells)
    first, last = cells[0], cells[-1]
    return _Line(text, first.left, last.right, first.top, first.bottom, first.page)


def _is_page_number(line: _Line, height: float) -> bool:
    in_margin = line.top < height * 0.09 or line.top > height * 0.92
    return in_margin and line.text.strip(" -–").isdigit()


def _paragraphs(lines: list[_Line]) -> Iterator[str]:
    left = min(line.left for line in lines)
    right = max(line.right for line in lines)
    gaps = [b.top - a.top for a, b in pairwise(lines) if b.page == a.page and b.top > a.top]
    usual = statistics.median(gaps) if gaps else 0.0
    held: list[str] = []
    before: _Line | None = None
    for line in lines:
        if before is not None and _opens(line, before, left, right, usual):
            yield " ".join(held)
            held = []
        held.append(line.text)
        before = line
    yield " ".join(held)


def _opens(line: _Line, before: _Line, left: float, right: float, usual: float) -> bool:
    """Whether the line begins a paragraph of its own."""
    ended = before.right < left + (right - left) * SHORT
    if MARKER.match(line.text):
        # "(Việt Nam)" / "- Hà Khẩu": a dash inside a sentence may fall on the start of a printed line.
        in_sentence = line.text[0] in "-–—" and line.left <= left + INDENT and not before.text.endswith(SENTENCE_END)
        return ended or not in_sentence
    if ended:
        return True
    if line.page == before.page and line.top - before.top > usual * 1.45:
        return True
    return line.left > left + INDENT and line.left > before.left + INDENT
