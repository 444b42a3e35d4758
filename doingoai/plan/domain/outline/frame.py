"""Where in the paper the plan stands: the decision that issues it, its title, its body, its end, its annexes."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from doingoai.plan.domain.outline.lines import Line, Marker, Piece, Sheet
from doingoai.text import bare

TYPES = {
    "ke hoach": "Kế hoạch", "chuong trinh": "Chương trình", "de an": "Đề án", "phuong an": "Phương án",
    "chuong trinh hanh dong": "Chương trình hành động",
}  # fmt: skip
OPENS_BODY = re.compile(
    r"(?:Thực hiện|Căn cứ|Để |Nhằm |Kính gửi|Triển khai|Theo |Trên cơ sở|Phát huy|Tiếp tục|Ngày |"
    r"Năm \d{4},|Ủy ban|UBND)\b"
)
AUTHORITY = re.compile(r"(?:TM|KT|TL|TUQ|Q)\s?\.\s?[A-ZĐÀ-Ỹ]")
RECIPIENTS = re.compile(r"N[ơo]i nhận\s*:?", re.I)
ANNEX = re.compile(r"(?:PHỤ LỤC|PHỤ BIỂU|BIỂU|DANH MỤC|BẢNG|Phụ lục|Phụ biểu|Biểu số|Danh mục)(?!\w)")
CLOSED = re.compile(r"\.\s?/\s?\.?\s*$")
ARTICLE = re.compile(r"Điều\s+(\d{1,2})\s?[.:]?\s+")
LETTERHEAD = re.compile(r"CỘNG HÒA|CỘNG HOÀ|Độc lập\s*[-–]|NAM$|[^,]{2,40}, ngày\s.{0,30}năm \d{4}$|Số\s*:")
TITLE_LINES, LONGEST_SIGNATURE = 8, 8  # lines
JOINT = {"phoi hop", "lien nganh", "lien tich", "cong tac"}  # of whom the plan is, no part of its title


@dataclass(frozen=True)
class Frame:
    """The parts of the paper, in its order."""

    kind: str
    title: str
    opening: list[Line]
    articles: list[Line]
    body: list[Piece]
    closing: list[Line]
    annexes: list[Piece]


def framed(pieces: Sequence[Piece]) -> Frame | None:
    """The paper cut into its parts; None where no line names a type of plan."""
    found = _title(pieces)
    if found is None:
        return None
    index, length, kind, title = found
    start = index + length
    before = [piece for piece in pieces[:start] if isinstance(piece, Line)]
    first = next((i for i in range(start, len(pieces)) if _begins_body(pieces[i])), start)
    end = _end(pieces, first)
    opening = [*before, *(piece for piece in pieces[start:first] if isinstance(piece, Line))]
    closing, annexes = _closing_and_annexes(pieces[end:])
    closing = closing or _signed(before)
    annexes = [*(piece for piece in pieces[:index] if isinstance(piece, Sheet)), *annexes]
    articles = _articles(before)
    return Frame(kind, title, opening, articles, list(pieces[first:end]), closing, annexes)


def _begins_body(piece: Piece) -> bool:
    return isinstance(piece, Sheet) or piece.marker in {Marker.PART, Marker.CAPITAL, Marker.ROMAN, Marker.NUMBER}


def _kind(text: str) -> tuple[str, str] | None:
    """The type in capitals with which the line opens, and what follows it on the line."""
    plain = bare(text)
    for name in sorted(TYPES, key=len, reverse=True):
        words = text.split()
        count = len(name.split())
        if plain.startswith(name) and " ".join(words[:count]).isupper():
            rest = " ".join(words[count:]).strip(" :")
            return TYPES[name], "" if rest.isupper() and bare(rest) in JOINT else rest
    return None


def _title(pieces: Sequence[Piece]) -> tuple[int, int, str, str] | None:
    """Where the title stands, how many pieces it takes, the type, the words: a line of its own before all others."""
    found = [
        (index, told)
        for index, piece in enumerate(pieces)
        if isinstance(piece, Line)
        and piece.marker is Marker.NONE
        and len(piece.text) <= 300
        and (told := _kind(piece.text))
    ]
    if not found:
        return None
    alone = [(index, told) for index, told in found if not told[1] and _is_followed(pieces, index)]
    near = [(index, told) for index, told in found if _is_followed(pieces, index)]
    index, (kind, rest) = (alone or near or found)[0]
    parts = [rest] if rest else []
    length = 1
    for piece in pieces[index + 1 : index + 1 + TITLE_LINES]:
        if not isinstance(piece, Line) or _ends_title(piece, parts):
            break
        length += 1
        if LETTERHEAD.match(piece.text):
            continue
        parts.append(piece.text)
        if piece.text.endswith("."):
            break
    return index, length, kind, " ".join(parts).strip(" *-–—_")


def _is_followed(pieces: Sequence[Piece], index: int) -> bool:
    """Whether a plan follows: the parts of one, not the next entry of a menu."""
    after = pieces[index + 1 : index + 40]
    return any(
        isinstance(p, Sheet)
        or p.marker in {Marker.ROMAN, Marker.PART, Marker.CAPITAL}
        or (p.marker is Marker.NUMBER and p.label[0] == "1")
        for p in after
    )


def _ends_title(line: Line, parts: Sequence[str]) -> bool:
    if (OPENS_BODY.match(line.text) and parts) or line.marker not in {Marker.NONE, Marker.BULLET}:
        return True
    if ANNEX.match(line.text) or line.text.startswith("MỤC LỤC"):
        return True
    if set(line.text) <= set("-–—_=* .") or line.text.startswith("(") or AUTHORITY.match(line.text):
        return True
    return (bool(parts) and line.text.rstrip().endswith(("./.", ":"))) or line.marker is Marker.BULLET


def _end(pieces: Sequence[Piece], first: int) -> int:
    """Where the body ends: before who signs or who receives."""
    for index in range(first, len(pieces)):
        piece = pieces[index]
        if isinstance(piece, Line) and (RECIPIENTS.match(piece.text) or AUTHORITY.match(piece.text)):
            return _closed(pieces, first, index)
    return next(
        (
            i + 1
            for i in range(first, len(pieces))
            if isinstance(p := pieces[i], Line) and CLOSED.search(p.text) and i > first + 2
        ),
        len(pieces),
    )


def _closed(pieces: Sequence[Piece], first: int, end: int) -> int:
    """Behind the sentence that closes the plan, where only those who sign stand between it and its end."""
    for index in range(end - 1, max(first, end - LONGEST_SIGNATURE), -1):
        piece = pieces[index]
        if isinstance(piece, Sheet) or piece.marker is not Marker.NONE:
            return end
        if CLOSED.search(piece.text):
            return index + 1
    return end


def _closing_and_annexes(after: Sequence[Piece]) -> tuple[list[Line], list[Piece]]:
    """The signature with the recipients; then annexes, from their heading or their table on."""
    for index, piece in enumerate(after):
        if isinstance(piece, Sheet) or (ANNEX.match(piece.text) and len(piece.text) < 150):
            return [p for p in after[:index] if isinstance(p, Line)], list(after[index:])
    return [piece for piece in after if isinstance(piece, Line)], []


def _signed(before: Sequence[Line]) -> list[Line]:
    """The signature and recipients of a decision that precede the plan it issues."""
    start = next(
        (i for i, line in enumerate(before) if RECIPIENTS.match(line.text) or AUTHORITY.match(line.text)), None
    )
    return list(before[start:]) if start is not None else []


def _articles(before: Sequence[Line]) -> list[Line]:
    """The articles of a decision that precede the plan, up to its signature; a paragraph under one is its own line."""
    start = next((i for i, line in enumerate(before) if ARTICLE.match(line.text)), None)
    if start is None:
        return []
    found: list[Line] = []
    for line in before[start:]:
        if RECIPIENTS.match(line.text) or AUTHORITY.match(line.text) or _kind(line.text):
            break
        found.append(line)
    return found
