"""The Vietnamese lunar calendar, judged day by day by two libraries of astronomy."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doingoai.dates import NoSuchDay, kept_on, lunar, lunar_new_year, solar, year_name
from tests.dates.judges import BEIJING, JUDGES, calendar

FIRST, LAST = 2000, 2050
TET = {2020: (1, 25), 2021: (2, 12), 2022: (2, 1), 2023: (1, 22), 2024: (2, 10), 2025: (1, 29), 2026: (2, 17)}
LEAP_MONTHS = {
    **{2001: 4, 2004: 2, 2006: 7, 2009: 5, 2012: 4, 2014: 9, 2017: 6, 2020: 4, 2023: 2, 2025: 6, 2028: 5, 2031: 3},
    **{2033: 11, 2036: 6, 2039: 5, 2042: 2, 2044: 7, 2047: 5, 2050: 3},
}
DAYS = st.dates(date(FIRST, 1, 1), date(LAST, 12, 31))


def every_day():
    return (date(FIRST, 1, 1) + timedelta(days=n) for n in range((date(LAST + 1, 1, 1) - date(FIRST, 1, 1)).days))


def told_otherwise(told):
    found = ((day, lunar(day)) for day in every_day())
    return [(day, here) for day, here in found if told[day] != (here.year, here.month, here.is_leap, here.day)]


@pytest.mark.parametrize("judge", JUDGES)
def test_every_day_from_2000_to_2050_is_what_the_new_moons_and_the_sun_over_hanoi_make_it(judge):
    assert len(list(every_day())) == 18_628
    assert told_otherwise(calendar(JUDGES[judge], FIRST, LAST)) == []


@pytest.mark.parametrize("judge", JUDGES)
def test_the_judges_find_a_calendar_out_that_is_kept_by_the_clock_of_beijing(judge):
    other = told_otherwise(calendar(JUDGES[judge], FIRST, LAST, BEIJING))
    assert len(other) > 300
    assert date(2007, 2, 17) in {day for day, _ in other}


def test_every_lunar_day_leads_back_to_its_solar_one():
    for day in every_day():
        found = lunar(day)
        assert solar(found.year, found.month, found.day, is_leap=found.is_leap) == day


@pytest.mark.parametrize(("in_year", "day"), TET.items())
def test_tet_falls_where_the_calendar_of_hanoi_puts_it(in_year, day):
    assert lunar_new_year(in_year) == date(in_year, *day)


@pytest.mark.parametrize(("in_year", "day"), {2007: (2, 17), 2030: (2, 2)}.items())
def test_tet_of_2007_and_2030_is_a_day_before_the_chinese_one(in_year, day):
    assert lunar_new_year(in_year) == date(in_year, *day)


def test_leap_months_are_where_almanacs_have_them():
    found = {}
    for day in every_day():
        here = lunar(day)
        if here.is_leap:
            found.setdefault(here.year, here.month)
    assert found == LEAP_MONTHS


def test_a_day_that_a_year_does_not_have_is_refused():
    with pytest.raises(NoSuchDay, match="6 nhuận"):
        solar(2022, 6, 1, is_leap=True)
    with pytest.raises(NoSuchDay):
        solar(2024, 12, 30)
    assert kept_on(2024, 12, 30) == lunar_new_year(2025) - timedelta(days=1) == solar(2024, 12, 29)


@given(st.integers(FIRST, LAST), st.integers(1, 12))
def test_what_is_kept_on_the_30th_is_kept_on_the_last_day_of_the_month(year, month):
    found = lunar(kept_on(year, month, 30))
    after = lunar(kept_on(year, month, 30) + timedelta(days=1))
    assert (found.month, found.is_leap) == (month, False)
    assert after.day == 1


@given(DAYS)
def test_the_day_after_is_the_next_lunar_day(day):
    here, after = lunar(day), lunar(day + timedelta(days=1))
    assert after > here
    assert after.day in {here.day + 1, 1}


def test_years_have_their_names():
    names = {2020: "Canh Tý", 2021: "Tân Sửu", 2022: "Nhâm Dần", 2023: "Quý Mão", 2024: "Giáp Thìn", 2026: "Bính Ngọ"}
    assert {year: year_name(year) for year in names} == names


def test_a_lunar_day_is_written_as_the_almanac_writes_it():
    assert str(lunar(date(2022, 4, 10))) == "10/3"
    assert str(lunar(date(2025, 7, 25))) == "1/6 nhuận"
