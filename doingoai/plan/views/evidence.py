"""Evidence by hand: record, look, correct, take back."""

from datetime import datetime
from functools import partial
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from doingoai.agencies.models import Agency
from doingoai.agencies.queries import Actor, answering
from doingoai.audit.queries import history
from doingoai.documents.actions import NotAccepted, store_with
from doingoai.documents.domain import NotReadable
from doingoai.documents.domain.guard import SecrecyMark
from doingoai.documents.models import StoredFile
from doingoai.plan.actions.evidence import Details, record_evidence, record_work, restore_evidence, retract_evidence
from doingoai.plan.actions.papers import MEDIA, evidence_workbook
from doingoai.plan.domain.evidence import NotEvidence, SourceRef
from doingoai.plan.domain.rights import NotAllowed, may_record
from doingoai.plan.forms import EvidenceFilterForm, EvidenceForm, RetractForm
from doingoai.plan.models import Evidence, EvidenceQuerySet, KindOfWork, Period, Plan
from doingoai.plan.queries.figures import counted
from doingoai.plan.queries.measures import begun_with
from doingoai.plan.queries.owners import of_agency
from doingoai.plan.queries.pages import page_of
from doingoai.plan.queries.places import at_place, by_code
from doingoai.plan.queries.task import usual_measures
from doingoai.plan.views.desk import actor_of, plan_of, refuse, staff, tell
from doingoai.search.queries import keys_of
from doingoai.text import sent

PAGE = 50


def _of(plan: Plan) -> EvidenceQuerySet:
    found = Evidence.objects.filter(task__plan=plan)
    rows = found.select_related("task__plan", "agency", "measure", "file", "recorded_by", "via", "batch", "kind")
    # A plan's whole paper would come along with each row.
    return rows.defer("task__plan__reading", "task__plan__lines")


def _asked_for(request: HttpRequest, plan: Plan, form: EvidenceFilterForm) -> EvidenceQuerySet:
    """The standing evidence that passes the filters; all of it where they make no sense."""
    rows = _of(plan).standing()
    if not form.is_valid():
        return rows
    said = form.cleaned_data
    wanted = {"task__number": said["task"], "measure": said["measure"], "kind": said["kind"]}
    if period := _period(plan, form):
        agency = Agency.objects.get(slug=said["agency"]) if said["agency"] else None
        rows = rows.filter(pk__in=counted(period, agency=agency).values("pk"))
    elif said["agency"]:
        rows = rows.filter(of_agency(plan, said["agency"]))
    days = {"done_on__gte": said["since"], "done_on__lte": said["until"]}
    rows = rows.filter(**{name: value for name, value in (wanted | days).items() if value})
    if said["place"]:
        rows = rows.filter(at_place(said["place"], plan.year))
    if said["words"]:
        found = keys_of(said["words"], kind="plan.evidence", agencies=None, at=timezone.localtime(), year=plan.year)
        rows = rows.filter(pk__in=found)
    return rows


def _period(plan: Plan, form: EvidenceFilterForm) -> Period | None:
    """The period whose numbers the list stands behind, where one was followed here."""
    code = form.cleaned_data["period"] if form.is_valid() else ""
    return plan.periods.select_related("plan", "report").filter(code=code).first() if code else None


@staff
def index(request: HttpRequest, year: int) -> HttpResponse:
    """The list behind every knot: filtered by words, task, measure, agency and days."""
    plan = plan_of(year)
    form = EvidenceFilterForm(plan, request.GET)
    rows = _asked_for(request, plan, form)
    page = page_of(rows, sent(request.GET.get("page", ""), 1), size=PAGE)
    actor = actor_of(request)
    context = {
        "plan": plan,
        "form": form,
        "period": _period(plan, form),
        "page": page,
        "may_record": may_record(actor, actor.agency.slug),
    }
    return render(request, "plan/evidence_list.html", context)


@staff
def table(request: HttpRequest, year: int) -> HttpResponse:
    """The same list, all of it, as a spreadsheet."""
    plan = plan_of(year)
    rows = _asked_for(request, plan, EvidenceFilterForm(plan, request.GET))
    response = HttpResponse(evidence_workbook(plan, rows, at=timezone.localtime()), content_type=MEDIA["xlsx"])
    response["Content-Disposition"] = f'attachment; filename="bang-chung-{year}.xlsx"'
    return response


@staff
def show(request: HttpRequest, year: int, pk: int) -> HttpResponse:
    """One piece of evidence, with its history."""
    evidence = get_object_or_404(_of(plan_of(year)), pk=pk)
    actor = actor_of(request)
    return render(
        request,
        "plan/evidence.html",
        {
            "plan": evidence.task.plan,
            "evidence": evidence,
            "retract_form": RetractForm(),
            "place": by_code().get(evidence.place_code),
            "history": history(evidence),
            "may_change": may_record(actor, answering(evidence.agency, actor.agency.slug)),
        },
    )


@staff
def add(request: HttpRequest, year: int) -> HttpResponse:
    """Record a piece of evidence; the page says what was wrong and keeps what was typed."""
    plan, actor = plan_of(year), actor_of(request)
    if not may_record(actor, actor.agency.slug):
        raise PermissionDenied
    task = request.GET.get("nhiem-vu", "")
    started = begun_with(plan, request.GET.get("loai", "")) or {"task": task, "measure": usual_measures(plan).get(task)}
    form = EvidenceForm(plan, actor, request.POST or None, request.FILES or None, initial=started)
    if request.method == "POST" and form.is_valid():
        source = SourceRef("manual", form.cleaned_data["token"])
        if evidence := _keep(request, form, source, None):
            return redirect("plan:evidence", year=year, pk=evidence.pk)
    status = 422 if request.method == "POST" else 200
    context = {"plan": plan, "form": form, "kinds": KindOfWork.objects.exclude(also=[])}
    return render(request, "plan/record.html", context, status=status)


@staff
def change(request: HttpRequest, year: int, pk: int) -> HttpResponse:
    """Correct a piece of evidence that was typed by hand."""
    plan, actor = plan_of(year), actor_of(request)
    evidence = get_object_or_404(_of(plan), pk=pk)
    if not may_record(actor, answering(evidence.agency, actor.agency.slug)):
        raise PermissionDenied
    names = ("title", "quantity", "done_on", "place", "link", "note", "kind")
    said = {name: getattr(evidence, name) for name in names}
    said |= {"task": evidence.task.number, "measure": evidence.measure_id, "agency": evidence.agency.slug}
    form = EvidenceForm(plan, actor, request.POST or None, request.FILES or None, initial=said, alone=True)
    form.fields["measure"].disabled = True
    if request.method == "POST" and form.is_valid():
        source = SourceRef(evidence.source_kind, evidence.source_key, evidence.source_revision)
        if _keep(request, form, source, evidence):
            return redirect("plan:evidence", year=year, pk=pk)
    context = {"plan": plan, "form": form, "evidence": evidence}
    return render(request, "plan/record.html", context, status=422 if form.errors else 200)


def _keep(request: HttpRequest, form: EvidenceForm, source: SourceRef, known: Evidence | None) -> Evidence | None:
    """Store the file and record; None, with the reason on the form, where either is refused."""
    said, actor, at = form.cleaned_data, actor_of(request), timezone.localtime()
    record = partial(_record, form, source, known, actor, at)
    try:
        if said["file"]:
            evidence = store_with(said["file"].name, said["file"].read(), record, by=actor.person, at=at)
        else:
            evidence = record(known.file if known else None)
    except (SecrecyMark, NotAccepted, NotReadable) as refusal:
        form.add_error("file", str(refusal))
        return None
    except (NotAllowed, NotEvidence) as refusal:
        form.add_error(None, str(refusal))
        return None
    tell(request, _("Recorded for %(task)s.") % {"task": evidence.task.number})
    return evidence


def _record(
    form: EvidenceForm, source: SourceRef, known: Evidence | None, actor: Actor, at: datetime, file: StoredFile | None
) -> Evidence:
    """The evidence under the first measure; new work may be told under several, known evidence under its own alone."""
    said = form.cleaned_data
    details = Details(said["title"], said["place"], said["note"], said["link"], file, said["kind"])
    pinned: dict[str, Any] = {"done_on": said["done_on"], "agency": said["agency"], "details": details}
    if known is None:
        return record_work(said["task"], source, form.counts, **pinned, by=actor, at=at)[0]
    return record_evidence(
        said["task"],
        source,
        measure=said["measure"],
        quantity=said["quantity"],
        **pinned,
        work=known.work,
        batch=known.batch,
        by=actor,
        at=at,
    )


@staff
@require_POST
def retract(request: HttpRequest, year: int, pk: int) -> HttpResponse:
    """Take a piece of evidence back, with the reason."""
    evidence = get_object_or_404(_of(plan_of(year)), pk=pk)
    form = RetractForm(request.POST)
    if form.is_valid():
        try:
            reason = form.cleaned_data["reason"]
            retract_evidence(evidence, reason=reason, by=actor_of(request), at=timezone.localtime())
            tell(request, _("Taken back. It counts in no report from now on; it can be put back from this page."))
        except NotAllowed as refusal:
            refuse(request, refusal)
    else:
        refuse(request, _("Write why it is taken back."))
    return redirect("plan:evidence", year=year, pk=pk)


@staff
@require_POST
def restore(request: HttpRequest, year: int, pk: int) -> HttpResponse:
    """Put back what was taken back."""
    evidence = get_object_or_404(_of(plan_of(year)), pk=pk)
    try:
        restore_evidence(evidence, by=actor_of(request), at=timezone.localtime())
        tell(request, _("Put back."))
    except NotAllowed as refusal:
        refuse(request, refusal)
    return redirect("plan:evidence", year=year, pk=pk)
