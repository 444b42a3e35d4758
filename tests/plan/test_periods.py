"""Which days a report covers."""

from datetime import date

from doingoai.dates import Period
from doingoai.plan.domain.periods import columns, months, planned, year_earlier


def test_before_15_june_means_that_14_june_is_the_last_day():
    half, _ = planned(2022, [date(2022, 6, 15), date(2022, 11, 15)])
    assert (half.starts_on, half.ends_on, half.agencies_due) == (
        date(2021, 12, 15),
        date(2022, 6, 14),
        date(2022, 6, 14),
    )
    assert half.data_close == half.ends_on


def test_a_year_report_due_in_november_closes_its_data_before_the_year_does():
    _, year = planned(2022, [date(2022, 6, 15), date(2022, 11, 15)])
    assert year.data_close == year.agencies_due == date(2022, 11, 14)
    assert year.ends_on == date(2022, 12, 14)


def test_without_deadlines_data_close_with_the_period():
    half, year = planned(2026, [])
    assert (half.data_close, year.data_close) == (date(2026, 6, 14), date(2026, 12, 14))


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
