"""Tables that go over several pages, made whole: repeated heads dropped, a row or cell cut by the page's end joined."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from doingoai.documents.read.grid import Cell, Grid, Rows
from doingoai.documents.read.print_paragraphs import ITEM, MARKER, has_room
from doingoai.documents.read.print_tables import Box, Printed

ALIKE = 4.0  # points: columns whose edges differ by less are the same, wherever the page has its margin
MOST_HEAD = 5  # rows
ENDED = (".", "!", "?", "…")
GOES_ON = (";", ",", ":", "-", "–")
BoxRow = tuple[Box, ...]


def joined(pages: Iterable[Printed]) -> Iterator[Grid]:
    """Tables that stand one after the other without a word between them, those of the same columns as one."""
    held: list[Printed] = []
    for table in pages:
        if held and not (table.page > held[-1].page and _same_columns(held[-1], table)):
            yield _whole(held)
            held = []
        held.append(table)
    if held:
        yield _whole(held)


def _same_columns(one: Printed, other: Printed) -> bool:
    """Whether one's columns are the other's, or some of them: a page may hold merged cells only."""
    few, many = sorted((_widths(one), _widths(other)), key=len)
    return abs(few[-1] - many[-1]) < ALIKE and all(any(abs(a - b) < ALIKE for b in many) for a in few)


def _widths(table: Printed) -> list[float]:
    return [edge - table.edges[0] for edge in table.edges]


def _whole(pages: Sequence[Printed]) -> Grid:
    """The pages of a table as one.

    A row goes on over the page's end if no rule closes the table there, if each of its cells on the next page goes on
    with a sentence or a list of the cell above it, or if it has only one there, not the first one, and no other row of
    the table looks so. A merged cell goes on if it stands empty at the head of the next page.
    """
    edges = max((_widths(page) for page in pages), key=len)
    rows: list[BoxRow] = []
    head: list[tuple[str, ...]] = []
    tells_cuts = not pages[-1].is_cut  # a table that nothing closes at its end is not cut wherever nothing closes it
    lone = {_lone(row) for page in pages for row in _spread(page, edges)[MOST_HEAD:]} - {None}
    for before, page in zip((None, *pages), pages, strict=False):
        fresh = _spread(page, edges)
        if before is None:
            head = [_texts(row) for row in fresh[:MOST_HEAD]]
        else:
            repeated = _repeated(head, fresh)
            fresh = _filled(rows[-1], _clean(head[:repeated], fresh[:repeated], fresh[repeated:]))
            if fresh and (
                (before.is_cut and tells_cuts) or _is_cut(rows[-1], fresh[0]) or _is_rest(rows[-1], fresh[0], lone)
            ):
                rows, fresh = _with_rest(rows, fresh[0], fresh[1:])
        rows += fresh
    made = Rows()
    cells: dict[int, Cell] = {}
    for row in rows:
        made.add([cells.setdefault(id(box), Cell(tuple(box.paragraphs()))) for box in row])
    return Grid(made.evened())


def _spread(page: Printed, edges: Sequence[float]) -> list[BoxRow]:
    """The page's rows over the columns that the whole table has."""
    own = _widths(page)
    middles = [(a + b) / 2 for a, b in pairwise(edges)]
    places = [max(sum(edge <= middle for edge in own) - 1, 0) for middle in middles]
    return [tuple(row[min(place, len(row) - 1)] for place in places) for row in page.rows]


def _texts(row: BoxRow) -> tuple[str, ...]:
    return tuple(box.text for box in row)


def _repeated(head: Sequence[tuple[str, ...]], fresh: Sequence[BoxRow]) -> int:
    """How many rows of the page repeat the head of the table."""
    same = 0
    for told, row in zip(head, fresh, strict=False):
        if not _is_same_head(told, _texts(row)):
            break
        same += 1
    return same


def _is_same_head(told: Sequence[str], found: Sequence[str]) -> bool:
    """Whether the row is the head's, though a page may hold one of its cells only in part: the rest is printed over."""
    differing = [(a, b) for a, b in zip(told, found, strict=True) if a != b]
    in_part = (
        len({*differing}) == 1 and len(found) > 2 and differing[0][1] and differing[0][0].startswith(differing[0][1])
    )
    return not differing or bool(in_part)


def _clean(head: Sequence[tuple[str, ...]], found: Sequence[BoxRow], fresh: list[BoxRow]) -> list[BoxRow]:
    """The rows under a head of which a page holds a cell only in part: the rest was printed over the first of them."""
    if not head or not fresh:
        return fresh
    rests = [told[len(box.text) :] for told, box in zip(head[-1], found[-1], strict=True)]
    cells = {id(box): box.without(rest) if box.lines else box for box, rest in zip(fresh[0], rests, strict=True)}
    return [tuple(cells[id(box)] for box in fresh[0]), *fresh[1:]]


def _filled(last: BoxRow, fresh: list[BoxRow]) -> list[BoxRow]:
    """The rows, where a merged cell of the page before goes on as an empty one, with its words."""
    if not fresh:
        return fresh
    down = {
        id(box): above
        for box, above in zip(fresh[0], last, strict=True)
        if not box.lines and above.lines and max(box.deep, above.deep) > 1
    }
    return [tuple(down.get(id(box), box) for box in row) for row in fresh]


def _is_cut(last: BoxRow, first: BoxRow) -> bool:
    """Whether the row goes on with the last one of the page before."""
    filled = [(above, box) for above, box in zip(last, first, strict=True) if box.lines and box is not above]
    starts_alone = bool(first[0].lines) and not first[0].lines[0].text[0].islower()
    return bool(filled) and not starts_alone and all(_goes_on(above, box) for above, box in filled)


def _is_rest(last: BoxRow, first: BoxRow, lone: Collection[int | None]) -> bool:
    """Whether the row is only the rest of one cell of the last one, as no other row is."""
    place = _lone(first)
    return place is not None and place not in lone and bool(last[place].lines) and last[0] is not last[-1]


def _lone(row: BoxRow) -> int | None:
    """The place of the only cell with words, if it is one place and not the first."""
    filled = [place for place, box in enumerate(row) if box.lines]
    return filled[0] if len(filled) == 1 and filled[0] > 0 else None


def _goes_on(above: Box, box: Box) -> bool:
    """Whether the words of a cell go on with those of the cell above it."""
    if not above.lines:
        return False
    before, line = above.lines[-1], box.lines[0]
    if ITEM.match(line.text) and any(ITEM.match(other.text) for other in above.lines):
        return True  # a further item of the cell's list
    if MARKER.match(line.text):
        return before.text.endswith(GOES_ON)
    if line.text[0].islower() or before.text.endswith(GOES_ON):
        return not before.text.endswith(ENDED)
    inset = max(min(one.left for one in above.lines) - above.left, 0.0)
    return not before.text.endswith(ENDED) and not has_room(before, line, above.right - inset)


def _with_rest(rows: list[BoxRow], rest: BoxRow, fresh: list[BoxRow]) -> tuple[list[BoxRow], list[BoxRow]]:
    """The rows, the last one with the rest of its cells; those after it, over which a cell of the rest may go on."""
    whole: dict[int, Box] = {}
    for above, box in zip(rows[-1], rest, strict=True):
        if box.lines and box is not above:
            whole[id(above)] = whole[id(box)] = replace(above, lines=above.lines + box.lines)
    before, after = ([tuple(whole.get(id(box), box) for box in row) for row in some] for some in (rows, fresh))
    return before, after
