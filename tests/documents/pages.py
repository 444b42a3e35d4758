"""What stands where on the pages of a PDF file, as a reader sees it: lines with place, size, weight and slope."""

from dataclasses import dataclass
from io import BytesIO

import pdfplumber

MM = 72 / 25.4


@dataclass(frozen=True)
class Line:
    """A line of words; places in millimetres from the page's left and top edge, size in points."""

    page: int
    text: str
    left: float
    right: float
    top: float
    bottom: float
    size: float
    bold: bool
    italic: bool

    @property
    def middle(self) -> float:
        return (self.left + self.right) / 2


@dataclass(frozen=True)
class Rule:
    """A straight level line that belongs to no table."""

    page: int
    left: float
    right: float
    y: float

    @property
    def length(self) -> float:
        return self.right - self.left

    @property
    def middle(self) -> float:
        return (self.left + self.right) / 2


@dataclass(frozen=True)
class Printed:
    """A printed paper: page sizes in millimetres, lines in reading order, rules, and how many pictures."""

    sizes: list[tuple[float, float]]
    lines: list[Line]
    rules: list[Rule]

    def line(self, words: str, page: int | None = None) -> Line:
        """The one line that begins with the words."""
        found = [x for x in self.lines if x.text.startswith(words) and page in (None, x.page)]
        assert len(found) == 1, (words, [x.text for x in found])
        return found[0]

    def rule_under(self, line: Line) -> Rule:
        """The nearest rule under the line that crosses its middle."""
        below = [r for r in self.rules if r.page == line.page and r.y > line.top and r.left < line.middle < r.right]
        return min(below, key=lambda r: r.y)


def printed(data: bytes) -> Printed:
    """Read a PDF file as a person would."""
    sizes, lines, rules = [], [], []
    with pdfplumber.open(BytesIO(data)) as file:
        for number, page in enumerate(file.pages):
            sizes.append((round(float(page.width) / MM), round(float(page.height) / MM)))
            words = page.extract_words(
                x_tolerance=1.5,
                y_tolerance=2,
                keep_blank_chars=True,
                extra_attrs=["fontname", "size"],
                return_chars=True,
            )
            lines += [_line(number, word) for word in words]
            marks = [*page.lines, *(r for r in page.rects if r["height"] < 1.5)]
            rules += [Rule(number, m["x0"] / MM, m["x1"] / MM, m["top"] / MM) for m in marks if m["width"] > 15]
    return Printed(sizes, lines, rules)


def _line(page: int, word: dict) -> Line:
    face = word["fontname"].lower()
    seen = [char for char in word["chars"] if char["text"].strip()] or word["chars"]
    return Line(
        page,
        word["text"].strip(),
        left=seen[0]["x0"] / MM,
        right=seen[-1]["x1"] / MM,
        top=word["top"] / MM,
        bottom=word["bottom"] / MM,
        size=round(word["size"], 1),
        bold="bold" in face,
        italic="italic" in face,
    )
