"""Tables of web pages: which places a cell covers, and whether lines are drawn between cells."""

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import islice

from doingoai.documents.read.grid import WIDE, Cell, Grid, Item, Rows
from doingoai.documents.read.package import Element

PARTS = ("thead", "tbody", "tfoot")
DRAWN = re.compile(
    r"border(?!-(?:collapse|spacing|color|radius))[\w-]*\s*:\s*(?!\s|0(?:px|pt|cm|in)?\b|none|hidden)", re.I
)
RULED = re.compile(r"table|grid|border", re.I)
FIGURE = re.compile(r"\s*(\d{1,6})")
LOOKED_AT = 8
ENDLESS = 1 << 20
Down = dict[int, tuple[Cell, int]]  # by place: the cell that covers it, and for how many rows


def grid(table: Element, items: Callable[[Element], Iterable[Item]]) -> Grid:
    """The table's cells; `items` reads what stands in one."""
    made = Rows()
    above: Down = {}
    for row in _rows(table):
        cells: list[Cell] = []
        below: Down = {}
        for element in row:
            if element.tag in {"td", "th"}:
                _cover(cells, above, below)
                _put(element, Cell(tuple(items(element))), cells, below)
        last = max(above, default=-1)
        while len(cells) <= last:  # what comes down behind the row's own cells
            _cover(cells, above, below)
            cells += [Cell()] * (len(cells) <= last)
        made.add(cells)
        above = below
    return Grid(made.evened(), has_rules=_has_rules(table))


def _put(element: Element, cell: Cell, cells: list[Cell], below: Down) -> None:
    """Put a cell in the places that it spans, and note how far it goes down."""
    down = _span(element, "rowspan", ENDLESS) - 1
    for _ in range(_span(element, "colspan", WIDE)):
        if down:
            below[len(cells)] = (cell, down)
        cells.append(cell)


def _cover(cells: list[Cell], above: Down, below: Down) -> None:
    """Put the cells that come down from above where they cover the next places."""
    while found := above.pop(len(cells), None):
        cell, rows = found
        if rows > 1:
            below[len(cells)] = (cell, rows - 1)
        cells.append(cell)


def _rows(table: Element) -> Iterator[Element]:
    for kind in PARTS:
        for one in table:
            if one.tag == kind:
                yield from one.iterchildren("tr")
            elif one.tag == "tr" and kind == "tbody":
                yield one


def _span(element: Element, name: str, most: int) -> int:
    said = FIGURE.match(element.get(name, ""))
    if said is None:
        return 1
    # A row span of nothing means: to the end of the table.
    return min(int(said[1]) or (most if name == "rowspan" else 1), most)


def _has_rules(table: Element) -> bool:
    border = table.get("border")
    if border is not None:
        return border.strip() not in {"0", ""}
    if RULED.search(table.get("class", "")) or DRAWN.search(table.get("style", "")):
        return True
    return any(DRAWN.search(cell.get("style", "")) for row in islice(_rows(table), LOOKED_AT) for cell in row)
