"""A year laid out from left to right: where a day stands, how far a task reaches, which days come back."""

import re
from calendar import monthrange
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from doingoai.dates import NamedDay

MONTHS = 12
LUNAR = re.compile(r"(\d{1,2})/(\d{1,2})\s*\(?(?:âm lịch|ÂL)\)?", re.I)


@dataclass(frozen=True)
class Span:
    """How far a task reaches across the year, in per cent of its width; `due` is where its last day stands.

    A task without any printed time has no span.
    """

    first: float
    width: float
    due: float | None = None


def across(day: date, year: int, *, end: bool = False) -> float:
    """Where the day begins, or ends, across the year: every month has the same width; days outside are at its edges."""
    if day.year != year:
        return 0.0 if day.year < year else 100.0
    long = monthrange(year, day.month)[1]
    return round((day.month - 1 + (day.day - (0 if end else 1)) / long) / MONTHS * 100, 2)


def span(starts: date | None, ends: date | None, due: date | None, year: int) -> Span | None:
    """From the first day to the last; to the day it is due where no last day is told; of a day alone, that day.

    `due` is the first day that is too late, as "trước ngày 15/6" says.
    """
    last = ends or due
    if last is None and starts is None:
        return None
    first = across(starts, year) if starts else 0.0
    until = across(last, year, end=last is ends) if last else 100.0
    place = across(due, year) if due else None
    return Span(first, round(max(until - first, 0.5), 2), place)


def yearly(anniversaries: Iterable[Mapping[str, Any]]) -> list[NamedDay]:
    """The days that a plan's reading names, as days that come back every year.

    A name that tells its lunar day ("10/3 âm lịch") comes back by the moon; one with its first day by the sun. What
    has neither is kept in the year that printed it only.
    """
    found = []
    for raw in anniversaries:
        since = date.fromisoformat(raw["origin"]) if raw["origin"] else None
        if by_moon := LUNAR.search(raw["name"]):
            day, month = int(by_moon[1]), int(by_moon[2])
            if 1 <= day <= 30 and 1 <= month <= MONTHS:
                found.append(NamedDay(raw["name"], day, month, is_lunar=True, since=since.year if since else None))
        elif since:
            found.append(NamedDay(raw["name"], since.day, since.month, since=since.year))
    return found
