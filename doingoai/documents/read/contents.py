"""All words of a file, wherever they hide: what the guard looks at."""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from zipfile import ZipFile, ZipInfo

from doingoai.documents.domain import Document, NotReadable
from doingoai.documents.domain import package as bounds
from doingoai.documents.read.entry import read
from doingoai.documents.read.old_word import as_docx
from doingoai.documents.read.package import refuse_entities
from doingoai.documents.read.pictures import embedded, is_picture
from doingoai.documents.read.portable import attachments
from doingoai.documents.read.tricks import refuse_active
from doingoai.documents.read.web import source

ZIP, PDF, OLD_WORD = b"PK\x03\x04", b"%PDF-", b"\xd0\xcf\x11\xe0"
LONGEST_MAGIC = 8
MAX_DEPTH = 3  # a paper in a paper in a paper; deeper is refused, not trusted
MOST_UNPACKED = 200 * 1024 * 1024  # bytes, of the file and all files inside it together
# Paragraph ends of Word, cell and string ends of Excel, row ends of drawings; of web pages what starts a line.
BREAKS = re.compile(r"</(?:w:p|a:p|si|is|c)>|<w:br\s*/>|<w:tab\s*/>")
WEB_BREAKS = re.compile(r"<(?:/?(?:p|div|td|th|tr|li|h[1-6]|table|body|title|option|pre|dd|dt)|br)\b[^<>]*>", re.I)
TAGS = re.compile(r"<[^<>]*>")  # ends at the next "<": no file, however odd, may make it slow


@dataclass
class _Room:
    """How many more bytes may be unpacked."""

    left: int = MOST_UNPACKED

    def take(self, size: int) -> None:
        self.left -= size
        if self.left < 0:
            raise NotReadable("Tệp giải nén ra quá lớn nên không được nhận. Lưu lại tệp rồi thử lại.")


def contents(name: str, data: bytes, *, document: Document | None = None) -> Iterator[tuple[int, str]]:
    """Every text of the file with a line number: also headers, footers, text boxes, notes, and files inside it.

    `document` is the file as it was read, where that was done already: printed pages are not read twice.

    :raises NotReadable: if the file, or a file inside it, cannot be opened
    """
    yield from _contents(name, data, document, 0, _Room())


def _contents(name: str, data: bytes, document: Document | None, depth: int, room: _Room) -> Iterator[tuple[int, str]]:
    if depth > MAX_DEPTH:
        raise NotReadable("Tệp chứa quá nhiều lớp tệp lồng nhau nên không được nhận. Lưu lại tệp rồi thử lại.")
    if data.startswith(ZIP):
        yield from _package(data, depth, room)
        return
    if data.startswith(OLD_WORD):
        yield from _package(as_docx(data), depth, room)
        return
    if is_picture(data):
        yield from embedded(data)
    document = document or read(name, data)
    yield from document.texts()
    if document.format == "html":
        yield from _words(source(data), WEB_BREAKS)
    if data.startswith(PDF):
        for inner_name, inner in attachments(data):
            yield from _contents(inner_name, inner, None, depth + 1, room)


def _package(data: bytes, depth: int, room: _Room) -> Iterator[tuple[int, str]]:
    with bounds.opened(data) as package:
        for entry in package.infolist():
            if entry.filename.casefold().endswith(bounds.XML):
                room.take(entry.file_size)
                xml = bounds.part(package, entry)
                refuse_entities(xml)
                refuse_active(xml)
                yield from _words(_text(xml), BREAKS)
            else:
                yield from _inside(package, entry, depth, room)


def _inside(package: ZipFile, entry: ZipInfo, depth: int, room: _Room) -> Iterator[tuple[int, str]]:
    """What a part that is no XML says: a file in the file, or a picture with words beside it."""
    begin = _begins(package, entry)
    if begin.startswith((ZIP, PDF)) or is_picture(begin):
        room.take(entry.file_size)
        inner = bounds.part(package, entry)
        yield from embedded(inner) if is_picture(begin) else _contents(entry.filename, inner, None, depth + 1, room)


def _begins(package: ZipFile, entry: ZipInfo) -> bytes:
    return bounds.part(package, entry, size=LONGEST_MAGIC)


def _text(xml: bytes) -> str:
    return xml.decode("utf-16" if xml[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8", errors="replace")


def _words(text: str, breaks: re.Pattern[str]) -> Iterator[tuple[int, str]]:
    for line, piece in enumerate(breaks.split(text), start=1):
        words = html.unescape(TAGS.sub("", piece))
        if words.strip():
            yield line, words
