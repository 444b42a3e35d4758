"""Papers as offices send them become paragraphs and tables; what cannot be read says why, in one sentence."""

import contextlib
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import docx
import pypdfium2 as pdfium
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from doingoai.documents.domain import NotReadable, Paragraph, Table
from doingoai.documents.read import MAX_BYTES, contents, read
from tests.documents.files import pdf, scan, sheet, with_part, word

PLAN = ("KẾ HOẠCH", "1. Tuyên truyền đường lối, chủ trương.", "a) Đơn vị chủ trì: Sở Ngoại vụ.")


def texts(document):
    return [text for _, text in document.texts()]


def bomb():
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as file:
        for number in range(5):
            file.writestr(f"word/{number}.xml", b"0" * (50 * 1024 * 1024))
    return buffer.getvalue()


def locked():
    return (Path(__file__).parent.parent / "data" / "papers" / "locked.pdf").read_bytes()


def test_a_text_keeps_its_printed_line_numbers():
    found = read("ke-hoach.txt", "KẾ HOẠCH\n\n  1. Việc một\r\n".encode())
    assert found.blocks == (Paragraph(1, "KẾ HOẠCH"), Paragraph(3, "1. Việc một"))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_text_is_read_in_the_encodings_of_the_offices(encoding):
    assert texts(read("a.txt", "Đối ngoại".encode(encoding))) == ["Đối ngoại"]


def test_loose_tone_marks_are_joined_to_their_letters():
    assert texts(read("a.txt", "Đối ngoại".encode())) == ["Đối ngoại"]


def test_a_word_paper_keeps_paragraphs_and_tables_in_their_order():
    made = docx.Document()
    made.add_paragraph("Trước")
    table = made.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "Nội dung", "Chủ trì"
    made.add_paragraph("Sau")
    buffer = BytesIO()
    made.save(buffer)
    first, middle, last = read("a.docx", buffer.getvalue()).blocks
    assert (first, last) == (Paragraph(1, "Trước"), Paragraph(3, "Sau"))
    assert middle == Table(2, (("Nội dung", "Chủ trì"),))


def test_a_merged_cell_repeats_its_words_in_each_place():
    made = docx.Document()
    table = made.add_table(rows=2, cols=1)
    table.rows[0].cells[0].merge(table.rows[1].cells[0]).text = "Sở Ngoại vụ"
    buffer = BytesIO()
    made.save(buffer)
    [block] = read("a.docx", buffer.getvalue()).blocks
    assert block.rows == (("Sở Ngoại vụ",), ("Sở Ngoại vụ",))


def test_printed_lines_of_a_pdf_become_paragraphs_again():
    long = "Việc phối hợp giữa các cơ quan đã có nền nếp, thông tin được trao đổi hằng tuần và hằng tháng. " * 3
    assert long.strip() in texts(read("a.pdf", pdf("Mở đầu.", long, "Kết thúc")))


def test_the_letterhead_of_a_pdf_is_not_mixed_between_its_columns():
    found = texts(read("a.pdf", pdf("Nội dung.")))
    assert any("SỞ THÔNG TIN VÀ TRUYỀN THÔNG" in text and "CỘNG HÒA" not in text for text in found)


def test_what_a_file_is_is_told_by_its_content_and_not_by_its_name():
    assert read("ke-hoach.txt", word(*PLAN)).format == "docx"
    assert read("ke-hoach", pdf("Nội dung")).format == "pdf"


REFUSED = {
    "an empty file": (b"", "trống"),
    "blank lines": (b"  \n\n ", "trống"),
    "more than 20 MB": (b"a" * (MAX_BYTES + 1), "20 MB"),
    "a scan": (scan(), "chỉ có ảnh"),
    "a PDF with a password": (locked(), "mật khẩu"),
    "a broken PDF": (b"%PDF-1.7\nkhong phai", "hỏng"),
    "an old Word file": (b"\xd0\xcf\x11\xe0" + b"0" * 600, ".docx"),
    "a broken package": (b"PK\x03\x04" + b"0" * 600, "hỏng"),
    "a spreadsheet": (sheet(("a",)), "Word"),
    "a bomb": (bomb(), "quá lớn"),
    "a Word file without words": (word(), "không có chữ"),
    "bytes": (bytes(range(256)), "."),
}


@pytest.mark.parametrize("what", REFUSED)
def test_refuses(what):
    data, because = REFUSED[what]
    with pytest.raises(NotReadable, match=because) as refusal:
        read("tep.txt", data)
    assert "\n" not in str(refusal.value)
    assert str(refusal.value).endswith(".")


def test_papers_in_papers_without_end_are_refused():
    data = word("x")
    for _ in range(6):
        data = with_part(word("x"), "word/embeddings/a.docx", data)
    with pytest.raises(NotReadable, match="lồng nhau"):
        list(contents("a.docx", data))


@settings(max_examples=100, deadline=None)
@given(
    st.binary(max_size=400),
    st.sampled_from([b"", b"%PDF-1.4\n", b"PK\x03\x04", b"\xff\xfe"]),
    st.sampled_from([".txt", ".docx", ".pdf", ".xyz", ""]),
)
def test_any_bytes_are_read_or_refused_and_never_break_the_house(data, start, suffix):
    with contextlib.suppress(NotReadable):
        assert texts(read(f"tep{suffix}", start + data))


def test_a_paper_cut_short_is_read_or_refused():
    whole = word(*PLAN)
    for end in range(0, len(whole), max(1, len(whole) // 40)):
        with contextlib.suppress(NotReadable):
            assert read("a.docx", whole[:end]).blocks


def test_pdfium_lets_go_of_what_it_read():
    data = pdf("Nội dung")
    for _ in range(12):
        read("a.pdf", data)
    assert len(pdfium.PdfDocument(data)) >= 1


def test_a_text_that_a_letter_quotes_is_read_without_the_marks_of_quoting():
    letter = "From: Van thu\n\n> KẾ HOẠCH\n> Thông tin đối ngoại\n>\n> > I. MỤC ĐÍCH\n> Giới thiệu tỉnh.\n"
    told = [text for _line, text in read("a.txt", letter.encode()).texts()]
    assert told == ["From: Van thu", "KẾ HOẠCH", "Thông tin đối ngoại", "I. MỤC ĐÍCH", "Giới thiệu tỉnh."]
