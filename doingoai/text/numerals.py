"""Numbers, Roman numerals and the letters of points, as the office writes them."""

from decimal import Decimal
from itertools import pairwise

# Decree 30/2020, annex I: the letters that mark points; no f, j, w, z and no letter with a mark but đ.
VN_POINT_LETTERS = "abcdđeghiklmnopqrstuvxy"

ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
    (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
LONGEST = 9  # digits of a number that somebody sends: no row and no page has more
VALUE = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}


def number(value: int | Decimal | float) -> str:
    """The number with points between thousands and a decimal comma: 1234.5 → "1.234,5"."""
    exact = Decimal(str(value))
    exact = exact.quantize(Decimal(1)) if exact == exact.to_integral_value() else exact.normalize()
    return f"{exact:,f}".translate(str.maketrans(",.", ".,"))


def roman(value: int) -> str:
    """The Roman numeral of a number from 1 to 3999.

    :raises ValueError: if the number lies outside
    """
    if not 1 <= value <= 3999:
        raise ValueError(value)
    written = ""
    for worth, letters in ROMAN:
        count, value = divmod(value, worth)
        written += letters * count
    return written


def from_roman(text: str) -> int:
    """The number that a Roman numeral in capitals stands for.

    :raises ValueError: if the text is no well-formed Roman numeral
    """
    if not text or any(letter not in VALUE for letter in text):
        raise ValueError(text)
    values = [VALUE[letter] for letter in text]
    total = values[-1] + sum(-a if a < b else a for a, b in pairwise(values))
    if roman(total) != text:
        raise ValueError(text)
    return total


def sent(text: str, otherwise: int) -> int:
    """The number that an address or a form carries in digits; the other where it is none, or longer than any is."""
    return int(text) if text.isdecimal() and len(text) <= LONGEST else otherwise
