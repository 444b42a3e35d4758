"""Cells of a table on their way in, with what they span, and the rows of equal length that they make."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from doingoai.documents.domain import Block, NotReadable, Paragraph, Table
from doingoai.documents.read.layout import is_layout

WIDE = 63  # columns: as many as Word allows
MOST_CELLS = 500_000
TOO_LARGE = "Bảng quá lớn nên không đọc được. Tách bảng thành nhiều tệp rồi thử lại."


@dataclass(frozen=True)
class Cell:
    """What stands in a cell, in order: its paragraphs and the tables inside it."""

    items: tuple["str | Grid", ...] = ()

    @cached_property
    def text(self) -> str:
        """All its words, a paragraph a line, tables inside it cell by cell."""
        return "\n".join(line for item in self.items for line in _lines(item))


@dataclass(frozen=True)
class Grid:
    """Rows of cells; a merged cell stands in each place it covers. `has_rules`: lines are drawn between its cells."""

    rows: tuple[tuple[Cell, ...], ...]
    has_rules: bool = True

    @cached_property
    def texts(self) -> tuple[tuple[str, ...], ...]:
        """The words of each cell."""
        return tuple(tuple(cell.text for cell in row) for row in self.rows)

    @property
    def is_frame(self) -> bool:
        """Whether it is only set around a longer table, which holds most of its words."""
        cells = list(self.in_columns())
        inner = [item for cell in cells for item in cell.items if isinstance(item, Grid)]
        is_longer = max((len(grid.rows) for grid in inner), default=0) > len(self.rows)
        return is_longer and sum(len(Cell((grid,)).text) for grid in inner) * 2 > sum(len(cell.text) for cell in cells)

    def in_columns(self) -> Iterator[Cell]:
        """Each cell once, column by column."""
        seen: set[int] = set()
        for column in range(max(map(len, self.rows), default=0)):
            for row in self.rows:
                if column < len(row) and id(row[column]) not in seen:
                    seen.add(id(row[column]))
                    yield row[column]


Item = str | Grid


@dataclass
class Rows:
    """The rows of one table as they come, counted so that no table grows beyond reason."""

    rows: list[list[Cell]] = field(default_factory=list)
    cells: int = 0

    def add(self, row: list[Cell]) -> None:
        """Take one more row.

        :raises NotReadable: if the table has become too large
        """
        self.cells += len(row) + 1
        if self.cells > MOST_CELLS:
            raise NotReadable(TOO_LARGE)
        self.rows.append(row)

    def evened(self) -> tuple[tuple[Cell, ...], ...]:
        """The rows made equally long, those without a single word left out.

        :raises NotReadable: if they cannot be within reason
        """
        kept = [row for row in self.rows if any(cell.text for cell in row)]
        width = max(map(len, kept), default=0)
        if width * len(kept) > MOST_CELLS:
            raise NotReadable(TOO_LARGE)
        return tuple((*row, *[Cell()] * (width - len(row))) for row in kept)


def blocks(items: Iterable[tuple[int, Item]]) -> Iterator[Block]:
    """The items as blocks; a table that only sets words side by side column by column."""
    for line, item in items:
        if isinstance(item, str):
            yield Paragraph(line, item)
        elif item.rows and (item.is_frame or is_layout(item.texts, has_rules=item.has_rules)):
            yield from blocks((line, inner) for cell in item.in_columns() for inner in cell.items)
        elif item.rows:
            yield Table(line, item.texts)


def _lines(item: Item) -> Iterator[str]:
    if isinstance(item, str):
        yield item
    else:
        for row in item.rows:
            yield from (cell.text for cell in {id(cell): cell for cell in row}.values() if cell.text)
