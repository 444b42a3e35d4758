"""Tables that say which body does what to carry the plan out: each body's rows are what is asked of it."""

from collections.abc import Iterator, Sequence

from doingoai.plan.domain.outline.assignments import item_of
from doingoai.plan.domain.outline.lines import Line, Marker, Sheet
from doingoai.plan.domain.outline.names import Names
from doingoai.plan.domain.outline.parties import parties_of
from doingoai.plan.domain.outline.reading import AssignmentReading, ItemReading
from doingoai.plan.domain.outline.tables import Column, Columns, Row, columns_of, rows_of
from doingoai.plan.domain.outline.times import time_of

BODIES = (Column.PERFORM, Column.LEAD)
WORK = frozenset({Column.COORDINATE, Column.MONEY, Column.OUTPUT})


def columns_of_assignments(sheet: Sheet) -> Columns | None:
    """The columns of a table that lists bodies and what each of them does; None where it lists work and who does it."""
    columns = columns_of(sheet.rows, sheet.caption)
    if columns is None or WORK & set(columns.kinds):
        return None
    body = next((place for kind in BODIES if (place := columns.first(kind)) is not None), None)
    content = columns.first(Column.CONTENT)
    return columns if body is not None and content is not None and body < content else None


def assignments_of_sheet(sheet: Sheet, columns: Columns, names: Names, year: int) -> Iterator[AssignmentReading]:
    """What is asked of each body, in the order of the rows; a body's name stands once, or in each of its rows."""
    held, line, items = "", 0, list[ItemReading]()
    for row in rows_of(sheet.rows, sheet.lines, columns):
        body = " ".join(_said(row).split())
        if body and body != held:
            yield from _told(held, line, items, names)
            held, line, items = body, row.line, []
        if row.title and held:
            items.append(_item(row, held, names, year))
    yield from _told(held, line, items, names)


def _said(row: Row) -> str:
    return next((text for kind in BODIES if (text := row.cells.get(kind, ""))), "")


def _told(body: str, line: int, items: Sequence[ItemReading], names: Names) -> Iterator[AssignmentReading]:
    if body and items:
        yield AssignmentReading(body, tuple(parties_of(body, names)), tuple(items), line)


def _item(row: Row, body: str, names: Names, year: int) -> ItemReading:
    """What the row asks, with the day by which it asks it."""
    when = row.cells.get(Column.TIME, "").strip()
    told = time_of(when, year) if when else None
    text = f"{row.title}; {when}" if told is not None and told.before is not None else row.title
    return item_of(Line((row.line,), text, Marker.NONE, "", text), parties_of(body, names), names)
