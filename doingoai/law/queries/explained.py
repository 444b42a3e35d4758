"""How a clock's end was counted, told to people line by line."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from doingoai.dates import office, short_office
from doingoai.law.domain import NoFixedDay, Op, Reckoned, Rule, Unit, citation, fixed_day, steps_of
from doingoai.law.domain.clocks import ASKS_FOR_AN_ACT

CIVIL = "Bộ luật Dân sự 91/2015/QH13"
A_LEAP_YEAR = 2024


@dataclass(frozen=True)
class Line:
    """A sentence of the explanation and the provision it stands on; `doubt` where somebody must look."""

    words: str
    provision: str = ""
    doubt: bool = False


def amount_words(rule: Rule) -> str:
    """The number with its unit: "5 working days"."""
    n = int(rule.amount or 0)
    found = {
        Unit.CLOCK_HOURS: ngettext("%(n)s hour", "%(n)s hours", n),
        Unit.WORKING_DAYS: ngettext("%(n)s working day", "%(n)s working days", n),
        Unit.DAYS: ngettext("%(n)s day", "%(n)s days", n),
        Unit.MONTHS: ngettext("%(n)s month", "%(n)s months", n),
        Unit.QUARTERS: ngettext("%(n)s quarter", "%(n)s quarters", n),
        Unit.YEARS: ngettext("%(n)s year", "%(n)s years", n),
    }
    return str(found[rule.unit] % {"n": n})


def term_words(rule: Rule) -> str:
    """What the rule gives: "within 5 working days", "before 30/11"; "" where it counts nothing."""
    if rule.unit is Unit.FIXED_DATE:
        return _fixed_words(rule)
    if rule.unit is Unit.NONE or rule.op is Op.NONE or not (rule.amount or "").isdecimal():
        return ""
    found = {
        Op.WITHIN: _("within %(amount)s"),
        Op.AT_LEAST_BEFORE: _("at the latest %(amount)s before"),
        Op.AT_LEAST_EVERY: _("at least once in %(amount)s"),
        Op.KEEP_AT_LEAST: _("kept at least %(amount)s"),
        Op.AT_MOST: _("at most %(amount)s"),
    }
    words = found.get(rule.op, "")
    return words % {"amount": amount_words(rule)} if words else ""


def _fixed_words(rule: Rule) -> str:
    try:
        last = fixed_day(rule, A_LEAP_YEAR)
    except NoFixedDay:
        return ""
    if rule.op is Op.BY:
        return _("by the end of %(day)s each year") % {"day": short_office(last)}
    return _("before %(day)s each year") % {"day": short_office(date.fromordinal(last.toordinal() + 1))}


def end_words(rule: Rule, reckoned: Reckoned) -> str:
    """The end in one line."""
    said = {"day": office(reckoned.last_day), "at": f"{reckoned.due_at:%H:%M}"}
    if rule.unit is Unit.CLOCK_HOURS:
        return _("%(at)s on %(day)s") % said
    return _("until the end of %(day)s") % said


def alarm_words(rule: Rule) -> str:
    """When those who must act are told: "7 days before, on the day itself"; "" where the rule counts no term."""
    if not term_words(rule) or rule.op not in ASKS_FOR_AN_ACT:
        return ""
    return ", ".join(_step_words(rule.unit, step) for step in steps_of(rule))


def _step_words(unit: Unit, step: int) -> str:
    if step == 0:
        return _("at the end") if unit is Unit.CLOCK_HOURS else _("on the day itself")
    if step < 0:
        return _("the day after")
    if unit is Unit.CLOCK_HOURS:
        return ngettext("%(n)s hour before", "%(n)s hours before", step) % {"n": step}
    return ngettext("%(n)s day before", "%(n)s days before", step) % {"n": step}


def explain(rule: Rule, reckoned: Reckoned) -> list[Line]:
    """The whole count, from the rule to the last day, and what is not sure of it."""
    return [
        Line(_("The rule gives: %(term)s.") % {"term": term_words(rule)}, citation(rule)),
        *_beginning(rule, reckoned),
        *_skipped(rule, reckoned),
        *_end(rule, reckoned),
        *_doubts(rule, reckoned),
    ]


def _beginning(rule: Rule, reckoned: Reckoned) -> Iterator[Line]:
    said = {"day": named(reckoned.day_zero), "at": f"{reckoned.started_at:%H:%M}"}
    if rule.unit is Unit.CLOCK_HOURS:
        words = (
            _("Counted back from %(at)s on %(day)s, hour by hour, through nights, weekends and holidays.")
            if reckoned.runs_back
            else _("Counted from %(at)s on %(day)s, hour by hour, through nights, weekends and holidays.")
        )
        yield Line(words % said, f"khoản 1 Điều 147 {CIVIL}")
    elif rule.unit is Unit.FIXED_DATE:
        yield Line(_("The rule names the day itself; it is the first such day from %(day)s on.") % said)
    elif rule.op is Op.AT_LEAST_BEFORE:
        words = _("Day 0 is %(day)s, the day of what is to come; it does not count. The days are counted back from it.")
        yield Line(words % said, f"khoản 3 Điều 147 {CIVIL}")
    else:
        yield Line(_("Day 0 is %(day)s; it does not count.") % said, f"khoản 2, khoản 3 Điều 147 {CIVIL}")


def _skipped(rule: Rule, reckoned: Reckoned) -> Iterator[Line]:
    if reckoned.moved_from is not None:
        yield Line(_("The term would end on %(day)s, a day off.") % {"day": named(reckoned.moved_from)})
    for each in reckoned.skipped:
        why = _("the weekend") if each.is_weekend else each.why
        yield Line(_("%(day)s is passed over: %(why)s.") % {"day": named(each.day), "why": why})


def _end(rule: Rule, reckoned: Reckoned) -> Iterator[Line]:
    said = {"day": named(reckoned.last_day), "at": f"{reckoned.due_at:%H:%M}", "why": reckoned.stays_off}
    if rule.unit is Unit.CLOCK_HOURS:
        yield Line(_("The end is %(at)s on %(day)s.") % said)
        return
    if reckoned.moved_from is not None:
        yield Line(_("It ends with the next working day, %(day)s, at 24:00.") % said, f"khoản 5, 6 Điều 148 {CIVIL}")
        return
    where = "khoản 3, 6" if rule.unit in {Unit.MONTHS, Unit.QUARTERS, Unit.YEARS} else "khoản 6"
    yield Line(_("The last day is %(day)s, until 24:00.") % said, f"{where} Điều 148 {CIVIL}")
    if reckoned.stays_off:
        yield Line(_("That day is a day off (%(why)s), but this end does not move: act before it.") % said, doubt=True)


def _doubts(rule: Rule, reckoned: Reckoned) -> Iterator[Line]:
    for year in reckoned.unsettled:
        words = _("Nobody has accepted the table of holidays of %(year)s yet: the end may move.")
        yield Line(words % {"year": year}, doubt=True)
    if not rule.verified:
        yield Line(_("This rule has not been checked against its document."), doubt=True)


def named(day: date) -> str:
    """The day with the name it has in the week: "29/4/2022 (Thứ Sáu)"."""
    return f"{office(day)} ({WEEKDAYS[day.weekday()]})"
