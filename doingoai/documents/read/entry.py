"""The one door of reading: which reader a file needs is told by its content, then by its name."""

from collections.abc import Callable
from pathlib import PurePath

from doingoai.documents.domain import Document, NotReadable
from doingoai.documents.read.old_word import read_doc
from doingoai.documents.read.plain import read_text
from doingoai.documents.read.portable import Turned, read_pdf, read_picture, unseen
from doingoai.documents.read.web import is_web_page, read_html
from doingoai.documents.read.word import read_docx

MAX_BYTES = 20 * 1024 * 1024
WEB = {".html", ".htm", ".xhtml"}
TEXTS = {".txt", ".md", ".csv", ".docx", ".pdf"}
AT_ONCE = 1024 * 1024  # bytes of text, web page or .docx that are read in about a second


def takes_long(data: bytes) -> bool:
    """Whether reading may take more than a moment: whatever another program has to open, and large files."""
    slow = tuple(start for start, reader in BY_CONTENT.items() if reader is not read_docx)
    return len(data) > AT_ONCE or data.startswith(slow)


def check_size(data: bytes) -> None:
    """Look whether there is something to read, and not too much.

    :raises NotReadable: if the file is empty or too large
    """
    if not data.strip():
        raise NotReadable("Tệp trống. Chọn lại tệp có nội dung.")
    if len(data) > MAX_BYTES:
        raise NotReadable("Tệp lớn hơn 20 MB. Bỏ ảnh hoặc tách tệp rồi thử lại.")


def read(name: str, data: bytes, *, turned: Turned = unseen) -> Document:
    """Read a paper; of a scan each page is told as it is turned.

    :raises NotReadable: if it is empty, too large, encrypted, without letters, or of no kind that is read here
    """
    check_size(data)
    reader = _reader(name, data)
    document = read_pdf(name, data, turned) if reader is read_pdf else reader(name, data)
    if not any(True for _ in document.texts()):
        raise NotReadable("Tệp không có chữ nào. Chọn lại tệp có nội dung.")
    return document


def _reader(name: str, data: bytes) -> Callable[[str, bytes], Document]:
    for start, reader in BY_CONTENT.items():
        if data.startswith(start):
            return reader
    suffix = PurePath(name).suffix.lower()
    if suffix in WEB or is_web_page(data):
        return read_html
    if suffix in TEXTS:
        return read_text
    raise NotReadable(
        "Loại tệp này chưa đọc được. Dùng tệp .docx, .doc, .pdf, .html, .txt, hoặc ảnh quét .png, .jpg, .tif."
    )


BY_CONTENT = {
    b"%PDF-": read_pdf,
    b"PK\x03\x04": read_docx,
    b"\xd0\xcf\x11\xe0": read_doc,
    b"\x89PNG\r\n\x1a\n": read_picture,
    b"\xff\xd8\xff": read_picture,
    b"II*\0": read_picture,
    b"MM\0*": read_picture,
}
