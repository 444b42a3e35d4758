"""Tables of a plain text whose columns are only spaces: what stands in one column on every line is one column."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

FEWEST_LINES, FEWEST_COLUMNS = 4, 3
FEWEST_ALIGNED, MANY, SAME = 3, 0.25, 2  # lines, and their share, that begin at a column; letters
MOST_BETWEEN = 3  # lines that fit no column: groups stand so between rows, more of them end the table
MOST_LINES = 5_000
GAP = re.compile(r" {2,}")
PIECE = re.compile(r"\S+(?: \S+)*")
COUNT = re.compile(r"\d{1,3}(?:\.\d{1,2})*[.)]?|[IVXL]{1,6}[.)]?|[A-HĐ][.)]?|[-+*•]")
SUM = re.compile(r"(?:tổng |cộng )?(?:cộng|số)\b", re.I)
MOSTLY = 0.6

Lines = Sequence[tuple[int, str]]


@dataclass(frozen=True)
class Aligned:
    """A table: the first of its printed lines, how many there are, its rows."""

    line: int
    length: int
    rows: tuple[tuple[str, ...], ...]


def aligned(lines: Lines, start: int) -> Aligned | None:
    """The table that begins at this printed line of the text, if one does; lines are numbered, empty ones too."""
    head = lines[start][1]
    if len(_segments(head)) < FEWEST_COLUMNS or "|" in head or "\t" in head:
        return None
    end = _end(lines, start)
    pages = _pages(lines, start, end)
    first = _columns([lines[index][1] for index in pages[0]])
    if len(pages[0]) < FEWEST_LINES or len(first) < FEWEST_COLUMNS:
        return None
    rows: list[list[str]] = []
    for page in pages:
        texts = [lines[index][1] for index in page]
        columns = _columns(texts)
        if len(columns) != len(first):
            end = page[0]
            break
        rows = _rows(texts, columns, rows)
    return Aligned(lines[start][0], end - start, tuple(map(tuple, rows))) if len(rows) > 2 else None


def _pages(lines: Lines, start: int, end: int) -> list[list[int]]:
    """The lines that bear words, page by page: where the head comes again, columns may stand otherwise."""
    head = lines[start][1].split()
    pages: list[list[int]] = []
    for index in range(start, end):
        text = lines[index][1]
        if text.split() == head:
            pages.append([])
        if text.strip("-=_+ "):
            pages[-1].append(index)
    return pages


def _segments(text: str) -> list[str]:
    return [piece for piece in GAP.split(text.strip()) if piece]


def _end(lines: Lines, start: int) -> int:
    """Behind the last line that has several columns; a few lines of one column may stand between such."""
    end, between = start + 1, 0
    for index in range(start + 1, min(len(lines), start + MOST_LINES)):
        text = lines[index][1]
        if not text.strip():
            continue
        if len(_segments(text)) > 1 or text.startswith("   "):
            end, between = index + 1, 0
            continue
        between += 1
        if between > MOST_BETWEEN or not lines[index - 1][1].strip():
            break  # words at the edge under an empty line are no cell
    return end


def _columns(texts: Sequence[str]) -> list[int]:
    """Where the columns begin, in letters: where the head's words do, and where those of many lines below do."""
    starts = Counter(match.start() for text in texts[1:] for match in PIECE.finditer(text))
    found = [match.start() for match in PIECE.finditer(texts[0])]
    many = max(FEWEST_ALIGNED, MANY * len(texts))
    found += [place for place, count in starts.items() if count >= many]
    columns: list[int] = []
    for place in sorted(found):
        near = sum(starts[other] for other in range(place - SAME, place + SAME + 1))
        is_over = bool(columns) and not near and any(other > place and starts[other] >= many for other in found)
        if is_over or (columns and place - columns[-1] <= SAME):
            continue  # a head over several columns begins at none of them
        columns.append(place)
    return columns


def _rows(texts: Sequence[str], columns: Sequence[int], above: list[list[str]]) -> list[list[str]]:
    """The rows of a page under those of the pages above; the head comes once, a row may go on over the page's end."""
    lines = [_cells(text, columns) for text in texts]
    counts = [cells[0] for cells in lines if cells[0]]
    is_counted = sum(bool(COUNT.fullmatch(text)) for text in counts) >= MOSTLY * len(counts)
    rows, head = list(above), above[0] if above else []
    told: list[str] = []
    for text, cells in zip(texts, lines, strict=True):
        if above and told != head and not _opens(cells, is_counted=is_counted):
            told = _under(told, cells) if told else list(cells)
        elif not rows or _opens(cells, is_counted=is_counted):
            told = head
            rows.append(_group(text, cells) or list(cells))
        else:
            rows[-1] = _under(rows[-1], cells)
    return rows


def _under(above: Sequence[str], cells: Sequence[str]) -> list[str]:
    return [f"{over} {cell}".strip() for over, cell in zip(above, cells, strict=True)]


def _opens(cells: Sequence[str], *, is_counted: bool) -> bool:
    """Whether a row begins: with its number, or where rows have none, with words in nearly every column."""
    if is_counted:
        return bool(COUNT.fullmatch(cells[0])) or any(SUM.match(cell) for cell in cells[:2])
    return bool(cells[0]) and sum(map(bool, cells)) >= len(cells) - 1


def _group(text: str, cells: Sequence[str]) -> list[str] | None:
    """A line that crosses the columns, as its number and its words."""
    words = _segments(text)
    if not COUNT.fullmatch(words[0]) or len(words) != 2 or sum(map(bool, cells)) <= 2:
        return None
    return [words[0], words[1], *[""] * (len(cells) - 2)]


def _cells(text: str, columns: Sequence[int]) -> tuple[str, ...]:
    """The words of a line by column: those without much room between them together, unless one begins at a column."""
    found = [""] * len(columns)
    for piece in PIECE.finditer(text):
        place = _column(piece.start(), piece.end(), columns)
        for word in re.finditer(r"\S+", piece[0]):
            at = piece.start() + word.start()
            place = columns.index(at) if at in columns else place
            found[place] = f"{found[place]} {word[0]}".strip()
    return tuple(found)


def _column(start: int, end: int, columns: Sequence[int]) -> int:
    """The column in which the words stand; numbers at its right edge begin where they may."""
    before = max((i for i, column in enumerate(columns) if column <= start + SAME), default=0)
    after = before + 1
    return after if after < len(columns) and end - columns[after] > columns[after] - start else before


def parted(lines: Lines) -> Iterator[tuple[int, str] | Aligned]:
    """The lines, those of tables as tables."""
    index = 0
    while index < len(lines):
        table = aligned(lines, index)
        if table is None:
            yield lines[index]
            index += 1
        else:
            yield table
            index += table.length
