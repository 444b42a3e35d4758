"""The days off of a year: its calendar, its table, what waits for a person's word."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from doingoai.agencies.views.desk import actor_of
from doingoai.dates import Holidays, month
from doingoai.documents.domain import NotReadable
from doingoai.documents.domain.guard import SecrecyMark
from doingoai.law import queries
from doingoai.law.actions import holidays
from doingoai.law.actions.holidays import AlreadyDecided, MayNotKeepHolidays, Moved
from doingoai.law.domain import Calendar, may_keep_holidays
from doingoai.law.forms import FIRST, LAST, CalendarForm, HolidayForm, TableForm
from doingoai.law.models import Holiday, HolidayTable
from doingoai.law.queries import calendar, holidays_of
from doingoai.law.read import RulesError
from doingoai.law.views.desk import usual_day
from doingoai.law.words import BASIS_WORDS, SHORT_WEEKDAYS

Refusals = (MayNotKeepHolidays, AlreadyDecided, holidays.AlreadyAccepted, holidays.NoDocument, holidays.NotAccepted)


@dataclass(frozen=True)
class Cell:
    """A day of the calendar: why it is off, or that it is worked on a weekend; `day` is None before the first.

    Its kind is "off stitch" where no table tells the day.
    """

    day: date | None
    why: str = ""
    kind: str = ""


@dataclass(frozen=True)
class Month:
    """A month of the calendar: weeks of seven cells, Monday first, and its days off told in words."""

    first: date
    weeks: list[list[Cell]]


def index(request: HttpRequest) -> HttpResponse:
    """The days off of the working year."""
    actor_of(request)
    return redirect("law:holidays", year=usual_day(request).year)


def show(request: HttpRequest, year: int) -> HttpResponse:
    """A year's days off: drawn, listed, and what waits to be decided."""
    return _page(request, year)


def _page(request: HttpRequest, year: int, **forms: Form) -> HttpResponse:
    actor, found, known = actor_of(request), holidays_of(year), calendar()
    table = found.table
    context = {
        "year": year,
        "table": table,
        "days": [(row, BASIS_WORDS[row.value.basis]) for row in found.days],
        "proposed": found.proposed,
        "reckoned": known.reckoned(year),
        "months": _months(year, known),
        "weekdays": SHORT_WEEKDAYS,
        "tables": _tables(year),
        "is_told": bool(found.days),
        "may_keep": may_keep_holidays(actor),
        "day_form": HolidayForm(prefix="day"),
        "file_form": CalendarForm(prefix="file"),
        "table_form": TableForm(prefix="table", initial={"document": table.document, "issued_on": table.issued_on}),
        "here": "holidays",
        **forms,
    }
    return render(request, "law/holidays.html", context, status=422 if forms else 200)


def _tables(year: int) -> list[tuple[int, bool]]:
    """The years that can be looked at, the newest first, and whether somebody accepted each."""
    known = {table.year: table.is_accepted for table in queries.tables()}
    around = {*known, year, year + 1, timezone.localdate().year + 1}
    return [(each, known.get(each, False)) for each in sorted(around, reverse=True) if FIRST <= each <= LAST]


def _months(year: int, known: Calendar) -> list[Month]:
    waiting = {day for each in known.reckoned(year) for day in each.days()}
    return [_month(year, number, known.holidays, waiting) for number in range(1, 13)]


def _month(year: int, number: int, holidays: Holidays, waiting: Collection[date]) -> Month:
    days = month(year, number)
    cells = [Cell(None)] * days.start.weekday() + [_cell(day, holidays, waiting) for day in days.days()]
    cells += [Cell(None)] * (-len(cells) % 7)
    return Month(days.start, [cells[n : n + 7] for n in range(0, len(cells), 7)])


def _cell(day: date, holidays: Holidays, waiting: Collection[date]) -> Cell:
    if day in holidays.off:
        return Cell(day, holidays.off[day], "off stitch" if day in waiting else "off")
    if day in holidays.worked:
        return Cell(day, _("worked"), "worked")
    return Cell(day, "", "weekend" if holidays.why_off(day) else "")


@require_POST
def add(request: HttpRequest, year: int) -> HttpResponse:
    """Write a day into its year's table."""
    actor, form = actor_of(request), HolidayForm(request.POST, prefix="day")
    if not form.is_valid():
        return _page(request, year, day_form=form)
    said = form.cleaned_data
    return _done(request, said["day"].year, lambda: holidays.set_day(**said, by=actor, at=timezone.localtime()))


@require_POST
def bring(request: HttpRequest, year: int) -> HttpResponse:
    """Take a calendar in: its days are proposals."""
    actor, form = actor_of(request), CalendarForm(request.POST, request.FILES, prefix="file")
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            made = holidays.propose_days(file.name, file.read(), by=actor, at=timezone.localtime())
            words = ngettext("%(n)s day waits to be decided on.", "%(n)s days wait to be decided on.", made)
            messages.success(request, words % {"n": made})
            return redirect("law:holidays", year=year)
        except (RulesError, SecrecyMark, NotReadable) as refusal:
            form.add_error("file", str(refusal))
        except MayNotKeepHolidays as refusal:
            messages.error(request, str(refusal))
            return redirect("law:holidays", year=year)
    return _page(request, year, file_form=form)


@require_POST
def accept(request: HttpRequest, year: int) -> HttpResponse:
    """Vouch for the year's table."""
    actor, form = actor_of(request), TableForm(request.POST, prefix="table")
    if not form.is_valid():
        return _page(request, year, table_form=form)
    said = form.cleaned_data
    return _done(request, year, lambda: holidays.accept_table(year, **said, by=actor, at=timezone.localtime()))


@require_POST
def reopen(request: HttpRequest, year: int) -> HttpResponse:
    """Take the year's acceptance back."""
    actor, table = actor_of(request), get_object_or_404(HolidayTable, year=year)
    return _done(request, year, lambda: holidays.reopen_table(table, by=actor, at=timezone.localtime()))


@require_POST
def take(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a proposed day count."""
    actor, day = actor_of(request), get_object_or_404(Holiday, pk=pk)
    return _done(request, day.day.year, lambda: holidays.accept_day(day, by=actor, at=timezone.localtime()))


@require_POST
def leave(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a proposed day go."""
    actor, day = actor_of(request), get_object_or_404(Holiday, pk=pk)
    return _done(request, day.day.year, lambda: holidays.refuse_day(day, by=actor, at=timezone.localtime()))


@require_POST
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a day count no more."""
    actor, day = actor_of(request), get_object_or_404(Holiday, pk=pk)
    return _done(request, day.day.year, lambda: holidays.remove_day(day, by=actor, at=timezone.localtime()))


def _done(request: HttpRequest, year: int, act: Callable[[], Moved | None]) -> HttpResponse:
    """Do it, tell how many clocks moved, and go back to the year."""
    try:
        moved = act()
        clocks = moved.clocks if moved else 0
        words = ngettext("Kept; %(n)s running term moved.", "Kept; %(n)s running terms moved.", clocks)
        messages.success(request, words % {"n": clocks} if clocks else _("Kept; no running term moved."))
    except Refusals as refusal:
        messages.error(request, str(refusal))
    return redirect("law:holidays", year=year)
