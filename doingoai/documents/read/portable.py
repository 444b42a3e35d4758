"""PDF papers and scans, read in processes of their own: one made to fill the memory or to run for hours ends alone."""

import base64
import json
import sys
from collections.abc import Callable, Sequence
from time import monotonic
from typing import Any

from doingoai.documents.domain import RECOGNISED, Block, Document, NotReadable, Paragraph, Table
from doingoai.documents.read.programs import Failed, run
from doingoai.documents.read.scans import UNREADABLE, Recogniser, headed

# What is told at each page of a scan: its number, and how many there are.
Turned = Callable[[int, int], object]
PAGES = "doingoai.documents.read.print_pages"
LONGEST = 60  # seconds, on a machine that has other work as well
MOST_SCANNED, LONGEST_SCAN = 60, 240  # pages; seconds
HEAVY = "Tệp PDF quá nặng hoặc hỏng nên không đọc được. Xuất lại PDF từ Word, hoặc tách thành nhiều tệp."
TOO_LONG = f"Bản quét dài hơn {MOST_SCANNED} trang nên không được nhận. Tách thành nhiều tệp, hoặc dùng bản .docx."
TOO_SLOW = "Nhận dạng chữ quá lâu nên đã dừng. Tách bản quét thành nhiều tệp, hoặc dùng bản .docx."


def unseen(page: int, pages: int) -> None:
    """Tell nobody."""


def read_pdf(name: str, data: bytes, turned: Turned = unseen) -> Document:
    """The paragraphs and tables of a PDF; of one that holds pictures of pages, the letters recognised on them.

    :raises NotReadable: if it is encrypted, broken or beyond reason, or its letters cannot be recognised
    """
    answer = _answer("printed", data)
    printed = _blocks(answer["found"])
    if not answer["is_scan"]:
        return Document(name, "pdf", printed)
    try:
        return _recognised(name, "pdf", _scanned(data, answer["pages"], turned))
    except NotReadable:
        if not printed:
            raise
        return Document(name, "pdf", printed)  # pictures with a few words are no plan, but may be evidence


def read_picture(name: str, data: bytes) -> Document:
    """The letters recognised on a picture of a page.

    :raises NotReadable: if they cannot be
    """
    return _recognised(name, "image", [Recogniser.found().lettered(data)])


def attachments(data: bytes) -> list[tuple[str, bytes]]:
    """The files inside the PDF, each with its name.

    :raises NotReadable: if the PDF is encrypted, broken or beyond reason
    """
    return [(name, base64.b64decode(content)) for name, content in _answer("attached", data)["found"]]


def _scanned(data: bytes, pages: int, turned: Turned) -> list[bytes]:
    recogniser = Recogniser.found()
    if pages > MOST_SCANNED:
        raise NotReadable(TOO_LONG)
    ends, lettered = monotonic() + LONGEST_SCAN, []
    for number in range(pages):
        turned(number + 1, pages)
        lettered.append(recogniser.lettered(_asked("picture", data, str(number))))
        if monotonic() > ends:
            raise NotReadable(TOO_SLOW)
    return lettered


def _recognised(name: str, kind: str, lettered: Sequence[bytes]) -> Document:
    sheets = json.dumps([base64.b64encode(sheet).decode() for sheet in lettered])
    found = _blocks(_answer("lettered", sheets.encode())["found"])
    if not found:
        raise NotReadable(UNREADABLE)
    seen = {block.line: block.text for block in found if isinstance(block, Paragraph)}
    mended = [(line, text, headed(text)) for line, text in seen.items() if headed(text) != text]
    read = {line: text for line, _, text in mended}
    blocks = (Paragraph(block.line, read[block.line]) if block.line in read else block for block in found)
    return Document(name, kind, tuple(blocks), RECOGNISED, tuple(mended))


def _answer(what: str, data: bytes) -> dict[str, Any]:
    answer: dict[str, Any] = json.loads(_asked(what, data))
    if "refusal" in answer:
        raise NotReadable(answer["refusal"])
    return answer


def _asked(what: str, data: bytes, *more: str) -> bytes:
    try:
        return run([sys.executable, "-m", PAGES, what, *more], data=data, seconds=LONGEST)
    except Failed as error:
        raise NotReadable(HEAVY) from error


def _blocks(found: Sequence[tuple[int, Any]]) -> tuple[Block, ...]:
    return tuple(
        Paragraph(line, held) if isinstance(held, str) else Table(line, tuple(map(tuple, held))) for line, held in found
    )
