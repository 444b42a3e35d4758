"""Small files as people send them, made for the tests."""

from io import BytesIO
from zipfile import ZipFile

import docx
import openpyxl
import pypdfium2 as pdfium

from doingoai.documents.domain.form import Para
from doingoai.documents.write import write_pdf
from tests.documents.papers import AT, paper


def word(*paragraphs: str, cell: str = "", header: str = "", footer: str = "") -> bytes:
    """A Word paper with these paragraphs, and words in a table's cell, the header, the footer."""
    made = docx.Document()
    for text in paragraphs:
        made.add_paragraph(text)
    if cell:
        made.add_table(rows=1, cols=2).rows[0].cells[1].text = cell
    made.sections[0].header.paragraphs[0].text = header
    made.sections[0].footer.paragraphs[0].text = footer
    buffer = BytesIO()
    made.save(buffer)
    return buffer.getvalue()


def with_part(package: bytes, name: str, content: bytes) -> bytes:
    """The same office package with one more part."""
    buffer = BytesIO(package)
    with ZipFile(buffer, "a") as file:
        file.writestr(name, content)
    return buffer.getvalue()


def sheet(*rows: tuple[str, ...]) -> bytes:
    """A spreadsheet with these rows."""
    made = openpyxl.Workbook()
    for row in rows:
        made.active.append(row)
    buffer = BytesIO()
    made.save(buffer)
    return buffer.getvalue()


def pdf(*paragraphs: str) -> bytes:
    """A PDF paper with these paragraphs in its body."""
    # What the house itself would hold back is written as well.
    return write_pdf.__wrapped__(paper(blocks=tuple(map(Para, paragraphs)), annexes=()), at=AT)


def pdf_holding(name: str, data: bytes) -> bytes:
    """A PDF paper with a file inside it."""
    made = pdfium.PdfDocument(pdf("Có tệp đính kèm."))
    made.new_attachment(name).set_data(data)
    buffer = BytesIO()
    made.save(buffer)
    return buffer.getvalue()


def scan() -> bytes:
    """A PDF of one page without a letter, as a scanner makes it."""
    made = pdfium.PdfDocument.new()
    made.new_page(595, 842)
    buffer = BytesIO()
    made.save(buffer)
    return buffer.getvalue()
