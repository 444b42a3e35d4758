"""All words of a file, wherever they hide: what the guard looks at."""

import re
import zipfile
from collections.abc import Iterator
from io import BytesIO

from doingoai.documents.domain import NotReadable
from doingoai.documents.read.entry import read

MAX_UNPACKED = 200 * 1024 * 1024
# Paragraph ends of Word, cell and string ends of Excel, row ends of drawings.
BREAKS = re.compile(rb"</(?:w:p|a:p|si|is|c)>|<w:br\s*/>|<w:tab\s*/>")
TAGS = re.compile(rb"<[^>]*>")
ENTITIES = {b"&lt;": b"<", b"&gt;": b">", b"&quot;": b'"', b"&apos;": b"'", b"&amp;": b"&"}


def contents(name: str, data: bytes) -> Iterator[tuple[int, str]]:
    """Every text of the file with a line number: of an office package also headers, footers, text boxes, notes.

    :raises NotReadable: if the file cannot be opened
    """
    if data.startswith(b"PK\x03\x04"):
        yield from _package(data)
    else:
        yield from read(name, data).texts()


def _package(data: bytes) -> Iterator[tuple[int, str]]:
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            entries = package.infolist()
            if sum(entry.file_size for entry in entries) > MAX_UNPACKED:
                raise NotReadable("Tệp giải nén ra quá lớn nên không được nhận. Lưu lại tệp rồi thử lại.")
            for entry in entries:
                if entry.filename.endswith(".xml"):
                    yield from _words(package.read(entry))
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError) as error:
        raise NotReadable("Tệp hỏng hoặc có mật khẩu. Bỏ mật khẩu, lưu lại rồi thử lại.") from error


def _words(xml: bytes) -> Iterator[tuple[int, str]]:
    for line, piece in enumerate(BREAKS.split(xml), start=1):
        text = TAGS.sub(b"", piece)
        for entity, letter in ENTITIES.items():
            text = text.replace(entity, letter)
        if text.strip():
            yield line, text.decode("utf-8", errors="replace")
