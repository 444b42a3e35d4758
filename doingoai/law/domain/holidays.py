"""Days on which offices are closed or work instead, and what the law alone names where nobody told more."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from functools import cache

from doingoai.agencies.domain import Role
from doingoai.agencies.domain.rights import Right, has
from doingoai.dates import Holidays, Period, lunar_new_year, solar


class Basis(StrEnum):
    """Where a day off comes from."""

    LAW = "law"  # the law names it, or it follows from the law
    NOTICE = "notice"  # the yearly notice says so


class DayState(StrEnum):
    """How far a day of a table has come."""

    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    REFUSED = "refused"


@dataclass(frozen=True)
class DayOff:
    """A day on which offices are closed, and why; where `is_worked`, a day of the weekend that is worked instead."""

    day: date
    name: str
    verified: bool
    is_worked: bool = False
    basis: Basis = Basis.NOTICE
    document: str = ""


def office_days(days: Iterable[DayOff]) -> Holidays:
    """What the working-day clocks go by."""
    listed = list(days)
    off = {each.day: each.name for each in listed if not each.is_worked}
    return Holidays(off, frozenset(each.day for each in listed if each.is_worked))


# Labour Code 45/2019/QH14, Article 112, for years whose notice is not told.
TET, KINGS = "Tết Nguyên đán", "Giỗ Tổ Hùng Vương"
AROUND_TET, FIRST_YEAR, LAST_YEAR = range(-2, 5), 2010, 2050
FIXED = (
    (1, 1, "Tết Dương lịch"),
    (4, 30, "Ngày Chiến thắng 30/4"),
    (5, 1, "Ngày Quốc tế Lao động"),
    (9, 2, "Quốc khánh"),
)


@cache
def by_law_alone(year: int) -> dict[date, str]:
    """The days that the law alone names in the year, Tết among them, with the days given back for those on a weekend.

    The second day of Quốc khánh and the days around Tết are chosen each year: Tết has seven days here, Quốc khánh one.
    """
    days = {date(year, month, day): why for month, day, why in FIXED} | {solar(year, 3, 10): KINGS}
    off = days | {day: TET for day in _tet(year)}
    for day in sorted(day for day in days if day.weekday() >= 5):
        back = next(each for each in _after(day) if each.weekday() < 5 and each not in off)
        off[back] = f"Nghỉ bù {days[day]}"
    return off


def _tet(year: int) -> list[date]:
    first = lunar_new_year(year)
    return [first + timedelta(days=away) for away in AROUND_TET]


def _after(day: date) -> Iterator[date]:
    while True:
        day += timedelta(days=1)
        yield day


def with_years_to_come(days: Holidays) -> Holidays:
    """The days off with those that the law alone names for each year of which nothing is told, Tết for each without."""
    off = dict(days.off)
    told = {day.year for day in off}
    feasts = {day.year for day, why in off.items() if why == TET}
    for year in range(FIRST_YEAR, LAST_YEAR + 1):
        if year not in told:
            off |= by_law_alone(year)
        elif year not in feasts:
            off |= dict.fromkeys(_tet(year), TET)
    return Holidays({day: why for day, why in off.items() if day not in days.worked}, days.worked)


@dataclass(frozen=True)
class Reckoned:
    """Days off one after the other that the law alone names, until the notice of their year is told."""

    first: date
    last: date
    why: str

    def days(self) -> Iterable[date]:
        """Each of them."""
        return Period(self.first, self.last).days()


@dataclass(frozen=True)
class Calendar:
    """What clocks go by: the days off of every year, the days as the tables tell them, the years somebody accepted."""

    holidays: Holidays = field(default_factory=Holidays)
    accepted: frozenset[int] = frozenset()
    days: tuple[DayOff, ...] = ()

    def of(self, year: int) -> list[DayOff]:
        """The year's days as its table tells them."""
        return [each for each in self.days if each.day.year == year]

    def reckoned(self, year: int) -> list[Reckoned]:
        """The year's days off that no table tells."""
        told = {each.day for each in self.days}
        found: list[Reckoned] = []
        for day, why in sorted(self.holidays.off.items()):
            if day.year != year or day in told:
                continue
            before = found[-1] if found else None
            if before and before.why == why and before.last + timedelta(days=1) == day:
                found[-1] = Reckoned(before.first, day, why)
            else:
                found.append(Reckoned(day, day, why))
        return found


def calendar_of(days: Iterable[DayOff], *, accepted: Iterable[int] = ()) -> Calendar:
    """The calendar that these days make."""
    listed = tuple(sorted(days, key=lambda each: each.day))
    return Calendar(with_years_to_come(office_days(listed)), frozenset(accepted), listed)


may_keep_holidays = Right("days off may be written down and accepted", has(Role.COORDINATOR, Role.ADMINISTRATOR))
