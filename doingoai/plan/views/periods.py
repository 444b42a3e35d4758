"""The days of a report, to whom it goes on, and the figures of the year before."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.forms import BoundField
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from doingoai.dates import office
from doingoai.law.domain import citation
from doingoai.law.registry import Dependent
from doingoai.plan.actions.periods import (
    AlreadyListed,
    NotAPeriod,
    add_onward,
    change_period,
    remove_onward,
    set_onward,
)
from doingoai.plan.actions.same_period import NotAFigure, set_same_period
from doingoai.plan.domain.rights import may_coordinate
from doingoai.plan.domain.same_period import Told
from doingoai.plan.forms import PeriodForm
from doingoai.plan.forms.periods import OnwardForm, SamePeriodForm
from doingoai.plan.models import OnwardDue, Report
from doingoai.plan.queries.periods import Standing, data_rule, onward_of, standing_on
from doingoai.plan.queries.report import report_of
from doingoai.plan.queries.same_period import Row, Screen, screen
from doingoai.plan.views.desk import actor_of, staff, tell

ALL = "*"
PROPOSED = ("addressee", "due_on", "note", "verified")


@dataclass(frozen=True)
class Line:
    """A row of the page with its two fields; `name` is what its button sends."""

    row: Row
    name: str
    quantity: BoundField
    source: BoundField


def _report(year: int, code: str) -> Report:
    found = report_of(year, code)
    if found is None:
        raise Http404
    return found


def _coordinates(request: HttpRequest) -> bool:
    return may_coordinate(actor_of(request))


def _only_coordinators(request: HttpRequest) -> None:
    if not _coordinates(request):
        raise PermissionDenied


@staff
def period(request: HttpRequest, year: int, code: str) -> HttpResponse:
    """The days of the period, and below them to whom the report goes on: the coordinator sets both, others read."""
    report = _report(year, code)
    if request.method != "POST":
        return _days_page(request, report)
    _only_coordinators(request)
    form = PeriodForm(request.POST)
    if form.is_valid():
        try:
            change_period(report.period, **form.cleaned_data, by=actor_of(request), at=timezone.localtime())
            tell(request, _("The days of the period are kept."))
            return redirect("plan:report", year=year, code=code)
        except NotAPeriod as refusal:
            form.add_error(None, str(refusal))
    return _days_page(request, report, days=form)


def _days_page(
    request: HttpRequest,
    report: Report,
    *,
    days: PeriodForm | None = None,
    changed: tuple[int, OnwardForm] | None = None,
    added: OnwardForm | None = None,
) -> HttpResponse:
    """The page with whichever form was sent back; the others as they stand."""
    period = report.period
    initial = {name: getattr(period, name) for name in PeriodForm.base_fields}
    rows = [(each, _onward_form(each.row, changed)) for each in onward_of(period)]
    rule = data_rule(period)
    context = {
        "report": report,
        "period": period,
        "plan": period.plan,
        "form": days or PeriodForm(initial=initial),
        "rule": rule,
        "citation": citation(rule) if rule else "",
        "onward": rows,
        "add_form": added or OnwardForm(prefix="add"),
        "snapshots": report.snapshots.count(),
        "may_coordinate": _coordinates(request),
    }
    return render(request, "plan/report_period.html", context, status=422 if days or changed or added else 200)


def _onward_form(row: OnwardDue, changed: tuple[int, OnwardForm] | None) -> OnwardForm:
    if changed and changed[0] == row.pk:
        return changed[1]
    return OnwardForm(prefix=f"o{row.pk}", initial={name: getattr(row, name) for name in PROPOSED})


@staff
@require_POST
def onward_add(request: HttpRequest, year: int, code: str) -> HttpResponse:
    """Add somebody to whom the report goes on."""
    report = _report(year, code)
    _only_coordinators(request)
    form = OnwardForm(request.POST, prefix="add")
    if form.is_valid():
        try:
            add_onward(report.period, **form.cleaned_data, by=actor_of(request), at=timezone.localtime())
            tell(request, _("The report also goes on to %(name)s.") % {"name": form.cleaned_data["addressee"]})
            return _back(year, code)
        except AlreadyListed as refusal:
            form.add_error("addressee", str(refusal))
    return _days_page(request, report, added=form)


@staff
@require_POST
def onward_change(request: HttpRequest, year: int, code: str, pk: int) -> HttpResponse:
    """Set the addressee, the last day and the mark of a row."""
    report = _report(year, code)
    _only_coordinators(request)
    row = get_object_or_404(report.period.onward, pk=pk)
    form = OnwardForm(request.POST, prefix=f"o{pk}")
    if form.is_valid():
        try:
            set_onward(row, **form.cleaned_data, by=actor_of(request), at=timezone.localtime())
            tell(request, _("What goes on to %(name)s is kept.") % {"name": row.addressee})
            return _back(year, code)
        except AlreadyListed as refusal:
            form.add_error("addressee", str(refusal))
    return _days_page(request, report, changed=(pk, form))


@staff
@require_POST
def onward_remove(request: HttpRequest, year: int, code: str, pk: int) -> HttpResponse:
    """Take a row away."""
    report = _report(year, code)
    _only_coordinators(request)
    row = get_object_or_404(report.period.onward, pk=pk)
    remove_onward(row, by=actor_of(request), at=timezone.localtime())
    tell(request, _("The report no longer goes on to %(name)s.") % {"name": row.addressee})
    return _back(year, code)


def _back(year: int, code: str) -> HttpResponse:
    return redirect(f"{reverse('plan:report_period', args=[year, code])}#ho")


@staff
def same_period(request: HttpRequest, year: int, code: str) -> HttpResponse:
    """The figures of the year before, one row for each line of the report."""
    report = _report(year, code)
    seen = screen(report)
    form = SamePeriodForm(seen.rows, request.POST or None)
    if request.method == "POST":
        _only_coordinators(request)
        if form.is_valid() and _kept(request, report, seen, form):
            return redirect("plan:report_same_period", year=year, code=code)
    context: dict[str, Any] = {
        "report": report,
        "period": report.period,
        "plan": report.period.plan,
        "screen": seen,
        "form": form,
        "sections": [(section, [_line(form, row) for row in rows]) for section, rows in seen.sections],
        "snapshot": report.snapshots.first(),
        "may_coordinate": _coordinates(request),
    }
    return render(request, "plan/same_period.html", context, status=422 if form.errors else 200)


def _line(form: SamePeriodForm, row: Row) -> Line:
    name = form.keys[row.key]
    return Line(row, name, form[f"quantity:{name}"], form[f"source:{name}"])


def _kept(request: HttpRequest, report: Report, seen: Screen, form: SamePeriodForm) -> bool:
    """Keep what was typed, with the proposals that were taken; say how many figures changed."""
    said = form.said()
    taken = request.POST.get("take", "")
    for row in seen.rows:
        is_wanted = taken == form.keys[row.key] or (taken == ALL and said[row.key] is None)
        if row.proposal is not None and is_wanted:
            said[row.key] = Told(row.proposal, seen.source)
    try:
        changed = set_same_period(report.period, said, by=actor_of(request), at=timezone.localtime())
    except NotAFigure as refusal:
        form.add_error(None, str(refusal))
        return False
    tell(
        request, _("%(n)s figures of the year before are kept.") % {"n": changed} if changed else _("Nothing changed.")
    )
    return True


def depends(codes: Collection[str]) -> Iterable[Dependent]:
    """What of the reports stands on these rules, for the page of the rules."""
    return [_dependent(each) for each in standing_on(codes)]


def _dependent(each: Standing) -> Dependent:
    name = _("Report, %(name)s") % {"name": each.period.name}
    if each.onward is None:
        words = _("%(report)s: its days of data") % {"report": name}
    elif each.onward.due_on is None:
        words = _("%(report)s: goes on to %(name)s") % {"report": name, "name": each.onward.addressee}
    else:
        said = {"report": name, "name": each.onward.addressee, "day": office(each.onward.due_on)}
        words = _("%(report)s: goes on to %(name)s, until %(day)s") % said
    return Dependent(each.rule, words, reverse("plan:report_period", args=[each.period.plan.year, each.period.code]))
