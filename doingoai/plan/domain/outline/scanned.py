"""Slips of scanning where only one reading is possible: letters among digits, marks that no word can bear."""

import re
from collections.abc import Iterator

AMONG_DIGITS = re.compile(r"(?<=\d)[lIO]+(?![a-zà-ỹđ])|(?<![\w])[lI](?=\d)")
NUMBER = re.compile(r"(?<!\w)[\dlIO](?:[\dlIO./,]*[\dlIO])?(?!\w)")
LETTERS = str.maketrans({"l": "1", "I": "1", "O": "0"})
# No word has "ưo": what follows "ư" is "ơ".
NO_VOWEL = re.compile(r"(?<=ư)[oóòỏõọ]", re.I)
VOWELS = str.maketrans("oóòỏõọOÓÒỎÕỌ", "ơớờởỡợƠỚỜỞỠỢ")
WORD = re.compile(r"\w*ư[oóòỏõọ]\w*", re.I)


def unslipped(text: str) -> str:
    """The text, as long as it was, with "l" and "I" among digits as 1, "O" as 0, "ưò" as "ườ": "3O/8" is 30/8."""
    read = AMONG_DIGITS.sub(lambda match: match[0].translate(LETTERS), text)
    return NO_VOWEL.sub(lambda match: match[0].translate(VOWELS), read)


def slips(text: str) -> Iterator[tuple[str, str]]:
    """Each number that holds letters, each word that is none, as printed and as it is read."""
    for pattern in (NUMBER, WORD):
        for match in pattern.finditer(text):
            if unslipped(match[0]) != match[0]:
                yield match[0], unslipped(match[0])
