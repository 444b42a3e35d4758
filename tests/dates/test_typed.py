"""A day is read as people type it, whatever stands between its numbers."""

from datetime import date

import pytest

from doingoai.dates import NoSuchDay, parse_typed


@pytest.mark.parametrize(
    "typed",
    [
        "30/5/2022",
        "30/05/2022",
        "30.5.2022",
        "30-5-2022",
        "30 5 2022",
        "30 / 05 / 2022",
        "30052022",
        "30/5/22",
        "30.5.22",
        " 30/5/2022 ",
        "2022-05-30",
        "ngày 30 tháng 5 năm 2022",
    ],
)
def test_it_is_30_may_2022(typed):
    assert parse_typed(typed) == date(2022, 5, 30)


def test_the_day_comes_before_the_month_and_a_short_year_is_of_this_century():
    assert parse_typed("3/5/22") == date(2022, 5, 3)
    assert parse_typed("03051999") == date(1999, 5, 3)


@pytest.mark.parametrize("typed", ["31/02/2023", "31022023", "0/1/2022", "1.13.2022", "29 2 23", "20220530"])
def test_a_day_that_the_calendar_lacks_is_told_from_what_is_no_day(typed):
    with pytest.raises(NoSuchDay, match=typed):
        parse_typed(typed)


@pytest.mark.parametrize("typed", ["", "hôm qua", "30/5", "30/5/202", "5/2022", "3005222", "1/1/2022/1", "30//5//2022"])
def test_it_is_no_day_at_all(typed):
    assert parse_typed(typed) is None
