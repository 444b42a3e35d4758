"""Sums as they are typed, quantities, products: whole đồng, never a fraction."""

from decimal import Decimal
from fractions import Fraction
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doingoai.plan.domain.money.amounts import MOST, NotAnAmount, amount_of, product_of, quantity_of
from doingoai.text import number


@pytest.mark.parametrize(
    ("typed", "đồng"),
    [
        ("1.250.000", 1_250_000),
        ("1250000", 1_250_000),
        ("50000", 50_000),
        ("0", 0),
        ("85,5 triệu", 85_500_000),
        ("2 tỷ 150 triệu", 2_150_000_000),
        ("2 tỷ, 150 triệu đồng chẵn", 2_150_000_000),
        ("500 nghìn đồng", 500_000),
        ("1.250.000.", 1_250_000),
        ("5 triệu vnd", 5_000_000),
        (" 1.250.000 đồng ", 1_250_000),
    ],
)
def test_sums_are_read_as_people_write_them(typed, đồng):
    assert amount_of(typed) == đồng


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "một trăm",
        "1.250,5",
        "1,5",
        "12.50",
        "5 triệu 3 tỷ",
        "5 triệu 300",
        "5 triệu một nửa",
        "1.250.5",
        "1 " * 50 + "đồng",
        "12abc 5 triệu",
        "1,2345 nghìn",
        "1.2.3",
        "-5 triệu",
        "9" * 16,
    ],
)
def test_what_is_no_sum_is_refused_with_an_example(typed):
    with pytest.raises(NotAnAmount, match=r"1\.250\.000"):
        amount_of(typed)


@pytest.mark.parametrize("typed", ["1" * 60 + "x", "1 " * 30 + "x", "1.1," * 2_000 + "x", "5 triệu " * 2_000])
def test_what_is_long_and_no_sum_is_refused_at_once(typed):
    began = perf_counter()
    with pytest.raises(NotAnAmount):
        amount_of(typed)
    assert perf_counter() - began < 1


def test_a_refund_is_typed_with_a_minus_where_it_may_be():
    assert amount_of("-1,5 triệu", signed=True) == -1_500_000


@given(st.integers(0, MOST))
def test_a_sum_shown_is_read_back(value):
    assert amount_of(number(value)) == value


QUANTITIES = st.decimals(Decimal("0.001"), Decimal(99_999), places=3)


@given(QUANTITIES, st.integers(0, 10**10))
def test_a_line_costs_quantity_times_price_and_half_a_dong_goes_up(quantity, price):
    exact = Fraction(quantity) * price
    assert isinstance(product_of(quantity, price), int)
    assert exact - Fraction(1, 2) < product_of(quantity, price) <= exact + Fraction(1, 2)


@given(QUANTITIES)
def test_a_quantity_shown_is_read_back(quantity):
    assert quantity_of(number(quantity)) == quantity


@pytest.mark.parametrize("typed", ["", "ba", "0", "-1", "1,2345", "nan", "inf", "1e3e"])
def test_what_is_no_quantity_is_refused(typed):
    with pytest.raises(NotAnAmount):
        quantity_of(typed)
