"""Files made to fill the memory, to run for hours or to carry what must not come in; `python -m` reads one alone."""

import contextlib
import sys
import zlib
from functools import partial
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import typst

from doingoai.documents.domain import NotReadable
from doingoai.documents.domain.guard import check
from doingoai.documents.read import contents, read
from tests.documents.files import sheet, word

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
S = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha ha ha ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;">]>'
FETCHES = '<!DOCTYPE x [<!ENTITY c SYSTEM "file:///etc/hostname">]>'
PARAGRAPH = "<w:p><w:r><w:t>Sở Công Thương chủ trì</w:t></w:r></w:p>"


def with_other(package: bytes, name: str, content: str | bytes) -> bytes:
    """The office package with another part in the place of its own."""
    buffer = BytesIO()
    with ZipFile(BytesIO(package)) as old, ZipFile(buffer, "w", ZIP_DEFLATED) as new:
        for entry in old.infolist():
            if entry.filename != name:
                new.writestr(entry.filename, old.read(entry))
        new.writestr(name, content)
    return buffer.getvalue()


def body(xml: str, doctype: str = "") -> bytes:
    """A Word paper with this body."""
    return with_other(word("x"), "word/document.xml", f"{doctype}<w:document {W}><w:body>{xml}</w:body></w:document>")


def book(ref: str, *, doctype: str = "", words: str = "a") -> bytes:
    """A spreadsheet whose last cell stands there."""
    row = "".join(c for c in ref if c.isdecimal())
    cell = f'<row r="{row}"><c r="{ref}" t="inlineStr"><is><t>{words}</t></is></c></row>'
    xml = f"{doctype}<worksheet {S}><sheetData>{cell}</sheetData></worksheet>"
    return with_other(sheet(("a",)), "xl/worksheets/sheet1.xml", xml)


def bomb(entries: int, size: int) -> bytes:
    """A package of many or of large parts of nothing."""
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as file:
        for number in range(entries):
            file.writestr(f"word/{number}.xml", b"0" * size)
    return buffer.getvalue()


def liar() -> bytes:
    """A package whose list says that a large part is small."""
    data = bomb(1, 40_000_000)
    return data.replace((40_000_000).to_bytes(4, "little"), (1000).to_bytes(4, "little"))


def word_table(rows: int) -> bytes:
    """A Word paper of one table with six columns."""
    row = "<w:tr>" + f"<w:tc>{PARAGRAPH}</w:tc>" * 6 + "</w:tr>"
    return body(f"<w:tbl>{row * rows}</w:tbl>")


def web_table(rows: int) -> bytes:
    """A web page of one table with six columns."""
    cells = "<td>Sở Công Thương chủ trì</td>" * 6
    return f"<html><body><table border=1>{f'<tr>{cells}</tr>' * rows}</table></body></html>".encode()


def printed_table(rows: int) -> bytes:
    """A PDF of one table with six columns over all its pages."""
    return typst.compile(f"#table(columns: 6, ..range({rows * 6}).map(n => [So Cong Thuong #n]))".encode())


def printed_pages(pages: int) -> bytes:
    """A PDF of pages full of words."""
    return typst.compile(f"#for n in range({pages}) {{ lorem(400); pagebreak(weak: true) }}".encode())


def pdf_of(content: bytes, forms: tuple[bytes, ...] = (), *, pages: int = 1) -> bytes:
    """A PDF written by hand; the first form is called X on its page, and each next one so on the form before it."""
    font, held = b"/Font<</F 5 0 R>>", b"/XObject<</X %d 0 R>>"
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<<%s%s>>>>"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[%s]/Count %d>>" % (b"3 0 R " * pages, pages),
        page % (font, held % 6 if forms else b""),
        _stream(content),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    kind = b"/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<<%s%s>>"
    for number, form in enumerate(forms, start=7):
        objects.append(_stream(form, kind % (font, held % number if number < len(forms) + 6 else b"")))
    out = b"%PDF-1.5\n"
    places = []
    for number, one in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, table)
    return out + head + b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, len(out))


def _stream(content: bytes, more: bytes = b"") -> bytes:
    packed = zlib.compress(content, 9)
    return b"<<%s/Length %d/Filter/FlateDecode>>\nstream\n%s\nendstream" % (more, len(packed), packed)


WORDS = b"BT /F 9 Tf 50 700 Td (Ke hoach) Tj ET "
NEST = tuple([b"/X Do " * 10] * 7)
# What each makes of the machine is bounded; those that end with None may be read.
HEAVY = {
    "a Word table of 10,000 rows": ("a.docx", partial(word_table, 10_000), None),
    "a web table of 10,000 rows": ("a.html", partial(web_table, 10_000), None),
    "a printed table of 10,000 rows": ("a.pdf", partial(printed_table, 10_000), None),
    "a PDF of 500 pages": ("a.pdf", partial(printed_pages, 500), None),
    "millions of paragraphs": ("a.docx", lambda: body("<w:p/>" * 3_900_000), "quá mức"),
    "a PDF that unpacks to a gigabyte": ("a.pdf", lambda: pdf_of(b" " * (1000 << 20) + WORDS), "quá nặng"),
    "forms in forms in forms": ("a.pdf", lambda: pdf_of(b"/X Do", (*NEST, WORDS)), "quá nặng"),
    "a text of one line": ("a.txt", lambda: b"ke hoach " * 900_000, None),
    "a bomb of five parts": ("a.docx", partial(bomb, 5, 50 << 20), "quá lớn"),
}


def main(name: str, path: str) -> None:
    """Read the file as an upload is read, and tell the refusal and the most memory that it took, in MB."""
    data = Path(path).read_bytes()
    refusal = ""
    try:
        document = read(name, data)
        check(contents(name, data, document=document))
    except NotReadable as error:
        refusal = str(error)
    status = Path("/proc/self/status")
    most = int(status.read_text().split("VmHWM:")[1].split()[0]) // 1024
    with contextlib.suppress(BrokenPipeError):
        print(most, refusal)


if __name__ == "__main__":
    main(*sys.argv[1:])
