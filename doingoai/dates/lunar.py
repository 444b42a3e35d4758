"""The Vietnamese lunar calendar: new moons and solar terms dated by Hanoi's clock, leap months among them."""

from dataclasses import dataclass
from datetime import date

from vnlunar import convert_lunar_to_solar, convert_solar_to_lunar

VIETNAM = 7.0  # hours east of Greenwich: a Chinese calendar differs on the days when midnight falls between
STEMS = ("Giáp", "Ất", "Bính", "Đinh", "Mậu", "Kỷ", "Canh", "Tân", "Nhâm", "Quý")
BRANCHES = ("Tý", "Sửu", "Dần", "Mão", "Thìn", "Tỵ", "Ngọ", "Mùi", "Thân", "Dậu", "Tuất", "Hợi")
FIRST_YEAR = 4  # the year 4 was Giáp Tý
LONGEST_MONTH = 30


class NoSuchDay(ValueError):
    """The calendar has no such day: the month is short, or, of the lunar one, it is no leap month that year."""


@dataclass(frozen=True, order=True)
class LunarDay:
    """A day of the lunar calendar; in a leap month, the second month of its number, `is_leap` is true."""

    year: int
    month: int
    is_leap: bool
    day: int

    def __str__(self) -> str:
        return f"{self.day}/{self.month}{' nhuận' if self.is_leap else ''}"


def lunar(day: date) -> LunarDay:
    """The lunar day of a solar one."""
    found = convert_solar_to_lunar(day.day, day.month, day.year, VIETNAM)
    return LunarDay(found["year"], found["month"], bool(found["leap"]), found["day"])


def solar(year: int, month: int, day: int, *, is_leap: bool = False) -> date:
    """The solar day of a lunar one.

    :raises NoSuchDay: if that year's calendar does not have it
    """
    asked = LunarDay(year, month, is_leap, day)
    found = convert_lunar_to_solar(day, month, year, int(is_leap), VIETNAM)
    if found is not None:
        there = date(found[2], found[1], found[0])
        if lunar(there) == asked:
            return there
    raise NoSuchDay(f"{asked} năm {year}")


def kept_on(year: int, month: int, day: int) -> date:
    """The solar day on which a yearly lunar day is kept: day 30 on the last day where the month has only 29."""
    if day == LONGEST_MONTH:
        try:
            return solar(year, month, day)
        except NoSuchDay:
            return solar(year, month, day - 1)
    return solar(year, month, day)


def lunar_new_year(year: int) -> date:
    """The first day of Tết in the solar year."""
    return solar(year, 1, 1)


def year_name(year: int) -> str:
    """The lunar year's name of stem and branch: 2022 is "Nhâm Dần"."""
    place = year - FIRST_YEAR
    return f"{STEMS[place % len(STEMS)]} {BRANCHES[place % len(BRANCHES)]}"
