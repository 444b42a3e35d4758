"""The hours in which an office works: nobody is reminded outside of them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from doingoai.dates.working import Holidays

SPAN = re.compile(r"\s*(\d{1,2}):(\d\d)\s*[-–]\s*(\d{1,2}):(\d\d)\s*")


@dataclass(frozen=True)
class Hours:
    """The spans of a working day, each from its first minute up to its last, which no longer counts."""

    spans: tuple[tuple[time, time], ...]
    holidays: Holidays

    def are_open(self, at: datetime) -> bool:
        """Whether the office works at the moment, told by the office's own clock."""
        if self.holidays.why_off(at.date()) is not None:
            return False
        return any(start <= at.time() < end for start, end in self.spans)

    def next_open(self, at: datetime) -> datetime:
        """The moment itself if the office works then, else the next at which it does."""
        if self.are_open(at):
            return at
        return next(moment for moment in self._openings(at) if moment > at)

    def _openings(self, at: datetime) -> Iterator[datetime]:
        day: date = at.date()
        while True:
            if self.holidays.why_off(day) is None:
                yield from (datetime.combine(day, start, tzinfo=at.tzinfo) for start, _end in self.spans)
            day += timedelta(days=1)


def parse_hours(text: str) -> tuple[tuple[time, time], ...]:
    """The spans of "8:00-11:30, 13:30-17:00", in their order.

    :raises ValueError: if one is no span, or they overlap or are out of order
    """
    found = [SPAN.fullmatch(part) for part in text.split(",")]
    if not all(found):
        raise ValueError(text)
    spans = tuple((time(int(m[1]), int(m[2])), time(int(m[3]), int(m[4]))) for m in found if m)
    edges = [edge for span in spans for edge in span]
    if edges != sorted(set(edges)):
        raise ValueError(text)
    return spans
