"""The same words, set in as many ways as offices' programs set them, become the same paragraphs."""

import json
from io import BytesIO
from pathlib import Path

import pypdfium2 as pdfium
import pytest
import typst

from doingoai.documents.read import read

PLAN = (Path(__file__).resolve().parents[1] / "data" / "plans" / "lao-cai-2022.txt").read_text()
PARAGRAPHS = [" ".join(line.split()) for line in PLAN.splitlines() if line.strip()]

INDENTED = "justify: true, first-line-indent: (amount: 1cm, all: true)"
SETTINGS = {
    "edges straight, first lines in, room between": ("14pt", f"{INDENTED}, spacing: 1em"),
    "edges straight, first lines in, no room between": ("14pt", f"{INDENTED}, leading: 0.65em, spacing: 0.65em"),
    "right edge ragged, no room between": ("13pt", "justify: false, leading: 0.65em, spacing: 0.65em"),
    "right edge ragged, large letters": ("16pt", "justify: false, spacing: 1.2em"),
    "small letters, straight": ("10pt", "justify: true, leading: 0.5em, spacing: 0.5em"),
}
PAGE = """
#set page(paper: "a4", margin: (left: 3cm, right: 1.5cm, y: 2cm), numbering: "1", number-align: top + center)
#set text(size: SIZE, lang: "vi", hyphenate: false)
#set par(SETTING)
#for line in json(bytes(sys.inputs.lines)) { par(text(line)) }
"""


def printed(size, setting):
    source = PAGE.replace("SIZE", size).replace("SETTING", setting)
    return typst.compile(source.encode(), sys_inputs={"lines": json.dumps(PARAGRAPHS)})


def paragraphs(data):
    return [text for _line, text in read("a.pdf", data).texts()]


@pytest.mark.parametrize("setting", SETTINGS)
def test_every_paragraph_of_the_plan_comes_back_whole_and_alone(setting):
    assert paragraphs(printed(*SETTINGS[setting])) == PARAGRAPHS


def placed(*letters):
    """A page on which each letter stands by itself at its place (x, y, letter), drawn in the order given."""
    pdf = pdfium.PdfDocument.new()
    page = pdf.new_page(595, 842)
    for x, y, letter in letters:
        shape = pdfium.PdfObject(pdfium.raw.FPDFPageObj_NewTextObj(pdf, b"Times-Roman", 14), pdf=pdf, page=None)
        words = (letter + "\0").encode("utf-16-le")
        pdfium.raw.FPDFText_SetText(shape, (pdfium.raw.FPDF_WCHAR * (len(words) // 2)).from_buffer_copy(words))
        pdfium.raw.FPDFPageObj_Transform(shape, 1, 0, 0, 1, x, y)
        page.insert_obj(shape)
    page.gen_content()
    buffer = BytesIO()
    pdf.save(buffer)
    return buffer.getvalue()


def spelled(words, x, y):
    """Each letter of the words at its own place; a space is only room."""
    for word in words.split(" "):
        for letter in word:
            yield x, y, letter
            x += 7.0
        x += 4.5


def test_letters_placed_singly_make_words_wherever_there_is_room():
    assert paragraphs(placed(*spelled("hhho nnno uuuo", 90, 700))) == ["hhho nnno uuuo"]


def test_letters_drawn_in_any_order_are_read_as_they_stand():
    letters = [*spelled("hhho nnno", 90, 700), *spelled("uuuo vvvo hhho xxxo", 90, 680)]
    assert paragraphs(placed(*reversed(letters))) == ["hhho nnno", "uuuo vvvo hhho xxxo"]


SET = '#set page(width: 21cm, height: 15cm, margin: 2cm)\n#set text(size: 12pt, lang: "vi", hyphenate: false)\n'
RUNS_ON = " ".join(["Cơ quan phối hợp: Sở Văn hóa, Thể thao và Du lịch; các sở, ban, ngành, đoàn thể của tỉnh"] * 2)


@pytest.mark.parametrize("label", ["I.", "A.", "1.", "2.1.", "a)", "-", "+"])
def test_the_words_of_a_list_stay_with_their_number_however_far_its_stop_is_set(label):
    source = f'{SET}{RUNS_ON}\n\n#text("{label}")#h(36pt)Mở chuyên trang tiếng Anh\n\nHọp báo thường kỳ'
    told = [RUNS_ON, f"{label} Mở chuyên trang tiếng Anh", "Họp báo thường kỳ"]
    assert paragraphs(typst.compile(source.encode())) == told


def test_short_paragraphs_set_apart_stay_apart_though_most_lines_are_paragraphs():
    lines = ["Cơ quan chủ trì: Sở Ngoại vụ", "Tiến độ: tháng 5", "Kinh phí: 75 triệu đồng"]
    full = "Sản phẩm: 24 chương trình có phụ đề tiếng Anh, phát trên sóng truyền hình của các tỉnh bạn"
    told = [RUNS_ON, *lines, full, *reversed(lines)]
    source = f"{SET}#set par(spacing: 22pt)\n" + "\n\n".join(told)
    assert paragraphs(typst.compile(source.encode())) == told


def test_a_title_in_the_middle_under_a_signature_is_in_none_of_its_columns():
    columns = "grid(columns: (1fr, 1fr), [Nơi nhận:\\ - Lưu: VT.], align(center)[CHỦ TỊCH\\ \\ Vũ Thị Khả Dĩ])"
    source = f"{SET}{RUNS_ON}\n\n#{columns}\n#align(center)[KẾ HOẠCH]\n\n#align(center)[Thông tin đối ngoại]"
    assert paragraphs(typst.compile(source.encode())) == [
        *(RUNS_ON, "Nơi nhận:", "- Lưu: VT.", "CHỦ TỊCH", "Vũ Thị Khả Dĩ"), *("KẾ HOẠCH", "Thông tin đối ngoại")
    ]  # fmt: skip


RUNNING = """
#set page(paper: "a4", margin: 2.5cm, header-ascent: 1.3cm, footer-descent: 1.3cm, header: HEAD, footer: FOOT)
#set text(size: 12pt, lang: "vi", hyphenate: false)
WIDE

1. Mở chuyên trang tiếng Anh
#pagebreak()
2. Họp báo thường kỳ
#pagebreak()
3. Đón đoàn báo chí
"""
BODY = [RUNS_ON, "1. Mở chuyên trang tiếng Anh", "2. Họp báo thường kỳ", "3. Đón đoàn báo chí"]


@pytest.mark.parametrize(
    ("head", "foot"),
    [
        ("[Kế hoạch thông tin đối ngoại]", "none"),
        ("[11/27/26, 2:25 PM #h(1fr) Kế hoạch]", '["https://tinh.gov.vn/ke-hoach" #h(1fr) #context here().page()/3]'),
        ("[UBND TỈNH]", "context [Trang #here().page()/3]"),
        ("none", "align(center, context [- #here().page() -])"),
    ],
)
def test_what_every_page_repeats_in_its_margins_is_no_part_of_the_paper(head, foot):
    source = RUNNING.replace("HEAD", head).replace("FOOT", foot).replace("WIDE", RUNS_ON)
    assert paragraphs(typst.compile(source.encode())) == BODY


def test_a_line_that_ends_two_pages_alike_is_text():
    line = "- Thời gian: Thường xuyên"
    page = f"{RUNS_ON}\n\n#v(1fr)\n{line.replace('-', chr(92) + '-')}\n#pagebreak(weak: true)\n"
    source = "#set page(width: 21cm, height: 29.7cm, margin: 2cm)\n" + page * 2
    assert paragraphs(typst.compile(source.encode())) == [RUNS_ON, line] * 2


def test_the_side_column_of_a_printed_page_is_read_after_the_text():
    told = [f"{n}. {RUNS_ON}" for n in range(1, 7)]
    side = "#".join(["", *(f"place(top + left, dx: 12.5cm, dy: {n}.7cm)[Tin {n} hôm nay]\n" for n in range(1, 8))])
    source = f'#set page(paper: "a4", margin: 2cm)\n#set text(size: 11pt)\n{side}#block(width: 11.5cm)[#[\n'
    source += "\n\n".join(told) + "\n]]"
    found = paragraphs(typst.compile(source.encode()))
    assert (found[:6], found[6][:3], len(found) > 6) == (told, "Tin", True)


RAISED = "#set super(typographic: false)\n#show footnote: set super(typographic: false)\n"


def test_footnotes_and_the_numbers_that_point_to_them_stand_apart_from_the_text():
    note = "#footnote[Ưu tiên các hãng đã có tuyến đi thẳng sang châu Âu.]"
    source = f'#set page(paper: "a5", margin: 2cm)\n#set text(size: 12pt, hyphenate: false)\n{RAISED}'
    source += f"{RUNS_ON}{note} trong năm\n\n"
    source += f"Tổ chức 24 m#super[2] triển lãm\n\n{RUNS_ON}"
    told = paragraphs(typst.compile(source.encode()))
    assert told[:3] == [f"{RUNS_ON} trong năm", "Tổ chức 24 m2 triển lãm", RUNS_ON]
    assert "Ưu tiên các hãng" in told[-1]


CODES = b"""/CIDInit /ProcSet findresource begin 12 dict begin begincmap
1 begincodespacerange <00> <FF> endcodespacerange
2 beginbfchar <B7> <F0B7> <D8> <F0D8> endbfchar endcmap end end"""
SYMBOLS = b"""BT /S 12 Tf 90 700 Td <B7> Tj /H 12 Tf 12 0 Td (Hop bao) Tj
/S 12 Tf -12 -40 Td <D8> Tj /H 12 Tf 12 0 Td (Lam phim) Tj ET"""


def with_symbols():
    """A page as Word prints it: its bullets are codes of a font of symbols."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</S 5 0 R/H 6 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(SYMBOLS), SYMBOLS),
        b"<</Type/Font/Subtype/Type1/BaseFont/Symbol/ToUnicode 7 0 R>>",
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(CODES), CODES),
    ]
    paper, places = b"%PDF-1.4\n", []
    for number, told in enumerate(objects, start=1):
        places.append(len(paper))
        paper += b"%d 0 obj\n%s\nendobj\n" % (number, told)
    rows = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"xref\n0 8\n0000000000 65535 f \n%strailer\n<</Root 1 0 R/Size 8>>\nstartxref\n%d\n%%%%EOF\n"
    return paper + end % (rows, len(paper))


def test_the_symbols_that_word_prints_for_bullets_are_bullets():
    assert paragraphs(with_symbols()) == ["• Hop bao", "➢ Lam phim"]
