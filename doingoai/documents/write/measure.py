"""How long words are in Times New Roman: thousandths of the size for each letter, marks taking no room of their own."""

import re
import unicodedata
from collections.abc import Sequence
from functools import cache

from doingoai.documents.domain.form import Laid, Line
from doingoai.documents.write.layout import Look, layout

POINT = 25.4 / 72  # millimetres
SPACE = re.compile(r"[^\S\u00a0]+")  # a no-break space holds its words together
HORN = "\u031b"
MOST_KEPT, LINES_KEPT = 4, 3  # paragraphs at most, and lines at least, on the page of the signature
USUAL = 1000  # a letter that is not listed: as wide as it is tall
REGULAR = {
    180: "'", 200: "|", 250: " ,.\u00a0", 278: "/:;\\ijlt", 333: "!()-I[]`fr", 389: "Js", 408: '"', 444: "?acez“”",
    469: "^", 480: "{}", 500: "#$*0123456789_bdghknopquvxyđ–", 529: "ơ", 541: "~", 542: "ư", 556: "FPS", 564: "+<=>",
    611: "ELTZ", 667: "BCR", 722: "ADGHKNOQUVXYwĐƠ", 776: "Ư", 778: "&m", 833: "%", 889: "M", 921: "@", 944: "W",
}  # fmt: skip
BOLD = {
    220: "|", 250: " ,.\u00a0", 278: "'/\\il", 333: "!()-:;[]`fjt", 389: "Is", 394: "{}", 444: "cerz",
    500: "#$*0123456789?J_agovxy–“”", 520: "~", 554: "ơ", 555: '"', 556: "Sbdhknpquđ", 570: "+<=>", 581: "^", 600: "ư",
    611: "FP", 667: "BELTZ", 722: "ACDNRUVXYwĐ", 778: "GHKOQƠ", 796: "Ư", 833: "&m", 930: "@", 944: "M",
}  # fmt: skip


@cache
def _widths(*, bold: bool) -> dict[str, int]:
    return {letter: width for width, letters in (BOLD if bold else REGULAR).items() for letter in letters}


def _bare(letter: str) -> str:
    parts = unicodedata.normalize("NFD", letter)
    return unicodedata.normalize("NFC", parts[0] + HORN) if HORN in parts else parts[0]


def width_of(text: str, look: Look) -> float:
    """The length of the text on one line, in millimetres."""
    widths = _widths(bold=look.bold)
    return sum(widths.get(_bare(letter), USUAL) for letter in text) / 1000 * look.size * POINT


def wrapped(text: str, look: Look, width: float) -> list[str]:
    """The text in lines that fit the width, broken between words."""
    lines = [""]
    for word in SPACE.split(text.strip()):
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and width_of(longer, look) > width:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def unbroken(text: str, look: Look, width: float) -> str:
    """The text with its last two words tied where the last would else stand on a line of its own."""
    lines = wrapped(text, look, width)
    if len(lines) == 1 or " " in lines[-1]:
        return text
    return "\u00a0".join(text.rsplit(" ", 1))


def signed_with(printed: Sequence[Laid], width: float) -> int:
    """How many of the last paragraphs stay with the signature, so that its page holds some lines of the paper."""
    found = kept = 0
    for laid in reversed(printed[-MOST_KEPT:]):
        if found >= LINES_KEPT or not isinstance(laid, Line):
            break
        found, kept = found + len(wrapped(laid.text, layout().looks[laid.role], width)), kept + 1
    return kept
