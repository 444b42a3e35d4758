"""Slips of scanning where only one reading is possible: letters among digits."""

import re

AMONG_DIGITS = re.compile(r"(?<=\d)[lIO]+(?![a-zà-ỹđ])|(?<![\w])[lI](?=\d)")
LETTERS = str.maketrans({"l": "1", "I": "1", "O": "0"})


def digits(text: str) -> str:
    """The text with "l" and "I" among digits as 1, "O" as 0: "3O/8" is 30/8."""
    return AMONG_DIGITS.sub(lambda match: match[0].translate(LETTERS), text)
