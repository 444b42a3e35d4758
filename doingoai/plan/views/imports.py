"""A plan's way in: upload, review, adopt."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from doingoai.agencies.queries import directory
from doingoai.documents.actions import NotAccepted
from doingoai.documents.domain import NotReadable
from doingoai.documents.domain.guard import SecrecyMark
from doingoai.plan.actions.adopt import AlreadyAdopted, NoIssuer, adopt
from doingoai.plan.actions.imports import Settled, correct_task, decide, discard, read_in
from doingoai.plan.domain import review
from doingoai.plan.domain.outline import NotAPlan
from doingoai.plan.domain.outline.names import Names
from doingoai.plan.domain.proposals import propose
from doingoai.plan.domain.rights import NotAllowed, may_coordinate
from doingoai.plan.forms import TaskReadingForm, UploadForm
from doingoai.plan.models import KindOfWork, PlanImport
from doingoai.plan.queries.review import screen
from doingoai.plan.views.desk import actor_of, refuse, staff, tell
from doingoai.shell.context import province

FIRST_DOUBTS = 6  # what a person settles before reading on; the next ones follow


def _coordinator(request: HttpRequest) -> None:
    if not may_coordinate(actor_of(request).roles):
        raise PermissionDenied


@staff
def upload(request: HttpRequest) -> HttpResponse:
    """Take a plan's file in and read it."""
    _coordinator(request)
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file, actor = form.cleaned_data["file"], actor_of(request)
        try:
            made = read_in(
                file.name, file.read(), province=province(), by=actor, person=actor.person, at=timezone.localtime()
            )
            return redirect("plan:review", pk=made.pk)
        except (NotReadable, NotAPlan, SecrecyMark, NotAccepted, NotAllowed) as refusal:
            form.add_error("file", str(refusal))
    return render(request, "plan/upload.html", {"form": form}, status=422 if form.errors else 200)


def _import(pk: int) -> PlanImport:
    return get_object_or_404(PlanImport.objects.select_related("file", "created_by", "plan"), pk=pk)


@staff
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """Source left, structure right, warnings first."""
    _coordinator(request)
    plan_import = _import(pk)
    seen, everything = screen(plan_import), "tat-ca" in request.GET
    doubts = seen.doubts if everything else [doubt for doubt in seen.doubts if not doubt.decision][:FIRST_DOUBTS]
    context = {"import": plan_import, "screen": seen, "doubts": doubts, "all": everything}
    return render(request, "plan/review.html", context)


@staff
def correct(request: HttpRequest, pk: int, number: str) -> HttpResponse:
    """Correct one task of the reading."""
    _coordinator(request)
    plan_import = _import(pk)
    try:
        task = review.task_of(plan_import.reading, number)
    except KeyError:
        return redirect("plan:review", pk=pk)
    form = TaskReadingForm.of(task, data=request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            changes = form.changes(Names(directory(province())))
            correct_task(plan_import, number, changes, by=actor_of(request), at=timezone.localtime())
            tell(request, _("The reading of %(number)s is corrected.") % {"number": number})
            return redirect(f"{reverse('plan:review', args=[pk])}#t{number}")
        except (review.Unreadable, Settled) as refusal:
            form.add_error(None, str(refusal))
    context = {"import": plan_import, "task": task, "form": form}
    return render(request, "plan/review_task.html", context, status=422 if form.errors else 200)


@staff
@require_POST
def settle(request: HttpRequest, pk: int, index: int) -> HttpResponse:
    """Decide on a warning."""
    _coordinator(request)
    try:
        choice = request.POST.get("choice") or None
        decide(_import(pk), index, choice, by=actor_of(request), at=timezone.localtime())
    except (review.Unreadable, Settled) as refusal:
        refuse(request, refusal)
    return redirect(f"{reverse('plan:review', args=[pk])}{'?tat-ca=1' if request.POST.get('all') else ''}#hw")


@staff
def accept(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask which kinds of work serve which task, then adopt."""
    _coordinator(request)
    plan_import = _import(pk)
    tasks = [(task["no"], task["title"]) for task in plan_import.reading["tasks"]]
    kinds = list(KindOfWork.objects.select_related("measure"))
    if request.method == "POST":
        services = {k.code: number for k in kinds if (number := request.POST.get(f"kind-{k.code}"))}
        try:
            plan = adopt(plan_import, services=services, by=actor_of(request), at=timezone.localtime())
            tell(request, _("The plan is adopted: %(n)s tasks are handed out.") % {"n": len(tasks)})
            return redirect("plan:tree", year=plan.year)
        except (AlreadyAdopted, NoIssuer, NotAllowed) as refusal:
            refuse(request, refusal)
    proposals = {p.kind: p for p in propose({k.code: k.cues for k in kinds}, tasks)}
    rows: list[Any] = [(kind, proposals.get(kind.code)) for kind in kinds]
    return render(request, "plan/adopt.html", {"import": plan_import, "rows": rows, "tasks": tasks})


@staff
@require_POST
def put_aside(request: HttpRequest, pk: int) -> HttpResponse:
    """Put the import aside, or take it up again."""
    _coordinator(request)
    discard(_import(pk), by=actor_of(request), at=timezone.localtime())
    return redirect("plan:plans")
