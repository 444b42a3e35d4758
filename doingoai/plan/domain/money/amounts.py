"""Whole đồng: as they are typed, multiplied and limited. No fraction of a đồng exists anywhere."""

import re
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from itertools import pairwise

from doingoai.plan.domain.outline.money import AMOUNT, GOES_ON, UNITS, money_of

MOST = 10**15 - 1  # a million tỷ is more than any province has
LONGEST = 80  # nobody needs more letters for a sum
PLAIN = re.compile(r"\d{1,3}(?:\.\d{3})+(?!\.?\d)|\d+")
TAIL = re.compile(r"\s*(?:đồng|đ|vnđ|vnd)?\s*(?:chẵn)?\.?", re.I)
SIGN = re.compile(r"^[-−–]\s*")


class NotAnAmount(ValueError):
    """The words name no sum in whole đồng; the message shows in Vietnamese how to write one."""


HOW = "Ghi số tiền, ví dụ 1.250.000 hoặc 85,5 triệu."


def amount_of(text: str, *, signed: bool = False) -> int:
    """The sum that was typed: "1.250.000", "85,5 triệu", "2 tỷ 150 triệu"; with a minus only where it is `signed`.

    :raises NotAnAmount: if it is none, negative where it may not be, or beyond reason
    """
    words = " ".join(text.split())[: LONGEST + 1]
    is_negative = bool(SIGN.match(words))
    words = SIGN.sub("", words)
    if is_negative and not signed:
        raise NotAnAmount("Số tiền không âm. " + HOW)
    bare = PLAIN.match(words)
    if bare and TAIL.fullmatch(words, bare.end()):
        found: int | None = int(bare[0].replace(".", ""))
    else:
        found = money_of(words) if _is_exact(words) else None
    if found is None or len(words) > LONGEST:
        raise NotAnAmount(HOW)
    if found > MOST:
        raise NotAnAmount("Số tiền lớn quá. " + HOW)
    return -found if is_negative else found


def _is_exact(words: str) -> bool:
    """Whether it is pieces and nothing else, each with a unit smaller than the last, no fraction of a đồng left."""
    pieces = list(AMOUNT.finditer(words))
    ends = [0, *(piece.end() for piece in pieces)]
    is_all = bool(pieces) and bool(TAIL.fullmatch(words, ends[-1])) and _are_joined(words, pieces, ends)
    worths = [UNITS[piece[2].casefold()] for piece in pieces]
    fractions = [len(piece[1].partition(",")[2].rstrip("0")) for piece in pieces]
    is_falling = all(after < before for before, after in pairwise(worths))
    return is_all and is_falling and all(10**f <= worth for f, worth in zip(fractions, worths, strict=True))


def _are_joined(words: str, pieces: Sequence[re.Match[str]], ends: Sequence[int]) -> bool:
    return all(GOES_ON.fullmatch(words, end, piece.start()) for piece, end in zip(pieces, ends, strict=False))


def product_of(quantity: Decimal, unit_price: int) -> int:
    """What a line costs: quantity times unit price, half a đồng rounded up to a whole one."""
    return int((quantity * unit_price).to_integral_value(rounding=ROUND_HALF_UP))


def quantity_of(text: str) -> Decimal:
    """A quantity with at most three decimals as it is typed: "1.250", "2,5".

    :raises NotAnAmount: if it is no number above zero
    """
    words = "".join(text.split())
    if "," in words:
        words = words.replace(".", "").replace(",", ".")
    elif re.fullmatch(r"\d{1,3}(?:\.\d{3})+", words):
        words = words.replace(".", "")
    try:
        found = Decimal(words)
    except InvalidOperation:
        found = Decimal(0)
    if not found.is_finite() or not 0 < found < 10**9 or found != found.quantize(Decimal("0.001")):
        raise NotAnAmount("Ghi số lượng lớn hơn 0 bằng chữ số, ví dụ 10 hoặc 2,5.")
    return found.normalize()
