"""Labels that stand beside or above their values without a colon, as in forms of two columns without rules."""

import re
from collections.abc import Sequence

from doingoai.plan.domain.outline.labels import ALL, WHEN, field_of
from doingoai.plan.domain.outline.lines import Sheet

Raw = tuple[int, str] | Sheet
FEWEST = 3  # labels alone on their lines: one might be a heading
ALONE = re.compile(rf"(?:{ALL})", re.I)
# A label with its capital before a value with its own, or before a number: "Thời gian Hằng tuần", "Sản phẩm 800 cuốn".
RUNS_ON = re.compile(rf"(?:^|(?<=\s))(?=[^\W\d_])(?:{ALL})\s+(?=[^\W_])", re.I)


def with_colons(raw: Sequence[Raw]) -> list[Raw]:
    """The pieces of a paper set so, each label with a colon before its value; other papers as they are."""
    if sum(_is_label(raw, index) for index in range(len(raw))) < FEWEST:
        return list(raw)
    found: list[Raw] = []
    index = 0
    while index < len(raw):
        piece = raw[index]
        if isinstance(piece, Sheet):
            found.append(piece)
        elif _is_label(raw, index):
            first, *others = _parted(_text(raw[index + 1]))
            found += [(piece[0], text) for text in (f"{piece[1]}: {first}", *others)]
            index += 1
        else:
            found += [(piece[0], part) for part in _parted(piece[1])]
        index += 1
    return found


def _text(piece: Raw) -> str:
    return "" if isinstance(piece, Sheet) else piece[1]


def _is_label(raw: Sequence[Raw], index: int) -> bool:
    """Whether the piece is a label and nothing else, and the next one its value."""
    text = _text(raw[index])
    following = _text(raw[index + 1]) if index + 1 < len(raw) else ""
    is_value = bool(following) and ALONE.fullmatch(following) is None and field_of(following) is None
    return is_value and text[:1].isupper() and not text.isupper() and ALONE.fullmatch(text) is not None


def _parted(text: str) -> list[str]:
    """The line cut before each label inside it, which gets a colon."""
    cuts = [match for match in RUNS_ON.finditer(text) if match[0][:1].isupper() and _opens_value(text, match.end())]
    if not cuts or field_of(text) is not None or text.isupper():
        return [text]
    parts = [text[: cuts[0].start()].strip()] if cuts[0].start() else []
    for place, match in enumerate(cuts):
        end = cuts[place + 1].start() if place + 1 < len(cuts) else len(text)
        parts.append(f"{match[0].strip()}: {text[match.end() : end].strip()}")
    return parts


def _opens_value(text: str, place: int) -> bool:
    return text[place].isupper() or text[place].isdigit() or WHEN.match(text, place) is not None
