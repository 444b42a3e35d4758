"""Tables of Word: which places a merged cell covers, and whether lines are drawn between cells."""

from collections.abc import Callable, Iterator
from itertools import islice

from doingoai.documents.read.grid import WIDE, Cell, Grid, Item, Rows
from doingoai.documents.read.package import Element, child, children, name, value

HOLDERS = {"sdt", "sdtContent", "customXml", "ins", "moveTo"}
SIDES = ("top", "left", "start", "bottom", "right", "end", "insideH", "insideV")
LOOKED_AT = 8  # rows whose cells may draw lines of their own
LONGEST_STYLES = 20


def grid(table: Element, styles: dict[str, Element], items: Callable[[Element], Iterator[Item]]) -> Grid:
    """The table's cells; `items` reads what stands in one, and is asked row by row."""
    made = Rows()
    for row in held(table, "tr"):
        if child(row, "trPr", "del") is None:
            made.add(_row(row, made.rows[-1] if made.rows else [], items))
    return Grid(made.evened(), has_rules=_has_rules(table, styles))


def held(element: Element, kind: str) -> Iterator[Element]:
    """The rows of a table or the cells of a row, also those that a content control wraps."""
    for one in element:
        if name(one) == kind:
            yield one
        elif name(one) in HOLDERS:
            yield from held(one, kind)


def _row(row: Element, above: list[Cell], items: Callable[[Element], Iterator[Item]]) -> list[Cell]:
    cells = [Cell()] * _count(child(row, "trPr", "gridBefore"), 0)
    for element in held(row, "tc"):
        properties = child(element, "tcPr")
        down, along = child(properties, "vMerge"), child(properties, "hMerge")
        place = len(cells)
        if down is not None and value(down) != "restart" and place < len(above):
            cell = above[place]
        elif along is not None and value(along) != "restart" and cells:
            cell = cells[-1]
        else:
            cell = Cell(tuple(items(element)))
        cells += [cell] * _count(child(properties, "gridSpan"), 1)
    return cells


def _count(element: Element | None, otherwise: int) -> int:
    said = value(element) or ""
    return min(int(said), WIDE) if said.isdecimal() and len(said) < WIDE else otherwise


def _has_rules(table: Element, styles: dict[str, Element]) -> bool:
    own = child(table, "tblPr", "tblBorders")
    if own is None:
        key = value(child(table, "tblPr", "tblStyle"))
        own = next(_styled(key, styles), None)
    if _is_drawn(own):
        return True
    cells = (cell for row in islice(held(table, "tr"), LOOKED_AT) for cell in held(row, "tc"))
    return any(_is_drawn(child(cell, "tcPr", "tcBorders")) for cell in cells)


def _styled(key: str | None, styles: dict[str, Element]) -> Iterator[Element]:
    for _ in range(LONGEST_STYLES):
        style = styles.get(key or "")
        if style is None:
            return
        if (borders := child(style, "tblPr", "tblBorders")) is not None:
            yield borders
        key = value(child(style, "basedOn"))


def _is_drawn(borders: Element | None) -> bool:
    return any(value(side) not in {None, "nil", "none"} for side in children(borders, *SIDES))
