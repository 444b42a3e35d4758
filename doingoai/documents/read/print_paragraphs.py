"""From printed lines to paragraphs: which line goes on with the one before it, and which begins anew."""

import re
import statistics
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from doingoai.documents.read.print_lines import Word

MARKER = re.compile(
    r"(?:[IVX]{1,5}[.)]|[A-HĐ][.)]|\d{1,2}(?:\.\d{1,2})*[.)]|\d{1,2}\.\d{1,2}(?:\.\d{1,2})*|[a-zđ]\)|[-–—•+*▪●○◦□➢✓❖]|o(?=\s[^\W\d_a-zà-ỹ]))\s"
    r"|Căn cứ |Nơi nhận"
)
ITEM = re.compile(r"[-–—•+*▪●○◦□➢✓❖]\s")
BROKEN = re.compile(r"(?:\w-|\S/)$")  # "2021-" or "http://" at the end of a printed line goes on without a space
OPEN_END = re.compile(r"\b(?:ngày|tháng|năm|số)$", re.I)  # of a date or number that the next line ends
ADDRESS = re.compile(r"(?:://|\bwww\.)[^\s>)]*[.?=&_]$")
SENTENCE_END = (".", ";", ":", "!", "?", "…")
APART = 1.2  # of the usual distance of lines: a wider one parts paragraphs
SPACE = 0.3  # of the letters' height: how wide a space is, where a line has none to measure
CLOSE = 0.5  # points: as near as this to the edge, a word may not have fitted
MOST, FEW, TOO_FEW_TO_TELL = 0.8, 0.1, 3
FULL = 0.8  # where lines are not filled: one that ends before this share of the text's width ends its paragraph
INDENT = 6.0  # points: a line that starts further in than this opens a paragraph


@dataclass(frozen=True)
class Line:
    """A printed line, or one column of it; points from the left and from the top of its page."""

    text: str
    left: float
    right: float
    first: float  # how wide its first word is
    space: float  # how wide the spaces between its words are
    top: float
    base: float
    page: int
    hang: float = 0.0  # where the words after its number or dash start; its left edge where it has none
    sheet: float = 0.0  # how wide its page is
    side: float = 0.0  # the right edge of its column, where another column stands beside it

    @property
    def height(self) -> float:
        """How tall the letters stand."""
        return max(self.base - self.top, 1.0)


def line_of(words: list[Word], page: int, sheet: float = 0.0) -> Line:
    """The words of a line, or of one column of it, on a page of this width."""
    top, base = min(word.top for word in words), words[0].base
    first = words[0].right - words[0].left
    rooms = [b.left - a.right for a, b in pairwise(words)]
    space = statistics.median(rooms) if rooms else SPACE * (base - top)
    text = " ".join(word.text for word in words)
    hang = words[1].left if len(words) > 1 and MARKER.fullmatch(f"{words[0].text} ") else words[0].left
    return Line(text, words[0].left, words[-1].right, first, space, top, base, page, hang, sheet)


@dataclass(frozen=True)
class Setting:
    """How the paper is set: its edges, the distance of its lines, how lines end, whether first lines stand in."""

    left: float
    right: float
    distance: float
    fills_lines: bool
    has_indents: bool

    def is_ended(self, before: Line, line: Line) -> bool:
        """Whether the line before ended its paragraph: the next word would have fitted, and was not put there."""
        if self.fills_lines:
            return has_room(before, line, self.right)
        return before.right < self.left + (self.right - self.left) * FULL


def has_room(before: Line, line: Line, right: float) -> bool:
    """Whether the next line's first word would have fitted at the end of the line before."""
    return before.right + before.space + line.first < right - CLOSE


def _goes_on(before: Line, line: Line) -> bool:
    """Whether the words say that the line goes on with the sentence of the line before."""
    return line.text[0].islower() and not before.text.endswith(SENTENCE_END) and not MARKER.match(line.text)


def _setting(lines: list[Line]) -> Setting:
    left, right = min(line.left for line in lines), max(line.right for line in lines)
    pairs = list(pairwise(lines))
    going_on = [(a, b) for a, b in pairs if _goes_on(a, b)]
    # Where most paragraphs are one line long, the usual distance is theirs: lines that go on tell their own.
    gaps = _gaps(going_on) or _gaps(pairs)
    # Some programs break lines by the number of letters, others as wide as the paper allows.
    loose = sum(has_room(a, b, right) for a, b in going_on)
    fills_lines = loose <= max(FEW * len(going_on), TOO_FEW_TO_TELL)
    # Where nearly every line that goes on starts at the edge, one that stands in is a first line.
    has_indents = sum(b.left <= left + INDENT for _a, b in going_on) > MOST * len(going_on)
    return Setting(left, right, statistics.median(gaps) if gaps else 0.0, fills_lines, has_indents)


def _gaps(pairs: Iterable[tuple[Line, Line]]) -> list[float]:
    return [b.base - a.base for a, b in pairs if b.page == a.page and b.base > a.base]


def settings(lines: Iterable[Line]) -> dict[float, Setting]:
    """How the lines are set on each width of page: a paper lies upright, its annexes may lie broad."""
    by_sheet: dict[float, list[Line]] = defaultdict(list)
    for line in lines:
        by_sheet[line.sheet].append(line)
    return {sheet: _setting(its) for sheet, its in by_sheet.items()}


def paragraphs(lines: Iterable[Line], set_as: Mapping[float, Setting]) -> Iterator[str]:
    """The lines put together again."""
    held = ""
    opening: Line | None = None
    before: Line | None = None
    for line in lines:
        if before is not None and _opens(line, before, held, set_as[line.sheet], opening):
            yield held
            held = ""
        opening = opening if held else line
        held = f"{held}{between(held, line)}{line.text}"
        before = line
    if held:
        yield held


def between(held: str, line: Line) -> str:
    """What stands between the words held and the next line: a space, or nothing inside a word or an address."""
    in_address = ADDRESS.search(held) and not line.text[0].isupper()
    return "" if not held or BROKEN.search(held) or in_address else " "


def _opens(line: Line, before: Line, held: str, setting: Setting, opening: Line | None) -> bool:
    """Whether the line begins a paragraph of its own, after the words held, which began with the line that opens."""
    if line.side and before.side:
        # Names and titles stand one under the other; only an item of a list, or a sentence, runs over its line.
        runs_over = ITEM.match(held) or _goes_on(before, line) or OPEN_END.search(before.text)
        is_whole = line.side != before.side or bool(MARKER.match(line.text))
        return is_whole or not runs_over or has_room(before, line, before.side)
    if line.sheet != before.sheet:
        return not _goes_on(before, line)
    ended = setting.is_ended(before, line)
    stands_in = line.left > setting.left + INDENT
    if MARKER.match(line.text):
        # "(Việt Nam)" / "- Hà Khẩu": a dash inside a sentence may fall on the start of a printed line.
        in_sentence = line.text[0] in "-–—" and not stands_in and not before.text.endswith(SENTENCE_END)
        return ended or not in_sentence
    if line.page == before.page and line.base - before.base > setting.distance * APART:
        return True
    if ended:
        return not _goes_on(before, line) or setting.fills_lines
    if opening is not None and opening.hang > opening.left and abs(line.left - opening.hang) < INDENT / 2:
        return False  # under the words of a list's item, where Word sets the lines that go on
    return stands_in and (setting.has_indents or line.left > before.left + INDENT)
