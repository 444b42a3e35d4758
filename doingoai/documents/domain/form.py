"""A paper to be written, in the form of Decree 30/2020: what stands in each box, and the blocks of the body.

There is no place for a secrecy mark: this product never prints one. Number, date and signature stay empty until the
office enters them.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from doingoai.dates import long_office
from doingoai.documents.domain.charts import Chart
from doingoai.text import VN_POINT_LETTERS, roman

ROOM = "\u00a0" * 6  # what the office fills in by pen or in its signing system
BRACKETED = re.compile(r"<(https?://[^<>\s]+)>")
LINKED = re.compile(r"\[([^\[\]]+)\]\((?:#|https?:)[^()\s]*\)")
# Degrees and honours that no paper puts before the signer's name (annex I, II.7): GS.TS. Nguyễn …
DEGREES = re.compile(
    r"^(?:(?:GS|PGS|TSKH|TS|ThS|Th\.S|BS|BSCKI{1,2}|DS|KS|CN|LS|NGƯT|NGND|NSND|NSƯT|AHLĐ|Tiến sĩ|Thạc sĩ|Giáo sư|"
    r"Phó Giáo sư|Bác sĩ|Kỹ sư|Cử nhân)(?:\.\s*|\s*,\s*|\s+))+",
    re.I,
)


@dataclass(frozen=True)
class Heading:
    """A heading of the body: level 1 "I. …", level 2 "1. …", level 3 "a) …"."""

    level: int
    text: str


@dataclass(frozen=True)
class Para:
    """A paragraph of the body."""

    text: str
    italic: bool = False


@dataclass(frozen=True)
class Decided:
    """The words in the middle of a decision after which its articles follow: "QUYẾT ĐỊNH:"."""

    text: str = "QUYẾT ĐỊNH:"


@dataclass(frozen=True)
class Article:
    """An article of a decision: "Điều 1. …"."""

    text: str


@dataclass(frozen=True)
class Cells:
    """A row of a table; kind is "", "group" (its first cell spans the row) or "sum"."""

    cells: tuple[str, ...]
    kind: str = ""


@dataclass(frozen=True)
class Grid:
    """A table: the columns' widths in shares of the text width, which are numbers, the head, the rows."""

    widths: tuple[float, ...]
    numeric: tuple[bool, ...]
    head: tuple[str, ...]
    rows: tuple[Cells, ...]


Block = Heading | Para | Decided | Article | Grid | Chart


@dataclass(frozen=True)
class Line:
    """A paragraph as it is printed: with its label, in the look of its role (the names of nd30.yaml).

    `lead` is what of its beginning is printed bold.
    """

    role: str
    text: str
    italic: bool = False
    lead: str = ""

    @property
    def is_ragged(self) -> bool:
        """Whether it holds an address: no line before one is drawn out to the margin."""
        return "://" in self.text

    @property
    def is_centred(self) -> bool:
        """Whether it stands in the middle of the page."""
        return self.role == "quyet_dinh"


Laid = Line | Grid | Chart


@dataclass(frozen=True)
class Annex:
    """A part that starts its own page; landscape where its table is wide."""

    title: str
    blocks: tuple[Block, ...]
    landscape: bool = False


@dataclass(frozen=True)
class Form:
    """The whole paper; one without a type is an official letter ("công văn"), whose subject stands under its number."""

    type_name: str
    subject: str
    parent_body: str
    issuing_body: str
    code: str
    place: str
    blocks: tuple[Block, ...]
    number: str = ""
    day: date | None = None
    addressees: tuple[str, ...] = ()
    # Who decides, in the middle above the legal bases; of a decision only.
    decides: str = ""
    legal_bases: tuple[str, ...] = ()
    signer_authority: tuple[str, ...] = ()
    signer_title: str = ""
    signer_name: str = ""
    recipients: tuple[str, ...] = ()
    keep: str = "Lưu: VT."
    annexes: tuple[Annex, ...] = ()
    # A fine line under everything: the head of the record at the moment the paper was made.
    mark: str = ""

    @property
    def title(self) -> str:
        """What the paper is called: "Báo cáo Kết quả …"."""
        return f"{self.kind} {self.subject}"

    @property
    def kind(self) -> str:
        """The type of the paper as one says it."""
        return self.type_name.capitalize() or "Công văn"

    @property
    def about(self) -> str:
        """Box 5b, of an official letter only: "V/v báo cáo …"."""
        return "" if self.type_name else f"V/v {self.subject}"

    @property
    def number_line(self) -> str:
        """Box 3: the number below ten with a zero before it; room for it while it is not entered."""
        number = f"{int(self.number):02d}" if self.number.isdecimal() else self.number
        return f"Số: {number}/{self.code}" if number else f"Số: {ROOM}/{self.code}"

    @property
    def place_and_date(self) -> str:
        """Box 4: place and date; room for the day while it is not entered."""
        return f"{self.place}, {self._dated}"

    @property
    def basis_lines(self) -> tuple[str, ...]:
        """Box 6: the legal bases, one a line, a semicolon after each and a point after the last."""
        bases = [basis.rstrip(" .;") for basis in self.legal_bases]
        return (*(f"{basis};" for basis in bases[:-1]), *(f"{basis}." for basis in bases[-1:]))

    @property
    def signer_lines(self) -> tuple[str, ...]:
        """Box 7a: in whose authority, and the signer's office, in capitals."""
        return tuple(line.upper() for line in (*self.signer_authority, self.signer_title) if line)

    @property
    def signer_line(self) -> str:
        """Box 7b: the signer's name without degrees and honours before it."""
        return DEGREES.sub("", self.signer_name.strip())

    @property
    def recipient_lines(self) -> tuple[str, ...]:
        """Box 9b: entries end in semicolons, the filing line in a point; "Như trên" first if there are addressees."""
        entries = [entry for entry in self.recipients if entry != "Như trên"]
        if self.addressees:
            entries.insert(0, "Như trên")
        return (*(f"- {entry.rstrip('.;')};" for entry in entries), f"- {self.keep.rstrip('.;')}.")

    @property
    def addressee_lines(self) -> tuple[str, ...]:
        """Box 9a: one addressee on the line itself; several one a line, each with a dash."""
        if len(self.addressees) <= 1:
            return self.addressees
        *first, last = self.addressees
        return (*(f"- {one};" for one in first), f"- {last}.")

    @property
    def annex_line(self) -> str:
        """What an annex belongs to, by its number and day; room for them while they are not entered."""
        number = self.number_line.removeprefix("Số:").lstrip(" ")
        return f"(Kèm theo {self.kind} số {number} {self._dated})"

    @property
    def _dated(self) -> str:
        """The day in full; the year is left open with it, since many a paper is signed in another than it speaks of."""
        return long_office(self.day) if self.day else f"ngày{ROOM}tháng{ROOM}năm{ROOM}"


def set_out(blocks: Sequence[Block], *, end_mark: bool) -> list[Laid]:
    """The blocks as they are printed: headings with their labels, the end mark after the last words."""
    laid = [_laid(block, label) for block, label in numbered(blocks)]
    if not end_mark:
        return laid
    last = laid[-1] if laid else None
    if isinstance(last, Line):
        return [*laid[:-1], replace(last, text=f"{last.text.rstrip(' .;')}./.")]
    return [*laid, Line("noi_dung", "./.")]


def _laid(block: Block, label: str) -> Laid:
    if isinstance(block, Para):
        return Line("noi_dung", unmarked(block.text), block.italic)
    if isinstance(block, Decided):
        return Line("quyet_dinh", block.text)
    if isinstance(block, Article):
        return Line("noi_dung", label + unmarked(block.text), lead=label.rstrip())
    if isinstance(block, Heading):
        role = {1: "muc_la_ma", 2: "khoan", 3: "diem"}[block.level]
        text = unmarked(block.text)
        return Line(role, label + (text.upper() if block.level == 1 else text))
    if isinstance(block, Grid):
        rows = tuple(Cells(tuple(unmarked(cell) for cell in row.cells), row.kind) for row in block.rows)
        return replace(block, rows=rows)
    return block


def unmarked(text: str) -> str:
    """The words without what a copy from a web page left about its links: "<http://a.vn>", "[words](#)"."""
    return LINKED.sub(r"\1", BRACKETED.sub(r"\1", text))


def numbered(blocks: Sequence[Block]) -> list[tuple[Block, str]]:
    """Each block with the label its place gives it: I., 1., a), Điều 1.; each level counts anew under the one above."""
    counts, articles = [0, 0, 0], 0
    labelled: list[tuple[Block, str]] = []
    for block in blocks:
        label = ""
        if isinstance(block, Heading):
            counts[block.level - 1] += 1
            counts[block.level :] = [0] * (3 - block.level)
            count = counts[block.level - 1]
            label = {1: f"{roman(count)}. ", 2: f"{count}. ", 3: f"{point(count)}) "}[block.level]
        if isinstance(block, Article):
            articles += 1
            label = f"Điều {articles}. "
        labelled.append((block, label))
    return labelled


def point(count: int) -> str:
    """The letter of a point: a, b, c, d, đ, e, g …; after y come aa, bb."""
    rounds, index = divmod(count - 1, len(VN_POINT_LETTERS))
    return VN_POINT_LETTERS[index] * (rounds + 1)


def annex_label(index: int, of: int) -> str:
    """ "Phụ lục" alone, numbered in Roman from two on."""
    return f"Phụ lục {roman(index + 1)}" if of > 1 else "Phụ lục"
