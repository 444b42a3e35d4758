"""Tables of printed pages come back whole: merged cells, heads repeated on each page, rows cut by a page's end."""

import json
from io import BytesIO

import pypdfium2 as pdfium
import pytest
import typst

from doingoai.documents.domain import Paragraph, Table
from doingoai.documents.read import read

HEADS = """table.header(table.cell(rowspan: 2)[TT], table.cell(rowspan: 2)[Nội dung], table.cell(colspan: 2)[Cơ quan],
  table.cell(rowspan: 2)[Thời gian], [Chủ trì], [Phối hợp])"""
ANNEX = """
#set page(paper: "a4", flipped: true, margin: 2cm, numbering: "1", number-align: top + center)
#set text(size: 12pt, lang: "vi", hyphenate: false)
#let rows = json(bytes(sys.inputs.rows))
Kèm theo Kế hoạch số 12.

#table(columns: (1fr, 6fr, 3fr, 4fr, 2fr), stroke: STROKE, HEADS,
  table.cell(colspan: 5)[I. Thông tin chính thức], ..rows.flatten(), table.cell(colspan: 4)[Tổng cộng], [40])

Nơi nhận: Sở Ngoại vụ.
"""
FIRST = (
    ("TT", "Nội dung", "Cơ quan", "Cơ quan", "Thời gian"),
    ("TT", "Nội dung", "Chủ trì", "Phối hợp", "Thời gian"),
    ("I. Thông tin chính thức",) * 5,
)
WORDS = "Tuyên truyền về đường lối, chủ trương của Đảng trên các phương tiện thông tin đại chúng, lần thứ"
ROWS = tuple(
    (
        str(n),
        f"{WORDS} {n}",
        "Sở Ngoại vụ" if n % 3 else "Sở Văn hóa, Thể thao và Du lịch",
        "Sở A; Sở B",
        f"Quý {n % 4}",
    )
    for n in range(1, 41)
)
NARROW = """
#set page(width: 14cm, height: 8cm, margin: 1cm)
#set text(size: 11pt, lang: "vi", hyphenate: false)
"""


def printed(source, rows=()):
    made: bytes = typst.compile(source.encode(), sys_inputs={"rows": json.dumps(rows)})
    return made


def blocks(data):
    return read("a.pdf", data).blocks


def tables(data):
    return [block.rows for block in blocks(data) if isinstance(block, Table)]


@pytest.mark.parametrize("stroke", ["0.5pt", "1.5pt", '(dash: "dashed")', "(x: 0.5pt, y: 1pt)"])
def test_an_annex_of_several_pages_is_one_table_with_its_head_once(stroke):
    data = printed(ANNEX.replace("STROKE", stroke).replace("HEADS", HEADS), ROWS)
    assert len(pdfium.PdfDocument(data)) > 2
    assert blocks(data) == (
        Paragraph(1, "Kèm theo Kế hoạch số 12."),
        Table(2, (*FIRST, *ROWS, (*["Tổng cộng"] * 4, "40"))),
        Paragraph(3, "Nơi nhận: Sở Ngoại vụ."),
    )


def test_sides_that_are_not_ruled_are_edges_all_the_same():
    open_sides = "(x, y) => (left: if x > 0 { 1pt }, top: 1pt, bottom: 1pt)"
    data = printed(NARROW + f"#table(columns: 3, stroke: {open_sides}, [TT], [Việc], [Chủ trì], [1], [Họp], [Sở A])")
    assert tables(data) == [(("TT", "Việc", "Chủ trì"), ("1", "Họp", "Sở A"))]


def test_a_page_that_lies_on_its_side_is_read_as_it_is_turned():
    pdf = pdfium.PdfDocument(printed(ANNEX.replace("STROKE", "1pt").replace("HEADS", HEADS), ROWS[:5]))
    upright = blocks(saved(pdf))
    for turned in (90, 180, 270):
        pdf[0].set_rotation(turned)
        laid = pdfium.PdfDocument.new()
        laid.import_pages(pdf)
        # The page is drawn as before and shown turned; turning its drawing back lays it right again.
        page = laid[0]
        width, height = page.get_mediabox()[2:]
        matrix = {
            90: pdfium.PdfMatrix(0, 1, -1, 0, height, 0),
            180: pdfium.PdfMatrix(-1, 0, 0, -1, width, height),
            270: pdfium.PdfMatrix(0, -1, 1, 0, 0, width),
        }[turned]
        for shape in page.get_objects(max_depth=1):
            shape.transform(matrix)
        page.set_mediabox(*((0, 0, height, width) if turned != 180 else (0, 0, width, height)))
        page.gen_content()
        assert blocks(saved(laid)) == upright


def saved(pdf):
    buffer = BytesIO()
    pdf.save(buffer)
    return buffer.getvalue()


def test_a_row_cut_by_the_end_of_the_page_is_one_row():
    long = "tổ chức hội nghị về công tác thông tin đối ngoại cho cán bộ các huyện biên giới và các xã vùng cao, " * 7
    source = (
        NARROW + "#table(columns: (1cm, 1fr, 3cm), [TT], [Việc], [Chủ trì], [1], [Họp.], [Sở A], [2], [LONG], [Sở B],"
    )
    data = printed(source.replace("LONG", long) + "[3], [Khác], [Sở C])")
    assert len(pdfium.PdfDocument(data)) == 2
    assert tables(data) == [
        (("TT", "Việc", "Chủ trì"), ("1", "Họp.", "Sở A"), ("2", long.strip(), "Sở B"), ("3", "Khác", "Sở C"))
    ]


def test_a_row_cut_at_the_end_of_a_sentence_is_one_row_where_no_other_row_looks_like_its_rest():
    long = "Họp mỗi tuần một lần. " * 40
    source = (
        NARROW + "#table(columns: (1cm, 3cm, 3cm), [TT], [Việc], [Chủ trì], [1], [LONG], [Sở B], [2], [Khác], [Sở C])"
    )
    [rows] = tables(printed(source.replace("LONG", long)))
    assert rows[1:] == (("1", long.strip(), "Sở B"), ("2", "Khác", "Sở C"))


def test_a_row_without_a_number_that_begins_a_page_is_a_row_of_its_own():
    source = NARROW + "#table(columns: (1cm, 1fr, 3cm), [TT], [Việc], [Chủ trì], ..range(1, 30).map(n => ("
    data = printed(source + "[#n], [Việc số #n], [Sở A], [], [Phần việc của số #n], [Sở B])).flatten())")
    [rows] = tables(data)
    assert len(rows) == 1 + 2 * 29
    assert rows[2::2] == tuple(("", f"Phần việc của số {n}", "Sở B") for n in range(1, 30))


def test_a_merged_cell_that_goes_on_over_the_page_repeats_its_words_there():
    source = NARROW + "#table(columns: (1cm, 1fr, 3cm), [TT], [Việc], [Chủ trì], ..range(1, 30).map(n => "
    data = printed(
        source + "if n == 1 {([1], [Việc số 1], table.cell(rowspan: 29)[Sở A])} else {([#n], [Việc số #n])}).flatten())"
    )
    [rows] = tables(data)
    assert rows[1:] == tuple((str(n), f"Việc số {n}", "Sở A") for n in range(1, 30))


def test_two_tables_with_words_between_them_are_two():
    source = NARROW + "#table(columns: 2, [Việc], [Sở A])\nGiữa hai bảng.\n#table(columns: 2, [Việc], [Sở B])"
    assert [type(block) for block in blocks(printed(source))] == [Table, Paragraph, Table]


def test_lines_of_a_cell_are_paragraphs_where_they_were_ended_and_sentences_where_they_were_not():
    cell = "\\- Viết bài về cửa khẩu và đời sống vùng biên; \\ \\- Họp báo. \\ Sở Ngoại vụ \\ Sở Công Thương"
    [rows] = tables(printed(NARROW + f"#table(columns: (5cm, 2cm), [{cell}], [Quý I])"))
    assert rows == (
        ("- Viết bài về cửa khẩu và đời sống vùng biên;\n- Họp báo.\nSở Ngoại vụ\nSở Công Thương", "Quý I"),
    )


def test_a_frame_around_the_page_a_line_under_words_and_a_cross_are_no_tables():
    frame = "#set page(foreground: rect(width: 95%, height: 90%))\n"
    frame += "#underline[Độc lập]\n\nNội dung của kế hoạch năm.\n#line(length: 50%)"
    assert [type(block) for block in blocks(printed(NARROW + frame))] == [Paragraph, Paragraph]


def test_a_letterhead_in_ruled_boxes_is_read_column_by_column():
    source = (
        NARROW
        + "#table(columns: (6cm, 6cm), [UBND TỈNH \\ SỞ NGOẠI VỤ], [CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM \\ Độc lập])"
    )
    assert [block.text for block in blocks(printed(source))] == [
        *("UBND TỈNH", "SỞ NGOẠI VỤ", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập"),
    ]


def test_a_paper_that_lies_upright_with_an_annex_that_lies_broad_keeps_its_paragraphs():
    long = "Việc phối hợp giữa các cơ quan đã có nền nếp, thông tin được trao đổi hằng tuần và hằng tháng. " * 3
    source = '#set page(paper: "a4")\n#set text(size: 13pt)\n#set par(justify: true)\n'
    body = "\n\n".join([long] * 6) + "\n#page(flipped: true)[" + "\n\n".join([long] * 3) + "]"
    assert [block.text for block in blocks(printed(source + body))] == [long.strip()] * 9


def test_words_and_numbers_broken_in_cells_too_narrow_for_them_are_whole_again():
    # Word breaks them so; here each cell is as wide as the part that stands in its first line.
    cells = [["Tổn", "g số"], ["120.00", "0.000"], ["10-15/12/20", "22"], ["Quý", "IV"]]
    made = ", ".join(f'[#"{first}" \\ #"{rest}"]' for first, rest in cells)
    wide = ", ".join(f'measure("{first}").width + 8pt' for first, _rest in cells)
    source = f"{NARROW}\n#context table(columns: ({wide}), inset: 4pt, {made}, [1], [2], [3], [4])"
    assert tables(printed(source))[0][0] == ("Tổng số", "120.000.000", "10-15/12/2022", "Quý IV")


DRAWN = """
#set page(width: 14cm, height: 8cm, margin: 1cm)
#set text(size: 7pt, lang: "vi", hyphenate: false)
#let level(y) = place(top + left, dy: y, line(length: 12cm, stroke: 0.5pt))
#let upright(x, from, to) = place(top + left, dx: x, dy: from, line(length: to - from, angle: 90deg, stroke: 0.5pt))
#let words(x, y, text) = place(top + left, dx: x + 4pt, dy: y + 4pt, text)
#let frame(from, to) = for x in (0cm, 4cm, 8cm, 12cm) { upright(x, from, to) }
#words(0cm, 0cm)[TT] #words(4cm, 0cm)[Nội dung] #words(8cm, 0cm)[Chủ trì]
#words(0cm, 1cm)[1] #words(4cm, 1cm)[Đón đoàn báo chí Trung Quốc.] #words(8cm, 1cm)[Sở Tư pháp.]
#level(0cm) #level(1cm) CLOSED #frame(0cm, 3cm)
#pagebreak()
#words(4cm, 0cm)[Khảo sát cửa khẩu.] #words(8cm, 0cm)[Sở Nội vụ.]
#words(0cm, 1cm)[2] #words(4cm, 1cm)[Họp báo] #words(8cm, 1cm)[Sở Ngoại vụ]
#level(0cm) #level(1cm) #level(2cm) #frame(0cm, 2cm)
"""


def test_a_row_that_no_rule_closes_at_the_end_of_the_page_goes_on_whatever_its_words():
    (rows,) = tables(printed(DRAWN.replace("CLOSED", "")))
    assert rows[1] == ("1", "Đón đoàn báo chí Trung Quốc. Khảo sát cửa khẩu.", "Sở Tư pháp.\nSở Nội vụ.")
    (rows,) = tables(printed(DRAWN.replace("CLOSED", "#level(3cm)")))
    assert rows[1][1] == "Đón đoàn báo chí Trung Quốc."


def test_a_dash_inside_a_name_opens_no_item_of_a_cell_but_dashes_of_a_list_do():
    name = "Hiệp hội Du lịch Nha Trang - Khánh Hòa"
    source = f"{NARROW}\n#table(columns: (auto, 3.9cm), [1], [{name}], [2], [\\- Sở Du lịch;\\ \\- Sở Ngoại vụ])"
    (rows,) = tables(printed(source))
    assert rows == (("1", name), ("2", "- Sở Du lịch;\n- Sở Ngoại vụ"))
