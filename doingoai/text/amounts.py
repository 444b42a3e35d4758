"""Sums in words, as forms demand them ("số tiền bằng chữ")."""

DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
UNITS = ((10**6, "triệu"), (10**3, "nghìn"), (1, ""))
BILLION = 10**9


def in_words(value: int) -> str:
    """The number in words: 1_205_000_000 → "một tỷ hai trăm lẻ năm triệu"."""
    if value < 0:
        return f"âm {in_words(-value)}"
    return " ".join(_whole(value, is_first=True)) or DIGITS[0]


def money_in_words(value: int) -> str:
    """A sum of đồng in words with a capital: "Một tỷ hai trăm lẻ năm triệu đồng chẵn"."""
    words = in_words(value)
    even = " chẵn" if value and value % 1000 == 0 else ""
    return f"{words[:1].upper()}{words[1:]} đồng{even}"


def _whole(value: int, *, is_first: bool) -> list[str]:
    """The words; what does not come first says its empty hundreds ("không trăm lẻ năm")."""
    above, rest = divmod(value, BILLION)
    words = [*_whole(above, is_first=is_first), "tỷ"] if above else []
    is_first = is_first and not above
    for worth, unit in UNITS:
        group, rest = divmod(rest, worth)
        if group:
            words += [*_hundreds(group, is_first=is_first), *([unit] if unit else [])]
            is_first = False
    return words


def _hundreds(group: int, *, is_first: bool) -> list[str]:
    hundreds, rest = divmod(group, 100)
    words = [] if is_first and not hundreds else [DIGITS[hundreds], "trăm"]
    return [*words, *_tens(rest, is_alone=not words)] if rest else words


def _tens(rest: int, *, is_alone: bool) -> list[str]:
    tens, ones = divmod(rest, 10)
    if not tens:
        return [DIGITS[ones]] if is_alone else ["lẻ", DIGITS[ones]]
    words = ["mười"] if tens == 1 else [DIGITS[tens], "mươi"]
    if not ones:
        return words
    last = {1: "một" if tens == 1 else "mốt", 5: "lăm"}.get(ones, DIGITS[ones])
    return [*words, last]
