from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from cronsim import CronSimError
from hypothesis import given
from hypothesis import strategies as st

from doingoai.jobs.domain import PROVINCE, back_off, newest_due

moments = st.datetimes(
    datetime(2020, 1, 1), datetime(2035, 1, 1), timezones=st.sampled_from([PROVINCE, ZoneInfo("UTC")])
)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=PROVINCE)


@pytest.mark.parametrize(
    ("cron", "now", "due"),
    [
        ("30 7 * * *", "2022-06-02T07:30:00", "2022-06-02T07:30:00"),
        ("30 7 * * *", "2022-06-02T07:29:59.999999", "2022-06-01T07:30:00"),
        ("*/5 * * * *", "2022-06-02T08:04:59", "2022-06-02T08:00:00"),
        ("0 8 * * MON-FRI", "2022-06-05T12:00:00", "2022-06-03T08:00:00"),
        ("0 8 15 6,11 *", "2022-11-14T12:00:00", "2022-06-15T08:00:00"),
    ],
)
def test_what_is_due_is_read_on_the_clock_of_the_province(cron, now, due):
    assert newest_due(cron, at(now)) == at(due)


def test_a_morning_in_lao_cai_is_the_night_before_in_london():
    assert newest_due("30 7 * * *", datetime(2022, 6, 2, 0, 30, tzinfo=ZoneInfo("UTC"))) == at("2022-06-02T07:30:00")


@given(moments)
def test_the_newest_due_moment_is_never_in_the_future_nor_more_than_one_round_old(moment):
    due = newest_due("*/5 * * * *", moment)
    assert timedelta() <= moment - due < timedelta(minutes=5)
    assert newest_due("*/5 * * * *", due) == due


def test_a_line_that_is_no_cron_line_is_refused():
    with pytest.raises(CronSimError):
        newest_due("mỗi sáng", at("2022-06-02T07:30:00"))


def test_the_pause_after_a_failure_doubles_up_to_an_hour():
    pauses = [back_off(n).total_seconds() for n in range(1, 10)]
    assert pauses == [30, 60, 120, 240, 480, 960, 1920, 3600, 3600]
    assert back_off(60_000) == timedelta(hours=1)
