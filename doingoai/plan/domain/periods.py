"""Which days a report covers, cut into columns, and the periods a plan's own deadlines make."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from doingoai.dates import Period
from doingoai.dates import half as half_year
from doingoai.dates import year as calendar_year
from doingoai.text import roman

HALF, WHOLE = "6-thang", "nam"
# What the rules are asked about: the days of data by the report's code, who is reported to, by when.
DATA_MATTERS = {HALF: "cdbc-so-lieu-6-thang", WHOLE: "cdbc-so-lieu-nam"}
ADDRESSEE_MATTER = "ttdn-bao-cao-nam"
DEADLINE_MATTER = "ttdn-bao-cao-nam-bo"

QUARTER = 3
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


def calendar_days(year: int, code: str) -> Period:
    """The half-year or year of the calendar that the report is about; the rules of its last day govern the report."""
    return half_year(year, 1) if code == HALF else calendar_year(year)


def planned(year: int, deadlines: Iterable[date], *, half: Period, whole: Period) -> tuple[PlannedPeriod, ...]:
    """The half-year and the year report of a plan, from the days before which agencies must report.

    `half` and `whole` are the days of data that the rules give. A deadline in the first half of the year is the
    half-year's, a later one the year's; where it comes before the data close, the rest of the period is an estimate.
    Without a deadline the agencies' last day is the last day of data.
    """
    last_days = [day - timedelta(days=1) for day in deadlines]
    half_due = next((d for d in last_days if d.year == year and d.month <= LAST_MONTH_OF_HALF), half.end)
    whole_due = next((d for d in last_days if d.year == year and d.month > LAST_MONTH_OF_HALF), whole.end)
    return (
        _planned(HALF, f"6 tháng đầu năm {year}", half, half_due),
        _planned(WHOLE, f"năm {year}", whole, whole_due),
    )


def _planned(code: str, name: str, days: Period, due: date) -> PlannedPeriod:
    return PlannedPeriod(code, name, days.start, days.end, min(days.end, due), due)
