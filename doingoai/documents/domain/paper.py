"""A paper as it was read: paragraphs and tables in their order."""

from collections.abc import Iterator
from dataclasses import dataclass


class NotReadable(Exception):
    """The file cannot be read; the message is one Vietnamese sentence that says why and what to do."""


@dataclass(frozen=True)
class Paragraph:
    """One paragraph; `line` is the printed line of a text file, else the running number of the paragraph."""

    line: int
    text: str


@dataclass(frozen=True)
class Table:
    """One table, row by row, cell by cell; a merged cell repeats its text in each place it covers."""

    line: int
    rows: tuple[tuple[str, ...], ...]


Block = Paragraph | Table
RECOGNISED = "nhận dạng chữ"


@dataclass(frozen=True)
class Document:
    """A paper: its file name, its format (txt, docx, doc, pdf, image, html), its blocks, and what helped to read it."""

    name: str
    format: str
    blocks: tuple[Block, ...]
    read_by: str = ""  # "LibreOffice", or RECOGNISED for a scan
    mended: tuple[tuple[int, str, str], ...] = ()  # of a scan: each heading whose number was mended: line, seen, read

    def texts(self) -> Iterator[tuple[int, str]]:
        """Every text with its line, cells of tables among them: what a reader would see."""
        for block in self.blocks:
            if isinstance(block, Paragraph):
                yield block.line, block.text
            else:
                for row in block.rows:
                    yield from ((block.line, cell) for cell in dict.fromkeys(row) if cell)
