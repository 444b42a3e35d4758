"""An office package, which is a zip of parts: what of it is let in before anything of it is opened."""

import re
import zipfile
import zlib
from io import BytesIO

from doingoai.documents.domain.paper import NotReadable

MANY, LARGE = 3000, 100 * 1024 * 1024  # parts; bytes of all parts unpacked
LARGE_XML = 24 * 1024 * 1024  # bytes of one part of XML: its tree takes ten times as much
ENTRY = b"PK\x01\x02"  # stands before each entry of a zip's list
KINDS, FOR_MACROS = "[Content_Types].xml", b"macroenabled"
# Where Office keeps what runs: Visual Basic, and the sheets of Excel's older macros.
MACROS = re.compile(r"vbaproject\.bin$|(?:^|/)macrosheets/", re.I)
XML = (".xml", ".rels", ".vml")
HAS_MACROS = "Tệp có macro nên không được nhận. Lưu lại dưới dạng .docx hoặc .xlsx, không có macro."
BROKEN = "Tệp hỏng hoặc có mật khẩu. Bỏ mật khẩu, lưu lại rồi thử lại."
FAULTS = (zipfile.BadZipFile, zipfile.LargeZipFile, RuntimeError, NotImplementedError, EOFError, OSError, ValueError)


def opened(data: bytes) -> zipfile.ZipFile:
    """The package, known to unpack to little and to hold no macros.

    :raises NotReadable: if it is broken, unpacks beyond reason, or holds macros
    """
    if data.count(ENTRY) > MANY:
        raise NotReadable("Tệp nén chứa quá nhiều tệp con nên không được nhận. Lưu lại tệp rồi thử lại.")
    try:
        package = zipfile.ZipFile(BytesIO(data))
    except FAULTS as error:
        raise NotReadable(BROKEN) from error
    entries = package.infolist()
    if sum(entry.file_size for entry in entries) > LARGE or any(map(_is_large_xml, entries)):
        raise NotReadable("Tệp giải nén ra quá lớn nên không được nhận. Lưu lại tệp rồi thử lại.")
    if any(MACROS.search(entry.filename) for entry in entries) or _is_for_macros(package):
        raise NotReadable(HAS_MACROS)
    return package


def part(package: zipfile.ZipFile, entry: zipfile.ZipInfo | str, size: int = -1) -> bytes:
    """The bytes of a part, or as many from its start.

    :raises NotReadable: if they cannot be unpacked
    :raises KeyError: if there is no such part
    """
    try:
        with package.open(entry) as file:
            return file.read(size)
    except KeyError:
        raise
    except (*FAULTS, zlib.error) as error:
        raise NotReadable(BROKEN) from error


def _is_large_xml(entry: zipfile.ZipInfo) -> bool:
    return entry.filename.casefold().endswith(XML) and entry.file_size > LARGE_XML


def _is_for_macros(package: zipfile.ZipFile) -> bool:
    return KINDS in package.namelist() and FOR_MACROS in part(package, KINDS).replace(b"\0", b"").lower()
