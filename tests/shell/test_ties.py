import pytest
from hypothesis import given
from hypothesis import strategies as st

from doingoai.shell.domain.ties import tie

TIED = "\u00a0"


@pytest.mark.parametrize(
    ("words", "tied"),
    [
        ("Báo cáo 6 tháng đầu năm 2022", "Báo cáo 6~tháng đầu năm 2022"),
        ("115 năm thành lập tỉnh Lào Cai", "115~năm thành lập tỉnh Lào~Cai"),
        ("Cửa khẩu đường bộ số 2 Kim Thành", "Cửa khẩu đường bộ số 2~Kim~Thành"),
        ("UBND huyện Si Ma Cai", "UBND huyện Si~Ma~Cai"),
        ("Sửa cụm ở Sa Pa, Bắc Hà", "Sửa cụm ở Sa~Pa, Bắc~Hà"),
        ("Đẩy mạnh thông tin", "Đẩy mạnh thông tin"),
        ("", ""),
    ],
)
def test_a_number_keeps_its_unit_and_a_name_its_syllables(words, tied):
    assert tie(words) == tied.replace("~", TIED)


def test_what_stands_inside_a_tag_is_left_alone():
    assert tie('<a href="/kim Thành 6 tháng">6 tháng</a>') == f'<a href="/kim Thành 6 tháng">6{TIED}tháng</a>'


@given(st.text())
def test_only_spaces_change(words):
    assert tie(words).replace(TIED, " ") == words.replace(TIED, " ")
