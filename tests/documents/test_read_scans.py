"""Scans are read where tesseract knows Vietnamese; elsewhere the refusal says what to install."""

import shutil
import subprocess
from io import BytesIO

import pypdfium2 as pdfium
import pytest

from doingoai.documents.domain import RECOGNISED, NotReadable
from doingoai.documents.domain.guard import SecrecyMark, check
from doingoai.documents.read import contents, read
from doingoai.documents.read.scans import headed
from tests.documents.files import pdf, scan

PLAN = ("KẾ HOẠCH", "1. Tuyên truyền về chợ phiên vùng cao.", "Đơn vị chủ trì: Sở Ngoại vụ.")


def languages():
    program = shutil.which("tesseract")
    return subprocess.run([program, "--list-langs"], capture_output=True, text=True).stdout.split() if program else []


IS_THERE = "vie" in languages()


def scanned(kind: str, *paragraphs: str, copies: int = 1) -> bytes:
    """The paper as a scanner gives it, at 300 dpi."""
    page = pdfium.PdfDocument(pdf(*paragraphs))[0].render(scale=300 / 72, grayscale=True).to_pil()
    buffer = BytesIO()
    more = {"save_all": True, "append_images": [page] * (copies - 1)} if kind == "PDF" else {}
    page.save(buffer, kind, **({"resolution": 300} if kind == "PDF" else {"dpi": (300, 300)}), **more)
    return buffer.getvalue()


def read_or_told(name: str, data: bytes) -> str | None:
    """The words that are recognised; None where the machine cannot, and says what to install."""
    if IS_THERE:
        document = read(name, data)
        assert document.read_by == RECOGNISED
        return "\n".join(words for _, words in document.texts())
    with pytest.raises(NotReadable, match="tesseract-ocr-vie"):
        read(name, data)
    return None


@pytest.mark.parametrize(("name", "kind"), [("a.pdf", "PDF"), ("a.png", "PNG"), ("a.jpg", "JPEG"), ("a.tif", "TIFF")])
def test_a_scan_is_read_or_the_refusal_says_what_to_install(name, kind):
    words = read_or_told(name, scanned(kind, *PLAN))
    assert words is None or "Tuyên truyền về chợ phiên vùng cao" in words


def test_without_tesseract_the_refusal_says_what_to_install(monkeypatch):
    data = scanned("PNG", *PLAN)
    monkeypatch.setenv("PATH", "")
    with pytest.raises(NotReadable, match="tesseract-ocr-vie"):
        read("a.png", data)


def test_a_mark_of_secrecy_on_a_scan_is_found_or_the_scan_is_refused():
    with pytest.raises((SecrecyMark, NotReadable)) as refusal:
        check(contents("a.pdf", scanned("PDF", "TỐI MẬT", *PLAN)))
    assert refusal.type is (SecrecyMark if IS_THERE else NotReadable)


HEADINGS = {
    "II NỘI DUNG THỰC HIỆN": "II. NỘI DUNG THỰC HIỆN",
    "HI. TỔ CHỨC THỰC HIỆN": "III. TỔ CHỨC THỰC HIỆN",
    "IL MỤC ĐÍCH, YÊU CẦU": "II. MỤC ĐÍCH, YÊU CẦU",
    "IV. KINH PHÍ THỰC HIỆN": "IV. KINH PHÍ THỰC HIỆN",
    "HỘI NHÀ BÁO TỈNH": "HỘI NHÀ BÁO TỈNH",
    "TL. CHỦ TỊCH": "TL. CHỦ TỊCH",
    "II nội dung": "II nội dung",
}


@pytest.mark.parametrize("line", HEADINGS)
def test_the_number_of_a_heading_that_lost_its_dot_is_whole_again(line):
    assert headed(line) == HEADINGS[line]


def test_pages_without_a_letter_are_refused():
    with pytest.raises(NotReadable, match="chỉ có ảnh"):
        read("a.pdf", scan())


def test_a_scan_of_61_pages_is_refused_before_any_is_recognised():
    with pytest.raises(NotReadable, match="60 trang" if IS_THERE else "tesseract-ocr-vie"):
        read("a.pdf", scanned("PDF", *PLAN, copies=61))


def test_a_broken_picture_is_refused():
    with pytest.raises(NotReadable, match="ảnh"):
        read("a.png", b"\x89PNG\r\n\x1a\n" + bytes(900))


def test_a_paper_with_a_picture_and_words_is_read_as_it_is_printed():
    assert not read("a.pdf", pdf(*PLAN)).read_by
