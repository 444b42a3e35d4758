"""Tables that a copy left as a cell a line: the head's cells one under the other, then each row's.

Empty cells leave no trace in such a copy. Where a row has fewer cells than the head, what they say tells which columns
they stand in: bodies, times, sums.
"""

import re
from collections.abc import Sequence

from doingoai.plan.domain.outline.lines import Marker, Sheet, marked
from doingoai.plan.domain.outline.money import money_of
from doingoai.plan.domain.outline.names import HEAD
from doingoai.plan.domain.outline.tables import Column, is_total, kind_of
from doingoai.plan.domain.outline.times import time_of

Raw = tuple[int, str] | Sheet
FEWEST, MOST, LONGEST, MOST_UNKNOWN = 3, 14, 60, 3  # kinds and cells of a head; letters of one; cells that say nothing
COUNTED = re.compile(r"(\d{1,2}(?:\.\d{1,2})*|[IVX]{1,5}|[A-HĐ])[.)]?")
NOT_TOLD = re.compile(r"[-–x]|lồng ghép.*|không (?:có|phát sinh).*|theo chức năng", re.I)
SUM = re.compile(r"[\d.,]+(?:\s*(?:đồng|nghìn|triệu|tỷ).*)?", re.I)
ANY_YEAR = 2000  # only whether a time is told matters, not which
FITS, MAY, HARDLY, NOT, TOGETHER = 3, 1, -1, -4, 0.5


def stacked(raw: Sequence[Raw]) -> list[Raw]:
    """The pieces with each table that stands a cell a line made a table again."""
    found: list[Raw] = []
    index = 0
    while index < len(raw):
        head, length = _head(raw, index)
        table, end = _table(raw, index, head, length) if head else (None, index)
        if table is None:
            found.append(raw[index])
            index += 1
        else:
            found.append(table)
            index = end
    return found


def _head(raw: Sequence[Raw], start: int) -> tuple[tuple[str, ...], int]:
    """The cells of a head that starts here with the column of numbers, none where there is none; how long it is."""
    cells: list[str] = []
    length = 0
    for piece in raw[start : start + MOST]:
        if isinstance(piece, Sheet) or len(piece[1]) > LONGEST or (cells and COUNTED.fullmatch(piece[1])):
            break
        cells.append(piece[1])
        length += 1
        if piece[1].startswith("(") and len(cells) > 1:  # "Kinh phí" / "(triệu đồng)"
            cells[-2:] = [f"{cells[-2]} {cells[-1]}"]
    kinds = [kind_of(cell) for cell in cells]
    is_head = kinds[:1] == [Column.NUMBER] and Column.CONTENT in kinds and kinds.count(None) < MOST_UNKNOWN
    return (tuple(cells), length) if is_head and len({*kinds} - {None}) >= FEWEST else ((), 0)


def _table(raw: Sequence[Raw], start: int, head: tuple[str, ...], length: int) -> tuple[Sheet | None, int]:
    columns = _columns(head)
    kinds = [kind_of(cell) or Column.OTHER for cell in columns]
    rows, lines = [columns], [_line(raw[start])]
    index, before = start + length, ""
    while (row := _row(raw, index, before)) is not None:
        before, cells, end = row
        rows.append((before, *_placed(cells, kinds[1:])))
        lines.append(_line(raw[index]))
        index = end
    return (Sheet(tuple(rows), tuple(lines), is_text=True), index) if len(rows) > 2 else (None, start)


def _line(piece: Raw) -> int:
    return piece.lines[0] if isinstance(piece, Sheet) else piece[0]


def _columns(head: tuple[str, ...]) -> tuple[str, ...]:
    """The columns in order: those under a head merged over several stand behind the head's first row in the copy."""
    kinds = [kind_of(cell) for cell in head]
    cells = list(head)
    for over, under in ((Column.PERFORM, {Column.LEAD, Column.COORDINATE}), (Column.MONEY, {Column.MONEY, None})):
        if over not in kinds:
            continue
        place = kinds.index(over)
        parts = [cell for cell, kind in zip(head[place + 1 :], kinds[place + 1 :], strict=True) if kind in under]
        if len(parts) > 1:
            at = cells.index(head[place])
            cells = (
                [cell for cell in cells[:at] if cell not in parts]
                + parts
                + [c for c in cells[at + 1 :] if c not in parts]
            )
    return tuple(cells)


def _row(raw: Sequence[Raw], start: int, before: str) -> tuple[str, list[str], int] | None:
    """The row that starts here with the number after the one before: what it holds, and where the next one starts."""
    piece = raw[start] if start < len(raw) else None
    if piece is None or isinstance(piece, Sheet) or not _counts_on(piece[1], before):
        return None
    number = piece[1].rstrip(".)")
    cells: list[str] = []
    index = start + 1
    is_sum = False
    while index < len(raw):
        following = raw[index]
        if isinstance(following, Sheet) or _counts_on(following[1], number) or _ends(following[1]):
            break
        is_sum = is_sum or is_total(following[1])
        if not is_sum:  # the sum under a group has no number and is no cell of the row above it
            cells.append(following[1])
        index += 1
    return (number, cells, index) if cells else None


def _counts_on(text: str, before: str) -> bool:
    """Whether the line is the number of the row after the one with the number before: a sum of money is none."""
    if not (match := COUNTED.fullmatch(text)):
        return False
    number, above = match[1], before.split(".")[0]
    return not number.isdigit() or int(number) == 1 or (above.isdigit() and int(number) == int(above) + 1)


def _ends(text: str) -> bool:
    """Whether the line is no cell: a heading of the next part, or what closes the paper."""
    line = marked(0, text)
    return line.marker in {Marker.PART, Marker.ROMAN, Marker.CAPITAL} or text.startswith(("Nơi nhận", "TM.", "KT."))


def _placed(cells: Sequence[str], kinds: Sequence[Column]) -> list[str]:
    """The cells in the columns where they stand: in order, each where it fits best."""
    best: list[tuple[float, tuple[int, ...]]] = [(0.0, ())]
    for place, cell in enumerate(cells):
        reached: dict[int, tuple[float, tuple[int, ...]]] = {}
        for score, path in best:
            for column in range(path[-1] if path else 0, len(kinds)):
                worth = score + _fit(cell, kinds[column], place) - (TOGETHER if path and path[-1] == column else 0)
                if column not in reached or worth > reached[column][0]:
                    reached[column] = (worth, (*path, column))
        best = list(reached.values())
    path = max(best)[1]
    placed = [""] * len(kinds)
    for cell, column in zip(cells, path, strict=True):
        placed[column] = f"{placed[column]}\n{cell}".strip()
    return placed


def _fit(cell: str, kind: Column, place: int) -> float:
    """How well the cell stands in a column of the kind; `place` is where in its row it comes."""
    is_sum = bool(SUM.fullmatch(cell)) and money_of(cell, 1) is not None
    is_body = bool(HEAD.match(cell))
    is_time = not is_sum and not is_body and time_of(cell, ANY_YEAR) is not None and _tells_only_time(cell)
    match kind:
        case Column.CONTENT:
            return FITS if place == 0 else HARDLY
        case Column.LEAD | Column.PERFORM | Column.COORDINATE:
            return FITS if is_body else HARDLY if not (is_time or is_sum) else NOT
        case Column.TIME:
            return FITS if is_time else NOT
        case Column.MONEY:
            return FITS if is_sum else MAY if NOT_TOLD.fullmatch(cell) else NOT
        case _:
            return NOT if is_body else HARDLY if is_time else MAY


def _tells_only_time(cell: str) -> bool:
    told = time_of(cell, ANY_YEAR)
    return told is not None and any((told.starts_on, told.ends_on, told.before, told.recurrence))
