"""Rules of law as values: which one holds on a day, which day it means, how it is cited."""

import re
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import combinations

from doingoai.agencies.domain import Role
from doingoai.agencies.domain.rights import Right, has
from doingoai.dates import Period

MONTH_AND_DAY = re.compile(r"(\d\d)-(\d\d)")
PLACES = ("Điều", "khoản", "điểm")
DOCUMENTS = (
    ("91/2015/QH13", "Bộ luật Dân sự"),
    ("45/2019/QH14", "Bộ luật Lao động"),
    ("/NĐ-CP", "Nghị định"),
    ("/TT-", "Thông tư"),
    ("/QH", "Luật"),
)


class Op(StrEnum):
    """How the amount binds."""

    WITHIN = "within"  # counted from what starts it
    BEFORE = "before"  # the day itself is too late
    BY = "by"  # the day itself still counts
    AT_LEAST_BEFORE = "at_least_before"  # counted back from what is to come
    AT_LEAST_EVERY = "at_least_every"  # never further apart
    KEEP_AT_LEAST = "keep_at_least"  # nothing is taken away before
    AT_MOST = "at_most"  # never longer, never more often
    NONE = "none"


class Unit(StrEnum):
    """What the amount counts."""

    FIXED_DATE = "fixed_date"  # "11-30", or from one day to another: "12-15..12-14"
    CLOCK_HOURS = "clock_hours"  # they run through nights, weekends and holidays
    WORKING_DAYS = "working_days"
    DAYS = "days"
    MONTHS = "months"
    QUARTERS = "quarters"
    YEARS = "years"
    NONE = "none"


class Kind(StrEnum):
    """What sort of rule it is."""

    DEADLINE = "deadline"
    FREQUENCY = "frequency"
    DUTY = "duty"
    PUBLICATION = "publication"
    REFUSAL_GROUND = "refusal_ground"
    STATEMENT_FORM = "statement_form"
    PROHIBITION = "prohibition"
    PERIOD = "period"
    RETENTION = "retention"
    COUNTING_RULE = "counting_rule"
    CONTENT_CATEGORY = "content_category"


class Quality(StrEnum):
    """What was read when the rule was written down."""

    CODIFIED = "codified_text"
    SIGNED = "signed_pdf_ocr"
    TRANSCRIPT = "web_transcript"
    SUMMARY = "summary"
    MEMORY = "memory"


class NoFixedDay(Exception):
    """The rule names no day; the message says in Vietnamese which rule and what to do."""


@dataclass(frozen=True)
class Rule:
    """One article as it held from one day to another (both included), its requirement in our own words.

    `matter` is what the rule is about, whatever document says it: of one matter one rule holds on a day. `amount` is
    None where the text gives no number. `starts_on` and `stops_on` say in words what starts its clock and what meets
    it. `alarms` are so many hours or days before the end ("7 2 0"); empty where the usual ones do.
    """

    code: str
    matter: str
    kind: Kind
    title: str
    document: str
    issued_on: date | None
    article: str
    requirement: str
    amount: str | None
    unit: Unit
    op: Op
    who: str
    addressee: str
    valid_from: date | None
    valid_to: date | None
    source_quality: Quality
    verified: bool
    starts_on: str = ""
    stops_on: str = ""
    alarms: str = ""
    note: str = ""

    def holds(self, on: date) -> bool:
        """Whether the rule is in force on the day."""
        return (self.valid_from is None or self.valid_from <= on) and (self.valid_to is None or on <= self.valid_to)


def ruling(rules: Iterable[Rule], matter: str, day: date) -> Rule | None:
    """The rule of the matter that holds on the day."""
    return next((rule for rule in rules if rule.matter == matter and rule.holds(day)), None)


def clash(rules: Iterable[Rule]) -> tuple[Rule, Rule] | None:
    """Two rules of one matter that hold on one day, so that nobody could say which rules."""
    for one, other in combinations(rules, 2):
        late = max(one.valid_from or date.min, other.valid_from or date.min)
        if one.matter == other.matter and one.holds(late) and other.holds(late):
            return one, other
    return None


def fixed_day(rule: Rule, year: int) -> date:
    """The last day of the year on which the rule is still kept: "before 30/11" ends on the 29th, "by 30/11" that day.

    :raises NoFixedDay: if the rule names no day, or it is not known which
    """
    days = _days(rule, year)
    if rule.op not in {Op.BEFORE, Op.BY} or len(days) != 1:
        raise _no_day(rule)
    return days[0] - timedelta(days=1) if rule.op is Op.BEFORE else days[0]


def data_days(rule: Rule, year: int) -> Period:
    """The days of data of the year's report, both included; the first may lie in the year before.

    :raises NoFixedDay: if the rule names no run of days, or it is not known which
    """
    days = _days(rule, year)
    if rule.op is not Op.NONE or len(days) != 2:
        raise _no_day(rule)
    start, end = days
    return Period(start if start <= end else start.replace(year=year - 1), end)


def _days(rule: Rule, year: int) -> list[date]:
    """Every day that the amount names, in the year: none where there is no amount, or it counts something else."""
    if rule.unit is not Unit.FIXED_DATE or rule.amount is None:
        return []
    named = [MONTH_AND_DAY.fullmatch(part) for part in rule.amount.split("..")]
    try:
        return [date(year, int(found[1]), int(found[2])) for found in named if found]
    except ValueError:
        return []


def _no_day(rule: Rule) -> NoFixedDay:
    return NoFixedDay(f"{citation(rule)} không ghi ngày. Đặt ngày bằng tay và ghi căn cứ.")


def citation(rule: Rule) -> str:
    """The place as an office cites it: "24.6" of 72/2015/NĐ-CP is "khoản 6 Điều 24 Nghị định 72/2015/NĐ-CP"."""
    kind = next((name for mark, name in DOCUMENTS if mark in rule.document), "Văn bản")
    if not rule.article[:1].isdigit():
        return f"{kind} {rule.document} {rule.article}".strip()
    named = [f"{place} {number}" for place, number in zip(PLACES, rule.article.split("."), strict=False)]
    return f"{' '.join(reversed(named))} {kind} {rule.document}"


def meant(rule: Rule, year: int) -> date | Period | None:
    """What the rule means in the year: its last day, its days of data, or nothing."""
    ways: tuple[Callable[[Rule, int], date | Period], ...] = (fixed_day, data_days)
    for find in ways:
        with suppress(NoFixedDay):
            return find(rule, year)
    return None


may_verify = Right("a rule may be vouched for", has(Role.COORDINATOR, Role.ADMINISTRATOR))
