"""Sums in words: read back by a reader of its own, every sum says itself."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doingoai.text import in_words, money_in_words

DIGIT = {
    "không": 0, "một": 1, "mốt": 1, "hai": 2, "ba": 3, "bốn": 4, "năm": 5, "lăm": 5, "sáu": 6, "bảy": 7, "tám": 8,
    "chín": 9,
}  # fmt: skip
UNIT = {"nghìn": 10**3, "triệu": 10**6}


def read_back(words):
    """The number that the words say, read from left to right."""
    total = group = pending = 0
    for word in words.split():
        if word in DIGIT:
            pending = DIGIT[word]
        elif word == "mười":
            group, pending = group + 10, 0
        elif word == "mươi":
            group, pending = group + 10 * pending, 0
        elif word == "trăm":
            group, pending = group + 100 * pending, 0
        elif word in UNIT:
            total, group, pending = total + (group + pending) * UNIT[word], 0, 0
        elif word == "tỷ":
            total, group, pending = (total + group + pending) * 10**9, 0, 0
        else:
            assert word == "lẻ"
    return total + group + pending


@given(
    st.integers(0, 10**15 - 1)
    | st.integers(0, 2000)
    | st.builds(lambda n, z: n * 10**z, st.integers(0, 999), st.integers(0, 12))
)
def test_every_sum_is_read_back_as_it_was(value):
    assert read_back(in_words(value)) == value


@given(st.integers(1, 10**15 - 1))
def test_the_words_stand_in_order_without_double_spaces_and_say_chan_after_round_thousands(value):
    words = money_in_words(value)
    assert words == " ".join(words.split())
    assert words[0].isupper()
    assert words.endswith(" đồng chẵn") == (value % 1000 == 0)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (0, "Không đồng"),
        (1_205_000_000, "Một tỷ hai trăm lẻ năm triệu đồng chẵn"),
        (85_500_000, "Tám mươi lăm triệu năm trăm nghìn đồng chẵn"),
        (21_015_041, "Hai mươi mốt triệu không trăm mười lăm nghìn không trăm bốn mươi mốt đồng"),
        (1_000_005, "Một triệu không trăm lẻ năm đồng"),
        (1_500_000_000_000, "Một nghìn năm trăm tỷ đồng chẵn"),
        (-2_000, "Âm hai nghìn đồng chẵn"),
    ],
)
def test_sums_are_said_as_the_office_says_them(value, words):
    assert money_in_words(value) == words
