"""An oracle that counts in another way agrees on when terms end, over twenty years with edits of the days off."""

import random
from datetime import date, timedelta
from functools import cache

import pytest
import yaml

from doingoai.agencies.domain import Role
from doingoai.agencies.queries import Actor
from doingoai.dates import lunar_new_year
from doingoai.law.actions import load_holidays, load_rules, start_clock
from doingoai.law.actions.holidays import remove_day, set_day
from doingoai.law.domain import Calendar, DayOff, DayState, Op, Ref, Unit, calendar_of, reckon
from doingoai.law.models import Clock, Holiday
from doingoai.law.read import HOLIDAYS
from tests.law import oracle
from tests.law.builders import moment, rule, term
from tests.ops.builders import agency, person

EMPTY = Calendar()

# The oracle walks over a store of its own, filled from the same edits.
YEARS = range(2013, 2033)
OPS = (Op.WITHIN, Op.WITHIN, Op.WITHIN, Op.AT_LEAST_BEFORE, Op.AT_LEAST_EVERY, Op.KEEP_AT_LEAST, Op.AT_MOST)
UNITS = (Unit.WORKING_DAYS, Unit.WORKING_DAYS, Unit.DAYS, Unit.MONTHS, Unit.QUARTERS, Unit.YEARS, Unit.CLOCK_HOURS)
MOST = {Unit.WORKING_DAYS: 45, Unit.DAYS: 60, Unit.MONTHS: 36, Unit.QUARTERS: 12, Unit.YEARS: 3, Unit.CLOCK_HOURS: 96}


@cache
def number_of(day):
    return oracle.ordinal(day.year, day.month, day.day)


def edited(dice):
    """The days of twenty years with edits: days off added anywhere, Saturdays and Sundays worked, Tết moved about."""
    days = {}
    for year in YEARS:
        first = lunar_new_year(year) + timedelta(days=dice.randint(-3, 3))
        for n in range(dice.randint(3, 9)):
            days[first + timedelta(days=n)] = DayOff(first + timedelta(days=n), "Tết Nguyên đán", False)
        for _ in range(dice.randint(4, 12)):
            day = date(year, 1, 1) + timedelta(days=dice.randrange(365))
            days.setdefault(day, DayOff(day, "Nghỉ", False, is_worked=day.weekday() >= 5 and dice.random() < 0.6))
    return days


def stored(days):
    """The same days as the oracle keeps them; of the years outside, and no more than them, the law's own."""
    store = oracle.Store()
    for each in days.values():
        if each.is_worked:
            store.open(number_of(each.day))
        else:
            store.close(number_of(each.day), each.name)
    return store


def drawn(dice):
    """A rule and its start, far enough inside the years that no clock leaves them."""
    unit, op = dice.choice(UNITS), dice.choice(OPS)
    day = date(2016, 6, 1) + timedelta(days=dice.randrange(13 * 365))
    return term(dice.randint(1, MOST[unit]), unit, op), moment(day, dice.randrange(24), dice.randrange(60))


def compared(seed, cases):
    """How many of the cases were compared; the first that differs fails with all that is needed to tell it again."""
    dice = random.Random(seed)
    for done in range(cases):
        if done % 250 == 0:
            days = edited(dice)
            calendar, store = calendar_of(days.values()), stored(days)
        each, at = drawn(dice)
        found = reckon(each, at, calendar)
        if each.unit is Unit.CLOCK_HOURS:
            minutes = number_of(at.date()) * 1440 + at.hour * 60 + at.minute
            meant = oracle.hour_end(each.op.value, int(each.amount), minutes)
            got = number_of(found.due_at.date()) * 1440 + found.due_at.hour * 60 + found.due_at.minute
            assert got == meant, (seed, done, each, at)
            continue
        last, passed = oracle.last_day(each.op.value, each.unit.value, int(each.amount), number_of(at.date()), store)
        assert number_of(found.last_day) == last, (seed, done, each, at)
        assert [number_of(skipped.day) for skipped in found.skipped] == passed, (seed, done, each, at)
    return cases


def fixed_compared(seed, cases):
    dice = random.Random(f"{seed} fixed")
    for done in range(cases):
        month = dice.randint(1, 12)
        day = dice.randint(1, 29 if month == 2 else oracle.length(2023, month))
        op = dice.choice([Op.BEFORE, Op.BY])
        if (month, day, op) == (2, 29, Op.BEFORE):
            continue
        each = rule(amount=f"{month:02d}-{day:02d}", op=op)
        start = date(2013, 1, 1) + timedelta(days=dice.randrange(20 * 365))
        found = reckon(each, moment(start), EMPTY)
        assert number_of(found.last_day) == oracle.fixed(op.value, month, day, number_of(start)), (seed, done, each)
    return cases


def test_the_oracle_agrees_on_thousands_of_cases(seed):
    assert compared(seed, 10_000) == 10_000
    assert fixed_compared(seed, 1_000) == 1_000


@pytest.mark.long
def test_the_oracle_agrees_on_a_hundred_thousand_cases(seed):
    assert compared(f"{seed} long", 100_000) == 100_000
    assert fixed_compared(f"{seed} long", 10_000) == 10_000


def told_days():
    """The shipped days as the file says them, read without the product."""
    store = oracle.Store()
    for raw in yaml.safe_load(HOLIDAYS.read_text(encoding="utf-8")):
        if raw.get("is_worked"):
            store.open(number_of(raw["day"]))
        else:
            store.close(number_of(raw["day"]), raw["name"])
    return store


def edit(dice, store, by, at):
    """A day written down, worked instead, or taken out: through the product, and in the oracle's own store."""
    day = date(2022, 1, 1) + timedelta(days=dice.randrange(4 * 365))
    row = Holiday.objects.filter(day=day, state=DayState.ACCEPTED).first()
    number, is_worked = number_of(day), day.weekday() >= 5 and dice.random() < 0.7
    store.closed.pop(number, None)
    store.opened.discard(number)
    if row is not None:
        remove_day(row, by=by, at=at)
        return
    set_day(day, name="Ngày thử", is_worked=is_worked, document="", by=by, at=at)
    if is_worked:
        store.open(number)
    else:
        store.close(number, "Ngày thử")


@pytest.mark.django_db
def test_clocks_that_run_follow_every_edit_of_the_days_off_as_the_oracle_does(at, seed):
    load_rules(at=at)
    load_holidays(at=at)
    by = Actor(person(Role.COORDINATOR), agency(), frozenset({Role.COORDINATOR}))
    dice, store, matters = random.Random(seed), told_days(), ("nn-hoat-dong-tai-tinh", "tctt-kien-nghi", "vt-nop-luu")
    for key in range(45):
        start = moment(date(2022, 1, 3) + timedelta(days=dice.randrange(700)), dice.randrange(24))
        ref = Ref("test.file", str(key))
        start_clock(matters[key % 3], ref, started_at=start, words="x", by=None, at=start)
    for _ in range(25):
        edit(dice, store, by, at)
        for clock in Clock.objects.select_related("rule"):
            rule, started = clock.rule, number_of(clock.reckoned.day_zero)
            last, passed = oracle.last_day(rule.op, rule.unit, int(rule.amount), started, store)
            assert number_of(clock.reckoned.last_day) == last, (seed, clock.started_at, rule.code)
            assert [number_of(skipped.day) for skipped in clock.reckoned.skipped] == passed


def test_the_oracle_knows_the_calendar():
    for day in (date(1970, 1, 1), date(2000, 2, 29), date(2022, 2, 1), date(2024, 12, 31), date(2031, 3, 1)):
        assert oracle.civil(number_of(day)) == (day.year, day.month, day.day)
        assert number_of(day) == (day - date(1970, 1, 1)).days
        assert oracle.Store().is_off(number_of(day)) == (day.weekday() >= 5)


def test_the_oracle_would_see_a_day_too_many():
    """A count that is off by one is told: the comparison can fail."""
    days = edited(random.Random(1))
    last, _passed = oracle.last_day("within", "working_days", 5, number_of(date(2022, 6, 6)), stored(days))
    assert last != number_of(reckon(term(6), moment(date(2022, 6, 6)), calendar_of(days.values())).last_day)
