"""Letters for scans: tesseract, where the machine has it with Vietnamese, sets them where they stand on the picture."""

import re
import shutil
from typing import NamedTuple

from doingoai.documents.domain import NotReadable
from doingoai.documents.read.programs import Failed, run

DPI = 300
SECONDS = 30  # a page takes about three
LANGUAGE = "vie"
# A heading in capitals whose Roman number lost its dot, or was taken for letters of the same shape.
HEADING = re.compile(r"^([IVXLHT1]{1,5})\s*\.?\s+(?=[^\W\d_]{2,}[ ,])")
ROMAN = re.compile(r"X{0,2}(?:IX|IV|V?I{0,3})")
SHAPES = {"IL": "II", "I1": "II", "HI": "III", "HL": "III", "IH": "III", "IIL": "III", "TV": "IV", "VL": "VI"}
INSTALL = (
    "Tệp chỉ có ảnh, không có chữ. Dùng bản .docx hoặc bản PDF xuất từ Word, "
    "hoặc cài gói tesseract-ocr và tesseract-ocr-vie trên máy chủ."
)
UNREADABLE = "Tệp chỉ có ảnh và máy không nhận dạng được chữ. Quét lại ở 300 dpi, hoặc dùng bản .docx."


class Recogniser(NamedTuple):
    """The program that knows Vietnamese letters."""

    program: str

    @staticmethod
    def found() -> "Recogniser":
        """The machine's own.

        :raises NotReadable: if it is not there, or knows no Vietnamese
        """
        program = shutil.which("tesseract")
        try:
            if program and LANGUAGE in run([program, "--list-langs"], seconds=SECONDS).decode().split():
                return Recogniser(program)
        except Failed as error:
            raise NotReadable(INSTALL) from error
        raise NotReadable(INSTALL)

    def lettered(self, picture: bytes, dpi: float = DPI) -> bytes:
        """A PDF with nothing but the letters of the picture.

        :raises NotReadable: if the picture defeats it
        """
        options = ["-l", LANGUAGE, "--dpi", f"{dpi:.0f}", "-c", "textonly_pdf=1", "pdf"]
        try:
            return run([self.program, "stdin", "stdout", *options], data=picture, seconds=SECONDS)
        except Failed as error:
            raise NotReadable(UNREADABLE) from error


def headed(line: str) -> str:
    """The recognised line; of a heading in capitals, with the dot behind its Roman number."""
    found = HEADING.match(line) if line == line.upper() else None
    if found is None:
        return line
    number = SHAPES.get(found[1], found[1])
    return f"{number}. {line[found.end() :]}" if ROMAN.fullmatch(number) else line
