"""Days, periods, working days."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doingoai.dates import (
    Holidays,
    Period,
    Skipped,
    add_working_days,
    half,
    long_office,
    month,
    office,
    parse_office,
    quarter,
    short_office,
    working_days_between,
    year,
)

DAYS = st.dates(date(2015, 1, 1), date(2035, 12, 31))


def test_the_office_pads_small_days_and_only_the_first_two_months():
    assert office(date(2022, 1, 5)) == "05/01/2022"
    assert office(date(2022, 6, 1)) == "01/6/2022"
    assert short_office(date(2022, 6, 14)) == "14/6"
    assert long_office(date(2022, 2, 5)) == "ngày 05 tháng 02 năm 2022"
    assert long_office(date(2022, 11, 15)) == "ngày 15 tháng 11 năm 2022"


@given(DAYS)
def test_what_the_office_writes_it_also_reads(day):
    assert parse_office(office(day)) == day
    assert parse_office(long_office(day)) == day
    assert parse_office(short_office(day), of_year=day.year) == day


@pytest.mark.parametrize("text", ["", "31/2/2022", "15/6", "mai", "15/13/2022", "1/1/22"])
def test_what_is_no_day_is_none(text):
    assert parse_office(text) is None


def test_months_make_quarters_quarters_make_halves_halves_make_the_year():
    assert [d for n in range(1, 13) for d in month(2024, n).days()] == list(year(2024).days())
    assert [d for n in range(1, 5) for d in quarter(2024, n).days()] == list(year(2024).days())
    assert [d for n in (1, 2) for d in half(2024, n).days()] == list(year(2024).days())
    assert len(year(2024)) == 366


def test_a_period_cannot_end_before_it_starts():
    with pytest.raises(ValueError, match="comes before"):
        Period(date(2022, 6, 15), date(2022, 6, 14))


@given(DAYS, DAYS, DAYS, DAYS)
def test_periods_overlap_when_they_share_a_day(a, b, c, d):
    one, two = Period(*sorted((a, b))), Period(*sorted((c, d)))
    assert one.overlaps(two) == two.overlaps(one) == any(x in two for x in (one.start, one.end)) or two.start in one


REUNIFICATION = Holidays({date(2022, 5, 2): "nghỉ bù Chiến thắng 30/4", date(2022, 5, 3): "nghỉ bù Quốc tế Lao động"})


def test_days_off_are_passed_over_and_each_says_why():
    due, skipped = add_working_days(date(2022, 4, 29), 2, REUNIFICATION)
    assert due == date(2022, 5, 5)
    assert skipped == (
        Skipped(date(2022, 4, 30), "thứ Bảy"),
        Skipped(date(2022, 5, 1), "Chủ nhật"),
        Skipped(date(2022, 5, 2), "nghỉ bù Chiến thắng 30/4"),
        Skipped(date(2022, 5, 3), "nghỉ bù Quốc tế Lao động"),
    )


def test_a_saturday_worked_instead_counts():
    swapped = Holidays({date(2026, 1, 2): "hoán đổi"}, frozenset({date(2026, 1, 10)}))
    assert swapped.why_off(date(2026, 1, 10)) is None
    assert working_days_between(date(2026, 1, 1), date(2026, 1, 11), swapped)[0] == 6


@given(DAYS, st.integers(0, 60), st.sets(DAYS, max_size=40))
def test_adding_working_days_and_counting_them_agree(start, count, off):
    holidays = Holidays(dict.fromkeys(off, "nghỉ"))
    due, skipped = add_working_days(start, count, holidays)
    assert working_days_between(start, due, holidays) == (count, skipped)
    assert count == 0 or holidays.why_off(due) is None


@given(DAYS)
def test_there_is_always_a_working_day_within_a_quiet_week(start):
    due, _ = add_working_days(start, 1, Holidays())
    assert timedelta(0) < due - start <= timedelta(days=3)
