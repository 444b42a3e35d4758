"""The reports: merged, parts, frozen; each number opens to its evidence."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from doingoai.agencies.models import Agency
from doingoai.agencies.queries import answering
from doingoai.documents.actions import content_of
from doingoai.documents.write import MissingGlyph
from doingoai.plan.actions import parts as acts
from doingoai.plan.actions.papers import MEDIA, paper
from doingoai.plan.actions.reports import AlreadyFrozen, Incomplete, freeze_report, write_report
from doingoai.plan.domain.paper import draft_of
from doingoai.plan.domain.progress import charts_of
from doingoai.plan.domain.rights import (
    NotAllowed,
    may_confirm_part,
    may_coordinate,
    may_draft_part,
    may_make_link,
    may_read_part,
    may_return_paper,
    may_sign_part,
)
from doingoai.plan.domain.states import ASKED, HANDED_IN, SETTLED
from doingoai.plan.forms import FreezeForm, PartForm, ReasonForm, ReportForm
from doingoai.plan.models import Part, Period, Report, Snapshot
from doingoai.plan.queries import figures as numbers
from doingoai.plan.queries import report as queries
from doingoai.plan.queries.periods import onward_of
from doingoai.plan.views.desk import actor_of, refuse, staff, tell
from doingoai.text import sent


def _report(year: int, code: str) -> Report:
    found = queries.report_of(year, code)
    if found is None:
        raise Http404
    return found


@staff
def index(request: HttpRequest) -> HttpResponse:
    """The periods of every year, the newest year first."""
    editions = Prefetch("report__snapshots", Snapshot.objects.defer("content", "evidence"))
    periods = queries.with_part_counts(Period.objects.select_related("plan", "report"))
    rows = periods.defer("plan__reading", "plan__lines").prefetch_related(editions)
    return render(request, "plan/reports.html", {"periods": rows.order_by("-plan__year", "order")})


@staff
def show(request: HttpRequest, year: int, code: str) -> HttpResponse:
    """The merged report as it stands."""
    report = _report(year, code)
    actor = actor_of(request)
    rows = numbers.part_rows(report)
    found = numbers.figures(report, known=rows)
    asked = [part for part in found.parts if part.state in ASKED]
    snapshots = list(report.snapshots.select_related("frozen_by").defer("evidence"))
    return render(
        request,
        "plan/report.html",
        {
            "plan": report.period.plan,
            "report": report,
            "period": report.period,
            "figures": found,
            "asked": len(asked),
            "missing": found.missing,
            "sent": [part for part in asked if part.is_in],
            "late": queries.silent_parts(rows),
            "charts": charts_of(found),
            "snapshots": snapshots,
            "changes": queries.changed_since(snapshots[0], found) if snapshots else None,
            "may_coordinate": may_coordinate(actor),
            "mine": next((part for part in found.parts if part.agency == actor.agency.slug), None),
            "onward": onward_of(report.period),
            "freeze_form": FreezeForm(),
            "effects": queries.effects_to_write(found, actor),
            "may_write_effect": may_draft_part(actor, actor.agency.slug),
        },
    )


@staff
def drill(request: HttpRequest, year: int, code: str) -> HttpResponse:
    """What stands behind one number: under its row with JavaScript, a page of its own without."""
    report = _report(year, code)
    said = {name: request.GET.get(name, "") for name in ("task", "measure", "column", "agency")}
    edition = sent(request.GET.get("edition", ""), 0)
    snapshot = get_object_or_404(report.snapshots, edition=edition) if edition else None
    agency = get_object_or_404(Agency, slug=said["agency"]) if said["agency"] else None
    found = queries.frozen_figures(snapshot) if snapshot else numbers.figures(report, agency=agency)
    number = queries.asked(found, **said)
    if number is None:
        raise Http404
    behind = queries.frozen_drill(snapshot, found, number) if snapshot else queries.drill(report.period, found, number)
    template = "plan/parts/drill.html" if request.headers.get("HX-Request") else "plan/drill.html"
    context = {
        "plan": report.period.plan,
        "period": report.period,
        "drill": behind,
        "agency": agency,
        "snapshot": snapshot,
    }
    return render(request, template, context)


@staff
def write(request: HttpRequest, year: int, code: str) -> HttpResponse:
    """The words of the merged report and the paper's boxes."""
    report = _report(year, code)
    if not may_coordinate(actor_of(request)):
        raise PermissionDenied
    names = [*ReportForm.base_fields]
    form = ReportForm(request.POST or None, initial={name: getattr(report, name) for name in names})
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            write_report(report, said, revision=said["revision"], by=actor_of(request), at=timezone.localtime())
            tell(request, _("The words of the report are kept."))
            return redirect("plan:report", year=year, code=code)
        except acts.Changed as refusal:
            form.go_on(refusal)
    shown = {"report": report, "period": report.period, "form": form, "parts": numbers.parts(report)}
    return render(request, "plan/report_write.html", shown, status=422 if form.errors else 200)


@staff
@require_POST
def remind_silent(request: HttpRequest, year: int, code: str) -> HttpResponse:
    """Remind the agencies chosen."""
    report = _report(year, code)
    chosen = report.parts.filter(agency__slug__in=request.POST.getlist("agency"))
    chosen = chosen.select_related("agency", "report__period__plan")
    try:
        reached = acts.remind(chosen, by=actor_of(request), at=timezone.localtime())
        count = chosen.count()
        if count > len(reached):
            words = _("%(n)s reminded; %(m)s have nobody with an account to read it: remind them by letter.")
            refuse(request, words % {"n": len(reached), "m": count - len(reached)})
        else:
            tell(request, _("%(n)s agencies are reminded.") % {"n": len(reached)})
    except NotAllowed as refusal:
        refuse(request, refusal)
    return redirect("plan:report", year=year, code=code)


@staff
def close(request: HttpRequest, year: int, code: str) -> HttpResponse:
    """Freeze the report: asked first, with what follows from it."""
    report = _report(year, code)
    if not may_coordinate(actor_of(request)):
        raise PermissionDenied
    form = FreezeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            reason = form.cleaned_data["reason"]
            made = freeze_report(report, reason=reason, by=actor_of(request), at=timezone.localtime())
            tell(request, _("Frozen. This edition does not change any more."))
            return redirect("plan:report_frozen", year=year, code=code, edition=made.edition)
        except (Incomplete, AlreadyFrozen, acts.Changed, MissingGlyph) as refusal:
            form.add_error("reason", str(refusal))
    found = numbers.figures(report)
    context = {"report": report, "period": report.period, "form": form, "missing": found.missing}
    return render(request, "plan/report_freeze.html", context, status=422 if form.errors else 200)


@staff
def frozen(request: HttpRequest, year: int, code: str, edition: int) -> HttpResponse:
    """An edition as it was frozen, from its own text."""
    report = _report(year, code)
    snapshot = get_object_or_404(report.snapshots.select_related("frozen_by"), edition=edition)
    found = queries.frozen_figures(snapshot)
    context = {
        "plan": report.period.plan,
        "report": report,
        "period": report.period,
        "snapshot": snapshot,
        "figures": found,
        "missing": found.missing,
        "charts": charts_of(found),
        "effects": [(line, False) for line in found.effects],
        "head": queries.record_head(snapshot),
    }
    return render(request, "plan/report_frozen.html", context)


@staff
def export(request: HttpRequest, year: int, code: str, kind: str) -> HttpResponse:
    """The report as .docx, .pdf or .xlsx: as it stands, or an edition just as it was frozen; to keep or to look at."""
    report = _report(year, code)
    if kind not in MEDIA:
        raise Http404
    edition = sent(request.GET.get("edition", ""), 0)
    if edition:
        data = content_of(getattr(get_object_or_404(report.snapshots, edition=edition), kind))
    else:
        try:
            # Only the spreadsheet carries the evidence itself.
            sources = list(numbers.sources(report.period)) if kind == "xlsx" else []
            data = paper(kind, report, numbers.figures(report), sources, at=timezone.localtime())
        except MissingGlyph as refusal:
            refuse(request, refusal)
            return redirect("plan:report", year=year, code=code)
    response = HttpResponse(data, content_type=MEDIA[kind])
    way = "inline" if "xem" in request.GET else "attachment"
    response["Content-Disposition"] = f'{way}; filename="bao-cao-{year}-{code}.{kind}"'
    return response


def _part(year: int, code: str, agency: str) -> Part:
    report = _report(year, code)
    people = ("drafted_by", "drafted_via", "signed_by", "sent_via", "confirmed_by")
    found = report.parts.select_related("agency", "passed_to", "report__period__plan", *people)
    return get_object_or_404(found, agency__slug=agency)


@staff
def part(request: HttpRequest, year: int, code: str, agency: str) -> HttpResponse:
    """An agency's part: its numbers by themselves, its words, its head's signature."""
    found, actor = _part(year, code, agency), actor_of(request)
    answers = answering(found.agency, actor.agency.slug)
    if not may_read_part(actor, answers):
        raise PermissionDenied
    figures = numbers.figures(found.report, agency=found.agency)
    may_draft = may_draft_part(actor, agency) and found.state not in SETTLED
    if request.method != "POST" and may_draft:
        acts.open_part(found, by=actor, at=timezone.localtime())
    # Until somebody has written, the part begins with what the evidence says; it is kept only when it is saved.
    draft = draft_of(figures) if may_draft and not found.revision else ""
    said = {name: getattr(found, name) for name in PartForm.base_fields}
    lines = figures.lines if figures.has_estimate else ()
    form = PartForm(lines, request.POST or None, initial=said | ({"narrative": draft} if draft else {}))
    if request.method == "POST" and form.is_valid() and _saved(request, found, form):
        return redirect("plan:part", year=year, code=code, agency=agency)
    day = found.report.period.ends_on
    context: dict[str, Any] = {
        "part": found,
        "name": found.agency.name_on(day),
        "short": found.agency.short_on(day),
        "plan": found.report.period.plan,
        "period": found.report.period,
        "figures": figures,
        "form": form,
        "may_draft": may_draft,
        "is_drafted": bool(draft),
        "may_sign": may_sign_part(actor, agency),
        "may_coordinate": may_coordinate(actor),
        "reason_form": ReasonForm(),
        "effects": queries.effects_to_write(figures, actor),
        "may_confirm": may_confirm_part(actor, agency),
        "may_return": may_return_paper(actor, answers),
        "copies": found.signed_copies.select_related("file", "by", "via"),
        "may_link": may_make_link(actor, agency),
        "mark": numbers.mark_of(found),
        "changed": queries.signed_otherwise(found, figures) if found.state in HANDED_IN else [],
    }
    return render(request, "plan/part.html", context, status=422 if form.errors else 200)


def _saved(request: HttpRequest, found: Part, form: PartForm) -> bool:
    said = form.cleaned_data
    words = acts.PartWords(said["narrative"], said["difficulties"], said["proposals"])
    try:
        acts.save_part(
            found,
            words,
            form.estimates(),
            revision=said["revision"],
            promised_on=said["promised_on"],
            by=actor_of(request),
            at=timezone.localtime(),
        )
    except acts.Changed as refusal:
        form.go_on(refusal)
        return False
    except (acts.NotReady, NotAllowed) as refusal:
        form.add_error(None, str(refusal))
        return False
    tell(request, _("The draft is kept."))
    return True


@staff
@require_POST
def submit(request: HttpRequest, year: int, code: str, agency: str) -> HttpResponse:
    """Sign the part off."""
    found = _part(year, code, agency)
    try:
        figures = numbers.figures(found.report, agency=found.agency)
        acts.submit_part(found, figures, by=actor_of(request), at=timezone.localtime())
        tell(request, _("Signed and sent."))
    except (acts.NotReady, NotAllowed) as refusal:
        refuse(request, refusal)
    return redirect("plan:part", year=year, code=code, agency=agency)


@staff
@require_POST
def confirm(request: HttpRequest, year: int, code: str, agency: str) -> HttpResponse:
    """Confirm a part that came through a key link; by the agency's head it is thereby signed."""
    found = _part(year, code, agency)
    try:
        figures = numbers.figures(found.report, agency=found.agency)
        acts.confirm_part(found, figures, by=actor_of(request), at=timezone.localtime())
        tell(request, _("Confirmed."))
    except (acts.NotReady, NotAllowed) as refusal:
        refuse(request, refusal)
    return redirect("plan:part", year=year, code=code, agency=agency)


@staff
@require_POST
def give_back(request: HttpRequest, year: int, code: str, agency: str) -> HttpResponse:
    """Give the part back to its agency."""
    return _judged(request, year, code, agency, acts.return_part)


@staff
@require_POST
def excuse(request: HttpRequest, year: int, code: str, agency: str) -> HttpResponse:
    """Take the agency off the list, or put it back."""
    return _judged(request, year, code, agency, acts.excuse_part)


def _judged(request: HttpRequest, year: int, code: str, agency: str, act: Any) -> HttpResponse:
    try:
        reason = request.POST.get("reason", "")
        act(_part(year, code, agency), reason=reason, by=actor_of(request), at=timezone.localtime())
        tell(request, _("Done."))
    except (acts.NotReady, NotAllowed) as refusal:
        refuse(request, refusal)
    return redirect("plan:part", year=year, code=code, agency=agency)
