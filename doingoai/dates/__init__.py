"""Periods, working days, lunar days and days with a name."""

from doingoai.dates.hours import Hours, parse_hours
from doingoai.dates.lunar import LunarDay, NoSuchDay, kept_on, lunar, lunar_new_year, solar, year_name
from doingoai.dates.named import NATION, Kept, NamedDay, kept_in, lunar_words, round_words
from doingoai.dates.office import long_office, office, parse_office, short_office
from doingoai.dates.periods import Period, half, month, quarter, year
from doingoai.dates.typed import parse_typed
from doingoai.dates.working import Holidays, Skipped, add_working_days, working_days_between

__all__ = [
    "NATION",
    "Holidays",
    "Hours",
    "Kept",
    "LunarDay",
    "NamedDay",
    "NoSuchDay",
    "Period",
    "Skipped",
    "add_working_days",
    "half",
    "kept_in",
    "kept_on",
    "long_office",
    "lunar",
    "lunar_new_year",
    "lunar_words",
    "month",
    "office",
    "parse_hours",
    "parse_office",
    "parse_typed",
    "quarter",
    "round_words",
    "short_office",
    "solar",
    "working_days_between",
    "year",
    "year_name",
]
