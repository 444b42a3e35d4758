"""Tables of printed pages: where rules cross, there are cells; where a rule is missing between two, they are one."""

import re
import unicodedata
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from doingoai.documents.read.print_lines import Letter, words_of_lines
from doingoai.documents.read.print_paragraphs import ITEM, MARKER, Line, between, has_room, line_of
from doingoai.documents.read.print_rules import Rule, Rules

NEAR = 3.0  # points: rules that end as near as this to each other meet
SAME = 2.5  # points: edges as near as this are one
EDGE = 6.0  # points: rules that stick out further than this mark an edge that is not drawn
MOST_RULES, MOST_CELLS = 1_000_000, 200_000  # pairs of rules; cells of one page
INSET = 8.0  # points: more room than this between a rule and the words is no inset but their setting
# The end of a number and its rest; the end of a word and letters that are no word without it.
REST = re.compile(r"[\d.,/-] [\d.,/-]+$|[^\W\d] (?:[bcdđghklmnpqrstvx]{1,3}|[iou])$", re.IGNORECASE)
ENDS = (".", ";", ":", ",", "!", "?")
LAST_LETTER = re.compile(r"[^\W\d_][).,;:]*$")
TWO_COLUMNS, ONE_ROW = 3, 2  # edges
MIDDLE = 0.3  # of the letters' height: where a letter stands above its line


@dataclass(frozen=True, eq=False)
class Box:
    """A cell as it is printed: its lines, its edges, how many rows it covers."""

    lines: tuple[Line, ...] = ()
    left: float = 0.0
    right: float = 0.0
    deep: int = 1
    letters: tuple[Letter, ...] = ()  # as they were drawn

    @property
    def text(self) -> str:
        """All its words, a paragraph a line."""
        return "\n".join(self.paragraphs())

    def paragraphs(self) -> Iterator[str]:
        """Its lines, joined where a sentence goes on."""
        inset = min(max(min((line.left for line in self.lines), default=0.0) - self.left, 0.0), INSET)
        dashes = sum(bool(ITEM.match(line.text)) for line in self.lines)
        held = ""
        for before, line in zip((None, *self.lines), self.lines, strict=False):
            if before is not None and _is_broken(before, line, self.right - self.left - 2 * inset):
                held += line.text
                continue
            if before is not None and _opens(before, line, self.right - inset, dashes):
                yield held
                held = ""
            held = f"{held}{between(held, line)}{line.text}"
        if held:
            yield held

    def without(self, words: str) -> "Box":
        """The cell without as many of the words as were drawn into it before its own."""
        drawn, count, leading = "".join(letter.text for letter in self.letters), 0, ""
        for word in words.split():
            leading += word
            if not unicodedata.normalize("NFC", drawn).startswith(leading):
                break
            count += len(word)
        if not count:
            return self
        kept = self.letters[count:]
        page = self.lines[0].page
        return replace(self, lines=tuple(line_of(row, page) for row in words_of_lines(kept)), letters=kept)


@dataclass(frozen=True)
class Printed:
    """A table on one page: its top, its columns' edges, rows of boxes; a merged one stands in each of its places."""

    page: int
    top: float
    edges: tuple[float, ...]
    rows: tuple[tuple[Box, ...], ...]
    is_cut: bool = False  # whether its last row goes on below, where no rule closes it


def _opens(before: Line, line: Line, right: float, dashes: int) -> bool:
    """Whether the line begins a paragraph of its cell, in which so many lines begin with a dash."""
    if ITEM.match(line.text) and dashes == 1 and not before.text.endswith(ENDS):
        return False  # "Hiệp hội Du lịch Nha Trang" / "- Khánh Hòa"
    if MARKER.match(line.text):
        return True
    return not line.text[0].islower() and (before.text.endswith(";") or has_room(before, line, right))


def _is_broken(before: Line, line: Line, width: float) -> bool:
    """Whether the cell is too narrow for a word or number, so that its letters go on in the next line.

    The line before is then one word as wide as the cell; what goes on with it is digits, or letters that are no word.
    """
    rest = line.text.split()[0]
    is_full = before.right - before.left + line.first / len(rest) > width
    is_rest = REST.match(f"{before.text[-1]} {rest}") or (line.text == rest and LAST_LETTER.match(rest))
    return is_full and " " not in before.text and bool(is_rest)


@dataclass
class Lattice:
    """Rules that meet, and the letters that stand between them."""

    xs: list[float]
    ys: list[float]
    places: list[list[tuple[int, int]]]  # of each cell: those between which no rule is drawn
    is_open: bool = False  # below
    letters: dict[tuple[int, int], list[Letter]] = field(default_factory=lambda: defaultdict(list))

    def takes(self, letter: Letter) -> bool:
        """Take the letter if it stands between the rules."""
        x, y = (letter.left + letter.right) / 2, letter.base - letter.height * MIDDLE
        if not (self.xs[0] <= x <= self.xs[-1] and self.ys[0] <= y <= self.ys[-1]):
            return False
        row, column = bisect_right(self.ys, y) - 1, bisect_right(self.xs, x) - 1
        self.letters[min(row, len(self.ys) - 2), min(column, len(self.xs) - 2)].append(letter)
        return True

    def printed(self, page: int) -> Printed:
        """The table."""
        boxes: dict[tuple[int, int], Box] = {}
        for covered in self.places:
            boxes |= dict.fromkeys(covered, self._box(covered, page))
        rows = range(len(self.ys) - 1)
        columns = range(len(self.xs) - 1)
        kept = [row for row in rows if any(boxes[row, column].lines for column in columns)]
        rows_kept = tuple(tuple(boxes[row, column] for column in columns) for row in kept)
        is_cut = self.is_open and kept[-1:] == [len(self.ys) - 2]
        return Printed(page, self.ys[0], tuple(self.xs), rows_kept, is_cut)

    def _box(self, covered: Sequence[tuple[int, int]], page: int) -> Box:
        letters = [letter for place in covered for letter in self.letters.get(place, ())]
        columns = [column for _, column in covered]
        lines = tuple(line_of(words, page) for words in words_of_lines(letters))
        deep = len({row for row, _ in covered})
        return Box(lines, self.xs[min(columns)], self.xs[max(columns) + 1], deep, tuple(letters))


def _places(xs: Sequence[float], ys: Sequence[float], rules: Rules) -> list[list[tuple[int, int]]]:
    upright, level = _walls(rules.upright, xs, ys), _walls(rules.level, ys, xs)
    whole = _Union()
    for row in range(len(ys) - 1):
        for column in range(len(xs) - 1):
            whole.add((row, column))
            if column and (column, row) not in upright:
                whole.join((row, column), (row, column - 1))
            if row and (row, column) not in level:
                whole.join((row, column), (row - 1, column))
    return whole.groups()


class _Union:
    """Things that belong together."""

    def __init__(self) -> None:
        self.heads: dict[tuple[int, int], tuple[int, int]] = {}

    def add(self, one: tuple[int, int]) -> None:
        self.heads.setdefault(one, one)

    def head(self, one: tuple[int, int]) -> tuple[int, int]:
        while self.heads[one] != one:
            self.heads[one] = one = self.heads[self.heads[one]]
        return one

    def join(self, one: tuple[int, int], other: tuple[int, int]) -> None:
        self.heads[self.head(one)] = self.head(other)

    def groups(self) -> list[list[tuple[int, int]]]:
        found: dict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
        for one in self.heads:
            found[self.head(one)].append(one)
        return list(found.values())


def _walls(rules: Iterable[Rule], across: Sequence[float], along: Sequence[float]) -> set[tuple[int, int]]:
    """Where a rule is drawn: at which edge, beside which band of the other direction."""
    found = set()
    for rule in rules:
        edge = bisect_right(across, rule.at) - 1  # an edge is where the first of its rules is
        for band in range(len(along) - 1):
            if rule.start <= (along[band] + along[band + 1]) / 2 <= rule.end:
                found.add((edge, band))
    return found


def lattices(rules: Rules) -> list[Lattice]:
    """The tables that the rules of a page draw, from top to bottom."""
    if len(rules.level) * len(rules.upright) > MOST_RULES:
        return []
    made = (_lattice(group) for group in _meeting(rules) if group.level and group.upright)
    return sorted((one for one in made if one is not None), key=lambda one: one.ys[0])


def _meeting(rules: Rules) -> Iterator[Rules]:
    """The rules parted into those that meet."""
    whole = _Union()
    for row, level in enumerate(rules.level):
        whole.add((0, row))
        for column, upright in enumerate(rules.upright):
            whole.add((1, column))
            if _meet(level, upright):
                whole.join((0, row), (1, column))
    for group in whole.groups():
        yield Rules(
            [rules.level[index] for kind, index in group if kind == 0],
            [rules.upright[index] for kind, index in group if kind == 1],
        )


def _meet(level: Rule, upright: Rule) -> bool:
    return (
        level.start - NEAR <= upright.at <= level.end + NEAR and upright.start - NEAR <= level.at <= upright.end + NEAR
    )


def _lattice(rules: Rules) -> Lattice | None:
    """A table of rules that meet; None where they draw a frame, a cross or a chart's axes."""
    xs = _edges([rule.at for rule in rules.upright], rules.level)
    ys = _edges([rule.at for rule in rules.level], rules.upright)
    if len(xs) < TWO_COLUMNS or len(ys) < ONE_ROW or len(xs) * len(ys) > MOST_CELLS:
        return None
    places = _places(xs, ys, rules)
    is_open = all(ys[-1] - rule.at > EDGE for rule in rules.level)
    return Lattice(xs, ys, places, is_open) if len(places) > 1 else None


def _edges(places: Iterable[float], others: Sequence[Rule]) -> list[float]:
    """The edges that are drawn, and those at which the rules of the other direction end without one."""
    found: list[float] = []
    for place in sorted(places):
        if not found or place - found[-1] > SAME:
            found.append(place)
    first, last = min(rule.start for rule in others), max(rule.end for rule in others)
    return [first] * (found[0] - first > EDGE) + found + [last] * (last - found[-1] > EDGE)
