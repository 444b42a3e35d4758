"""The side column of a printed web page: what stands there beside the text, links and headlines, is read after it."""

from collections import Counter
from collections.abc import Iterable, Sequence

from doingoai.documents.read.print_lines import Word

NEAREST, WIDEST = 0.5, 0.85  # of the page's width: where the room between text and side column may lie
LEAST_ROOM = 8.0  # points
FEWEST_LINES, MOST_CROSSING = 4, 0.02  # lines of a side column; share of all lines that may cross the room
FULL, NEARLY = 0.3, 40.0  # the share of the text's lines that reach its edge; points from it
ALIGNED, SAME = 0.7, 3.0  # the share of the side's lines that start at its edge; points
Row = Sequence[Word]


def side_of(pages: Iterable[Sequence[Row]], width: float) -> float | None:
    """Where the side column of such pages begins, if they have one: its lines start at one edge, right of all text."""
    rows = [row for page in pages for row in page if row]
    starts = Counter(round(run[0].left / SAME) for row in rows for run in _runs(row) if run[0].left > width * NEAREST)
    if not starts:
        return None
    edge = starts.most_common(1)[0][0] * SAME - SAME
    beside = [word for row in rows for word in row if word.left >= edge]
    within = [max(word.right for word in row if word.left < edge) for row in rows if any(w.left < edge for w in row)]
    if not within or edge > width * WIDEST:
        return None
    fitting = sorted(right for right in within if right < edge)
    crossing = len(within) - len(fitting)
    if not fitting or crossing > MOST_CROSSING * len(within) + 1:
        return None
    reach = fitting[-1]
    lines = [row for row in rows if any(word.left >= edge for word in row)]
    aligned = sum(abs(min(w.left for w in row if w.left >= edge) - edge - SAME) < 2 * SAME for row in lines)
    is_column = len(lines) >= FEWEST_LINES and aligned >= ALIGNED * len(lines) and bool(beside)
    is_text = sum(right > reach - NEARLY for right in fitting) >= FULL * len(fitting)
    return edge if is_column and is_text and edge - reach > 0 else None


def _runs(row: Row) -> Iterable[Row]:
    """The words of a printed line, cut where there is room enough between them."""
    held = [row[0]]
    for word in row[1:]:
        if word.left - held[-1].right > LEAST_ROOM:
            yield held
            held = []
        held.append(word)
    yield held
