"""The numbers that Word counts itself: how they print, and how Word's own list tells them."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from string import ascii_lowercase

from tests.plan.corpus.source import Block, Para

BULLETS = {"-", "+", "*", "•"}
PART = re.compile(r"\b(?:I|1|a|A)(?=\W|$)")
FORMS = {"I": "upperRoman", "1": "decimal", "a": "lowerLetter", "A": "upperLetter"}
ROMAN = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


def counted(blocks: Iterable[Block], lists: dict[str, tuple[str, ...]]) -> Iterator[Block]:
    """The blocks with each number of Word's lists printed before its words."""
    counts: dict[str, list[int]] = {name: [0] * len(levels) for name, levels in lists.items()}
    for block in blocks:
        if isinstance(block, Para) and block.place:
            name, level = block.place
            count = counts[name]
            count[level] += 1
            count[level + 1 :] = [0] * (len(count) - level - 1)
            yield replace(block, text=f"{_printed(lists[name], level, count)} {block.text}", place=None)
        else:
            yield block


def parts(text: str) -> list[str]:
    """The counted parts of a level's pattern: "1.1." has two, "Điều 1." one, "-" none."""
    return [] if text in BULLETS else PART.findall(text)


def word_pattern(text: str, level: int) -> tuple[str, str, bool]:
    """The level as Word writes it: form of the number, text with %1 in it, and whether all its numbers are Arabic."""
    found = parts(text)
    if not found:
        return "bullet", text, False
    places = iter(range(level - len(found) + 2, level + 2))
    return FORMS[found[-1]], PART.sub(lambda _: f"%{next(places)}", text), len(found) > 1


def _printed(levels: tuple[str, ...], level: int, count: list[int]) -> str:
    found = parts(levels[level])
    values = iter(count[level - len(found) + 1 : level + 1])
    return PART.sub(lambda match: _number(match[0], next(values)), levels[level]) if found else levels[level]


def _number(form: str, value: int) -> str:
    if form == "1":
        return str(value)
    if form == "I":
        return roman(value)
    letter = ascii_lowercase[value - 1]
    return letter.upper() if form == "A" else letter


def roman(value: int) -> str:
    """The number in Roman digits."""
    for size, sign in ROMAN:
        if value >= size:
            return sign + roman(value - size)
    return ""
