"""When terms end: the hard days by name, and what always holds."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doingoai.dates import lunar_new_year
from doingoai.law.domain import (
    Calendar,
    DayOff,
    NoClock,
    Op,
    Unit,
    add_months,
    calendar_of,
    drawn_days,
    in_words,
    is_late,
    reckon,
    retold,
    told,
)
from doingoai.law.read import days_off
from tests.factories import PROVINCE
from tests.law.builders import moment, rule, term

SHIPPED = calendar_of(days_off(), accepted=range(2020, 2027))
EMPTY = Calendar()
MOMENTS = st.datetimes(datetime(2012, 1, 1), datetime(2031, 12, 31)).map(lambda at: at.replace(tzinfo=PROVINCE))


def end(found_rule, day, calendar=SHIPPED, hour=9):
    return reckon(found_rule, moment(day, hour), calendar).last_day


def test_day_one_is_the_day_after_the_event():
    # Received on Monday 6 June 2022: five working days are Tuesday to Monday.
    found = reckon(term(5), moment(date(2022, 6, 6)), SHIPPED)
    assert (found.day_zero, found.last_day) == (date(2022, 6, 6), date(2022, 6, 13))
    assert [each.day.day for each in found.skipped] == [11, 12]


def test_the_hour_of_the_event_does_not_matter_where_days_are_counted():
    assert {end(term(5), date(2022, 6, 6), hour=hour) for hour in (0, 7, 16, 23)} == {date(2022, 6, 13)}


@pytest.mark.parametrize("received", [date(2022, 6, 3), date(2022, 6, 4), date(2022, 6, 5)])
def test_received_on_a_friday_or_on_the_days_off_after_it_ends_alike(received):
    assert end(term(5), received) == date(2022, 6, 10)


def test_received_in_the_middle_of_tet_the_first_day_that_counts_is_the_first_day_at_work():
    found = reckon(term(1), moment(date(2022, 2, 2)), SHIPPED)
    assert found.last_day == date(2022, 2, 7)
    assert [each.why for each in found.skipped] == ["Tết Nguyên đán", "Tết Nguyên đán", "thứ Bảy", "Chủ nhật"]


def test_before_a_day_ends_with_the_day_before():
    found = reckon(rule(), moment(date(2022, 3, 1)), SHIPPED)
    assert found.last_day == date(2022, 11, 29)
    assert found.due_at == datetime(2022, 11, 30, tzinfo=PROVINCE)


def test_before_a_day_that_has_come_means_next_year_s():
    assert end(rule(), date(2022, 11, 29)) == date(2022, 11, 29)
    assert end(rule(), date(2022, 11, 30)) == date(2023, 11, 29)


def test_by_a_day_counts_the_day_itself_and_does_not_move_from_a_sunday():
    found = reckon(rule(amount="12-20", op=Op.BY), moment(date(2026, 3, 1)), SHIPPED)
    assert (found.last_day, found.stays_off) == (date(2026, 12, 20), "Chủ nhật")
    assert found.moved_from is None


def test_by_29_february_waits_for_a_leap_year():
    assert end(rule(amount="02-29", op=Op.BY), date(2022, 3, 1)) == date(2024, 2, 29)
    assert end(rule(amount="02-29", op=Op.BY), date(2096, 3, 1)) == date(2104, 2, 29)


@pytest.mark.parametrize(
    ("start", "months", "last"),
    [
        (date(2023, 1, 31), 1, date(2023, 2, 28)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2023, 8, 31), 6, date(2024, 2, 29)),
        (date(2023, 11, 30), 3, date(2024, 2, 29)),
        (date(2022, 12, 15), 1, date(2023, 1, 15)),
        (date(2023, 3, 31), -1, date(2023, 2, 28)),
    ],
)
def test_months_end_on_the_day_of_the_same_number_or_the_month_s_last(start, months, last):
    assert add_months(start, months) == last


def test_a_quarter_is_three_months_and_a_year_twelve():
    assert end(term(1, Unit.QUARTERS), date(2022, 3, 14), EMPTY) == date(2022, 6, 14)
    assert end(term(2, Unit.YEARS), date(2022, 3, 14), EMPTY) == date(2024, 3, 14)


def test_a_month_that_ends_on_a_day_off_ends_with_the_next_working_day():
    # 31 January and one month is 28 February; in 2026 that is a Saturday.
    found = reckon(term(1, Unit.MONTHS), moment(date(2026, 1, 31)), SHIPPED)
    assert (found.moved_from, found.last_day) == (date(2026, 2, 28), date(2026, 3, 2))
    assert [each.why for each in found.skipped] == ["thứ Bảy", "Chủ nhật"]


def test_days_that_end_in_tet_end_after_it():
    found = reckon(term(15, Unit.DAYS), moment(date(2026, 2, 3)), SHIPPED)
    assert (found.moved_from, found.last_day) == (date(2026, 2, 18), date(2026, 2, 23))


def test_days_off_inside_a_term_of_plain_days_count():
    found = reckon(term(30, Unit.DAYS), moment(date(2022, 1, 20)), SHIPPED)
    assert (found.last_day, found.skipped) == (date(2022, 2, 21), found.skipped)
    assert [each.day for each in found.skipped] == [date(2022, 2, 19), date(2022, 2, 20)]


@pytest.mark.parametrize("year", [y for y in range(2010, 2051) if lunar_new_year(y).weekday() >= 5])
def test_tet_that_begins_on_a_weekend_is_off_all_the_same(year):
    first = lunar_new_year(year)
    off = calendar_of(()).holidays
    assert [off.why_off(first + timedelta(days=n)) for n in range(3)] == ["Tết Nguyên đán"] * 3


def test_swapped_days_the_day_off_is_passed_over_and_the_saturday_is_worked():
    # Friday 2 January 2026 is off, Saturday the 10th is worked for it.
    found = reckon(term(6), moment(date(2025, 12, 31)), SHIPPED)
    assert found.last_day == date(2026, 1, 10)
    assert "Nghỉ hoán đổi, làm bù 10/1" in [each.why for each in found.skipped]


def test_a_term_of_days_that_ends_on_a_worked_saturday_ends_there():
    assert end(term(9, Unit.DAYS), date(2026, 1, 1)) == date(2026, 1, 10)


def test_twenty_four_hours_run_through_tet():
    found = reckon(term(24, Unit.CLOCK_HOURS), moment(date(2022, 1, 31), 22, 15), SHIPPED)
    assert found.due_at == datetime(2022, 2, 1, 22, 15, tzinfo=PROVINCE)
    assert (found.skipped, found.unsettled) == ((), ())


def test_twenty_four_hours_from_midnight_end_at_midnight():
    hours = term(24, Unit.CLOCK_HOURS)
    found = reckon(hours, moment(date(2022, 6, 6), 0), SHIPPED)
    assert found.due_at == datetime(2022, 6, 7, tzinfo=PROVINCE)
    assert not is_late(hours, found.due_at, found.due_at)
    assert is_late(hours, found.due_at, found.due_at + timedelta(seconds=1))


def test_days_last_until_midnight():
    days = term(5)
    found = reckon(days, moment(date(2022, 6, 6)), SHIPPED)
    assert not is_late(days, found.due_at, datetime(2022, 6, 13, 23, 59, 59, tzinfo=PROVINCE))
    assert is_late(days, found.due_at, datetime(2022, 6, 14, tzinfo=PROVINCE))


def test_a_moment_is_read_by_hanoi_s_clock_whoever_tells_it():
    # 17:30 in Greenwich is half past midnight of the next day in Hanoi.
    found = reckon(term(1), datetime(2022, 6, 6, 17, 30, tzinfo=UTC), SHIPPED)
    assert (found.day_zero, found.last_day) == (date(2022, 6, 7), date(2022, 6, 8))


def test_no_clock_is_put_forward_in_summer():
    hours = term(24, Unit.CLOCK_HOURS)
    for month in range(1, 13):
        start = moment(date(2022, month, 27))
        found = reckon(hours, start, SHIPPED)
        assert (found.due_at.hour, found.due_at.utcoffset()) == (9, timedelta(hours=7))


def test_working_days_before_an_event_are_counted_back():
    # A visit on Monday 9 May 2022: two working days before is Thursday the 5th.
    found = reckon(term(2, op=Op.AT_LEAST_BEFORE), moment(date(2022, 5, 9)), SHIPPED)
    assert found.last_day == date(2022, 5, 5)
    assert found.runs_back
    over_holidays = reckon(term(4, op=Op.AT_LEAST_BEFORE), moment(date(2022, 5, 9)), SHIPPED)
    assert over_holidays.last_day == date(2022, 4, 29)


def test_an_end_before_an_event_never_moves_closer_to_it():
    found = reckon(term(15, Unit.DAYS, Op.AT_LEAST_BEFORE), moment(date(2022, 5, 16)), SHIPPED)
    assert (found.last_day, found.stays_off) == (date(2022, 5, 1), "Ngày Quốc tế Lao động")


def test_hours_before_an_event_are_the_very_moment():
    found = reckon(term(24, Unit.CLOCK_HOURS, Op.AT_LEAST_BEFORE), moment(date(2022, 5, 9), 8, 30), SHIPPED)
    assert found.due_at == datetime(2022, 5, 8, 8, 30, tzinfo=PROVINCE)


@pytest.mark.parametrize(
    "changes",
    [
        {"amount": None},
        {"amount": "0"},
        {"amount": "ba"},
        {"unit": Unit.NONE},
        {"op": Op.NONE},
        {"op": Op.BEFORE},
        {"op": Op.AT_MOST, "unit": Unit.NONE, "amount": "3"},
        {"unit": Unit.FIXED_DATE, "op": Op.BY, "amount": None},
        {"unit": Unit.FIXED_DATE, "op": Op.NONE, "amount": "12-15..12-14"},
        {"unit": Unit.CLOCK_HOURS, "amount": None},
    ],
)
def test_what_has_no_number_never_becomes_a_clock(changes):
    with pytest.raises(NoClock, match="khoản 5 Điều 10 Thông tư 02/2019/TT-BTTTT không ghi số giờ"):
        reckon(
            term(5) if not changes else rule(**{"amount": "5", "unit": Unit.DAYS, "op": Op.WITHIN} | changes),
            moment(date(2022, 6, 6)),
            SHIPPED,
        )


def test_a_year_whose_table_nobody_accepted_is_named_where_the_end_hangs_on_it():
    calendar = calendar_of(days_off(), accepted=[2022])
    start = moment(date(2022, 12, 30))
    assert reckon(term(5), start, calendar).unsettled == (2023,)
    assert reckon(term(2, Unit.DAYS), start, calendar).unsettled == (2023,)
    assert reckon(term(24, Unit.CLOCK_HOURS), start, calendar).unsettled == ()
    assert reckon(rule(), start, calendar).unsettled == ()
    assert reckon(term(5), moment(date(2022, 6, 6)), calendar).unsettled == ()


def test_each_day_is_drawn_with_its_number_or_its_reason():
    found = reckon(term(3), moment(date(2022, 4, 29)), SHIPPED)
    drawn = [(each.day.day, each.kind, each.number, each.why) for each in drawn_days(Unit.WORKING_DAYS, found)]
    assert drawn[0] == (29, "zero", 0, "")
    assert drawn[1] == (30, "off", 0, "Ngày Chiến thắng 30/4")
    assert drawn[-1] == (6, "last", 3, "")
    assert [number for _day, _kind, number, _why in drawn if number] == [1, 2, 3]


def test_days_counted_back_are_drawn_in_the_order_of_the_calendar():
    found = reckon(term(2, op=Op.AT_LEAST_BEFORE), moment(date(2022, 5, 9)), SHIPPED)
    assert [each.kind for each in drawn_days(Unit.WORKING_DAYS, found)] == ["last", "counted", "off", "off", "zero"]


def test_a_year_is_not_drawn_day_by_day():
    found = reckon(term(12, Unit.MONTHS), moment(date(2022, 5, 9)), SHIPPED)
    assert drawn_days(Unit.MONTHS, found) == ()


@given(MOMENTS, st.integers(1, 60), st.sampled_from([Unit.WORKING_DAYS, Unit.DAYS, Unit.MONTHS, Unit.CLOCK_HOURS]))
def test_a_row_keeps_the_whole_count(at, amount, unit):
    found = reckon(term(amount, unit), at, SHIPPED)
    assert retold(told(found)) == found


def test_the_end_is_said_in_words():
    assert in_words(term(5), reckon(term(5), moment(date(2022, 6, 6)), SHIPPED)) == "hết ngày 13/6/2022"
    hours = term(24, Unit.CLOCK_HOURS)
    assert in_words(hours, reckon(hours, moment(date(2022, 2, 1), 8), SHIPPED)) == "08:00 ngày 02/02/2022"


@given(MOMENTS, st.integers(1, 60), st.sampled_from([Op.WITHIN, Op.AT_LEAST_EVERY, Op.KEEP_AT_LEAST]))
def test_what_is_counted_forward_never_ends_on_a_day_off(at, amount, op):
    for unit in (Unit.WORKING_DAYS, Unit.DAYS, Unit.MONTHS, Unit.QUARTERS, Unit.YEARS):
        found = reckon(term(amount, unit, op), at, SHIPPED)
        assert SHIPPED.holidays.why_off(found.last_day) is None
        assert found.last_day > found.day_zero


@given(MOMENTS, st.integers(1, 40))
def test_a_longer_term_never_ends_earlier_and_a_later_start_never_either(at, amount):
    for unit in (Unit.WORKING_DAYS, Unit.DAYS, Unit.MONTHS):
        found = reckon(term(amount, unit), at, SHIPPED).due_at
        assert reckon(term(amount + 1, unit), at, SHIPPED).due_at >= found
        assert reckon(term(amount, unit), at + timedelta(days=1), SHIPPED).due_at >= found


@given(MOMENTS, st.integers(1, 40), st.dates(date(2020, 1, 1), date(2027, 12, 31)))
def test_one_more_day_off_never_brings_an_end_forward_and_leaves_hours_alone(at, amount, day):
    more = calendar_of([*(each for each in days_off() if each.day != day), DayOff(day, "Nghỉ thêm", True)])
    less = calendar_of(each for each in days_off() if each.day != day)
    off = less.holidays.why_off(day)
    for unit in (Unit.WORKING_DAYS, Unit.DAYS, Unit.CLOCK_HOURS):
        before, after = (reckon(term(amount, unit), at, calendar).due_at for calendar in (less, more))
        assert after >= before
        if unit is Unit.CLOCK_HOURS or off:
            assert after == before


@given(MOMENTS, st.integers(1, 30))
def test_so_many_working_days_back_and_forth_come_back(at, amount):
    ahead = reckon(term(amount), at, SHIPPED)
    back = reckon(term(amount, op=Op.AT_LEAST_BEFORE), moment(ahead.last_day), SHIPPED)
    start = ahead.day_zero
    while SHIPPED.holidays.why_off(start):
        start -= timedelta(days=1)
    assert back.last_day == start
