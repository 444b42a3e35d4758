"""The one door of reading: which reader a file needs is told by its content, then by its name."""

from pathlib import PurePath

from doingoai.documents.domain import Document, NotReadable
from doingoai.documents.read.plain import read_text
from doingoai.documents.read.portable import read_pdf
from doingoai.documents.read.word import read_docx

MAX_BYTES = 20 * 1024 * 1024
KNOWN = {".txt", ".md", ".docx", ".pdf"}


def read(name: str, data: bytes) -> Document:
    """Read a paper.

    :raises NotReadable: if it is empty, too large, encrypted, scanned without text, or of no kind that is read here
    """
    if not data.strip():
        raise NotReadable("Tệp trống. Chọn lại tệp có nội dung.")
    if len(data) > MAX_BYTES:
        raise NotReadable("Tệp lớn hơn 20 MB. Bỏ ảnh hoặc tách tệp rồi thử lại.")
    if data.startswith(b"%PDF-"):
        document = read_pdf(name, data)
    elif data.startswith(b"PK\x03\x04"):
        document = read_docx(name, data)
    elif data.startswith(b"\xd0\xcf\x11\xe0"):
        raise NotReadable("Tệp được mã hóa hoặc thuộc Word đời cũ (.doc). Bỏ mật khẩu và lưu lại dưới dạng .docx.")
    elif PurePath(name).suffix.lower() in KNOWN:
        document = read_text(name, data)
    else:
        raise NotReadable("Loại tệp này chưa đọc được. Dùng tệp .docx, .pdf có chữ hoặc .txt.")
    if not any(True for _ in document.texts()):
        raise NotReadable("Tệp không có chữ nào. Chọn lại tệp có nội dung.")
    return document
