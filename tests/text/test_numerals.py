"""Numbers as the office writes them."""

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doingoai.text import VN_POINT_LETTERS, from_roman, number, roman, sent


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (0, "0"),
        (3912, "3.912"),
        (Decimal("86.40"), "86,4"),
        (1234567.5, "1.234.567,5"),
        (Decimal(100), "100"),
        (-5, "-5"),
    ],
)
def test_thousands_have_points_and_fractions_a_comma(value, written):
    assert number(value) == written


@given(st.integers(1, 3999))
def test_roman_numerals_go_there_and_back(value):
    assert from_roman(roman(value)) == value


@pytest.mark.parametrize("text", ["", "IIII", "VX", "ABC", "iv"])
def test_what_is_no_roman_numeral_is_refused(text):
    with pytest.raises(ValueError, match=f"^{re.escape(text)}$"):
        from_roman(text)


def test_points_run_in_the_vietnamese_alphabet():
    assert VN_POINT_LETTERS.startswith("abcdđe")
    assert not set("fjwz") & set(VN_POINT_LETTERS)


@pytest.mark.parametrize(
    ("text", "told"), [("12", 12), ("", 7), ("-1", 7), ("²", 7), ("1.5", 7), ("9" * 40, 7), ("9" * 5000, 7)]
)
def test_a_number_that_somebody_sends_is_one_that_a_row_can_have_or_the_other(text, told):
    assert sent(text, 7) == told
