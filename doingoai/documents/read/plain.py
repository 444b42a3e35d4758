"""Plain text."""

import unicodedata

from doingoai.documents.domain import Document, NotReadable, Paragraph

WESTERN = {"windows-1252", "iso-8859-1", "latin1", "us-ascii"}  # Vietnamese letters come as references
LONG = 8 * 1024 * 1024  # bytes: a thousand times a plan
CONTROL = frozenset(range(32)) - {9, 10, 13, 12}


def read_text(name: str, data: bytes) -> Document:
    """The text line by line, empty lines left out, each with its printed line number.

    :raises NotReadable: if the bytes are no text in a known encoding, or too many
    """
    if len(data) > LONG:
        raise NotReadable("Văn bản dài hơn 8 MB nên không được nhận. Tách thành nhiều tệp rồi thử lại.")
    lines = unicodedata.normalize("NFC", decoded(data)).splitlines()
    return Document(
        name,
        "txt",
        tuple(Paragraph(n, line.strip(" \r")) for n, line in enumerate(lines, start=1) if line.strip()),
    )


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
