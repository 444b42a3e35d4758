"""A year laid out: where days stand, how far tasks reach, which days come back."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doingoai.plan.domain.timeline import across, span, yearly
from doingoai.plan.domain.timeline_paper import when

DAYS = st.dates(date(2022, 1, 1), date(2022, 12, 31))


def test_months_are_of_one_width_and_days_stand_within_theirs():
    assert across(date(2022, 1, 1), 2022) == 0
    assert across(date(2022, 7, 1), 2022) == 50
    assert across(date(2022, 12, 31), 2022, end=True) == 100
    assert across(date(2021, 12, 15), 2022) == 0
    assert across(date(2023, 1, 1), 2022) == 100


@given(DAYS)
def test_a_day_ends_where_the_next_begins(day):
    if day < date(2022, 12, 31):
        assert across(day, 2022, end=True) == across(day + timedelta(days=1), 2022)


@pytest.mark.parametrize(
    ("starts", "ends", "due", "told"),
    [
        (date(2022, 1, 1), date(2022, 12, 31), None, (0, 100, None)),
        (date(2022, 7, 1), date(2022, 9, 30), None, (50, 25, None)),
        (None, None, date(2022, 7, 1), (0, 50, 50)),
        (date(2022, 4, 1), None, None, (25, 75, None)),
        (None, date(2022, 6, 30), None, (0, 50, None)),
    ],
)
def test_a_task_reaches_from_its_first_day_to_its_last(starts, ends, due, told):
    found = span(starts, ends, due, 2022)
    assert (found.first, found.width, found.due) == told


def test_a_task_without_a_printed_time_has_no_bar():
    assert span(None, None, None, 2022) is None
    assert when(None, None, "", None) == ""


@given(DAYS, DAYS, st.none() | DAYS)
def test_a_bar_stays_within_the_year(one, two, due):
    found = span(min(one, two), max(one, two), due, 2022)
    assert 0 <= found.first <= found.first + found.width <= 100.5


def test_the_time_of_a_task_is_told_in_words():
    assert when(date(2022, 1, 1), date(2022, 12, 31), "monthly", date(2022, 12, 15)) == (
        "01/01/2022–31/12/2022, hằng tháng, trước 15/12/2022"
    )
    assert when(date(2022, 3, 1), None, "", None) == "từ 01/3/2022"
    assert when(None, date(2022, 3, 1), "", None) == "đến 01/3/2022"


def test_days_come_back_by_the_sun_by_the_moon_or_not_at_all():
    printed = [
        {"name": "Ngày thành lập tỉnh", "origin": "1907-07-12", "date": "2022-07-12", "years": 115},
        {"name": "Giỗ Tổ Hùng Vương (10/3 âm lịch)", "origin": None, "date": "2022-04-10", "years": None},
        {"name": "Khai mạc Năm Du lịch", "origin": None, "date": "2022-03-26", "years": None},
        {"name": "Hội ngày 45/3 âm lịch", "origin": None, "date": "2022-04-10", "years": None},
    ]
    assert [(d.day, d.month, d.is_lunar, d.since) for d in yearly(printed)] == [
        (12, 7, False, 1907),
        (10, 3, True, None),
    ]
