"""A Word paper is read as it is printed: with its generated numbers, its tables as rows, without what was deleted."""

import pytest

from doingoai.documents.domain import NotReadable, Paragraph, Table
from doingoai.documents.read import read
from tests.documents.word_xml import cell, level, numbering, package, para, run, table

OUTLINE = level(0, "%1.", "upperRoman") + level(1, "%2.") + level(2, "%2.%3.") + level(3, "%4)", "lowerLetter")
DASH = level(0, "-", "bullet") + level(1, "+", "bullet")


def blocks(body, **parts):
    return read("a.docx", package(body, **parts)).blocks


def texts(body, **parts):
    return [block.text for block in blocks(body, **parts)]


def numbered(*levels, lists=(OUTLINE, DASH), nums="", uses=1):
    body = "".join(para("việc", numbered=place if isinstance(place, tuple) else (uses, place)) for place in levels)
    return [text.removesuffix("việc") for text in texts(body, numbering=numbering(*lists, nums=nums))]


def test_generated_numbers_of_all_levels_stand_before_the_words():
    assert numbered(0, 1, 1, 2, 2, 3, 3, 1, 2, 0, 1) == [
        *("I. ", "1. ", "2. ", "2.1. ", "2.2. ", "a) ", "b) ", "3. ", "3.1. ", "II. ", "1. "),
    ]


def test_dashes_and_plus_signs_are_printed_as_they_are():
    assert numbered((2, 0), (2, 1), (2, 0)) == ["- ", "+ ", "- "]


@pytest.mark.parametrize(
    ("sign", "printed"), [("\uf0b7", "• "), ("\uf0a7", "▪ "), ("o", "● "), ("–", "– "), ("Ø", "• "), ("*", "* ")]
)
def test_signs_of_symbol_fonts_become_common_ones(sign, printed):
    assert numbered(0, lists=[level(0, sign, "bullet")]) == [printed]


@pytest.mark.parametrize(
    ("form", "first", "fourth"),
    [
        *(("decimal", "1", "4"), ("decimalZero", "01", "04"), ("upperRoman", "I", "IV"), ("lowerRoman", "i", "iv")),
        *(("upperLetter", "A", "D"), ("lowerLetter", "a", "d"), ("ordinal", "1", "4"), ("none", "", "")),
    ],
)
def test_numbers_in_every_form(form, first, fourth):
    printed = numbered(0, 0, 0, 0, lists=[level(0, "%1.", form)])
    assert (printed[0], printed[3]) == (f"{first}. ", f"{fourth}. ")


def test_after_the_last_letter_letters_are_doubled():
    assert numbered(*[0] * 28, lists=[level(0, "%1)", "lowerLetter")])[24:] == ["y) ", "z) ", "aa) ", "bb) "]


def test_a_list_used_again_goes_on_unless_it_is_told_to_start_anew():
    nums = (
        '<w:num w:numId="11"><w:abstractNumId w:val="1"/></w:num><w:num w:numId="12"><w:abstractNumId w:val="1"/>'
        '<w:lvlOverride w:ilvl="1"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
    )
    assert numbered((1, 1), (1, 1), (11, 1), (12, 1), (12, 1), nums=nums) == ["1. ", "2. ", "3. ", "1. ", "2. "]


def test_a_use_of_a_list_may_have_levels_of_its_own():
    own = level(0, "Điều %1.")
    nums = f'<w:num w:numId="11"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0">{own}</w:lvlOverride></w:num>'
    assert numbered((11, 0), (11, 0), nums=nums) == ["Điều 1. ", "Điều 2. "]


def test_a_level_that_never_restarts_counts_on():
    lists = [level(0, "%1.", "upperRoman") + level(1, "%2.", more='<w:lvlRestart w:val="0"/>')]
    assert numbered(0, 1, 1, 0, 1, lists=lists) == ["I. ", "1. ", "2. ", "II. ", "3. "]


def test_a_legal_level_prints_digits_for_the_roman_numbers_above_it():
    lists = [level(0, "%1.", "upperRoman") + level(1, "%1.%2.", more="<w:isLgl/>")]
    assert numbered(0, 0, 1, lists=lists) == ["I. ", "II. ", "2.1. "]


def test_a_level_used_before_the_one_above_it_shows_where_that_starts():
    assert numbered(1, 2, 0, lists=[level(0, "%1.", start=3) + level(1, "%1.%2.") + level(2, "%1.%2.%3.")]) == [
        "3.1. ",
        "3.1.1. ",
        "3. ",
    ]


def test_a_number_without_room_after_it_stands_at_the_words():
    assert texts(
        para("việc", numbered=(1, 0)), numbering=numbering(level(0, "%1.", more='<w:suff w:val="nothing"/>'))
    ) == ["1.việc"]


def test_numbers_come_through_styles_and_the_styles_below_them():
    linked = level(0, "%1.", more='<w:pStyle w:val="Muc"/>') + level(1, "%1.%2.", more='<w:pStyle w:val="Nho"/>')
    named = '<w:style w:type="paragraph" w:styleId="{}">{}</w:style>'
    number = "<w:pPr><w:numPr>{}</w:numPr></w:pPr>"
    styles = (
        named.format("Muc", number.format('<w:numId w:val="1"/>'))
        + named.format("Nho", '<w:basedOn w:val="Muc"/>' + number.format('<w:ilvl w:val="1"/>'))
        + named.format("Nho2", '<w:basedOn w:val="Nho"/>')
    )
    body = para("A", style="Muc") + para("B", style="Nho") + para("C", style="Nho2") + para("D", style="Muc")
    body += para("không số", style="Muc", numbered=(0, 0))
    found = texts(body, numbering=numbering(linked), styles=styles)
    assert found == ["1. A", "1.1. B", "1.2. C", "2. D", "không số"]


def test_a_list_may_be_kept_in_a_style_of_lists():
    styles = (
        '<w:style w:type="numbering" w:styleId="L"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    nums = '<w:num w:numId="11"><w:abstractNumId w:val="2"/></w:num>'
    lists = numbering(level(0, "%1)"), '<w:numStyleLink w:val="L"/>', nums=nums)
    assert texts(para("A", numbered=(11, 0)), numbering=lists, styles=styles) == ["1) A"]


def test_numbers_in_a_column_of_numbers_are_read_where_no_words_stand():
    body = table(("TT", "Nội dung"), *[(cell(para(numbered=(1, 0))), f"Việc {n}") for n in "AB"])
    [found] = blocks(body, numbering=numbering(level(0, "%1")))
    assert found.rows == (("TT", "Nội dung"), ("1", "Việc A"), ("2", "Việc B"))


def test_merged_cells_repeat_their_words_in_each_place():
    body = table(
        ("TT", "Nội dung", "Chủ trì"),
        (cell("I. Thông tin", along=3),),
        ("1", "Việc A", cell("Sở Ngoại vụ", down="restart")),
        ("2", "Việc B", cell(down="continue")),
    )
    assert blocks(body) == (
        Table(
            1,
            (
                ("TT", "Nội dung", "Chủ trì"),
                ("I. Thông tin",) * 3,
                ("1", "Việc A", "Sở Ngoại vụ"),
                ("2", "Việc B", "Sở Ngoại vụ"),
            ),
        ),
    )


def test_short_rows_are_filled_and_rows_wrapped_or_deleted_are_read_or_not():
    wrapped = f"<w:sdt><w:sdtContent><w:tr>{cell('c')}{cell('d')}</w:tr></w:sdtContent></w:sdt>"
    deleted = f"<w:tr><w:trPr><w:del/></w:trPr>{cell('bỏ')}</w:tr>"
    body = table(("a", "b"), ("x",)).replace("</w:tbl>", f"{wrapped}{deleted}</w:tbl>")
    assert blocks(body) == (Table(1, (("a", "b"), ("x", ""), ("c", "d"))),)


def test_a_letterhead_and_a_signature_are_read_column_by_column():
    head = table(
        (cell("UBND TỈNH", "SỞ NGOẠI VỤ"), cell("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")),
        ("Số: 12/KH-SNgV", "Lào Cai, ngày 05 tháng 01 năm 2022"),
    )
    foot = table((cell("Nơi nhận:", "- UBND tỉnh;"), cell("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC")))
    assert texts(head + para("KẾ HOẠCH") + foot) == [
        *("UBND TỈNH", "SỞ NGOẠI VỤ", "Số: 12/KH-SNgV", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        *("Độc lập - Tự do - Hạnh phúc", "Lào Cai, ngày 05 tháng 01 năm 2022", "KẾ HOẠCH", "Nơi nhận:"),
        *("- UBND tỉnh;", "KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"),
    ]


def test_a_frame_around_words_is_no_table_and_a_table_in_a_frame_is_one():
    inner = table(("Việc", "Chủ trì"), ("A", "Sở A"))
    assert blocks(table((cell("Dự thảo", inner),))) == (
        Paragraph(1, "Dự thảo"),
        Table(1, (("Việc", "Chủ trì"), ("A", "Sở A"))),
    )


def test_a_table_in_a_cell_of_data_is_read_in_its_place():
    inner = table(("trong đó", "5"), ("khác", "6"))
    [found] = blocks(table(("Việc", "Tiền"), ("A", cell("11", inner))))
    assert found.rows[1] == ("A", "11\ntrong đó\n5\nkhác\n6")


BOX = "<w:txbxContent><w:p><w:r><w:t>DỰ THẢO</w:t></w:r></w:p></w:txbxContent>"
DRAWN = (
    "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:wsp><wps:txbx>" + BOX + "</wps:txbx></wps:wsp>"
    "</w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>" + BOX + "</v:textbox></v:shape></w:pict>"
    "</mc:Fallback></mc:AlternateContent></w:r>"
)


def test_a_text_box_is_read_once_behind_the_paragraph_that_it_hangs_on():
    assert texts(para(run("Kế hoạch"), DRAWN) + para("Sau")) == ["Kế hoạch", "DỰ THẢO", "Sau"]


def test_what_was_inserted_is_read_and_what_was_deleted_is_not():
    deleted = "<w:del><w:r><w:delText>2021</w:delText></w:r></w:del><w:moveFrom>" + run("cũ") + "</w:moveFrom>"
    inserted = "<w:ins>" + run("2022") + "</w:ins><w:moveTo>" + run(" mới") + "</w:moveTo>"
    assert texts(para(run("Năm "), deleted, inserted)) == ["Năm 2022 mới"]


def test_a_paragraph_whose_end_was_deleted_goes_on_and_is_not_counted():
    body = para("Một", numbered=(1, 0)) + para("Hai ", numbered=(1, 0), mark="<w:del/>") + para("ba", numbered=(1, 0))
    assert texts(body, numbering=numbering(level(0, "%1."))) == ["1. Một", "2. Hai ba"]


def test_links_fields_controls_and_signs_are_words_and_hidden_words_are_none():
    link = "<w:hyperlink>" + run("điều 3") + "</w:hyperlink><w:smartTag>" + run(" Luật") + "</w:smartTag>"
    field = "<w:r><w:instrText>PAGEREF x</w:instrText></w:r><w:fldSimple>" + run(" 7") + "</w:fldSimple>"
    control = "<w:sdt><w:sdtContent>" + run(" năm") + "</w:sdtContent></w:sdt><w:r><w:noBreakHyphen/></w:r>"
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>ẩn</w:t></w:r>"
    shown = '<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>hiện</w:t><w:sym w:font="Symbol" w:char="F0B7"/></w:r>'
    assert texts(para(link, field, control, hidden, shown)) == ["điều 3 Luật 7 năm-hiện•"]


def test_lines_broken_by_hand_are_paragraphs_of_one_place():
    assert blocks(para(run("A"), "<w:r><w:br/></w:r>", run("B")) + para() + para("C")) == (
        Paragraph(1, "A"),
        Paragraph(1, "B"),
        Paragraph(3, "C"),
    )


def test_footnotes_are_read_at_the_end_and_their_lines_are_not_words():
    notes = (
        '<w:footnote w:type="separator" w:id="0">' + para("lằn") + "</w:footnote>"
        '<w:footnote w:id="2">' + para("Theo Quyết định 1.") + "</w:footnote>"
    )
    assert texts(para("Kế hoạch"), footnotes=notes) == ["Kế hoạch", "Theo Quyết định 1."]


def test_a_list_of_contents_is_not_read_as_the_plan_itself():
    gallery = '<w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
    styles = '<w:style w:type="paragraph" w:styleId="TOC1"><w:name w:val="toc 1"/></w:style>'
    body = f"<w:sdt>{gallery}<w:sdtContent>{para('I. Mục đích')}</w:sdtContent></w:sdt>" + para("II.", style="TOC1")
    assert texts(body + para("I. Mục đích"), styles=styles) == ["I. Mục đích"]


def test_blocks_wrapped_by_a_control_are_read():
    assert texts(f"<w:sdt><w:sdtContent>{para('A')}</w:sdtContent></w:sdt><w:ins>{para('B')}</w:ins>") == ["A", "B"]


def test_the_strict_edition_of_the_format_is_read_alike():
    strict = package(para("A"), space="http://purl.oclc.org/ooxml/wordprocessingml/main")
    assert read("a.docx", strict).blocks == (Paragraph(1, "A"),)


def test_a_paper_with_macros_is_refused_and_told_how_to_save():
    with pytest.raises(NotReadable, match=r"macro.*docx"):
        read("a.docx", package(para("A"), content_type="application/vnd.ms-word.document.macroEnabled.main+xml"))
