"""A plan's way in: upload, adopt, put aside. Its review stands in `review`."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, cast

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from django_htmx.http import HttpResponseClientRedirect

from doingoai.agencies.queries import Actor
from doingoai.documents.actions import can_hold
from doingoai.documents.read import takes_long
from doingoai.jobs.queries import live_processes
from doingoai.plan.actions.adopt import CannotBeAdopted, ChangedMeanwhile, adopt
from doingoai.plan.actions.imports import REFUSALS, Settled, bring_in, put_aside, read_in
from doingoai.plan.domain import review
from doingoai.plan.domain.proposals import parted, propose
from doingoai.plan.domain.rights import NotAllowed, may_coordinate
from doingoai.plan.forms import UploadForm
from doingoai.plan.models import KindOfWork, PaperToRead, Plan, PlanImport
from doingoai.plan.queries.review.book import book_of
from doingoai.plan.queries.review.preview import obstacles, preview
from doingoai.plan.tasks import read_soon
from doingoai.plan.views.desk import actor_of, refuse, tell
from doingoai.shell.context import province
from doingoai.shell.years import choose_year
from doingoai.text import sent

P = ParamSpec("P")
NOTHING_NEW = 204


def coordinator(
    view: Callable[Concatenate[HttpRequest, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """A door for those who run the plan."""

    def door(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not may_coordinate(actor_of(request)):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return cast(Callable[Concatenate[HttpRequest, P], HttpResponse], wraps(view)(door))


def import_of(pk: int) -> PlanImport:
    """The import with the key.

    :raises Http404: if there is none
    """
    return get_object_or_404(PlanImport.objects.select_related("file", "created_by", "plan"), pk=pk)


@coordinator
def upload(request: HttpRequest) -> HttpResponse:
    """Take a plan's file in and read it; what takes long is read by a worker, meanwhile a page tells how far it is."""
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = UploadForm(*sent)
    is_part = bool(request.headers.get("HX-Request"))
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            there = _taken(file.name, file.read(), actor_of(request))
            return HttpResponseClientRedirect(there) if is_part else redirect(there)
        except REFUSALS as refusal:
            form.add_error("file", str(refusal))
    template = "plan/parts/upload_form.html" if is_part else "plan/upload.html"
    return render(request, template, {"form": form}, status=422 if form.errors else 200)


def _taken(name: str, data: bytes, actor: Actor) -> str:
    """Read the file or have it read; where to look on."""
    at = timezone.localtime()
    if takes_long(data) and can_hold():
        paper = bring_in(name, data, by=actor, at=at)
        read_soon()
        return reverse("plan:reading", args=[paper.pk])
    made = read_in(name, data, province=province(), by=actor, person=actor.person, at=at)
    return reverse("plan:review", args=[made.pk])


@coordinator
def reading(request: HttpRequest, pk: int) -> HttpResponse:
    """How far the reading of a paper is: then its review, or why it was refused."""
    paper = get_object_or_404(PaperToRead, pk=pk)
    is_part = bool(request.headers.get("HX-Request"))
    if paper.made_id is not None:
        there = reverse("plan:review", args=[paper.made_id])
        return HttpResponseClientRedirect(there) if is_part else redirect(there)
    if is_part and not paper.refusal and request.GET.get("da-thay") == f"{paper.attempts}-{paper.page}":
        return HttpResponse(status=NOTHING_NEW)
    has_worker = "worker" in live_processes(timezone.now())
    template = "plan/parts/reading.html" if is_part else "plan/reading.html"
    return render(request, template, {"paper": paper, "has_worker": has_worker})


@coordinator
def accept(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what adoption will do, ask which kinds of work serve which task, then adopt."""
    plan_import = import_of(pk)
    kinds = list(KindOfWork.objects.select_related("measure"))
    plan = _adopted(request, plan_import, kinds) if request.method == "POST" else None
    if plan is not None:
        choose_year(request, plan.year)
        return redirect("plan:tree", year=plan.year)
    plan_import = import_of(pk)
    tasks = [(task["no"], task["title"]) for task in review.contract(plan_import.reading)["tasks"] if task["no"]]
    proposals = {p.kind: p for p in propose({k.code: k.cues for k in kinds}, tasks)}
    context: dict[str, Any] = {
        "import": plan_import,
        "tasks": tasks,
        "rows": parted((kind, proposals.get(kind.code), _chosen(request, kind, proposals)) for kind in kinds),
        "preview": preview(plan_import, book_of(plan_import, province()).directory),
        "obstacles": obstacles(plan_import),
        "settled": bool(plan_import.plan_id or plan_import.discarded_at),
    }
    return render(request, "plan/adopt.html", context, status=422 if request.method == "POST" else 200)


def _adopted(request: HttpRequest, plan_import: PlanImport, kinds: list[KindOfWork]) -> Plan | None:
    services = {k.code: number for k in kinds if (number := request.POST.get(f"kind-{k.code}"))}
    seen = sent(request.POST.get("revision", ""), -1)
    try:
        plan = adopt(plan_import, services=services, revision=seen, by=actor_of(request), at=timezone.localtime())
    except (CannotBeAdopted, ChangedMeanwhile, Settled, NotAllowed) as refusal:
        refuse(request, refusal)
        return None
    tell(request, _("The plan is adopted: %(n)s tasks are handed out.") % {"n": plan.tasks.count()})
    return plan


def _chosen(request: HttpRequest, kind: KindOfWork, proposals: dict[str, Any]) -> str:
    """The task that the person chose, else the one that the machine proposes."""
    if request.method == "POST":
        return request.POST.get(f"kind-{kind.code}", "")
    proposal = proposals.get(kind.code)
    return proposal.task if proposal else ""


@coordinator
@require_POST
def aside(request: HttpRequest, pk: int) -> HttpResponse:
    """Put the import aside, or take it up again."""
    try:
        found = put_aside(
            import_of(pk), aside=request.POST.get("aside") != "0", by=actor_of(request), at=timezone.localtime()
        )
    except (Settled, NotAllowed) as refusal:
        refuse(request, refusal)
        return redirect("plan:review", pk=pk)
    if found.discarded_at:
        tell(request, _("Put aside: it can be taken up again from the list."))
        return redirect(f"{reverse('plan:plans')}?tat-ca=1")
    tell(request, _("Taken up again."))
    return redirect("plan:review", pk=pk)
