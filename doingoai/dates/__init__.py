"""Periods, working days and the lunar new year."""

from doingoai.dates.hours import Hours, parse_hours
from doingoai.dates.lunar import lunar_new_year
from doingoai.dates.office import long_office, office, parse_office, short_office
from doingoai.dates.periods import Period, half, month, quarter, year
from doingoai.dates.working import Holidays, Skipped, add_working_days, working_days_between

__all__ = [
    "Holidays",
    "Hours",
    "Period",
    "Skipped",
    "add_working_days",
    "half",
    "long_office",
    "lunar_new_year",
    "month",
    "office",
    "parse_hours",
    "parse_office",
    "quarter",
    "short_office",
    "working_days_between",
    "year",
]
