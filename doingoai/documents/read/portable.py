"""PDF papers with text: printed lines become paragraphs again."""

import re
import statistics
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Any

import pypdfium2 as pdfium

from doingoai.documents.domain import Document, NotReadable, Paragraph
from doingoai.documents.read.print_lines import Word, words_of_lines

MARKER = re.compile(
    r"(?:[IVX]{1,5}[.)]|\d{1,2}(?:\.\d{1,2})*[.)]|\d{1,2}\.\d{1,2}(?:\.\d{1,2})*|[a-zđ]\)|[-–—•+*])\s|Căn cứ |Nơi nhận"
)
# The right column of a letterhead begins so, however near the left one ends.
ITEM = re.compile(r"[-–—•+*]\s")
NATION = re.compile(r"CỘNG HÒA XÃ HỘI|ĐẢNG CỘNG SẢN|Độc lập\s*[-–]")
PDFIUM = threading.Lock()  # the library is not safe in two threads at once
HALF = 0.5
BROKEN = re.compile(r"(?:\w-|\S/)$")  # "2021-" or "http://" at the end of a printed line goes on without a space
ADDRESS = re.compile(r"(?:://|\bwww\.)[^\s>)]*[.?=&_]$")
SENTENCE_END = (".", ";", ":", "!", "?", "…")
COLUMN_GAP = 3.0  # in heights of the letters: wider is a second column, not a word space
APART = 1.2  # of the usual distance of lines: a wider one parts paragraphs
SPACE = 0.3  # of the letters' height: how wide a space is, where a line has none to measure
CLOSE = 0.5  # points: as near as this to the edge, a word may not have fitted
MOST, FEW, TOO_FEW_TO_TELL = 0.8, 0.1, 3
FULL = 0.8  # where lines are not filled: one that ends before this share of the text's width ends its paragraph
INDENT = 6.0  # points: a line that starts further in than this opens a paragraph


@dataclass(frozen=True)
class _Line:
    """A printed line, or one column of it; points from the left and from the top of its page."""

    text: str
    left: float
    right: float
    first: float  # how wide its first word is
    space: float  # how wide the spaces between its words are
    top: float
    base: float
    page: int
    side: float = 0.0  # the right edge of its column, where another column stands beside it

    @property
    def height(self) -> float:
        """How tall the letters stand."""
        return max(self.base - self.top, 1.0)


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
    columns = _Columns()
    try:
        for number in range(len(pdf)):
            page = pdf[number]
            width, height = page.get_size()
            rows = [[_line(cell, number) for cell in _cells(row)] for row in words_of_lines(page)]
            kept = [cells for cells in rows if len(cells) > 1 or not _is_page_number(cells[0], height)]
            columns.turn_page(kept)
            for cells in kept:
                columns.take(cells, width)
        return columns.all()
    finally:
        pdf.close()


@dataclass
class _Columns:
    """The printed lines from top to bottom; where two columns stand side by side, the left one first."""

    found: list[_Line] = field(default_factory=list)
    left: list[_Line] = field(default_factory=list)
    right: list[_Line] = field(default_factory=list)

    def take(self, cells: list[_Line], width: float) -> None:
        """Take the cells of one printed line."""
        # Beside a right column, a line belongs to the left one as far as that column lets it.
        edge = min((line.left for line in self.right), default=width * HALF + cells[0].height)
        if len(cells) == 1 and cells[0].left < width * HALF and cells[0].right > edge:
            self.close()
            self.found.append(cells[0])
            return
        for cell in cells:
            (self.right if cell.left >= width * HALF - cell.height else self.left).append(cell)

    def turn_page(self, rows: list[list[_Line]]) -> None:
        """End the columns of the page before, unless the left one's list goes on."""
        goes_on = self.right and rows and ITEM.match(rows[0][0].text)
        if not goes_on:
            self.close()

    def close(self) -> None:
        """End the columns: the left one is read before the right one."""
        self.found += _side_by_side(self.left, self.right)
        self.left, self.right = [], []

    def all(self) -> list[_Line]:
        """Every line."""
        self.close()
        return self.found


def _side_by_side(left: list[_Line], right: list[_Line]) -> Iterator[_Line]:
    """The left column, then the right one; a column alone is none."""
    for column in (left, right):
        side = max((line.right for line in column), default=0.0) if left and right else 0.0
        yield from (replace(line, side=side) for line in column)


def _cells(row: list[Word]) -> Iterator[list[Word]]:
    """The words of one printed line, cut where a gap is too wide for a space or a letterhead's right column begins."""
    texts = [word.text for word in row]
    held = [row[0]]
    for index, word in enumerate(row[1:], start=1):
        if word.left - held[-1].right > COLUMN_GAP * word.height or NATION.match(" ".join(texts[index:])):
            yield held
            held = []
        held.append(word)
    yield held


def _line(words: list[Word], page: int) -> _Line:
    top, base = min(word.top for word in words), words[0].base
    first = words[0].right - words[0].left
    rooms = [b.left - a.right for a, b in pairwise(words)]
    space = statistics.median(rooms) if rooms else SPACE * (base - top)
    text = " ".join(word.text for word in words)
    return _Line(text, words[0].left, words[-1].right, first, space, top, base, page)


def _is_page_number(line: _Line, height: float) -> bool:
    in_margin = line.top < height * 0.09 or line.top > height * 0.92
    return in_margin and line.text.strip(" -–").isdigit()


@dataclass(frozen=True)
class _Setting:
    """How the paper is set: its edges, the distance of its lines, how lines end, whether first lines stand in."""

    left: float
    right: float
    distance: float
    fills_lines: bool
    has_indents: bool

    def is_ended(self, before: _Line, line: _Line) -> bool:
        """Whether the line before ended its paragraph: the next word would have fitted, and was not put there."""
        if self.fills_lines:
            return _has_room(before, line, self.right)
        return before.right < self.left + (self.right - self.left) * FULL


def _has_room(before: _Line, line: _Line, right: float) -> bool:
    return before.right + before.space + line.first < right - CLOSE


def _goes_on(before: _Line, line: _Line) -> bool:
    """Whether the words say that the line goes on with the sentence of the line before."""
    return line.text[0].islower() and not before.text.endswith(SENTENCE_END) and not MARKER.match(line.text)


def _setting(lines: list[_Line]) -> _Setting:
    left, right = min(line.left for line in lines), max(line.right for line in lines)
    pairs = list(pairwise(lines))
    gaps = [b.base - a.base for a, b in pairs if b.page == a.page and b.base > a.base]
    going_on = [(a, b) for a, b in pairs if _goes_on(a, b)]
    # Some programs break lines by the number of letters, others as wide as the paper allows.
    loose = sum(_has_room(a, b, right) for a, b in going_on)
    fills_lines = loose <= max(FEW * len(going_on), TOO_FEW_TO_TELL)
    # Where nearly every line that goes on starts at the edge, one that stands in is a first line.
    has_indents = sum(b.left <= left + INDENT for _a, b in going_on) > MOST * len(going_on)
    return _Setting(left, right, statistics.median(gaps) if gaps else 0.0, fills_lines, has_indents)


def _paragraphs(lines: list[_Line]) -> Iterator[str]:
    setting = _setting(lines)
    held = ""
    before: _Line | None = None
    for line in lines:
        if before is not None and _opens(line, before, held, setting):
            yield held
            held = ""
        held = f"{held}{_between(held, line)}{line.text}"
        before = line
    yield held


def _between(held: str, line: _Line) -> str:
    """What stands between the words held and the next line: a space, or nothing inside a word or an address."""
    in_address = ADDRESS.search(held) and not line.text[0].isupper()
    return "" if not held or BROKEN.search(held) or in_address else " "


def _opens(line: _Line, before: _Line, held: str, setting: _Setting) -> bool:
    """Whether the line begins a paragraph of its own, after the words held."""
    if line.side and before.side:
        # Names and titles stand one under the other; only an item of a list, or a sentence, runs over its line.
        runs_over = ITEM.match(held) or _goes_on(before, line)
        is_whole = line.side != before.side or bool(MARKER.match(line.text))
        return is_whole or not runs_over or _has_room(before, line, before.side)
    ended = setting.is_ended(before, line)
    stands_in = line.left > setting.left + INDENT
    if MARKER.match(line.text):
        # "(Việt Nam)" / "- Hà Khẩu": a dash inside a sentence may fall on the start of a printed line.
        in_sentence = line.text[0] in "-–—" and not stands_in and not before.text.endswith(SENTENCE_END)
        return ended or not in_sentence
    if line.page == before.page and line.base - before.base > setting.distance * APART:
        return True
    if ended:
        return not _goes_on(before, line) or setting.fills_lines
    return stands_in and (setting.has_indents or line.left > before.left + INDENT)
