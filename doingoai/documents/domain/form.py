"""A paper to be written, in the form of Decree 30/2020: what stands in each box, and the blocks of the body.

There is no place for a secrecy mark: this product never prints one. Number, date and signature stay empty until the
office enters them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from doingoai.dates import long_office
from doingoai.text import VN_POINT_LETTERS, roman


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


Block = Heading | Para | Grid


@dataclass(frozen=True)
class Annex:
    """A part that starts its own page; landscape where its table is wide."""

    title: str
    blocks: tuple[Block, ...]
    landscape: bool = False


@dataclass(frozen=True)
class Form:
    """The whole paper."""

    type_name: str
    subject: str
    parent_body: str
    issuing_body: str
    code: str
    place: str
    blocks: tuple[Block, ...]
    number: str = ""
    day: date | None = None
    year: int = 0
    addressees: tuple[str, ...] = ()
    legal_bases: tuple[str, ...] = ()
    signer_authority: tuple[str, ...] = ()
    signer_title: str = ""
    signer_name: str = ""
    recipients: tuple[str, ...] = ()
    keep: str = "Lưu: VT."
    annexes: tuple[Annex, ...] = ()

    @property
    def number_line(self) -> str:
        """Box 3: the number below ten with a zero before it; room for it while it is not entered."""
        number = f"{int(self.number):02d}" if self.number.isdigit() else self.number
        return f"Số: {number}/{self.code}" if number else f"Số:          /{self.code}"

    @property
    def place_and_date(self) -> str:
        """Box 4: place and date; room for day and month while they are not entered."""
        if self.day:
            return f"{self.place}, {long_office(self.day)}"
        return f"{self.place}, ngày      tháng      năm {self.year or ''}".rstrip()

    @property
    def recipient_lines(self) -> tuple[str, ...]:
        """Box 9b: entries end in semicolons, the filing line in a point; "Như trên" first if there are addressees."""
        entries = [entry for entry in self.recipients if entry != "Như trên"]
        if self.addressees:
            entries.insert(0, "Như trên")
        return (*(f"- {entry.rstrip('.;')};" for entry in entries), f"- {self.keep.rstrip('.;')}.")

    @property
    def annex_line(self) -> str:
        """What an annex belongs to; number and day stay open on an electronic paper."""
        return f"(Kèm theo {self.type_name.capitalize()} số       /{self.code} ngày      tháng      năm {self.year})"

    @property
    def addressee_lines(self) -> tuple[str, ...]:
        """Box 9a: one addressee on the line itself; several one a line, each with a dash."""
        if len(self.addressees) <= 1:
            return self.addressees
        *first, last = self.addressees
        return (*(f"- {one};" for one in first), f"- {last}.")


def numbered(blocks: Sequence[Block]) -> list[tuple[Block, str]]:
    """Each block with the label its place gives it: I., 1., a); each level counts anew under the one above."""
    counts = [0, 0, 0]
    labelled: list[tuple[Block, str]] = []
    for block in blocks:
        label = ""
        if isinstance(block, Heading):
            counts[block.level - 1] += 1
            counts[block.level :] = [0] * (3 - block.level)
            count = counts[block.level - 1]
            label = {1: f"{roman(count)}. ", 2: f"{count}. ", 3: f"{VN_POINT_LETTERS[count - 1]}) "}[block.level]
        labelled.append((block, label))
    return labelled


def annex_label(index: int, of: int) -> str:
    """ "Phụ lục" alone, numbered in Roman from two on."""
    return f"Phụ lục {roman(index + 1)}" if of > 1 else "Phụ lục"
