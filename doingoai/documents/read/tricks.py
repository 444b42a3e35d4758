"""Files that are two things at once, or that do something when they are opened: refused before anything is kept."""

import re
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from doingoai.documents.domain import NotReadable

ZIP, ZIP_END = b"PK\x03\x04", b"PK\x05\x06"
PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\0", b"MM\0*", b"GIF8")
# What a browser or a shell would run if it took the file for something else.
RUN = re.compile(rb"<script\b|<html\b|<\?php|<svg\b|javascript:|%PDF-\d", re.I)
TAIL = 66_000  # bytes: the end of a zip's list and its longest comment
NAMES = re.compile(r"(?:^|[\\/])\.\.(?:[\\/]|$)|^[\\/]|^[A-Za-z]:|[\x00-\x1f\u202a-\u202e]")
# What an office file would do by itself: ask other programs or machines through a formula or a field, or fetch a
# template from elsewhere. Sums, averages and links that somebody must press are not among it.
ACTIVE = re.compile(
    rb"<(?:\w+:)?f\b[^<>]*>\s*=?\s*(?:[A-Za-z]+\||[^<]*\b(?:WEBSERVICE|CALL|REGISTER(?:\.ID)?|EXEC|DDE|RTD)\s*\()"
    rb"|(?:instrText\b[^<>]*>|\binstr=\")\s*DDE(?:AUTO)?\b"
    rb"|/attachedTemplate\"[^<>]*\bTarget=\"(?:https?:|\\\\|//)",
    re.I,
)
CSV_FORMULA = re.compile(r"""(?:^|[,;\t])\s*"?\s*(?:=|[@+-]\s*[A-Za-z_]+\s*[(|!])""", re.M)

TWO_AT_ONCE = "Tệp là hai loại tệp trong một nên không được nhận. Mở tệp, lưu lại dưới một loại rồi thử lại."
LED_ASTRAY = "Tên tệp, hoặc tên tệp con bên trong, chứa đường dẫn hoặc ký tự lạ. Đặt lại tên rồi thử lại."
FORMULAS = "Tệp có công thức gọi chương trình hoặc địa chỉ khác nên không được nhận. Dán lại dưới dạng giá trị."


def refuse_tricks(name: str, data: bytes) -> None:
    """Look at what the file would do to whoever opens it.

    :raises NotReadable: if it is two kinds of file at once, leads out of its folder, or holds formulas that reach out
    """
    if NAMES.search(name):
        raise NotReadable(LED_ASTRAY)
    if _is_two(data):
        raise NotReadable(TWO_AT_ONCE)
    if data.startswith(ZIP):
        _look_into(data)
    elif name.casefold().endswith(".csv") and CSV_FORMULA.search(data.decode("utf-8", errors="replace")):
        raise NotReadable(FORMULAS)


def _is_two(data: bytes) -> bool:
    """A picture that is also a page or a program, or anything but a package that ends as one."""
    if not data.startswith(ZIP) and ZIP_END in data[-TAIL:]:
        return True
    return data.startswith(PICTURES) and RUN.search(data) is not None


def _look_into(data: bytes) -> None:
    try:
        package = ZipFile(BytesIO(data))
    except (BadZipFile, ValueError, NotImplementedError):
        return  # the reader says that it is broken
    for entry in package.infolist():
        if NAMES.search(entry.filename):
            raise NotReadable(LED_ASTRAY)


def refuse_active(part: bytes) -> None:
    """Look whether a part of an office file acts by itself when the file is opened.

    :raises NotReadable: if it does
    """
    if ACTIVE.search(part):
        raise NotReadable(FORMULAS)
