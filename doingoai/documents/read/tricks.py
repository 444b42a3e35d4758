"""Files that are two things at once, or that do something when they are opened: refused before anything is kept."""

import re
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from doingoai.documents.domain import NotReadable, package

ZIP, ZIP_END = b"PK\x03\x04", b"PK\x05\x06"
PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\0", b"MM\0*", b"GIF8")
# What a browser or a shell would run if it took the file for something else.
RUN = re.compile(rb"<script\b|<html\b|<\?php|<svg\b|javascript:|%PDF-\d", re.I)
# A drawing holds scripts as a page does, whatever its name is.
# What may stand before it is passed over once and for all: no file, however odd, may make it slow.
DRAWING = re.compile(
    rb"(?>\s++|<\?xml\b[^>]*+>|<!--.*?-->|<!DOCTYPE\b[^>\[]*+(?:\[[^\]]*+\]\s*+)?+>)*+<svg\b", re.I | re.S
)
BOM = b"\xef\xbb\xbf"
# Office names by these what runs when it is opened.
FOR_MACROS = (".docm", ".dotm", ".xlsm", ".xltm", ".xlam", ".pptm")
PDF, HEAD = b"%PDF-", 1024  # a reader of PDF looks for its mark as far as this
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

DRAWN = "Tệp là hình vẽ SVG nên không được nhận. Lưu lại dưới dạng .png hoặc .jpg rồi gửi lại."
TWO_AT_ONCE = "Tệp là hai loại tệp trong một nên không được nhận. Mở tệp, lưu lại dưới một loại rồi thử lại."
LED_ASTRAY = "Tên tệp, hoặc tên tệp con bên trong, chứa đường dẫn hoặc ký tự lạ. Đặt lại tên rồi thử lại."
FORMULAS = "Tệp có công thức gọi chương trình hoặc địa chỉ khác nên không được nhận. Dán lại dưới dạng giá trị."


def refuse_tricks(name: str, data: bytes) -> None:
    """Look at what the file would do to whoever opens it.

    :raises NotReadable: if it is two kinds of file at once, a drawing, or made for macros, leads out of its folder, or
        holds formulas that reach out
    """
    if NAMES.search(name):
        raise NotReadable(LED_ASTRAY)
    if name.casefold().endswith(FOR_MACROS):
        raise NotReadable(package.HAS_MACROS)
    if DRAWING.match(data.removeprefix(BOM)):
        raise NotReadable(DRAWN)
    if _is_two(data):
        raise NotReadable(TWO_AT_ONCE)
    if data.startswith(ZIP):
        _look_into(data)
    elif name.casefold().endswith(".csv") and CSV_FORMULA.search(data.decode("utf-8", errors="replace")):
        raise NotReadable(FORMULAS)


def _is_two(data: bytes) -> bool:
    """A picture that is also a page or a program, a package that begins as a PDF, or anything else that ends as one."""
    if PDF in data[:HEAD] if data.startswith(ZIP) else ZIP_END in data[-TAIL:]:
        return True
    return data.startswith(PICTURES) and RUN.search(data) is not None


def _look_into(data: bytes) -> None:
    try:
        parts = ZipFile(BytesIO(data))
    except (BadZipFile, ValueError, NotImplementedError):
        return  # the reader says that it is broken
    for entry in parts.infolist():
        if NAMES.search(entry.filename):
            raise NotReadable(LED_ASTRAY)


def refuse_active(part: bytes) -> None:
    """Look whether a part of an office file acts by itself when the file is opened.

    :raises NotReadable: if it does
    """
    if ACTIVE.search(part):
        raise NotReadable(FORMULAS)
