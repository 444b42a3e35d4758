"""Papers as files: steady bytes, words as data, and no mark of secrecy."""

import re
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import docx
import pytest
import yaml
from docx.enum.text import WD_ALIGN_PARAGRAPH
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from doingoai.documents.domain.charts import Bars, Steps
from doingoai.documents.domain.form import Article, Decided, Para, annex_label, point
from doingoai.documents.write import MissingGlyph, faces, write_docx, write_pdf
from doingoai.documents.write.drawing import drawn
from doingoai.documents.write.layout import FILE, layout
from tests.documents.pages import printed
from tests.documents.papers import AT, paper

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# The order in which a word processor expects the children of these elements; a wrong order is an "unreadable" file.
ORDER = {
    "pPr": [
        "pStyle",
        "keepNext",
        "keepLines",
        "pageBreakBefore",
        "pBdr",
        "spacing",
        "ind",
        "jc",
        "outlineLvl",
        "sectPr",
    ],
    "tblPr": ["tblStyle", "tblW", "jc", "tblLayout", "tblCellMar", "tblLook"],
    "sectPr": ["headerReference", "type", "pgSz", "pgMar", "pgNumType", "cols", "titlePg", "docGrid"],
}


@pytest.mark.parametrize("write", [write_docx, write_pdf])
def test_the_same_paper_and_moment_give_the_same_bytes(write):
    assert write(paper(), at=AT) == write(paper(), at=AT)
    assert write(paper(), at=AT) != write(paper(number="6"), at=AT)


def test_the_word_file_keeps_the_order_that_word_processors_expect():
    with ZipFile(BytesIO(write_docx(paper(), at=AT))) as file:
        tree = etree.fromstring(file.read("word/document.xml"))
    for name, order in ORDER.items():
        for element in tree.iter(f"{W}{name}"):
            places = [order.index(child.tag.removeprefix(W)) for child in element]
            assert places == sorted(places)


def test_the_word_file_names_times_new_roman_and_vietnamese():
    made = docx.Document(BytesIO(write_docx(paper(), at=AT)))
    assert made.styles["Normal"].font.name == "Times New Roman"
    assert made.core_properties.language == "vi-VN"
    assert made.core_properties.title == "Báo cáo Kết quả hoạt động thông tin đối ngoại 6 tháng đầu năm 2022"


def test_headings_can_be_walked_in_the_word_file():
    made = docx.Document(BytesIO(write_docx(paper(), at=AT)))
    levels = {p.text: level.get(f"{W}val") for p in made.paragraphs for level in p._p.iter(f"{W}outlineLvl")}
    assert levels["I. KẾT QUẢ THỰC HIỆN"] == "0"
    assert levels["1. Thông tin chính thức"] == "1"


def test_charts_say_their_figures_to_those_who_do_not_see_them():
    with ZipFile(BytesIO(write_docx(paper(), at=AT))) as file:
        told = re.findall(r'descr="([^"]*)"', file.read("word/document.xml").decode())
    assert told[0] == "Báo: 7; Đài: 0"
    assert len(told) == 3


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=60))
def test_whatever_is_written_in_a_report_the_word_file_opens_again(text):
    made = docx.Document(BytesIO(write_docx(paper(blocks=(Para(text),), annexes=()), at=AT)))
    assert any(p.text.endswith("./.") for p in made.paragraphs)


@pytest.mark.parametrize(
    "text", ["#set page(width: 1pt)", "*đậm* _nghiêng_ $x^2$ <nhãn> @dẫn", "\\u{41} // chú thích", "&amp;<w:t>"]
)
def test_words_that_look_like_markup_are_printed_as_they_are(text):
    page = printed(write_pdf(paper(blocks=(Para(text),), annexes=()), at=AT))
    assert any(line.text == f"{text}./." for line in page.lines)
    made = docx.Document(BytesIO(write_docx(paper(blocks=(Para(text),), annexes=()), at=AT)))
    assert f"{text}./." in [p.text for p in made.paragraphs]


def test_a_letter_that_no_face_has_is_told_and_not_printed_as_a_box():
    with pytest.raises(MissingGlyph, match=r"\.docx"):
        write_pdf(paper(subject="Chữ riêng \ue000"), at=AT)


def test_the_face_has_every_vietnamese_letter_in_its_four_cuts():
    letters = faces.vietnamese_letters()
    assert len(set(letters)) == 178
    assert faces.face().families[0] in {family for family, _ in faces.TIMES}
    assert faces.face_of("Noto Serif", faces.TIMES[-1][1]) is not None  # the one that comes with the product


def test_a_face_that_is_not_there_is_passed_over(tmp_path):
    assert faces.face_of("Tinos", tmp_path / "none") is None
    assert faces.face_of("Tinos", tmp_path) is None


def test_every_size_is_within_the_decree_s_range():
    told = yaml.safe_load(Path(FILE).read_text())
    for name, look in told["looks"].items():
        least, most = look["within"]
        assert least <= look["size"] <= most, name
        assert layout().looks[name].size == look["size"]


def test_nothing_entered_leaves_room_for_the_office_to_fill_in():
    page = printed(write_pdf(paper(number="", day=None, signer_name="", signer_authority=(), signer_title=""), at=AT))
    assert page.line("Số:").text.endswith("/BC-STTTT")
    assert "ngày" in page.line("Mẫu, ngày").text


def test_a_long_name_of_a_body_stays_in_its_column():
    name = "BAN QUẢN LÝ KHU KINH TẾ VÀ CÁC KHU CÔNG NGHIỆP TỈNH MẪU"
    page = printed(write_pdf(paper(issuing_body=name), at=AT))
    head = [line for line in page.lines if line.page == 0 and line.bottom < 60 and line.right < 110]
    assert " ".join(line.text for line in head if line.bold) == name


def test_points_follow_the_vietnamese_alphabet_and_go_on_after_it():
    assert [point(n) for n in (1, 4, 5, 7, 8, 23, 24)] == ["a", "d", "đ", "g", "h", "y", "aa"]


def test_a_single_annex_bears_no_number():
    assert annex_label(0, 1) == "Phụ lục"
    assert annex_label(1, 2) == "Phụ lục II"


def test_a_chart_s_bars_are_in_proportion_and_nothing_is_drawn_for_nothing():
    [strip] = drawn(Bars("", (("Báo", 10), ("Đài", 5), ("Sở", 0))), 165)
    widths = [float(w) for w in re.findall(r'<rect [^>]*width="([\d.]+)"', strip.svg)]
    assert widths[0] == pytest.approx(widths[1] * 2, abs=0.2)
    assert widths[2] < 2


def test_a_chart_of_nothing_is_drawn():
    for chart in (Bars("", ()), Steps("", (), ())):
        assert all("<svg" in strip.svg for strip in drawn(chart, 165))


def test_a_later_moment_changes_the_file_and_not_the_words():
    first, second = (printed(write_pdf(paper(), at=AT + timedelta(days=n))) for n in (0, 1))
    assert first.lines == second.lines


def test_a_decision_names_who_decides_and_its_articles_are_numbered_with_their_number_in_bold():
    blocks = (Decided(), Article("Phê duyệt dự toán."), Article("Giao Sở Tài chính theo dõi."))
    told = paper(type_name="QUYẾT ĐỊNH", decides="ỦY BAN NHÂN DÂN TỈNH MẪU", addressees=(), blocks=blocks, annexes=())
    document = docx.Document(BytesIO(write_docx(told, at=AT)))
    made = {each.text: each for each in document.paragraphs}
    for words in ("ỦY BAN NHÂN DÂN TỈNH MẪU", "QUYẾT ĐỊNH:"):
        assert made[words].alignment == WD_ALIGN_PARAGRAPH.CENTER
        assert all(run.font.bold for run in made[words].runs)
    first = made["Điều 1. Phê duyệt dự toán."]
    assert [(run.text, run.font.bold) for run in first.runs] == [("Điều 1.", True), (" Phê duyệt dự toán.", False)]
    assert "Điều 2. Giao Sở Tài chính theo dõi./." in made
    page = printed(write_pdf(told, at=AT))
    assert page.line("Giao Sở").text == "Giao Sở Tài chính theo dõi./."
    middle = (page.line("QUYẾT ĐỊNH:").left + page.line("QUYẾT ĐỊNH:").right) / 2
    assert abs(middle - (page.line("Điều 1.").left - 12.7 + 165 / 2)) < 4
