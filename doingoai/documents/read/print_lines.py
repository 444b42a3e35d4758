"""The printed lines of a page, made from its letters: whatever program wrote the PDF, and in whatever order.

Programs place letters singly, by words or by lines, write spaces or only leave room for them, and draw a letterhead's
two columns one after the other or line by line. What they all share is where each letter stands on the paper.
"""

import ctypes
import statistics
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from pypdfium2 import raw

ROOM_FOR_A_SPACE = 0.16  # of the letters' height: more room between two letters is a space
SMALL, RAISED = 0.7, 0.15  # of the letters' usual height: a number this small and this far above its line is a note's
SAME_LINE = 0.35  # of the letters' height: baselines this close are one line
RIGHT, OVER, LEFT = 90, 180, 270
UNPRINTED = "\u00ad\ufffe\0"
# Word's bullets are letters of fonts of symbols, which PDFs give as letters for private use.
PRIVATE = ("\uf000", "\uf0ff")
SYMBOLS = {"\uf02d": "-", "\uf02b": "+", "\uf02a": "*", "\uf0a7": "▪", "\uf0d8": "➢", "\uf0fc": "✓"}
HYPHEN_AT_THE_EDGE = "\x02"  # PDFium's sign for a hyphen that ends a printed line


class Letter(NamedTuple):
    """A letter with its marks; points from the left and from the top of its page, `base` the line it stands on."""

    text: str
    left: float
    right: float
    top: float
    base: float
    is_after_space: bool

    @property
    def height(self) -> float:
        """How tall it stands above its line."""
        return max(self.base - self.top, 1.0)


class Word(NamedTuple):
    """Letters without a space between them."""

    text: str
    left: float
    right: float
    top: float
    base: float
    height: float


@dataclass(frozen=True)
class Sheet:
    """A page as it lies before its reader: its size in points, and how it was turned to lie so."""

    width: float
    height: float
    turned: int = 0  # degrees, clockwise
    box: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)  # left, bottom, right, top before turning

    @staticmethod
    def of(page: Any) -> "Sheet":
        """The sheet that a page of PDFium is printed on."""
        width, height = page.get_size()
        return Sheet(width, height, page.get_rotation(), page.get_bbox())

    def place(self, x: float, y: float) -> tuple[float, float]:
        """Points from the left and from the top, where the page's own lines stand at `x` and `y`."""
        left, bottom, right, top = self.box
        if self.turned == RIGHT:
            return y - bottom, x - left
        if self.turned == OVER:
            return right - x, y - bottom
        return (top - y, right - x) if self.turned == LEFT else (x - left, top - y)


def words_of_lines(letters: Iterable[Letter]) -> list[list[Word]]:
    """The lines that the letters stand on, from top to bottom, each as its words from left to right."""
    rows: list[list[Letter]] = []
    for letter in sorted(letters, key=lambda letter: (letter.base, letter.left)):
        if rows and letter.base - rows[-1][0].base < SAME_LINE * max(letter.height, rows[-1][0].height):
            rows[-1].append(letter)
        else:
            rows.append([letter])
    return [list(_words(sorted(row, key=lambda letter: letter.left))) for row in rows]


def without_notes(letters: Iterable[Letter]) -> list[Letter]:
    """The letters without the small raised numbers that point to footnotes; "m²" keeps its own."""
    held = list(letters)
    usual = statistics.median(letter.height for letter in held) if held else 0.0
    kept: list[Letter] = []
    for letter in held:
        is_small = letter.text.isdigit() and letter.height < SMALL * usual
        before = kept[-1] if kept else None
        is_raised = before is not None and before.height > letter.height and before.base - letter.base > RAISED * usual
        if not (is_small and is_raised and before is not None):
            kept.append(letter)
        elif before.text == "m":
            kept.append(letter._replace(base=before.base))
    return kept


def letters_of(page: Any, sheet: Sheet) -> Iterator[Letter]:
    """Every letter that leaves ink, in the order in which it was drawn; marks that stand alone join their letter."""
    text_page = page.get_textpage()
    box, x, y = raw.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    box_at, x_at, y_at = ctypes.byref(box), ctypes.byref(x), ctypes.byref(y)
    held: Letter | None = None
    is_after_space = False
    for index in range(raw.FPDFText_CountChars(text_page)):
        text = chr(raw.FPDFText_GetUnicode(text_page, index))
        if text.isspace() or text in UNPRINTED:
            is_after_space = is_after_space or text.isspace()
            continue
        raw.FPDFText_GetLooseCharBox(text_page, index, box_at)
        raw.FPDFText_GetCharOrigin(text_page, index, x_at, y_at)
        (left, top), (right, foot) = sheet.place(box.left, box.top), sheet.place(box.right, box.bottom)
        _, base = sheet.place(x.value, y.value)
        if held is not None and unicodedata.combining(text):
            # Some fonts draw the letter with its marks as one, of whose width PDFium gives each of them a part.
            held = held._replace(text=held.text + text, right=max(held.right, left, right))
            continue
        if held is not None:
            yield held
        text = (
            "-" if text == HYPHEN_AT_THE_EDGE else SYMBOLS.get(text, "•") if PRIVATE[0] <= text <= PRIVATE[1] else text
        )
        held = Letter(text, min(left, right), max(left, right), min(top, foot), base, is_after_space)
        is_after_space = False
    if held is not None:
        yield held


def _words(row: list[Letter]) -> Iterator[Word]:
    tallest = max(letter.height for letter in row)
    held = [row[0]]
    for letter in row[1:]:
        room = letter.left - held[-1].right
        if room > ROOM_FOR_A_SPACE * tallest or (letter.is_after_space and room > -tallest * ROOM_FOR_A_SPACE):
            yield _word(held)
            held = []
        held.append(letter)
    yield _word(held)


def _word(letters: list[Letter]) -> Word:
    text = unicodedata.normalize("NFC", "".join(letter.text for letter in letters))
    top = min(letter.top for letter in letters)
    right = max(letter.right for letter in letters)
    base = letters[0].base
    return Word(text, letters[0].left, right, top, base, max(base - top, 1.0))
