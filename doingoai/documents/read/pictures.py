"""The words that lie in a picture's file beside the picture: titles, comments, what a camera or an editor wrote."""

import re
import zlib
from collections.abc import Iterator

PNG, JPEG, RIFF = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"RIFF"
TIFF = (b"II*\0", b"MM\0*")
ENDS = 1 << 16  # bytes at either end of a TIFF, where its words lie
MOST_PACKED = 1 << 20  # bytes of one packed comment
# Lines of words among bytes: ended by whatever is no letter and no sign, and by the tags that editors write.
RUNS = re.compile(r"[^\x00-\x08\x0a-\x1f\x7f-\x9f\ufffd<>\"]{2,}")
# The segments of a JPEG that hold words: what cameras (APP1) and editors (APP13) wrote, and comments.
WORDED = {0xE1, 0xED, 0xFE}
START_OF_SCAN, END = 0xDA, 0xD9


def embedded(data: bytes) -> Iterator[tuple[int, str]]:
    """Each run of words in the parts of the file that are no picture, with the number of its part.

    Of a file that is cut off or broken, what comes before the break.
    """
    for number, part in enumerate(_parts(data), start=1):
        for encoding in ("utf-8", "utf-16-le", "utf-16-be"):
            for run in RUNS.findall(part.decode(encoding, errors="replace")):
                yield number, run


def is_picture(data: bytes) -> bool:
    """Whether the file begins as a picture does."""
    return data.startswith((PNG, JPEG, RIFF, *TIFF))


def _parts(data: bytes) -> Iterator[bytes]:
    if data.startswith(TIFF):
        return iter((data[:ENDS], data[-ENDS:]))
    return _png(data) if data.startswith(PNG) else _jpeg(data) if data.startswith(JPEG) else _riff(data)


def _png(data: bytes) -> Iterator[bytes]:
    place = len(PNG)
    while place + 8 <= len(data):
        size, kind = int.from_bytes(data[place : place + 4]), data[place + 4 : place + 8]
        part = data[place + 8 : place + 8 + size]
        if kind in {b"tEXt", b"zTXt", b"iTXt", b"eXIf"}:
            yield part.replace(b"\x00", b"\n")
            yield from _packed(part)
        place += 12 + size


def _packed(part: bytes) -> Iterator[bytes]:
    """A comment may be packed: the packed bytes begin behind one of its zeros."""
    for found in re.finditer(rb"\x00", part[:300]):
        try:
            yield zlib.decompressobj().decompress(part[found.end() :].removeprefix(b"\x00"), MOST_PACKED)
        except zlib.error:
            continue


def _jpeg(data: bytes) -> Iterator[bytes]:
    place = 2
    while place + 4 <= len(data) and data[place] == 0xFF and data[place + 1] not in {START_OF_SCAN, END}:
        size = int.from_bytes(data[place + 2 : place + 4])
        if data[place + 1] in WORDED:
            yield data[place + 4 : place + 2 + size]
        place += 2 + size


def _riff(data: bytes) -> Iterator[bytes]:
    place = 12
    while data.startswith(RIFF) and place + 8 <= len(data):
        kind, size = data[place : place + 4], int.from_bytes(data[place + 4 : place + 8], "little")
        if kind in {b"EXIF", b"XMP "}:
            yield data[place + 8 : place + 8 + size]
        place += 8 + size + size % 2
