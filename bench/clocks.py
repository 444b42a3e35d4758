"""Case `clocks`: when a hundred thousand terms end; beside a walk that looks at each day and explains nothing."""

import random
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta

from bench.measure import Line, raced
from doingoai.law.actions import RULES
from doingoai.law.domain import HANOI, NoClock, Rule, Unit, calendar_of, reckon
from doingoai.law.read import days_off, read_rules

MANY = 100_000
TARGET = 10.0
A_DAY = timedelta(days=1)


def lines(runs: int) -> Iterator[Line]:
    """Every rule that counts something, from moments of eight years; those of working days alone."""
    calendar = calendar_of(days_off())
    shipped = [rule for rule in read_rules(RULES) if _counts(rule)]
    for name, rules in (("", shipped), (" of working days", [r for r in shipped if r.unit is Unit.WORKING_DAYS])):
        dice = random.Random(len(rules))
        cases = [(dice.choice(rules), _moment(dice)) for _ in range(MANY)]
        yield raced(
            f"{MANY} terms{name} counted, with each day passed over and why",
            _all(lambda rule, at: reckon(rule, at, calendar), cases),
            "a loop over days and a set of holidays, the end alone: the least that a count must do",
            _all(lambda rule, at: _walked(rule, at, frozenset(calendar.holidays.off)), cases),
            runs=min(runs, 3),
            target=TARGET,
        )


def _counts(rule: Rule) -> bool:
    try:
        reckon(rule, datetime(2022, 6, 6, tzinfo=HANOI), calendar_of(()))
    except NoClock:
        return False
    return True


def _moment(dice: random.Random) -> datetime:
    return datetime(2020, 1, 1, 8, tzinfo=HANOI) + timedelta(minutes=dice.randrange(8 * 365 * 1440))


def _all(act: Callable[[Rule, datetime], object], cases: list[tuple[Rule, datetime]]) -> Callable[[], object]:
    return lambda: [act(rule, at) for rule, at in cases]


def _walked(rule: Rule, at: datetime, off: frozenset[date]) -> date:
    day = at.date()
    left = int(rule.amount) if rule.amount and rule.amount.isdecimal() and rule.unit is Unit.WORKING_DAYS else 1
    while left:
        day += A_DAY
        left -= day.weekday() < 5 and day not in off
    return day
