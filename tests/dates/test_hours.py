"""The hours of an office, as its settings write them."""

from datetime import date, datetime, time

import pytest

from doingoai.dates import Holidays, Hours, parse_hours

SPANS = ((time(8), time(11, 30)), (time(13, 30), time(17)))


def test_hours_are_read_as_an_office_writes_them():
    assert parse_hours("8:00-11:30, 13:30-17:00") == SPANS
    assert parse_hours("07:30 – 16:00") == ((time(7, 30), time(16)),)


@pytest.mark.parametrize("text", ["", "8-11", "8:00", "11:30-8:00", "8:00-12:00, 11:00-17:00", "8:00-25:00"])
def test_what_is_no_hours_is_refused(text):
    with pytest.raises(ValueError, match=r".*"):
        parse_hours(text)


def test_the_last_minute_does_not_count_and_a_day_off_has_none():
    hours = Hours(SPANS, Holidays({date(2022, 9, 2): "Quốc khánh"}))
    assert hours.are_open(datetime(2022, 9, 1, 8, 0))
    assert not hours.are_open(datetime(2022, 9, 1, 11, 30))
    assert not hours.are_open(datetime(2022, 9, 2, 9, 0))
    assert hours.next_open(datetime(2022, 9, 1, 17, 0)) == datetime(2022, 9, 5, 8, 0)
