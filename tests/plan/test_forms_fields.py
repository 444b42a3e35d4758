"""Money is written in a form as it is written in a plan."""

import pytest
from django import forms

from doingoai.plan.forms.imports.fields import money

WRONG = ["Ghi số tiền, ví dụ 85,5 triệu đồng hoặc 85.500.000."]


class Box(forms.Form):
    budget = money("Kinh phí (đồng)")


@pytest.mark.parametrize(
    ("typed", "sum_of"),
    [
        ("85,5 triệu đồng", 85_500_000),
        ("85 triệu", 85_000_000),
        ("85 tr", 85_000_000),
        ("1.200.000", 1_200_000),
        ("1200000", 1_200_000),
        ("1.200.000 đồng", 1_200_000),
        ("1,5 tỷ", 1_500_000_000),
        ("1 tỷ 200 triệu đồng", 1_200_000_000),
        ("1 tỷ và 200 triệu", 1_200_000_000),
        ("0", 0),
        ("", None),
    ],
)
def test_a_sum_is_read_in_dong(typed, sum_of):
    form = Box({"budget": typed})
    assert form.is_valid(), form.errors
    assert form.cleaned_data["budget"] == sum_of


@pytest.mark.parametrize(
    "typed", ["nhiều", "từ 50 triệu đến 85 triệu", "-5 triệu", "85,5", "10 lớp x 15 triệu", "85 triệu/năm"]
)
def test_what_names_no_one_sum_is_refused_with_words_how_to_write_it(typed):
    assert Box({"budget": typed}).errors["budget"] == WRONG


def test_a_sum_that_is_shown_again_as_it_stands_is_no_change():
    assert not Box({"budget": "85,5 triệu"}, initial={"budget": 85_500_000}).has_changed()
