"""Plain text."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import pairwise

from doingoai.documents.domain import Block, Document, NotReadable, Paragraph, Table
from doingoai.documents.read.aligned import Aligned, parted
from doingoai.documents.read.print_paragraphs import BROKEN, MARKER

WESTERN = {"windows-1252", "iso-8859-1", "latin1", "us-ascii"}  # Vietnamese letters come as references
QUOTED = re.compile(r"(?:> ?)+")
INDENT = re.compile(r" {2,12}\S")
FEWEST, MOSTLY, LEAST_FULL = 5, 0.5, 45  # lines; share of lines at the edge; letters of a line that was broken
LONG = 8 * 1024 * 1024  # bytes: a thousand times a plan
CONTROL = frozenset(range(32)) - {9, 10, 13, 12}


def read_text(name: str, data: bytes) -> Document:
    """The text line by line, empty lines left out, each with its printed line number.

    :raises NotReadable: if the bytes are no text in a known encoding, or too many
    """
    if len(data) > LONG:
        raise NotReadable("Văn bản dài hơn 8 MB nên không được nhận. Tách thành nhiều tệp rồi thử lại.")
    lines = unicodedata.normalize("NFC", decoded(data)).splitlines()
    return Document(name, "txt", tuple(_blocks(_unquoted(lines))))


def _unquoted(lines: Sequence[str]) -> list[str]:
    """The lines without the marks with which a forwarded letter quotes them."""
    quoted = [line for line in lines if QUOTED.match(line)]
    if len(quoted) * 2 < sum(bool(line.strip()) for line in lines):
        return list(lines)
    return [QUOTED.sub("", line) for line in lines]


def _blocks(lines: Sequence[str]) -> Iterator[Block]:
    run: list[tuple[int, str]] = []
    for piece in parted(list(enumerate(lines, start=1))):
        if isinstance(piece, Aligned):
            yield from (Paragraph(*found) for found in _paragraphs(run))
            yield Table(piece.line, piece.rows)
            run = []
        else:
            run.append(piece)
    yield from (Paragraph(*found) for found in _paragraphs(run))


def _paragraphs(numbered: Sequence[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    """Each line that bears words; those of a text whose first lines stand in are put together again."""
    lines = [text for _, text in numbered]
    stands_in = _stands_in(lines)
    held, at = "", 0
    for (number, line), before in zip(numbered, ("", *lines), strict=False):
        if stands_in and held and _goes_on(before, line):
            held = f"{held}{'' if BROKEN.search(held) else ' '}{line.strip()}"
            continue
        if held:
            yield at, held
        held, at = line.strip(" \r"), number
        if not held.strip():
            held = ""
    if held:
        yield at, held


def _stands_in(lines: Sequence[str]) -> bool:
    """Whether paragraphs begin further in than they go on: many lines at the edge follow a long one that stands in."""
    pairs = [(a, b) for a, b in pairwise(lines) if a.strip() and b.strip()]
    going_on = [b for a, b in pairs if _goes_on(a, b)]
    opening = [b for _a, b in pairs if INDENT.match(b)]
    at_edge = [b for _a, b in pairs if b[:1].strip()]
    return len(going_on) >= FEWEST and len(opening) >= FEWEST and len(going_on) >= MOSTLY * len(at_edge)


def _goes_on(before: str, line: str) -> bool:
    """Whether the line at the edge goes on with a long line before it."""
    is_edge = bool(line[:1].strip()) and not MARKER.match(line)
    return is_edge and len(before.rstrip()) >= LEAST_FULL and "|" not in line and "\t" not in line


def decoded(data: bytes, charset: str = "") -> str:
    """The bytes as text, in the encodings of the offices; `charset` is what the text says of itself.

    :raises NotReadable: if they are no text in a known encoding
    """
    encoding = "utf-16" if data[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        text = _decoded_by_windows(data, charset)
    if any(ord(c) in CONTROL for c in text[:4096]):
        raise NotReadable("Tệp này không phải văn bản. Dùng tệp .docx, .doc, .pdf, .html hoặc .txt.")
    return text


def _decoded_by_windows(data: bytes, charset: str) -> str:
    if charset.lower() in WESTERN:
        return data.decode("cp1252", errors="replace")
    text = data.decode("cp1258", errors="replace")
    if "\ufffd" in text or not any("à" <= c <= "ỹ" for c in text):
        raise NotReadable("Không đọc được bảng mã của tệp. Lưu lại dưới dạng UTF-8 rồi thử lại.")
    return text
