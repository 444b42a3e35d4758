"""Annex tables: which column is what, which rows are tasks, groups and totals."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import pairwise

from doingoai.plan.domain.outline.money import unit_of
from doingoai.text import bare, canonical


class Column(StrEnum):
    """What a column holds."""

    NUMBER = "number"
    CONTENT = "content"
    DETAIL = "detail"
    LEAD = "lead"
    COORDINATE = "coordinate"
    PERFORM = "perform"
    TIME = "time"
    MONEY = "money"
    OUTPUT = "output"
    OTHER = "other"


HEADS = (
    (Column.NUMBER, r"(?:so )?t{1,2}|#|stt|so thu tu|so tt|no\.?|tt\.?"),
    (Column.PERFORM, r".*\bchu tri\b.*\bphoi hop\b.*"),
    (Column.COORDINATE, r".*\bphoi hop\b.*|.*\btham gia\b|.*\bho tro\b|(?:don vi |co quan )?cung .*|.*\blien quan\b"),
    (Column.LEAD,
    r".*\bchu tri\b.*|.*\bdau moi\b.*|.*\b(?:phu trach|chiu trach nhiem|trach nhiem chinh)\b.*"
    r"|(?:don vi|co quan|to chuc)\b.*\bduoc giao\b.*"),
    (Column.PERFORM,
    r"(?:cac )?(?:don vi|co quan|phan cong|to chuc|nguoi|trach nhiem)\b.*\b(?:thuc hien|"
    r"trien khai)\b.*|phan cong.*"
                     r"|thuc hien|don vi|co quan|co quan, don vi"),
    (Column.MONEY, r".*\b(?:kinh phi|du toan|khai toan|so tien|thanh tien|nguon von)\b.*|tong (?:so|kinh phi)"),
    (Column.TIME, r".*\b(?:thoi gian|thoi han|tien do|thoi diem|han hoan thanh)\b.*|hoan thanh|thang.*|quy.*"
    r"|khi nao|bao gio"),
    (Column.OUTPUT, r".*\b(?:san pham|ket qua|dau ra|chi tieu)\b.*"),
    (Column.OTHER,
    r".*\b(?:ghi chu|dia diem|dia ban|doi tuong|hinh thuc|so luong|don vi tinh|dvt|can cu|"
    r"muc tieu)\b.*"),
    (Column.CONTENT, r".*\b(?:noi dung|nhiem vu|cong viec|hoat dong|dau viec|hang muc|giai phap|viec)\b.*"),
)  # fmt: skip
PATTERNS = tuple((column, re.compile(pattern)) for column, pattern in HEADS)
BOTH = re.compile(r".*\bchu tri\b.*\bphoi hop\b.*")  # over two columns: the left one leads; over one: both stand in it
QUARTER = re.compile(r"(?:quy )?(iv|i{1,3}|[1-4])")
COUNT = re.compile(r"(?:t\.?)?(1[0-2]|0?[1-9])")
MONTH = re.compile(r"(?:thang |t)(\d{1,2})")
LIMITED = re.compile(r"\bhan\b|hoan thanh|moc thoi gian")
BEGINS, FINISHES = re.compile(r"bat dau|khoi cong|tu ngay|^tu$"), re.compile(r"hoan thanh|ket thuc|den ngay|^den$")
YIELDS = re.compile(r"san pham|ket qua")
COLUMN_NUMBERS = re.compile(r"\(?(?:\d{1,2}|[a-z])\)?(?:\s*=.*)?")
# "Cộng", "Tổng số", "Cộng A", "Cộng nhóm II (1 + 2)", and neither "Công an tỉnh" nor "Tổng kết", "Cộng tác viên".
TOTAL = re.compile(
    r"(?:tổng (?:cộng|số|kinh phí|dự toán|chung)|cộng chung)\b.*"
    r"|(?:tổng|cộng)(?:\s+(?:nhóm|mục|phần|tiểu mục)\b.*|\s+(?:[ivx]{1,5}|\d{1,2}|[a-hđ])\b.*|\s*[:(+].*)?"
)
MOST_HEAD_ROWS, FEWEST_COLUMNS, LONGEST_HEAD = 3, 2, 80


@dataclass(frozen=True)
class Columns:
    """Which column holds what; how many rows the head takes; what bare numbers of money count; quarters by column."""

    kinds: tuple[Column, ...]
    head: int
    unit: int | None
    spans: dict[int, str] = field(default_factory=dict)
    limits: bool = False  # the column of times tells by when
    yields: bool = False  # the column of times tells besides what comes out
    ends: int | None = None  # the column of the day on which work ends, beside that of the day on which it begins

    def first(self, kind: Column) -> int | None:
        """The first column of the kind."""
        return next((index for index, one in enumerate(self.kinds) if one is kind), None)


def columns_of(rows: Sequence[Sequence[str]], caption: str = "") -> Columns | None:
    """What the columns hold, told by the head; None for a table that lists no work."""
    if not rows or len(rows) < 2 or len(rows[0]) < FEWEST_COLUMNS:
        return None
    start = next((i for i, row in enumerate(rows[:4]) if _is_head(row)), None)
    if start is None:
        return None
    last = start + 1
    while last < min(start + MOST_HEAD_ROWS, len(rows)) and _goes_on(rows[start:last], rows[last]):
        last += 1
    heads = [_head(rows[start:last], index) for index in range(len(rows[0]))]
    spans = {i: span for i, head in enumerate(heads) if (span := _span(head))}
    kinds = _kinds(heads)
    known = {kind for kind in kinds if kind not in {Column.OTHER, Column.NUMBER}}
    if Column.CONTENT not in known or len(known) < 2:
        return None
    if (
        last < len(rows)
        and all(COLUMN_NUMBERS.fullmatch(bare(c.strip())) for c in rows[last] if c.strip())
        and any(c.strip() for c in rows[last])
    ):
        numbers = [c for c in rows[last] if c.strip()]
        last += 1 if len(numbers) > 2 else 0
    unit = next((u for i, h in enumerate(heads) if kinds[i] is Column.MONEY and (u := unit_of(" ".join(h)))), None)
    times = [" ".join(head) for kind, head in zip(kinds, heads, strict=True) if kind is Column.TIME]
    limits = len(times) == 1 and bool(LIMITED.search(bare(times[0])))
    yields = bool(times) and Column.OUTPUT not in kinds and bool(YIELDS.search(bare(times[0])))
    told = unit or _unit_told(rows[:start], caption)
    return Columns(tuple(kinds), last, told, spans, limits, yields, _ends(kinds, heads))


def _ends(kinds: Sequence[Column], heads: Sequence[Sequence[str]]) -> int | None:
    times = [
        (index, bare(head[-1]))
        for index, (kind, head) in enumerate(zip(kinds, heads, strict=True))
        if kind is Column.TIME
    ]
    if len(times) != 2 or not BEGINS.search(times[0][1]) or not FINISHES.search(times[1][1]):
        return None
    return times[1][0]


def _unit_told(rows: Sequence[Sequence[str]], caption: str) -> int | None:
    words = " ".join(cell for row in rows for cell in row) + " " + caption
    match = re.search(r"(?:ĐVT|[Đđ]ơn vị(?: tính)?)\s*:?\s*([\w. ]+)", words)
    return unit_of(match[1]) if match else None


def _is_head(row: Sequence[str]) -> bool:
    cells = [canonical(cell) for cell in row]
    if any(len(cell) > LONGEST_HEAD for cell in cells) or len(dict.fromkeys(c for c in cells if c)) < FEWEST_COLUMNS:
        return False
    kinds = {kind for cell in cells if cell and (kind := kind_of(cell))}
    return len(kinds) >= 2 and bool(kinds & {Column.CONTENT, Column.NUMBER})


def _goes_on(above: Sequence[Sequence[str]], row: Sequence[str]) -> bool:
    """Whether the row belongs to the head: cells merged with those above, or parts of a head merged across."""
    top = above[-1]
    same = [bool(cell.strip()) and cell == over for cell, over in zip(row, top, strict=False)]
    if any(same) and not all(same):
        return all(len(cell) <= LONGEST_HEAD for cell in row)
    across = any(a == b and a.strip() for a, b in pairwise(top))
    other = [cell for cell, over in zip(row, top, strict=False) if cell.strip() and cell != over]
    return across and all(kind_of(canonical(c)) or _span([canonical(c)]) or len(c) < 25 for c in other) and not any(
        re.fullmatch(r"\d{1,3}|[IVX]+", cell.strip()) for cell in row[:1]
    )  # fmt: skip


def _head(rows: Sequence[Sequence[str]], index: int) -> list[str]:
    return list(dict.fromkeys(canonical(row[index]) for row in rows if index < len(row) and row[index].strip()))


def kind_of(words: str) -> Column | None:
    """What a column headed so holds; None where the words head none."""
    plain = re.sub(r"\s*\(.*?\)", "", bare(words)).strip(" .:") or bare(words)
    return next((column for column, pattern in PATTERNS if pattern.fullmatch(plain)), None)


def _span(head: Sequence[str]) -> str:
    """ "Quý II" or "Tháng 5" where a column stands for a part of the year and its cells bear marks."""
    words = bare(head[-1]).strip() if head else ""
    if len(head) > 1 and "thang" in bare(head[0]) and (match := COUNT.fullmatch(words)):
        return f"tháng {int(match[1])}"
    if match := QUARTER.fullmatch(words):
        return f"quý {match[1].upper()}"
    if match := MONTH.fullmatch(words):
        return f"tháng {match[1]}"
    return ""


def _kinds(heads: Sequence[Sequence[str]]) -> list[Column]:
    kinds: list[Column] = []
    for head in heads:
        told = next((kind for words in reversed(head) if (kind := kind_of(words))), Column.OTHER)
        if len(head) > 1 and kind_of(head[0]) is Column.MONEY:
            told = (
                Column.MONEY
                if bare(head[-1]).startswith(("tong", "cong")) or Column.MONEY not in kinds
                else Column.OTHER
            )
        if _span(head):
            told = Column.TIME
        kinds.append(told)
    sums = [i for i, head in enumerate(heads) if kind_of(head[0] if head else "") is Column.MONEY]
    total = next((i for i in sums if bare(heads[i][-1]).startswith(("tong", "cong"))), sums[0] if sums else None)
    for index in sums:
        kinds[index] = Column.MONEY if index == total else Column.OTHER
    for index, head in enumerate(heads[:-1]):
        if head == heads[index + 1] and BOTH.fullmatch(bare(head[-1] if head else "")):
            kinds[index], kinds[index + 1] = Column.LEAD, Column.COORDINATE
    contents = [index for index, kind in enumerate(kinds) if kind is Column.CONTENT]
    for index in contents[1:]:
        kinds[index] = Column.DETAIL
    return kinds


@dataclass(frozen=True)
class Row:
    """A row of a table of work: its path of numbers, its cells by kind, the group it stands in."""

    number: str
    title: str
    cells: dict[Column, str]
    line: int
    kind: str  # "task", "group" or "total"
    span: str = ""


def rows_of(rows: Sequence[Sequence[str]], lines: Sequence[int], columns: Columns) -> Iterator[Row]:
    """The rows under the head, each told as a task, a group or a total."""
    head = [tuple(map(canonical, row)) for row in rows[: columns.head]]
    for row, line in zip(rows[columns.head :], lines[columns.head :], strict=True):
        texts = ["\n".join(canonical(piece) for piece in cell.splitlines() if piece.strip()) for cell in row]
        if not any(texts) or tuple(texts) in head:
            continue
        yield _row(texts, line, columns)


def _row(texts: Sequence[str], line: int, columns: Columns) -> Row:
    cells: dict[Column, str] = {}
    for kind, text in zip(columns.kinds, texts, strict=False):
        if kind not in cells or not cells[kind]:
            cells[kind] = text
    if columns.ends is not None and columns.ends < len(texts) and texts[columns.ends]:
        begins = cells.get(Column.TIME, "")
        cells[Column.TIME] = f"từ {begins} đến {texts[columns.ends]}" if begins else texts[columns.ends]
    spans = [columns.spans[i] for i in sorted(columns.spans) if i < len(texts) and texts[i]]
    number = cells.get(Column.NUMBER, "").strip(" .)")
    title = " ".join(cells.get(Column.CONTENT, "").split())
    distinct = list(dict.fromkeys(text for text in texts if text))
    if any(is_total(text) for text in distinct[:2]):
        return Row("", title, cells, line, "total")
    others = [
        text
        for kind, text in zip(columns.kinds, texts, strict=False)
        if kind not in {Column.NUMBER, Column.CONTENT, Column.MONEY, Column.OTHER} and text
    ]
    merged = len(distinct) == 1 or all(" ".join(text.split()) == title for text in others)
    if (merged and title and not cells.get(Column.LEAD)) or len(distinct) == 1 or (merged and others):
        return Row(_group_number(number, distinct), _group_title(distinct), {}, line, "group")
    span = _joined(spans)
    return Row(number, title, cells, line, "task", span)


def is_total(text: str) -> bool:
    """Whether the words head a sum of the rows above."""
    return bool(TOTAL.fullmatch(canonical(text).casefold().strip(" :."))) or bare(text).strip(" :.") == "tong cong"


def _joined(spans: Sequence[str]) -> str:
    if len(spans) == 0:
        return ""
    return spans[0] if len(spans) == 1 else f"{spans[0]}, {', '.join(s.split()[-1] for s in spans[1:])}"


def _group_number(number: str, distinct: Sequence[str]) -> str:
    if number and number != distinct[-1]:
        return number
    match = re.match(r"([IVX]{1,5}|[A-HĐ]|\d{1,2}(?:\.\d{1,2})*)[.):/-]\s", distinct[0])
    return match[1] if match else ""


def _group_title(distinct: Sequence[str]) -> str:
    return re.sub(r"^(?:[IVX]{1,5}|[A-HĐ]|\d{1,2}(?:\.\d{1,2})*)[.):/-]\s+", "", distinct[-1])
