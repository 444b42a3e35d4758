"""Marks of a secrecy level are found wherever they hide; words that speak of secrets are only words."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doingoai.documents.domain.guard import SecrecyMark, check, find_mark
from doingoai.documents.read import contents
from tests.documents.files import pdf, pdf_holding, sheet, with_part, word

MARKS = (
    "MẬT",
    "Mật",
    "[MẬT]",
    "TỐI MẬT",
    "Tuyệt mật",
    "TUYỆT  MẬT",
    "M Ậ T",
    "T Ố I   M Ậ T",
    "MẬT KHẨN",
    "Dấu tuyệt mật",
    "Độ mật: Mật",
    "Mức độ mật: Tối mật",
    "Độ mật: A",
    "LƯU HÀNH NỘI BỘ",
    "XEM XONG TRẢ LẠI",
    "Tài liệu thu hồi",
    "Bản số: 03/05",
    "Chỉ người có tên mới được bóc bì",
    "Tài liệu mật",
    "Số 12 TỐI MẬT",
)
WORDS = (
    "Thực hiện tốt công tác bảo mật thông tin.",
    "Bảo vệ bí mật nhà nước theo quy định.",
    "Luật Bảo vệ bí mật nhà nước",
    "Sản phẩm OCOP: mật ong bạc hà Mèo Vạc",
    "Mật độ dân số vùng biên giới",
    "Mật khẩu phải có ít nhất 12 ký tự",
    "mật",
    "Không cung cấp tài liệu mật cho người không có trách nhiệm.",
    "Việc lưu hành nội bộ bản tin do cơ quan chủ quản quyết định.",
    "Hội nghị mật thiết, hữu nghị giữa hai tỉnh",
    "Xuất khẩu mật ong 12 tấn",
    "Bản số hóa tài liệu lưu trữ",
    "Bảo mật",
    "Bí mật nhà nước",
    "Mật ong",
)


@pytest.mark.parametrize("mark", MARKS)
def test_a_mark_is_found(mark):
    assert find_mark([(7, mark)]).line == 7


@pytest.mark.parametrize("mark", MARKS)
def test_a_mark_typed_with_loose_tone_marks_is_found(mark):
    assert find_mark([(1, unicodedata.normalize("NFD", mark))])


@pytest.mark.parametrize("text", WORDS)
def test_a_word_is_no_mark(text):
    assert find_mark([(1, text)]) is None
    assert find_mark([(1, unicodedata.normalize("NFD", text))]) is None


@given(st.lists(st.sampled_from(WORDS), max_size=12), st.sampled_from(MARKS), st.integers(0, 12))
def test_among_any_words_the_one_mark_is_found_at_its_line(words, mark, place):
    place = min(place, len(words))
    texts = list(enumerate([*words[:place], mark, *words[place:]], start=1))
    assert find_mark(texts).line == place + 1
    assert find_mark([(line, text) for line, text in texts if line != place + 1]) is None


@given(st.text(max_size=80))
def test_the_guard_never_fails_on_any_text(text):
    find_mark([(1, text)])


def test_a_refusal_never_repeats_what_the_paper_says():
    with pytest.raises(SecrecyMark) as refusal:
        check([(3, "TỐI MẬT – nội dung riêng")])
    assert "nội dung riêng" not in str(refusal.value)
    assert "dòng 3" in str(refusal.value)


HIDING = {
    "a paragraph": word("Kế hoạch", "MẬT"),
    "a cell": word("Kế hoạch", cell="TỐI MẬT"),
    "the header": word("Kế hoạch", header="MẬT"),
    "the footer": word("Kế hoạch", footer="Bản số: 01/05"),
    "a text box": with_part(
        word("Kế hoạch"),
        "word/drawing9.xml",
        "<wps:txbx><w:p><w:r><w:t>M</w:t></w:r><w:r><w:t>ẬT</w:t></w:r></w:p></wps:txbx>".encode(),
    ),
    "a footnote": with_part(word("Kế hoạch"), "word/footnotes.xml", "<w:p><w:t>TUYỆT MẬT</w:t></w:p>".encode()),
    "numbered letters": with_part(word("Kế hoạch"), "word/x.xml", b"<w:p><w:t>M&#7852;T</w:t></w:p>"),
    "another encoding": with_part(word("Kế hoạch"), "word/y.xml", "<w:p><w:t>MẬT</w:t></w:p>".encode("utf-16")),
    "a file inside": with_part(word("Kế hoạch"), "word/embeddings/a.docx", word("MẬT")),
    "a sheet's cell": sheet(("Việc", "Ghi chú"), ("Họp", "TỐI MẬT")),
    "a PDF": pdf("Kế hoạch năm 2022.", "TỐI MẬT"),
    "a file inside a PDF": pdf_holding("a.docx", word("MẬT")),
    "a text": "Kế hoạch\n\n   MẬT\n\nNội dung".encode(),
    "a hidden part of a web page": "<html><p>Kế hoạch</p><div hidden>MẬT</div>".encode(),
    "the head of a web page": "<html><head><title>TỐI MẬT</title></head><p>Kế hoạch</p>".encode(),
    "a web page's menu": "<html><nav><a>M&#7852;T</a></nav><p>Kế hoạch</p>".encode(),
    "a text of Windows": "Kế hoạch\r\nTỐI MẬT\r\n".encode("utf-16"),
}
SUFFIX = {b"PK": ".docx", b"%P": ".pdf"}


@pytest.mark.parametrize("place", HIDING)
def test_a_mark_is_found_in(place):
    data = HIDING[place]
    with pytest.raises(SecrecyMark):
        check(contents(f"tep{SUFFIX.get(data[:2], '.txt')}", data))


def test_a_whole_plan_that_speaks_of_secrets_is_let_in():
    check(contents("ke-hoach.docx", word(*WORDS, cell="bảo mật", header="Công tác bảo vệ bí mật nhà nước")))
    check(contents("ke-hoach.pdf", pdf(*WORDS)))
