"""Working days: which days do not count, and why."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

SATURDAY = 5
WEEKEND = {5: "thứ Bảy", 6: "Chủ nhật"}


@dataclass(frozen=True)
class Skipped:
    """A day that does not count, and the reason in Vietnamese."""

    day: date
    why: str

    @property
    def is_weekend(self) -> bool:
        """Whether the week alone is the reason."""
        return self.why in WEEKEND.values()


@dataclass(frozen=True)
class Holidays:
    """Days off with their reasons, and weekend days that are worked instead."""

    off: Mapping[date, str] = field(default_factory=dict)
    worked: frozenset[date] = frozenset()

    def why_off(self, day: date) -> str | None:
        """Why the day does not count as a working day; None if it counts."""
        if day in self.off:
            return self.off[day]
        return WEEKEND.get(day.weekday()) if day not in self.worked else None


def _from(day: date, step: int) -> Iterator[date]:
    while True:
        day += timedelta(days=step)
        yield day


def add_working_days(start: date, count: int, holidays: Holidays) -> tuple[date, tuple[Skipped, ...]]:
    """The day that is so many working days after the start, which itself does not count, and each day passed over.

    Zero gives the start itself, whatever day it is.
    """
    skipped: list[Skipped] = []
    if count == 0:
        return start, ()
    for day in _from(start, 1):
        if why := holidays.why_off(day):
            skipped.append(Skipped(day, why))
            continue
        count -= 1
        if count == 0:
            return day, tuple(skipped)
    raise AssertionError("days never end")


def working_days_between(after: date, until: date, holidays: Holidays) -> tuple[int, tuple[Skipped, ...]]:
    """How many working days lie after the first day up to the last (included), and each day that did not count."""
    days = [after + timedelta(days=n) for n in range(1, (until - after).days + 1)]
    skipped = tuple(Skipped(day, why) for day in days if (why := holidays.why_off(day)))
    return len(days) - len(skipped), skipped
