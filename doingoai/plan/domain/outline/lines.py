"""Lines with their markers: what stands before a line's words says how it hangs in the paper."""

import re
from dataclasses import dataclass
from enum import StrEnum

from doingoai.plan.domain.outline.names import HEAD

LINK = re.compile(r"\[([^\]\n]*)\]\([^)\s]*\)")
EMPHASIS = re.compile(r"(?<![\w*])\*{1,3}(?=\S)|(?<=\S)\*{1,3}(?![\w*])|(?<!\w)_{2,3}(?=\w)|(?<=\w)_{2,3}(?!\w)")
BOX = re.compile(r"(?<=[-*+] )\[[ xX]\]\s+")
HASHES = re.compile(r"^#{1,6}\s+(?=\S)")


class Marker(StrEnum):
    """What stands before a line's words."""

    PART = "part"  # "PHẦN I", "Chương II"
    CAPITAL = "capital"  # "A. ", "B. "
    ROMAN = "roman"
    NUMBER = "number"
    LETTER = "letter"
    BULLET = "bullet"
    NAMED = "named"  # "Sở Ngoại vụ:", "Quý I:" above what they speak of
    NONE = "none"


# Bounded repetition only: no line, however odd, may make matching slow.
MARKERS = (
    (
        Marker.PART,
        re.compile(
            r"(?:PHẦN|Phần|CHƯƠNG|Chương|Điều(?=\s\d))\s{1,3}(?:(?:THỨ|[Tt]hứ)\s{1,3})?"
            r"([IVXL]{1,6}|\d{1,2}|[A-HĐ](?=[\s.:)–-])|(?i:nhất|một|hai|ba|tư|bốn|năm|sáu))(?:\s{0,2}[.):/–-]\s{0,9}|\s{1,9}|$)"
        ),
    ),
    (Marker.NUMBER, re.compile(r"([IVX]{1,5}(?:\.\d{1,2}){1,3})[.)]?\s{1,9}(?=\S)")),
    (Marker.ROMAN, re.compile(r"(?:(?:Mục|MỤC)\s{1,3})?([IVXL]{1,6})\s{0,2}[.):/-]{1,2}\s{0,9}(?=\S)")),
    (Marker.CAPITAL, re.compile(r"([A-HĐK])\s?[.)/-]\s{1,9}(?=\S)")),
    (
        Marker.NUMBER,
        re.compile(
            r"(?:(?:Mục|Khoản|Nhiệm vụ|Nội dung|Hoạt động|"
            r"NHIỆM VỤ)\s{1,3})?(\d{1,2}(?:\.[\dl]{1,2}){0,4})(?:\s?[.)/]-?\s{0,9}(?!\d)|:\s{1,9}|"
            r"\s{1,9})(?=\S)"
        ),
    ),
    (Marker.LETTER, re.compile(r"\(?([a-zđ]{1,2}|[a-zđ]\.?\d)\s?[.)/]\s{0,9}(?=\S)")),
    (Marker.BULLET, re.compile(r"([-–—•+*~_●▪◦∙○■□➢✓❖v]|o(?=\s[^\W\d_a-zà-ỹ]))(?:\s?[-_~=]){0,2}\s{0,9}(?=\S)")),
)
NAMED = re.compile(
    rf"(?:(?:{HEAD.pattern})[^:.]{{2,100}}|(?i:(?:việc làm |công việc |trong )?(?:quý|tháng|6 tháng|cả năm|quanh năm|"
    r"thường xuyên)(?!\w)[^:.;]{0,20}))\s?:"
)
SAYS = re.compile(
    r"\b(?:yêu cầu|giao|đề nghị|như sau|gồm|ban hành|ch[ủỉ] trì|phối hợp|thực hiện|tổ chức|trách nhiệm|sau đây|"
    r"tham gia|liên quan|là|chỉ đạo|hướng dẫn|triển khai|Nơi nhận|Kính gửi)\b"
)
COUNTED = {"nhất": "I", "một": "I", "hai": "II", "ba": "III", "tư": "IV", "bốn": "IV", "năm": "V", "sáu": "VI"}
DASHES = "–—•●▪◦∙○■□➢✓❖v"


@dataclass(frozen=True)
class Line:
    """One logical line: `marker` and `label`, then `body`; `lines` are the printed lines it came from."""

    lines: tuple[int, ...]
    text: str
    marker: Marker
    label: str
    body: str

    @property
    def first(self) -> int:
        """The first printed line."""
        return self.lines[0]

    @property
    def last(self) -> int:
        """The last printed line."""
        return self.lines[-1]


@dataclass(frozen=True)
class Sheet:
    """A table of the paper: its rows, each with the line under which the review shows it."""

    rows: tuple[tuple[str, ...], ...]
    lines: tuple[int, ...]
    caption: str = ""
    is_text: bool = False  # rows of plain text, where a merged cell shows as an empty one


Piece = Line | Sheet


def clean(text: str) -> str:
    """The words as printed, without the marks that a conversion to Markdown leaves behind."""
    return HASHES.sub("", EMPHASIS.sub("", BOX.sub("", LINK.sub(r"\1", text)))).strip(" \n\r")


def marked(number: int, text: str) -> Line:
    """The line with its marker told from its body."""
    for marker, pattern in MARKERS:
        match = pattern.match(text)
        if match is None or _is_no_marker(marker, match, text):
            continue
        label = match[1].replace("l", "1") if marker is Marker.NUMBER else match[1]
        return Line((number,), text, marker, COUNTED.get(label.casefold(), label), text[match.end() :])
    if NAMED.fullmatch(text) and not SAYS.search(text):
        return Line((number,), text, Marker.NAMED, "", text.rstrip(": "))
    return Line((number,), text, Marker.NONE, "", text)


def _is_no_marker(marker: Marker, match: re.Match[str], text: str) -> bool:
    if marker is Marker.NUMBER and match[0][-1].isspace() and "." not in match[0] and not re.search(r"[):/]", match[0]):
        # "05 xã biên giới" is a quantity; "5 Sửa chữa" without a point is no numbering here either.
        return not match[0].startswith(("Mục", "Khoản", "Nhiệm vụ", "NHIỆM VỤ", "Nội dung", "Hoạt động"))
    if marker is Marker.NUMBER and re.match(r"\d{1,2}/\d", text):
        return True
    if marker is Marker.ROMAN and re.match(r"[IVX]+\s?/\s?\d", text):
        return True  # "II/2021", the rest of "quý"
    if marker is Marker.LETTER:
        # "tỉ." or "đ." are words; two letters number only as "aa)".
        return len(match[1]) == 2 and not match[1][1].isdigit() and match[1][0] != match[1][1]
    return marker is Marker.BULLET and match[1] == "v" and not match[0].endswith(" ")
