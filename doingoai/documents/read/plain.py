"""Plain text."""

import unicodedata

from doingoai.documents.domain import Document, NotReadable, Paragraph

CONTROL = frozenset(range(32)) - {9, 10, 13, 12}


def read_text(name: str, data: bytes) -> Document:
    """The text line by line, empty lines left out, each with its printed line number.

    :raises NotReadable: if the bytes are no text in a known encoding
    """
    lines = unicodedata.normalize("NFC", _decoded(data)).splitlines()
    return Document(
        name,
        "txt",
        tuple(Paragraph(n, line.strip()) for n, line in enumerate(lines, start=1) if line.strip()),
    )


def _decoded(data: bytes) -> str:
    encoding = "utf-16" if data[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        text = data.decode("cp1258", errors="replace")
        if "\ufffd" in text or not any("à" <= c <= "ỹ" for c in text):
            raise NotReadable("Không đọc được bảng mã của tệp. Lưu lại dưới dạng UTF-8 rồi thử lại.") from None
    if any(ord(c) in CONTROL for c in text[:4096]):
        raise NotReadable("Tệp này không phải văn bản. Dùng tệp .docx, .pdf có chữ hoặc .txt.")
    return text
