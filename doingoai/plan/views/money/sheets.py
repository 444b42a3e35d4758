"""Estimates by spreadsheet, and their papers."""

from collections.abc import Callable

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from doingoai.documents.actions import NotAccepted, examine, media_type_of
from doingoai.documents.domain import NotReadable
from doingoai.documents.domain.guard import SecrecyMark
from doingoai.documents.write import CellError, MissingGlyph
from doingoai.plan.actions.money import sheets
from doingoai.plan.actions.money.appraising import judge_lines
from doingoai.plan.actions.money.lines import write_lines
from doingoai.plan.actions.money.papers import WRITERS, estimate_paper
from doingoai.plan.actions.papers import MEDIA
from doingoai.plan.actions.parts import Changed
from doingoai.plan.domain.money.rights import may_appraise, may_write_estimate
from doingoai.plan.domain.money.states import Route, Stage
from doingoai.plan.forms import SpreadsheetForm
from doingoai.plan.models import CostEstimate, FundSource, Plan, Task
from doingoai.plan.queries.money.routes import tasks_for
from doingoai.plan.views.desk import actor_of, refuse, staff, tell
from doingoai.plan.views.money.frame import REFUSALS, REFUSED, estimate_of
from doingoai.plan.views.money.letters import letters_of

# What a file is found to hold: its errors, and the act that takes it in.
Found = tuple[tuple[CellError, ...], Callable[[], object]]


def _file(data: bytes, name: str, media: str = "xlsx") -> HttpResponse:
    response = HttpResponse(data, content_type=MEDIA[media])
    response["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    return response


def _lists(estimate: CostEstimate) -> tuple[list[Task], list[FundSource]]:
    plan = Plan.objects.get(pk=estimate.plan_id)
    return tasks_for(estimate, plan), list(FundSource.objects.all())


@staff
def template(request: HttpRequest, year: int, pk: int) -> HttpResponse:
    """The estimate's lines as a spreadsheet to be filled in."""
    estimate = estimate_of(request, year, pk)
    data = sheets.lines_template(estimate, *_lists(estimate), at=timezone.localtime())
    return _file(data, f"du-toan-{year}-{estimate.pk}.xlsx")


@staff
def upload(request: HttpRequest, year: int, pk: int) -> HttpResponse:
    """Take filled-in lines: all of them, or none and the file back with its errors marked."""
    estimate, actor = estimate_of(request, year, pk), actor_of(request)
    if not may_write_estimate(actor, estimate.holder.slug):
        raise PermissionDenied

    def look(data: bytes) -> Found:
        found = sheets.checked_lines(data, estimate, *_lists(estimate))
        at = timezone.localtime()
        return found.errors, lambda: write_lines(estimate, found.lines, revision=found.revision, by=actor, at=at)

    return _taken(request, estimate, sheets.LINES, look)


@staff
def appraisal_template(request: HttpRequest, year: int, pk: int) -> HttpResponse:
    """The estimate's lines as a spreadsheet to be appraised."""
    estimate = estimate_of(request, year, pk)
    if not may_appraise(actor_of(request)):
        raise PermissionDenied
    return _file(sheets.appraisal_template(estimate, at=timezone.localtime()), f"tham-dinh-{year}-{estimate.pk}.xlsx")


@staff
def appraisal_upload(request: HttpRequest, year: int, pk: int) -> HttpResponse:
    """Take what finance says of the lines: all of it, or nothing and the file back with its errors marked."""
    estimate, actor = estimate_of(request, year, pk), actor_of(request)
    if not may_appraise(actor):
        raise PermissionDenied

    def look(data: bytes) -> Found:
        found = sheets.checked_judgements(data, estimate)
        at = timezone.localtime()
        return found.errors, lambda: judge_lines(estimate, found.judgements, revision=found.revision, by=actor, at=at)

    return _taken(request, estimate, sheets.APPRAISAL, look)


def _taken(request: HttpRequest, estimate: CostEstimate, title: str, look: Callable[[bytes], Found]) -> HttpResponse:
    form, at = SpreadsheetForm(request.POST or None, request.FILES or None), timezone.localtime()
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        data = file.read()
        try:
            media_type_of(file.name, data)
            examine(file.name, data, by=actor_of(request).person, at=at)
            errors, act = look(data)
            if errors:
                # Status 200: a browser saves a file only from an answer that succeeded.
                return _file(sheets.marked_sheet(data, title, errors, at=at), f"loi-{file.name}")
            act()
            tell(request, _("The spreadsheet is taken in."))
            return redirect("plan:estimate", year=estimate.plan.year, pk=estimate.pk)
        except (NotReadable, SecrecyMark, NotAccepted, Changed, *REFUSALS) as refusal:
            form.add_error("file", str(refusal))
    is_appraisal = title == sheets.APPRAISAL
    context = {"plan": estimate.plan, "estimate": estimate, "form": form, "is_appraisal": is_appraisal}
    return render(request, "plan/money/sheet.html", context, status=REFUSED if form.errors else 200)


@staff
def paper(request: HttpRequest, year: int, pk: int, what: str, kind: str) -> HttpResponse:
    """A paper of the estimate in the form of Decree 30."""
    estimate = estimate_of(request, year, pk)
    named = dict(letters_of(Route(estimate.route), Stage(estimate.stage)))
    if what not in named or kind not in WRITERS:
        raise Http404
    try:
        data = estimate_paper(what, kind, estimate, at=timezone.localtime())
    except MissingGlyph as refusal:
        refuse(request, refusal)
        return redirect("plan:estimate", year=year, pk=pk)
    return _file(data, f"du-toan-{year}-{estimate.pk}-{what}.{kind}", kind)
