"""Word papers."""

import unicodedata
import zipfile
from collections.abc import Iterator
from io import BytesIO

import docx
from docx.document import Document as WordDocument
from docx.opc.exceptions import PackageNotFoundError
from docx.table import Table as WordTable
from docx.text.paragraph import Paragraph as WordParagraph

from doingoai.documents.domain import Block, Document, NotReadable, Paragraph, Table

MAX_UNPACKED = 200 * 1024 * 1024
BROKEN = "Tệp Word hỏng hoặc không phải .docx. Mở bằng Word, lưu lại rồi thử lại."


def read_docx(name: str, data: bytes) -> Document:
    """The paragraphs and tables in their order; empty paragraphs are counted and left out.

    :raises NotReadable: if the package is broken, unpacks beyond reason, or is no Word paper
    """
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            if sum(entry.file_size for entry in package.infolist()) > MAX_UNPACKED:
                raise NotReadable("Tệp giải nén ra quá lớn nên không được nhận. Lưu lại tệp rồi thử lại.")
        word = docx.Document(BytesIO(data))
        return Document(name, "docx", tuple(_blocks(word)))
    except (zipfile.BadZipFile, PackageNotFoundError, KeyError, ValueError, SyntaxError) as error:
        raise NotReadable(BROKEN) from error


def _blocks(word: WordDocument) -> Iterator[Block]:
    for line, item in enumerate(word.iter_inner_content(), start=1):
        if isinstance(item, WordParagraph):
            for part in item.text.splitlines():
                if text := _clean(part):
                    yield Paragraph(line, text)
        elif isinstance(item, WordTable):
            yield Table(line, tuple(tuple(_clean(cell.text) for cell in row.cells) for row in item.rows))


def _clean(text: str) -> str:
    return "\n".join(unicodedata.normalize("NFC", line).strip() for line in text.splitlines()).strip()
