from hypothesis import given
from hypothesis import strategies as st

from doingoai.text import alphabetical

IN_ORDER = (
    "Ba",
    "Bà",
    "Bả",
    "Bã",
    "Bá",
    "Bạ",
    "Ban Dân tộc tỉnh",
    "Báo Lào Cai",
    "Bắc Hà",
    "Bộ Chỉ huy Bộ đội Biên phòng tỉnh",
    "Bưu điện tỉnh",
    "Các",
    "Công an tỉnh",
    "Dân",
    "Đài Phát thanh - Truyền hình tỉnh Lào Cai",
    "Hội Nhà báo tỉnh Lào Cai",
    "Sở Xây dựng",
    "Sở Y tế",
    "Tạp chí Phansipăng",
    "Thanh tra tỉnh",
    "UBND huyện Bát Xát",
    "Ủy ban",
    "Văn phòng UBND tỉnh",
)


def test_names_stand_as_in_a_vietnamese_dictionary():
    assert sorted(reversed(IN_ORDER), key=alphabetical) == list(IN_ORDER)


def test_letters_joined_and_apart_are_the_same_letters():
    assert alphabetical("B\u1ed9") == alphabetical("Bo\u0302\u0323")


@given(st.text(st.characters(min_codepoint=32), max_size=30))
def test_a_shorter_name_comes_before_the_longer_that_begins_with_it(text):
    assert alphabetical(text) < alphabetical(f"{text}a")
