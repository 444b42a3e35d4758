"""Which days a report covers."""

from datetime import date

from doingoai.dates import Period
from doingoai.plan.domain.periods import HALF, WHOLE, calendar_days, columns, months, planned, year_earlier


def periods_of(year, deadlines):
    """The periods where the rules close the data on 14 June and 14 December."""
    start = date(year - 1, 12, 15)
    half, whole = Period(start, date(year, 6, 14)), Period(start, date(year, 12, 14))
    return planned(year, deadlines, half=half, whole=whole)


def test_before_15_june_means_that_14_june_is_the_last_day():
    half, _ = periods_of(2022, [date(2022, 6, 15), date(2022, 11, 15)])
    assert (half.starts_on, half.ends_on, half.agencies_due) == (
        date(2021, 12, 15),
        date(2022, 6, 14),
        date(2022, 6, 14),
    )
    assert half.data_close == half.ends_on


def test_a_year_report_due_in_november_closes_its_data_before_the_year_does():
    _, year = periods_of(2022, [date(2022, 6, 15), date(2022, 11, 15)])
    assert year.data_close == year.agencies_due == date(2022, 11, 14)
    assert year.ends_on == date(2022, 12, 14)


def test_without_deadlines_data_close_with_the_period():
    half, year = periods_of(2026, [])
    assert (half.data_close, year.data_close) == (date(2026, 6, 14), date(2026, 12, 14))


def test_the_days_of_data_are_those_that_the_rules_give():
    half, year = planned(2017, [], half=calendar_days(2017, HALF), whole=calendar_days(2017, WHOLE))
    assert (half.starts_on, half.data_close, half.agencies_due) == (date(2017, 1, 1), *[date(2017, 6, 30)] * 2)
    assert (year.starts_on, year.ends_on) == (date(2017, 1, 1), date(2017, 12, 31))


def test_a_deadline_after_the_data_close_leaves_the_data_closed_by_the_rule():
    half, year = periods_of(2022, [date(2022, 6, 20), date(2022, 12, 20)])
    assert (half.agencies_due, half.data_close) == (date(2022, 6, 19), date(2022, 6, 14))
    assert (year.agencies_due, year.data_close) == (date(2022, 12, 19), date(2022, 12, 14))


def test_the_year_is_cut_into_quarters_and_the_last_one_is_marked_as_cut_short():
    cut = columns(date(2021, 12, 15), date(2022, 12, 14), date(2022, 11, 14))
    assert [c.label for c in cut] == ["Quý I", "Quý II", "Quý III", "Quý IV"]
    assert [c.is_cut for c in cut] == [False, False, False, True]
    assert cut[1].days == Period(date(2022, 3, 15), date(2022, 6, 14))


def test_months_touch_every_day_of_the_period_once():
    touched = months(date(2021, 12, 15), date(2022, 6, 14))
    assert (touched[0], touched[-1]) == (
        Period(date(2021, 12, 15), date(2021, 12, 31)),
        Period(date(2022, 6, 1), date(2022, 6, 14)),
    )
    assert len(touched) == 7


def test_the_same_period_is_the_same_days_a_year_before():
    earlier = year_earlier(Period(date(2021, 12, 15), date(2022, 6, 14)))
    assert earlier == Period(date(2020, 12, 15), date(2021, 6, 14))
