"""When a term ends, and how it was counted: Civil Code 91/2015/QH13, Articles 144 to 148.

The day of the event does not count (147.2, 147.3). Hours count from the moment itself and run through nights, weekends
and holidays (147.1). Months end on the day of the same number, or the month's last (148.3, 148.4). What ends on a day
off ends with the next working day (148.5), at 24:00 (148.6); a day that a rule names itself stays where it is.
"""

import calendar as months
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from math import ceil

from doingoai.dates import Holidays, Skipped, add_working_days, office
from doingoai.jobs.domain import PROVINCE
from doingoai.law.domain.holidays import Calendar
from doingoai.law.domain.rules import NoFixedDay, Op, Rule, Unit, citation, fixed_day

A_DAY, AN_HOUR = timedelta(days=1), timedelta(hours=1)
MONTHS = {Unit.MONTHS: 1, Unit.QUARTERS: 3, Unit.YEARS: 12}
# A term that ends on a day off moves on; an end to be kept before something, or not to be passed, does not.
MOVES = frozenset({Op.WITHIN, Op.AT_LEAST_EVERY, Op.KEEP_AT_LEAST})
FORWARD = MOVES | {Op.AT_MOST}
YEARS_AHEAD = 8  # a day that only leap years have comes again within eight


class NoClock(Exception):
    """The rule counts no term; the message says in Vietnamese which rule, and what to do."""

    def __init__(self, rule: Rule) -> None:
        super().__init__(
            f"{citation(rule)} không ghi số giờ, số ngày hay ngày cuối đọc được. Không chạy đồng hồ; đặt hạn bằng tay "
            "và ghi căn cứ."
        )


@dataclass(frozen=True)
class Reckoned:
    """When a term ends and how it was counted.

    `day_zero` does not count. `last_day` ends the term at `due_at`, the midnight after it; of hours `due_at` is the
    moment. `skipped` are the days that did not count. `moved_from` is the day off on which the term would have ended;
    `stays_off` says why the last day is a day off all the same. `unsettled` are the years it touches whose table of
    holidays nobody has accepted.
    """

    started_at: datetime
    day_zero: date
    last_day: date
    due_at: datetime
    skipped: tuple[Skipped, ...] = ()
    moved_from: date | None = None
    stays_off: str = ""
    unsettled: tuple[int, ...] = ()

    @property
    def runs_back(self) -> bool:
        """Whether it was counted back from what is to come."""
        return self.due_at < self.started_at


@dataclass(frozen=True)
class _Counted:
    """The last day of a term, the days passed over, and the day it would have ended on."""

    last: date
    skipped: tuple[Skipped, ...] = ()
    moved_from: date | None = None


def reckon(rule: Rule, started_at: datetime, calendar: Calendar) -> Reckoned:
    """Count the rule's term from what starts it; back from it where the rule says how long before.

    :raises NoClock: if the rule counts no term, or its number is not known
    """
    start = started_at.astimezone(PROVINCE)
    if rule.unit is Unit.CLOCK_HOURS:
        return _hours(rule, start)
    counted = _fixed(rule, start.date()) if rule.unit is Unit.FIXED_DATE else _counted(rule, start.date(), calendar)
    return Reckoned(
        started_at=start,
        day_zero=start.date(),
        last_day=counted.last,
        due_at=midnight_after(counted.last),
        skipped=counted.skipped,
        moved_from=counted.moved_from,
        stays_off=calendar.holidays.why_off(counted.last) or "",
        unsettled=_unsettled(rule, start.date(), counted, calendar),
    )


def midnight_after(day: date) -> datetime:
    """The end of the day: 24:00 of it (148.6)."""
    return datetime.combine(day + A_DAY, datetime.min.time(), tzinfo=PROVINCE)


def is_late(rule: Rule, due_at: datetime, at: datetime) -> bool:
    """Whether the term is over: hours with the moment after, days with their midnight."""
    return at > due_at if rule.unit is Unit.CLOCK_HOURS else at >= due_at


def left(rule: Rule, reckoned: Reckoned, at: datetime) -> int:
    """How many hours of a rule that counts hours, begun ones too, or else how many days are left; 0 on the last day."""
    if rule.unit is Unit.CLOCK_HOURS:
        return ceil((reckoned.due_at - at) / AN_HOUR)
    return (reckoned.last_day - at.astimezone(PROVINCE).date()).days


def _amount(rule: Rule) -> int:
    """How many of its unit the rule counts.

    :raises NoClock: if it does not say, or says something else
    """
    if rule.op not in FORWARD | {Op.AT_LEAST_BEFORE} or rule.amount is None or not rule.amount.isdecimal():
        raise NoClock(rule)
    if rule.unit is Unit.NONE or int(rule.amount) == 0:
        raise NoClock(rule)
    return int(rule.amount)


def _hours(rule: Rule, start: datetime) -> Reckoned:
    span = timedelta(hours=_amount(rule))
    due = start - span if rule.op is Op.AT_LEAST_BEFORE else start + span
    return Reckoned(started_at=start, day_zero=start.date(), last_day=due.date(), due_at=due)


def _fixed(rule: Rule, start: date) -> _Counted:
    """The day that the rule names, the first that has not passed."""
    for year in range(start.year, start.year + YEARS_AHEAD + 1):
        try:
            last = fixed_day(rule, year)
        except NoFixedDay:
            continue
        if last >= start:
            return _Counted(last)
    raise NoClock(rule)


def _counted(rule: Rule, zero: date, calendar: Calendar) -> _Counted:
    count, holidays = _amount(rule), calendar.holidays
    if rule.op is Op.AT_LEAST_BEFORE:
        return _back(rule.unit, zero, count, holidays)
    if rule.unit is Unit.WORKING_DAYS:
        return _Counted(*add_working_days(zero, count, holidays))
    last = _shifted(zero, rule.unit, count)
    return _moved(last, holidays) if rule.op in MOVES else _Counted(last)


def _back(unit: Unit, zero: date, count: int, holidays: Holidays) -> _Counted:
    if unit is not Unit.WORKING_DAYS:
        return _Counted(_shifted(zero, unit, -count))
    skipped: list[Skipped] = []
    for day in _days(zero, -A_DAY):
        if why := holidays.why_off(day):
            skipped.append(Skipped(day, why))
            continue
        count -= 1
        if count == 0:
            return _Counted(day, tuple(skipped))
    raise AssertionError("days never end")


def _days(day: date, step: timedelta) -> Iterator[date]:
    while True:
        day += step
        yield day


def _moved(last: date, holidays: Holidays) -> _Counted:
    """The day itself; the next working day where it is a day off (148.5)."""
    skipped: list[Skipped] = []
    day = last
    while why := holidays.why_off(day):
        skipped.append(Skipped(day, why))
        day += A_DAY
    return _Counted(day, tuple(skipped), last) if skipped else _Counted(last)


def _shifted(day: date, unit: Unit, count: int) -> date:
    if unit is Unit.DAYS:
        return day + timedelta(days=count)
    return add_months(day, count * MONTHS[unit])


def add_months(day: date, count: int) -> date:
    """The day of the same number so many months on, or the last of that month (148.3): 31/1 and one is 28/2."""
    place = day.year * 12 + day.month - 1 + count
    year, month = divmod(place, 12)
    return date(year, month + 1, min(day.day, months.monthrange(year, month + 1)[1]))


def _unsettled(rule: Rule, zero: date, counted: _Counted, calendar: Calendar) -> tuple[int, ...]:
    """The years on whose tables the end hangs and that nobody has accepted."""
    if rule.unit is Unit.FIXED_DATE or (rule.unit is not Unit.WORKING_DAYS and rule.op not in MOVES):
        return ()
    ends = (zero if rule.unit is Unit.WORKING_DAYS else counted.moved_from or counted.last, counted.last)
    years = range(min(ends).year, max(ends).year + 1)
    return tuple(year for year in years if year not in calendar.accepted)


@dataclass(frozen=True)
class TermDay:
    """A day of the term as it is drawn: "zero", "counted" with its number, "off" with the reason, or "last"."""

    day: date
    kind: str
    number: int = 0
    why: str = ""

    @property
    def is_weekend(self) -> bool:
        """Whether the week alone is the reason."""
        return Skipped(self.day, self.why).is_weekend


LONGEST_DRAWN = 45


def drawn_days(unit: Unit, reckoned: Reckoned) -> tuple[TermDay, ...]:
    """Each day from day zero to the last in the order of the calendar; none where they are too many to be drawn."""
    first, end = sorted((reckoned.day_zero, reckoned.last_day))
    if (end - first).days > LONGEST_DRAWN:
        return ()
    why = {each.day: each.why for each in reckoned.skipped}
    days = [first + timedelta(days=n) for n in range((end - first).days + 1)]
    numbers = _numbers(days if first == reckoned.day_zero else days[::-1], why)
    return tuple(_drawn(day, unit, reckoned, why, numbers) for day in days)


def _numbers(days: list[date], why: Mapping[date, str]) -> dict[date, int]:
    """The number of each day that counts, day zero having none."""
    counting = [day for day in days[1:] if day not in why]
    return {day: number for number, day in enumerate(counting, start=1)}


def _drawn(day: date, unit: Unit, reckoned: Reckoned, why: Mapping[date, str], numbers: Mapping[date, int]) -> TermDay:
    number = 0 if unit in {Unit.CLOCK_HOURS, Unit.FIXED_DATE} else numbers.get(day, 0)
    if day == reckoned.last_day:
        return TermDay(day, "last", number, reckoned.stays_off)
    if day == reckoned.day_zero:
        return TermDay(day, "zero")
    return TermDay(day, "off", 0, why[day]) if day in why else TermDay(day, "counted", number)


def told(reckoned: Reckoned) -> dict[str, object]:
    """The reckoning as a program reads it, and as a row keeps it."""
    return {
        "started_at": reckoned.started_at.isoformat(),
        "day_zero": reckoned.day_zero.isoformat(),
        "last_day": reckoned.last_day.isoformat(),
        "due_at": reckoned.due_at.isoformat(),
        "skipped": [{"day": each.day.isoformat(), "why": each.why} for each in reckoned.skipped],
        "moved_from": reckoned.moved_from.isoformat() if reckoned.moved_from else None,
        "stays_off": reckoned.stays_off,
        "unsettled": list(reckoned.unsettled),
    }


def _day(value: object) -> date:
    return date.fromisoformat(str(value))


def retold(said: Mapping[str, object]) -> Reckoned:
    """The reckoning from what a row kept of it."""
    skipped, unsettled = said["skipped"], said["unsettled"]
    if not isinstance(skipped, list) or not isinstance(unsettled, list):
        raise TypeError(said)
    return Reckoned(
        started_at=datetime.fromisoformat(str(said["started_at"])),
        day_zero=_day(said["day_zero"]),
        last_day=_day(said["last_day"]),
        due_at=datetime.fromisoformat(str(said["due_at"])),
        skipped=tuple(Skipped(_day(each["day"]), each["why"]) for each in skipped),
        moved_from=_day(said["moved_from"]) if said["moved_from"] else None,
        stays_off=str(said["stays_off"]),
        unsettled=tuple(unsettled),
    )


def in_words(rule: Rule, reckoned: Reckoned) -> str:
    """The end in one line: "hết ngày 04/5/2022", "08:00 ngày 02/02/2022"."""
    if rule.unit is Unit.CLOCK_HOURS:
        return f"{reckoned.due_at:%H:%M} ngày {office(reckoned.due_at.date())}"
    return f"hết ngày {office(reckoned.last_day)}"
