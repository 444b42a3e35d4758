"""Which days a report covers, cut into columns, and the periods a plan's own deadlines make."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from doingoai.dates import Period
from doingoai.text import roman

QUARTER = 3
DATA_CLOSE_DAY = 14
LAST_MONTH_OF_HALF = 7  # a half-year report may be asked for as late as July


@dataclass(frozen=True)
class Column:
    """One column of the report: a quarter of the period, as far as data are in."""

    label: str
    days: Period
    is_cut: bool


@dataclass(frozen=True)
class PlannedPeriod:
    """A reporting period as the plan's deadline and the reporting rule make it; all days are included."""

    code: str
    name: str
    starts_on: date
    ends_on: date
    data_close: date
    agencies_due: date


def add_months(day: date, months: int) -> date:
    """The same day of the month, so many months on; the day is at most 28 in every period used here."""
    index = day.year * 12 + day.month - 1 + months
    return date(index // 12, index % 12 + 1, min(day.day, 28))


def columns(starts_on: date, ends_on: date, data_close: date) -> tuple[Column, ...]:
    """Cut the days from the start to the data close into quarters counted from the start."""
    cut: list[Column] = []
    start, last = starts_on, min(ends_on, data_close)
    while start <= last:
        full = add_months(start, QUARTER) - timedelta(days=1)
        end = min(full, last)
        cut.append(Column(f"Quý {roman(len(cut) + 1)}", Period(start, end), is_cut=end < min(full, ends_on)))
        start = full + timedelta(days=1)
    return tuple(cut)


def months(starts_on: date, data_close: date) -> tuple[Period, ...]:
    """The calendar months that the days from start to data close touch, the first and last cut to them."""
    found: list[Period] = []
    start = starts_on
    while start <= data_close:
        following = add_months(start.replace(day=1), 1)
        found.append(Period(start, min(following - timedelta(days=1), data_close)))
        start = following
    return tuple(found)


def year_earlier(period: Period) -> Period:
    """The same days a year before."""
    return Period(add_months(period.start, -12), add_months(period.end, -12))


def planned(year: int, deadlines: Iterable[date]) -> tuple[PlannedPeriod, ...]:
    """The half-year and the year report of a plan, from the days before which agencies must report.

    Data run from 15 December of the year before to 14 June or 14 December (Decree 09/2019, article 12). A deadline in
    the first half of the year is the half-year's, a later one the year's; where it comes before the data close, the
    rest of the period is an estimate. Without a deadline the agencies' last day is the last day of data.
    """
    start = date(year - 1, 12, DATA_CLOSE_DAY + 1)
    half, whole = date(year, 6, DATA_CLOSE_DAY), date(year, 12, DATA_CLOSE_DAY)
    last_days = [day - timedelta(days=1) for day in deadlines]
    half_due = next((d for d in last_days if d.year == year and d.month <= LAST_MONTH_OF_HALF), half)
    whole_due = next((d for d in last_days if d.year == year and d.month > LAST_MONTH_OF_HALF), whole)
    return (
        PlannedPeriod("6-thang", f"6 tháng đầu năm {year}", start, half, min(half, half_due), half_due),
        PlannedPeriod("nam", f"năm {year}", start, whole, min(whole, whole_due), whole_due),
    )
