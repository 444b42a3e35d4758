"""Runs of days, both ends included."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, order=True)
class Period:
    """From the first day to the last, both included.

    :raises ValueError: if the last day comes before the first
    """

    start: date
    end: date

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise ValueError(f"{self.end} comes before {self.start}")

    def __contains__(self, day: date) -> bool:
        return self.start <= day <= self.end

    def __len__(self) -> int:
        return (self.end - self.start).days + 1

    def days(self) -> Iterator[date]:
        """Each day in order."""
        return (self.start + timedelta(days=n) for n in range(len(self)))

    def overlaps(self, other: "Period") -> bool:
        """Whether the two share a day."""
        return self.start <= other.end and other.start <= self.end


def month(of_year: int, number: int) -> Period:
    """The calendar month, 1 to 12."""
    following = date(of_year + number // 12, number % 12 + 1, 1)
    return Period(date(of_year, number, 1), following - timedelta(days=1))


def quarter(of_year: int, number: int) -> Period:
    """The calendar quarter, 1 to 4."""
    return Period(month(of_year, number * 3 - 2).start, month(of_year, number * 3).end)


def half(of_year: int, number: int) -> Period:
    """The calendar half-year, 1 or 2."""
    return Period(month(of_year, number * 6 - 5).start, month(of_year, number * 6).end)


def year(number: int) -> Period:
    """The calendar year."""
    return Period(date(number, 1, 1), date(number, 12, 31))
