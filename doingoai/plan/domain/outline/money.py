"""How much: sums of money in words and columns, as whole đồng."""

import re
from decimal import Decimal

from doingoai.plan.domain.outline.scanned import unslipped

UNITS = {
    "tỷ": 10**9, "tỉ": 10**9, "triệu": 10**6, "tr": 10**6, "trđ": 10**6, "trd": 10**6,
    "nghìn": 10**3, "ngàn": 10**3, "ngđ": 10**3, "đồng": 1, "đ": 1, "vnđ": 1, "vnd": 1,
}  # fmt: skip
AMOUNT = re.compile(
    r"(?<![\w/])(\d[\d.,]*)\s*(tỷ|tỉ|triệu|trđ|trd|tr|nghìn|ngàn|đồng|vnđ|vnd|đ)(?![\w])\.?(?:\s*(?:đồng|vnđ|đ)(?!\w))?",
    re.I,
)
BREAKDOWN = re.compile(r"[(,;.]?\s*(?:trong đó|bao gồm|gồm)\b.*", re.I | re.S)
GOES_ON = re.compile(r"\s*(?:,|và|lẻ)?\s*", re.I)
BARE = re.compile(r"(?<![\w./-])(\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d{1,3}(?:,\d{3}){2,}|\d+(?:,\d+)?)(?![\w/-])")
LEAST_BARE = 100_000  # a number without a unit is a sum of đồng from here on: "450.000.000"
UNIT = re.compile(r"(tỷ|tỉ|triệu|tr\.?\s?đ|tr(?=\W|$)|nghìn|ngàn|ng\.?\s?đ|1\.?000|đồng|vn[đd]|(?<!\w)đ(?!\w))", re.I)


def money_of(text: str, unit: int | None = None) -> int | None:
    """The sum in whole đồng that the words name; what follows "trong đó" is its breakdown. None where none is named.

    `unit` is what a bare number counts, where the head of its column says so.
    """
    words = unslipped(BREAKDOWN.sub("", text) or text).rpartition("=")[2]  # "10 lớp x 15 triệu = 150 triệu"
    found = list(AMOUNT.finditer(words))
    if not found:
        return _bare(words, unit)
    total, least, end = Decimal(0), None, 0
    for match in found:
        worth = UNITS[match[2].casefold()]
        if least is not None and (worth >= least or not GOES_ON.fullmatch(words, end, match.start())):
            break
        total += _amount(match[1]) * worth
        least, end = worth, match.end()
    return int(total)


def unit_of(words: str) -> int | None:
    """What the numbers of a column count, told by its head: "Kinh phí (triệu đồng)", "ĐVT: nghìn đồng"."""
    match = UNIT.search(words)
    if match is None:
        return None
    words = re.sub(r"[.\s]", "", match[1].casefold())
    return 10**3 if words.startswith("1") else UNITS[words]


def _bare(words: str, unit: int | None) -> int | None:
    match = BARE.search(words)
    if match is None:
        return None
    amount = _amount(match[1])
    if unit is not None:
        return int(amount * unit)
    return int(amount) if amount >= LEAST_BARE else None


def _amount(text: str) -> Decimal:
    """1.250 is one thousand two hundred and fifty; 85,5 has a fraction; 1,250,000 groups by commas."""
    text = text.strip(".,")
    if "," in text and "." not in text and re.fullmatch(r"\d{1,3}(?:,\d{3}){2,}", text):
        return Decimal(text.replace(",", ""))
    if "," in text:
        whole, _, fraction = text.rpartition(",")
        return Decimal(f"{whole.replace('.', '').replace(',', '') or 0}.{fraction}")
    groups = text.split(".")
    if len(groups) > 1 and all(len(group) == 3 for group in groups[1:]):
        return Decimal("".join(groups))
    return Decimal(text) if text.count(".") <= 1 else Decimal("".join(groups))
