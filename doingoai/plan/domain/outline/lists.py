"""Bodies listed under one word: "các sở: X, Y", "UBND các huyện: A, B và thị xã C" are that many bodies."""

import re
from collections.abc import Iterator

from doingoai.plan.domain.outline.departments import FIELD
from doingoai.plan.domain.outline.names import HEAD

UPPER = r"[A-ZĐÀ-ỲÁẠẢÃÂẤẦẨẪẬĂẮẰẲẴẶÉẸẺẼÊẾỀỂỄỆÍỊỈĨÓỌỎÕÔỐỒỔỖỘƠỚỜỞỠỢÚỤỦŨƯỨỪỬỮỰÝỲỶỸỴ]"
WORD = rf"{UPPER}[\w’'&]*"
PROPER = re.compile(rf"{WORD}(?:(?:\s|\s?-\s?){WORD}){{0,5}}(?:\s\d{{1,2}}(?![\d/]))?")
UNIT = r"huyện|thị xã|thành phố|TP\.?|TX\.?|xã|phường|thị trấn|đặc khu|quận"
KINDS = {"sở": "Sở", "ban": "Ban", "hội": "Hội", "phòng": "Phòng", "trường": "Trường", "đài": "Đài", "báo": "Báo"}
DEPARTMENTS = re.compile(
    rf"(?<!hiệp )(?<!lý )[Cc]ác\s+({'|'.join((*KINDS, *KINDS.values()))})(?:,\s*(?:ban|ngành|phòng))*\s*(?::\s*|\(\s*|"
    rf"(?=\s))\s*(?={UPPER})"
)
DISTRICTS = re.compile(
    rf"((?:UBND|Ủy ban nhân dân|Uỷ ban nhân dân|HĐND|Công an|Ban Chỉ huy Quân sự|Phòng {UPPER}[\w ]+?|"
    rf"Đồn Biên phòng|Huyện ủy|Đảng ủy|"
    rf"Trung tâm {UPPER}[\w, -]+?))\s+(?:các\s+)?({UNIT})((?:\s*,\s*(?:{UNIT}))*(?:\s+và\s+(?:{UNIT}))?)"
    rf"(?:\s+(?:biên giới|ven biển|trọng điểm|miền núi|vùng cao))?\s*(?::\s*|\(\s*(?:gồm\s*:?\s*)?|"
    rf"(?=\s))\s*(?={UPPER}|(?:{UNIT})\s+{UPPER})"
)
# "Sở Ngoại vụ, Công Thương": one word for both; a field is taken whole, never "Văn hóa, Thể thao" and "Du lịch".
UNSAID = re.compile(
    rf"(?<!\w)(?<![Cc]ác )Sở\s*:?\s+((?>{FIELD.pattern})(?:(?:\s*[,;]\s*|\s+và\s+)(?>{FIELD.pattern}))+)(?!\w)"
)
# "Sở Y tế/Sở Du lịch", "- Sở Y tế - Sở Du lịch", "1. Sở Y tế 2. Sở Du lịch".
MARKED = re.compile(rf"(?:^|\s*/\s*|\s+)(?:(?:\d{{1,2}}[.)]|[-–+•*])\s+|(?<=/))(?={HEAD.pattern})(?=[^\W\d_])")
NEXT = re.compile(r"\s*(?:,\s*(?:và\s+)?|\s+và\s+|;\s*)")
FEWEST = 2


def spread(text: str) -> str:
    """The list with every body under its whole name, parted by semicolons: "Sở Công Thương; Sở Ngoại vụ"."""
    text = MARKED.sub(lambda match: "; " if match.start() else "", text)
    text = UNSAID.sub(lambda match: "; ".join(f"Sở {one[0]}" for one in FIELD.finditer(match[1])), text)
    for finder in (DISTRICTS, DEPARTMENTS):
        position = 0
        while match := finder.search(text, position):
            members, end = _members(text, match)
            if len(members) < FEWEST:
                position = match.end()
                continue
            listed = "; ".join(members)
            rest = text[end:]
            if "(" in match[0] and rest.lstrip().startswith(")"):
                rest = rest.lstrip()[1:]
            rest = re.sub(r"^\s*(?:,|và|;)\s*(?=\S)", "; ", rest)
            text = f"{text[: match.start()]}{listed}{rest}"
            position = match.start() + len(listed)
    return text


def _members(text: str, match: re.Match[str]) -> tuple[list[str], int]:
    is_district = match.re is DISTRICTS
    found: list[str] = []
    position = end = match.end()
    for name, stop in _items(text, position, is_district, match):
        found.append(name)
        end = stop
    return found, end


def _items(text: str, start: int, is_district: bool, match: re.Match[str]) -> Iterator[tuple[str, int]]:
    position = start
    unit = match[2] if is_district else ""
    while True:
        item = _district(text, position, match[1], unit) if is_district else _department(text, position, match[1])
        if item is None:
            return
        name, position = item
        yield name, position
        separator = NEXT.match(text, position)
        if separator is None or (";" in separator[0] and HEAD.match(text, separator.end())):
            return
        position = separator.end()


def _district(text: str, position: int, body: str, unit: str) -> tuple[str, int] | None:
    told = re.compile(rf"({UNIT})\s+(?={UPPER})").match(text, position)
    start = told.end() if told else position
    proper = PROPER.match(text, start)
    if proper is None or (HEAD.match(text, start) and told is None):
        return None
    return f"{body} {told[1] if told else unit} {proper[0]}", proper.end()


def _department(text: str, position: int, kind: str) -> tuple[str, int] | None:
    known = FIELD.match(text, position)
    if known is None or re.match(r"\w", text[known.end() : known.end() + 1]):
        if HEAD.match(text, position):
            return None
        known = re.compile(rf"{WORD}(?:\s(?:{WORD}|(?!và\b|phối\b|cùng\b)[a-zà-ỹđ]+)){{0,7}}").match(text, position)
    if known is None:
        return None
    return f"{KINDS.get(kind.casefold(), kind)} {known[0]}", known.end()
