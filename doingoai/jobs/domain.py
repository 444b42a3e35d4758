"""When periodic work is due, and how long to wait after a failure."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from cronsim import CronSim

PROVINCE = ZoneInfo("Asia/Ho_Chi_Minh")

# A process that has not beaten for this long is shown as missing.
FRESH = timedelta(seconds=20)
# A worker that has not beaten for this long is taken for dead, and its work given to another.
LEASE = timedelta(seconds=45)
# Work that failed this often waits for a person.
STARTS = 5


@dataclass(frozen=True)
class Due:
    """One moment at which one schedule is due."""

    schedule: str
    at: datetime


def newest_due(cron: str, at: datetime) -> datetime:
    """The latest moment, not after `at`, that the cron line names on the province's clock.

    :raises cronsim.CronSimError: if the line is no cron line
    """
    # A microsecond more makes the walk back start at this very second, not before it.
    due: datetime = next(CronSim(cron, at.astimezone(PROVINCE) + timedelta(microseconds=1), reverse=True))
    return due


def back_off(starts: int, *, first: timedelta = timedelta(seconds=30)) -> timedelta:
    """How long to wait after the n-th failed start: twice as long each time, an hour at most."""
    return min(first * int(2 ** min(starts - 1, 20)), timedelta(hours=1))
