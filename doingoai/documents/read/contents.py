"""All words of a file, wherever they hide: what the guard looks at."""

import html
import re
import zipfile
from collections.abc import Iterator
from io import BytesIO

from doingoai.documents.domain import Document, NotReadable
from doingoai.documents.read.entry import read
from doingoai.documents.read.portable import attachments

ZIP, PDF = b"PK\x03\x04", b"%PDF-"
MAX_UNPACKED = 200 * 1024 * 1024
MAX_DEPTH = 3  # a paper in a paper in a paper; deeper is refused, not trusted
# Paragraph ends of Word, cell and string ends of Excel, row ends of drawings.
BREAKS = re.compile(r"</(?:w:p|a:p|si|is|c)>|<w:br\s*/>|<w:tab\s*/>")
TAGS = re.compile(r"<[^>]*>")


def contents(name: str, data: bytes, *, document: Document | None = None, depth: int = 0) -> Iterator[tuple[int, str]]:
    """Every text of the file with a line number: also headers, footers, text boxes, notes, and files inside it.

    `document` is the file as it was read, where that was done already: printed pages are not read twice.

    :raises NotReadable: if the file, or a file inside it, cannot be opened
    """
    if depth > MAX_DEPTH:
        raise NotReadable("Tệp chứa quá nhiều lớp tệp lồng nhau nên không được nhận. Lưu lại tệp rồi thử lại.")
    if data.startswith(ZIP):
        yield from _package(data, depth)
        return
    yield from (document or read(name, data)).texts()
    if data.startswith(PDF):
        for inner_name, inner in attachments(data):
            yield from contents(inner_name, inner, depth=depth + 1)


def _package(data: bytes, depth: int) -> Iterator[tuple[int, str]]:
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            entries = package.infolist()
            if sum(entry.file_size for entry in entries) > MAX_UNPACKED:
                raise NotReadable("Tệp giải nén ra quá lớn nên không được nhận. Lưu lại tệp rồi thử lại.")
            for entry in entries:
                inner = package.read(entry)
                if entry.filename.endswith((".xml", ".rels", ".vml")):
                    yield from _words(inner)
                elif inner.startswith((ZIP, PDF)):
                    yield from contents(entry.filename, inner, depth=depth + 1)
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError) as error:
        raise NotReadable("Tệp hỏng hoặc có mật khẩu. Bỏ mật khẩu, lưu lại rồi thử lại.") from error


def _words(xml: bytes) -> Iterator[tuple[int, str]]:
    encoding = "utf-16" if xml[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8"
    for line, piece in enumerate(BREAKS.split(xml.decode(encoding, errors="replace")), start=1):
        text = html.unescape(TAGS.sub("", piece))
        if text.strip():
            yield line, text
