"""Slips of scanning where only one reading is possible: letters among digits."""

import re
from collections.abc import Iterator

AMONG_DIGITS = re.compile(r"(?<=\d)[lIO]+(?![a-zà-ỹđ])|(?<![\w])[lI](?=\d)")
NUMBER = re.compile(r"(?<!\w)[\dlIO](?:[\dlIO./,]*[\dlIO])?(?!\w)")
LETTERS = str.maketrans({"l": "1", "I": "1", "O": "0"})


def digits(text: str) -> str:
    """The text with "l" and "I" among digits as 1, "O" as 0: "3O/8" is 30/8."""
    return AMONG_DIGITS.sub(lambda match: match[0].translate(LETTERS), text)


def slips(text: str) -> Iterator[tuple[str, str]]:
    """Each number that holds letters, as printed and as it is read."""
    for match in NUMBER.finditer(text):
        if digits(match[0]) != match[0]:
            yield match[0], digits(match[0])
