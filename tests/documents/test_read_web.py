"""A web page is read as its reader sees it: the paper in its order, without the menus around it."""

import pytest

from doingoai.documents.domain import NotReadable, Paragraph, Table
from doingoai.documents.read import read

PAGE = """<!DOCTYPE html><html><head><title>Cổng</title><style>p { color: red }</style></head><body class="has-menu">
<nav><a href="/">Trang chủ</a></nav><header><p>CỔNG THÔNG TIN</p></header>
<div class="main-menu"><p>Giới thiệu</p></div><ul><li><a>Tin tức</a><li><a>Văn bản</a><li><a>Liên hệ</a></ul>
<form id="search"><p>Tìm kiếm</p><button>Tìm</button></form>{}
<aside><p>Xem nhiều</p></aside><div id="quang-cao">Quảng cáo</div><footer><p>Bản quyền</p></footer>
<script>alert("a")</script></body></html>"""
LETTERHEAD = """<table><tr><td>UBND TỈNH<br>SỞ NGOẠI VỤ</td><td>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM<br>Độc lập - Tự do -
Hạnh phúc</td></tr><tr><td>Số: 1/KH</td><td>ngày 05 tháng 01</td></tr></table>"""


def blocks(page, name="a.html"):
    return read(name, page.encode() if isinstance(page, str) else page).blocks


def around(paper):
    return PAGE.replace("{}", paper)


def texts(page):
    return [block.text for block in blocks(page)]


def test_blocks_and_broken_lines_part_paragraphs_and_letters_inside_do_not():
    page = "<div>KẾ HOẠCH<p>1. Việc <b>mộ</b>t&nbsp;của\n năm<br>a) Sở<span> A</span></div>Cuối<p></p>"
    assert blocks(page) == tuple(map(Paragraph, (1, 2, 3, 4), ("KẾ HOẠCH", "1. Việc một của năm", "a) Sở A", "Cuối")))


def test_what_stands_around_the_paper_is_left_out():
    assert texts(around("<h1>KẾ HOẠCH</h1><p>I. Mục đích</p>")) == ["KẾ HOẠCH", "I. Mục đích"]


def test_the_paper_is_read_wherever_the_page_put_it():
    long = "<p>Việc của cơ quan.</p>" * 30
    for start, end in (("<form>", "</form>"), ("<header>", "</header>"), ('<div class="menu">', "</div>")):
        assert texts(around(f"{start}<h1>KẾ HOẠCH</h1>{long}{end}"))[:2] == ["KẾ HOẠCH", "Việc của cơ quan."]


def test_of_a_page_with_an_article_the_article_is_read():
    article = "<article><header><h1>KẾ HOẠCH</h1></header>" + "<p>Việc của cơ quan.</p>" * 20 + "</article>"
    assert texts(around(f"<p>Thứ Hai</p>{article}<p>Lượt xem: 5</p>"))[0] == "KẾ HOẠCH"


def test_hidden_and_deleted_words_are_not_read():
    hidden = '<p hidden>a</p><p style="DISPLAY: none">b</p><span style="visibility:hidden">c</span><del>d</del>'
    assert texts(f"{hidden}<p>Kế hoạch <ins>mới</ins></p><!-- e --><template><p>f</template>") == ["Kế hoạch mới"]


@pytest.mark.parametrize(
    ("start", "marks"),
    [
        *(("<ol>", "1. 2."), ('<ol type="a">', "a) b)"), ('<ol type="I" start="3">', "III. IV."), ("<ul>", "- -")),
        *(('<ol style="list-style-type: lower-roman">', "i. ii."), ('<ol type="A">', "A) B)")),
        *(('<ul style="list-style: none">', ""), ('<ol start="9">', "9. 10.")),
    ],
)
def test_lists_keep_the_marks_that_a_browser_prints(start, marks):
    found = texts(f"{start}<li>việc<li><p>việc</p></{start[1:3]}>")
    assert [text.removesuffix("việc").strip() for text in found] == (marks.split() or ["", ""])


def test_lists_in_lists_count_for_themselves():
    page = "<ol><li>A<ol type=a><li>B<li>C</ol><li>D<ul><li>E</ul><li value=7>F<li>G</ol>"
    assert texts(page) == ["1. A", "a) B", "b) C", "2. D", "- E", "7. F", "8. G"]


def test_a_number_or_sign_that_was_typed_is_not_doubled():
    assert texts("<ul><li>1.1. A<li>- B<li>a) C</ul><ol><li>I. D</ol>") == ["1.1. A", "- B", "a) C", "I. D"]


def test_merged_cells_of_both_directions_repeat_their_words():
    page = """<table border=1><thead><tr><th rowspan=2>TT<th rowspan=2>Việc<th colspan=2>Cơ quan
    <tr><th>Chủ trì<th>Phối hợp<tbody><tr><td colspan=4>I. Thông tin
    <tr><td>1<td>A<td rowspan=2>Sở A<td>Sở B<tr><td>2<td>B<td>Sở C</table>"""
    [table] = blocks(page)
    assert table == Table(
        1,
        (
            ("TT", "Việc", "Cơ quan", "Cơ quan"),
            ("TT", "Việc", "Chủ trì", "Phối hợp"),
            ("I. Thông tin",) * 4,
            ("1", "A", "Sở A", "Sở B"),
            ("2", "B", "Sở A", "Sở C"),
        ),
    )


def test_spans_that_overlap_or_never_end_are_filled_as_far_as_there_are_rows():
    [table] = blocks("<table border=1><tr><td rowspan=0>a<td>b<td rowspan=9>c<tr><td>d<tr><td colspan=3>e</table>")
    assert table.rows == (("a", "b", "c", ""), ("a", "d", "c", ""), ("a", "e", "e", "e"))


def test_a_letterhead_in_a_table_is_read_column_by_column():
    assert texts(f"{LETTERHEAD}<p>KẾ HOẠCH</p>") == [
        *("UBND TỈNH", "SỞ NGOẠI VỤ", "Số: 1/KH", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        *("Độc lập - Tự do - Hạnh phúc", "ngày 05 tháng 01", "KẾ HOẠCH"),
    ]


def test_a_page_that_is_set_in_tables_is_read_through_them():
    inner = "<table border=1>" + "<tr><td>Việc<td>Sở A" * 9 + "</table>"
    found = blocks(f"<table><tr><td>Trái<td><p>KẾ HOẠCH</p>{LETTERHEAD}{inner}</table>")
    assert found[1] == Paragraph(1, "KẾ HOẠCH")
    assert found[-1] == Table(1, (("Việc", "Sở A"),) * 9)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_page_is_read_in_its_encoding(encoding):
    assert texts("<p>Đối ngoại, kế hoạch</p>".encode(encoding)) == ["Đối ngoại, kế hoạch"]


def test_a_page_of_old_windows_is_read():
    page = '<meta http-equiv="Content-Type" content="text/html; charset={}"><p>{}</p>'
    assert texts(page.format("windows-1258", "Đô\u0301i ngoa\u0323i").encode("cp1258")) == ["Đối ngoại"]
    assert texts(page.format("windows-1252", "Đối ngoại é").encode("cp1252", "xmlcharrefreplace")) == ["Đối ngoại é"]


@pytest.mark.parametrize(
    ("name", "start"),
    [
        ("kehoach", "<!-- chép -->\n<html>"),
        ("kehoach.doc", "<!DOCTYPE html>"),
        ("a.txt", "<?xml version='1.0'?><html>"),
    ],
)
def test_a_page_is_known_by_its_content(name, start):
    assert blocks(f"{start}<body><p>KẾ HOẠCH</p></body></html>", name) == (Paragraph(1, "KẾ HOẠCH"),)


def test_what_word_saves_as_a_page_keeps_its_typed_numbers():
    number = "<![if !supportLists]><span style='mso-list:Ignore'>1.<span>&nbsp;&nbsp; </span></span><![endif]>"
    assert texts(f"<p class=MsoListParagraph>{number}Việc<o:p></o:p></p>") == ["1. Việc"]


def test_lines_of_preformatted_text_stay_lines():
    assert texts("<pre>KẾ HOẠCH\n1. Việc <b>một</b>\n\n  a) Sở</pre>") == ["KẾ HOẠCH", "1. Việc một", "a) Sở"]


def test_a_page_without_words_and_one_nested_beyond_reason_are_refused():
    with pytest.raises(NotReadable, match="không có chữ"):
        blocks("<html><body><script>a</script></body></html>")
    with pytest.raises(NotReadable, match="lồng"):
        blocks("<div>" * 3000 + "sâu")
