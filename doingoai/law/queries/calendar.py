"""The days off, read again only when they have changed."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from django.db.models import Subquery

from doingoai.dates import Hours, parse_hours
from doingoai.law.domain import Calendar, DayState, calendar_of
from doingoai.law.models import CalendarVersion, Holiday, HolidayTable


def calendar() -> Calendar:
    """The days off as the tables tell them now; one query, and two more after a change anywhere."""
    return calendar_at(CalendarVersion.objects.values_list("token", flat=True).first())


def calendar_version() -> Subquery:
    """The version of the days off, for a query that goes out anyway to bring along."""
    return Subquery(CalendarVersion.objects.values("token")[:1])


def calendar_at(version: str | None) -> Calendar:
    """The days off as they stand at the version that a query brought along; None where nothing was ever told."""
    return _calendar(version or "")


@lru_cache(maxsize=4)
def _calendar(token: str) -> Calendar:
    """The tables under that token; where there is none nothing was told, and the law alone counts."""
    if not token:
        return calendar_of(())
    accepted = HolidayTable.objects.exclude(accepted_at=None).values_list("year", flat=True)
    return calendar_of((row.value for row in Holiday.objects.filter(state=DayState.ACCEPTED)), accepted=accepted)


_spans = cache(parse_hours)


def office_hours(text: str) -> Hours:
    """The working hours that are written so, on the days that are no holidays; one query."""
    return Hours(_spans(text), calendar().holidays)


@dataclass(frozen=True)
class Year:
    """A year's table and its days: those that count, and those that wait for a person's word."""

    table: HolidayTable
    days: Sequence[Holiday]
    proposed: Sequence[Holiday]


def tables() -> list[HolidayTable]:
    """Every year's table, the newest first."""
    return list(HolidayTable.objects.select_related("accepted_by").order_by("-year"))


def holidays_of(year: int) -> Year:
    """The year's table, one not kept yet where nobody told anything; two queries."""
    table = HolidayTable.objects.select_related("accepted_by").filter(year=year).first() or HolidayTable(year=year)
    rows = list(Holiday.objects.filter(day__year=year).select_related("decided_by"))
    return Year(
        table,
        [row for row in rows if row.state == DayState.ACCEPTED],
        [row for row in rows if row.state == DayState.PROPOSED],
    )
