"""What a page repeats in its margins: numbers, running heads and feet, the address that a browser prints."""

import re
import statistics
from collections import Counter
from collections.abc import Sequence

from doingoai.documents.read.print_lines import Word
from doingoai.documents.read.print_paragraphs import Line

Rows = Sequence[Sequence[Line]]
NUMBER_ABOVE, NUMBER_BELOW = 0.09, 0.92  # of the page's height: a number alone above or below is the page's
# Office papers leave 20 mm free above and below: words that stand there are no part of the text.
WORDS_ABOVE, WORDS_BELOW = 0.065, 0.935
NOTE, NOTED = 0.9, re.compile(r"\(?\d{1,2}\)?[.)]?$|\*{1,3}|\d{1,2}(?=[^\W\d_])")  # of the usual height
DEEPEST = 2  # printed lines
NEAR = 3.0  # points: as near as this to its place on another page
NUMBER = re.compile(r"[-–—\s]*(?:[Tt]rang\s*)?\d{1,3}(?:\s*/\s*\d{1,3})?[-–—\s]*")
# A browser prints "11/27/26, 2:25 PM" with the page's title above, its address with "1/4" below.
BY_BROWSER = re.compile(
    r"\d{1,2}[/.]\d{1,2}[/.]\d{2,4},? \d{1,2}:\d{2}(?: [AP]M|:\d{2})?(?!\d)"
    r"|\d{1,2}:\d{2}(?::\d{2})?,? \d{1,2}[/.]\d{1,2}[/.]\d{2,4}|(?:https?|file)://\S+|about:blank"
)


def running_rows(pages: Sequence[tuple[Rows, float]]) -> set[tuple[int, int]]:
    """The printed lines that are no part of the text, each as page and line; of each page its lines and its height."""
    at_edge = {
        (page, row): (cells, height)
        for page, (rows, height) in enumerate(pages)
        for row, cells in enumerate(rows)
        if row < DEEPEST or row >= len(rows) - DEEPEST
    }
    seen = Counter(
        _form(cells) for cells, height in at_edge.values() if _stands(cells, height, WORDS_ABOVE, WORDS_BELOW)
    )
    return {
        place
        for place, (cells, height) in at_edge.items()
        if seen[_form(cells)] > 1 or _is_number(cells, height) or _is_by_browser(cells, height)
    }


def _stands(cells: Sequence[Line], height: float, above: float, below: float) -> bool:
    return cells[0].base < height * above or cells[0].top > height * below


def _is_by_browser(cells: Sequence[Line], height: float) -> bool:
    return _stands(cells, height, WORDS_ABOVE, WORDS_BELOW) and bool(BY_BROWSER.match(cells[0].text))


def _form(cells: Sequence[Line]) -> tuple[str, int]:
    """What the line says with its numbers left out, and where on the page it stands."""
    words = re.sub(r"\d+", "#", " ".join(cell.text for cell in cells))
    return words, round(cells[0].base / NEAR)


def _is_number(cells: Sequence[Line], height: float) -> bool:
    is_lone = len(cells) == 1 and bool(NUMBER.fullmatch(cells[0].text))
    return is_lone and (cells[0].top < height * NUMBER_ABOVE or cells[0].top > height * NUMBER_BELOW)


def notes_from(rows: Sequence[Sequence[Word]], height: float) -> int:
    """From which line on a page holds footnotes: smaller than the text, at its foot, the first with a number."""
    if not rows:
        return 0
    tall = [statistics.median(word.height for word in row) for row in rows]
    usual = statistics.median(tall)
    start = len(rows)
    while start and tall[start - 1] < NOTE * usual and rows[start - 1][0].base > height / 2:
        start -= 1
    opens = next((at for at in range(start, len(rows)) if NOTED.match(rows[at][0].text)), len(rows))
    return opens if start < len(rows) else len(rows)
