"""A printed paper held against Decree 30/2020, annex I, point by point; both forms of it."""

import re
import shutil
import subprocess

import pytest

from doingoai.documents.domain.form import Cells, Grid, Para, set_out
from doingoai.documents.write import write_docx, write_pdf
from doingoai.documents.write.layout import layout
from doingoai.documents.write.measure import width_of
from tests.documents.pages import printed
from tests.documents.papers import AT, paper

A4 = (210, 297)
# The words with which each box begins, the decree's sizes in points, bold, italic; places are checked below.
BOXES = (
    ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 12, 13, True, False),
    ("Độc lập - Tự do - Hạnh phúc", 13, 14, True, False),
    ("ỦY BAN NHÂN DÂN TỈNH MẪU", 12, 13, False, False),
    ("SỞ THÔNG TIN VÀ TRUYỀN THÔNG", 12, 13, True, False),
    ("Số: 05/BC-STTTT", 13, 13, False, False),
    ("Mẫu, ngày 01 tháng 6 năm 2022", 13, 14, False, True),
    ("BÁO CÁO", 13, 14, True, False),
    ("Kết quả hoạt động thông tin đối ngoại", 13, 14, True, False),
    ("Kính gửi:", 13, 14, False, False),
    ("- Bộ Thông tin và Truyền thông;", 13, 14, False, False),
    ("- Ủy ban nhân dân tỉnh Mẫu.", 13, 14, False, False),
    ("Căn cứ thứ nhất;", 13, 14, False, True),
    ("Căn cứ thứ hai.", 13, 14, False, True),
    ("I. KẾT QUẢ THỰC HIỆN", 13, 14, True, False),
    ("1. Thông tin chính thức", 13, 14, True, False),
    ("a) Tin, bài trong nước", 13, 14, False, False),
    ("Lời cuối của văn bản./.", 13, 14, False, False),
    ("Nơi nhận:", 12, 12, True, True),
    ("- Như trên;", 11, 11, False, False),
    ("- Ban Tuyên giáo Tỉnh ủy;", 11, 11, False, False),
    ("- Lưu: VT, TTĐN.", 11, 11, False, False),
    ("KT. GIÁM ĐỐC", 13, 14, True, False),
    ("PHÓ GIÁM ĐỐC", 13, 14, True, False),
    ("Nguyễn Văn Mẫu", 13, 14, True, False),
    ("Phụ lục I", 14, 14, True, False),
    ("SỐ LIỆU THỰC HIỆN", 13, 14, True, False),
    ("Phụ lục II", 14, 14, True, False),
)


def by_libreoffice(folder, form=None):
    """The .docx as an office suite prints it."""
    (folder / "paper.docx").write_bytes(write_docx(form or paper(), at=AT))
    suite = shutil.which("soffice")
    assert suite, "cần LibreOffice: apt install libreoffice-writer"
    home = f"-env:UserInstallation=file://{folder}/home"
    command = [suite, home, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(folder / "paper.docx")]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return (folder / "paper.pdf").read_bytes()


@pytest.fixture(scope="module", params=["pdf", pytest.param("docx", marks=pytest.mark.long)])
def sheet(request, tmp_path_factory):
    if request.param == "pdf":
        return printed(write_pdf(paper(), at=AT))
    return printed(by_libreoffice(tmp_path_factory.mktemp("paper")))


@pytest.mark.parametrize(("words", "least", "most", "bold", "italic"), BOXES, ids=[box[0] for box in BOXES])
def test_each_box_has_the_decree_s_size_weight_and_slope(sheet, words, least, most, bold, italic):
    line = next(line for line in sheet.lines if line.text.startswith(words))
    assert least <= line.size <= most
    assert (line.bold, line.italic) == (bold, italic)


def test_sheets_are_a4_and_only_the_wide_annex_lies_across(sheet):
    assert sheet.sizes[0] == A4
    assert {size for size in sheet.sizes if size != A4} == {A4[::-1]}


def test_words_keep_the_decree_s_margins(sheet):
    for line in sheet.lines:
        wide, tall = sheet.sizes[line.page]
        assert line.left > 30 - 0.5, line
        assert line.right < wide - 15 + 0.6, line
        assert line.bottom < tall - 20 + 1, line
        if not line.text.isdecimal():
            assert line.top > 20 - 1.5, line


def test_the_nation_stands_at_the_right_over_the_place_and_date(sheet):
    nation, motto = sheet.line("CỘNG HÒA"), sheet.line("Độc lập")
    assert nation.left > sheet.line("SỞ THÔNG TIN").right
    assert abs(nation.middle - motto.middle) < 1
    assert abs(motto.middle - sheet.line("Mẫu, ngày").middle) < 1
    assert nation.bottom <= motto.top + 1.5


def test_number_and_date_share_a_line_and_the_number_stands_under_its_body(sheet):
    number, body = sheet.line("Số: 05"), sheet.line("SỞ THÔNG TIN")
    assert abs(number.bottom - sheet.line("Mẫu, ngày").bottom) < 0.5
    assert abs(number.middle - body.middle) < 1
    assert number.top > body.bottom


def test_the_rule_under_the_motto_is_as_long_as_the_motto(sheet):
    motto = sheet.line("Độc lập")
    assert sheet.rule_under(motto).length == pytest.approx(motto.right - motto.left, rel=0.03)


@pytest.mark.parametrize("words", ["SỞ THÔNG TIN", "Kết quả hoạt động"])
def test_rules_under_body_and_subject_are_a_third_to_half_of_their_line(sheet, words):
    line = sheet.line(words)
    rule = sheet.rule_under(line)
    assert 1 / 3 <= rule.length / (line.right - line.left) <= 1 / 2
    assert abs(rule.middle - line.middle) < 1


def test_type_and_subject_stand_in_the_middle(sheet):
    for words in ("BÁO CÁO", "Kết quả hoạt động"):
        assert abs(sheet.line(words).middle - (30 + 195) / 2) < 1


def test_the_dashes_of_the_addressees_stand_under_the_colon(sheet):
    to = sheet.line("Kính gửi:")
    for words in ("- Bộ Thông tin", "- Ủy ban"):
        assert to.right - 2 < sheet.line(words).left < to.right + 1


def test_the_body_s_first_lines_are_indented_and_its_paragraphs_apart(sheet):
    for words in ("I. KẾT QUẢ", "1. Thông tin", "a) Tin", "Lời cuối"):
        assert 10 - 0.5 <= sheet.line(words).left - 30 <= 12.7 + 0.5
    first, second = sheet.line("I. KẾT QUẢ"), sheet.line("1. Thông tin")
    assert (second.top - first.top) * 72 / 25.4 >= 14 + 6


def test_recipients_stand_at_the_left_margin_level_with_the_signer(sheet):
    to, signer = sheet.line("Nơi nhận:"), sheet.line("KT. GIÁM ĐỐC")
    assert abs(to.left - 30) < 1
    assert abs(to.top - signer.top) < 2
    assert signer.left > 105


def test_room_is_left_for_the_signature_and_no_degree_stands_before_the_name(sheet):
    name, office = sheet.line("Nguyễn Văn Mẫu"), sheet.line("PHÓ GIÁM ĐỐC")
    assert name.top - office.bottom > 20
    assert abs(name.middle - office.middle) < 1
    assert not any("TS." in line.text for line in sheet.lines)


def test_pages_are_numbered_in_the_middle_of_the_top_margin_but_the_first(sheet):
    starts = [
        sheet.line("CỘNG HÒA").page,
        sheet.line("SỐ LIỆU THỰC HIỆN").page,
    ]
    numbers = {line.page: line for line in sheet.lines if line.bottom < 20 and line.text.isdecimal()}
    assert not any(start in numbers for start in starts)
    assert numbers[1].text == "2"
    assert numbers[starts[1] + 1].text == "2"  # an annex counts its own pages
    for line in numbers.values():
        assert 13 <= line.size <= 14
        assert not line.bold
        assert abs(line.middle - (30 + sheet.sizes[line.page][0] - 15) / 2) < 1


def test_an_annex_names_its_paper_by_its_number_and_day(sheet):
    with_paper = [line for line in sheet.lines if line.text.startswith("(Kèm theo Báo cáo số")]
    assert [line.text for line in with_paper] == ["(Kèm theo Báo cáo số 05/BC-STTTT ngày 01 tháng 6 năm 2022)"] * 2
    assert all(line.italic for line in with_paper)


def test_no_year_is_guessed_for_a_paper_whose_day_is_not_entered():
    blank = paper(day=None, number="")
    for words in (blank.place_and_date, blank.annex_line):
        assert "năm" in words
        assert not re.search(r"\d", words)


LETTER = {"type_name": "", "annexes": (), "legal_bases": (), "addressees": ("Sở Nội vụ",), "code": "STTTT-TTĐN"}
SHORT = "Cần trao đổi, gọi số 0214 3 840 001."
KINDS = ["pdf", pytest.param("docx", marks=pytest.mark.long)]


def sheet_of(kind, folder, form):
    return printed(write_pdf(form, at=AT) if kind == "pdf" else by_libreoffice(folder, form))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("lines", range(13, 23))
def test_the_page_of_the_signature_holds_more_than_one_line_of_the_paper(kind, lines, tmp_path):
    told = sheet_of(kind, tmp_path, paper(**LETTER, blocks=(*[Para(SHORT)] * lines, Para("Lời cuối."))))
    page = told.line("Nơi nhận:").page
    assert len([line for line in told.lines if line.page == page and line.text.startswith(("Cần", "Lời"))]) >= 2


@pytest.mark.parametrize("kind", KINDS)
def test_no_word_of_a_body_s_name_stands_on_a_line_of_its_own(kind, tmp_path):
    told = sheet_of(kind, tmp_path, paper(**LETTER, issuing_body="SỞ VĂN HÓA, THỂ THAO VÀ DU LỊCH"))
    assert told.line("DU LỊCH").left < 105


@pytest.mark.parametrize("kind", KINDS)
def test_a_line_before_an_address_is_not_drawn_out(kind, tmp_path):
    words = "- Có tài khoản: góp ý từng phần tại https://thong-tin-doi-ngoai.lao-cai.example.vn/ke-hoach/soan/1/cua/bao-ptth/"
    told = sheet_of(kind, tmp_path, paper(**LETTER, blocks=(Para(words), Para("Lời cuối."))))
    line = told.line("- Có tài khoản: góp ý từng phần tại")
    assert abs(line.right - line.left - width_of(line.text, layout().looks["noi_dung"])) < 2


def test_what_a_web_page_left_about_its_links_is_not_printed():
    told = set_out(
        [
            Para("Cổng <http://www.laocai.gov.vn>; [các cụm thông tin](#), a < b."),
            Grid((1,), (False,), ("Nơi",), (Cells(("<http://a.vn>",)),)),
        ],
        end_mark=False,
    )
    assert told[0].text == "Cổng http://www.laocai.gov.vn; các cụm thông tin, a < b."
    assert told[1].rows[0].cells == ("http://a.vn",)


def test_the_head_of_a_table_is_repeated_on_its_next_page(sheet):
    assert len({line.page for line in sheet.lines if line.text == "Chỉ tiêu"}) == 2
