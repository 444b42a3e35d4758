"""The days that matter in a plan's year: to remember, off, due; each told once."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from doingoai.dates import NATION, Kept, NamedDay, kept_in, lunar_words, round_words, year
from doingoai.dates import Period as Days
from doingoai.law.domain import Calendar, DayOff
from doingoai.law.queries import calendar, calendar_at, calendar_version
from doingoai.plan.domain.timeline import yearly
from doingoai.plan.models import Period, Plan, Task

A_DAY, A_YEAR = timedelta(days=1), timedelta(days=365)


@dataclass(frozen=True)
class Moment:
    """A day that matters: its kind, and its words.

    Kinds: "anniversary" named by the plan, "named" kept by the nation, "off" when offices are closed, "due" when parts
    of a report are due, "onward" when it goes on, "starts" and "task" when a task begins and when it is due. `until` is
    the last of a run of days.
    """

    day: date
    kind: str
    words: str
    url_args: tuple[object, ...] = ()
    round_words: str = ""
    is_off: bool = False
    until: date | None = None

    @property
    def lunar(self) -> str:
        """The lunar day beside the solar: "10/3 âm lịch"."""
        return lunar_words(self.day)

    @property
    def order(self) -> tuple[date, str, str]:
        """By the day, then alike things together."""
        return self.day, self.kind, self.words


def anniversaries(plan: Plan) -> list[Moment]:
    """The days that the plan names to be remembered, in order."""
    found = [
        Moment(
            date.fromisoformat(raw["date"]),
            "anniversary",
            f"{raw['years']}\u00a0năm {raw['name']}" if raw["years"] else raw["name"],
            round_words=round_words(raw["years"]),
        )
        for raw in plan.reading.get("anniversaries", [])
    ]
    return sorted(found, key=lambda moment: moment.day)


def coming(plan: Plan, *, after: date) -> list[Kept]:
    """The plan's days to remember as they come next, within a year of the day given, and the nation's round ones."""
    own = yearly(plan.reading.get("anniversaries", []))
    ahead = Days(after, after + A_YEAR)
    told = {_place(named) for named in own}
    others = [named for named in NATION if _place(named) not in told]
    kept = [*kept_in(own, ahead), *(found for found in kept_in(others, ahead) if found.round_words)]
    return sorted(kept, key=lambda found: found.on)


def _place(named: NamedDay) -> tuple[int, int, bool]:
    return named.day, named.month, named.is_lunar


def moments_of(plan: Plan) -> list[Moment]:
    """The year's days to remember, days off, and when the reports are due and go on; one query where it has reports."""
    fields = ("code", "name", "agencies_due", "onward__addressee", "onward__due_on", "version")
    rows = list(Period.objects.filter(plan=plan).annotate(version=calendar_version()).values_list(*fields))
    known = calendar_at(rows[0][-1]) if rows else calendar()
    return [*_days_of(plan, known), *_reports_of(plan, [row[:-1] for row in rows])]


def _days_of(plan: Plan, off_calendar: Calendar) -> list[Moment]:
    """The year's days to remember and days off; a day that is both is told once."""
    printed = anniversaries(plan)
    taken = {moment.day for moment in printed}
    named = [_named(found) for found in kept_in(NATION, year(plan.year)) if found.on not in taken]
    closed = [each for each in off_calendar.of(plan.year) if not each.is_worked]
    off_days = {each.day for each in closed}
    told = [replace(moment, is_off=moment.day in off_days) for moment in (*printed, *named)]
    known = {moment.day for moment in told}
    return [*told, *(run for run in _runs(closed) if run.until or run.day not in known)]


def _named(found: Kept) -> Moment:
    words = found.words if found.round_words else found.named.name
    return Moment(found.on, "named", words, round_words=found.round_words)


def _runs(closed: Iterable[DayOff]) -> list[Moment]:
    """Days off of one name that follow each other, as one."""
    runs: list[Moment] = []
    for each in closed:
        last = runs[-1] if runs else None
        if last and last.words == each.name and (last.until or last.day) + A_DAY == each.day:
            runs[-1] = replace(last, until=each.day)
        else:
            runs.append(Moment(each.day, "off", each.name, is_off=True))
    return runs


def _reports_of(plan: Plan, rows: Iterable[tuple[Any, ...]]) -> list[Moment]:
    """When parts of the reports are due, and when the reports go on."""
    found: dict[Moment, None] = {}
    for code, name, due, addressee, due_on in rows:
        found[Moment(due, "due", name, (plan.year, code))] = None
        if due_on:
            found[Moment(due_on, "onward", f"{name}: {addressee}", (plan.year, code))] = None
    return list(found)


def tasks_in(of_year: int, tasks: Iterable[Task]) -> list[Moment]:
    """When each task begins, if not with the year, and the first day that is too late for it."""
    found = []
    for task in tasks:
        args = (of_year, task.number)
        if task.starts_on and task.starts_on > date(of_year, 1, 1):
            found.append(Moment(task.starts_on, "starts", f"{task.number} {task.brief}", args))
        if task.due_before:
            found.append(Moment(task.due_before, "task", f"{task.number} {task.brief}", args))
    return found
