"""The plan as people look at it: years, tree, agencies, months, the paper."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from doingoai.agencies.models import Agency
from doingoai.plan.actions.progress import choose_service
from doingoai.plan.actions.withdraw import InUse, uses, withdraw_plan
from doingoai.plan.domain.proposals import parted, propose
from doingoai.plan.domain.review import open_doubts
from doingoai.plan.domain.rights import NotAllowed, may_coordinate, may_record
from doingoai.plan.forms import ReasonForm, TreeFilterForm
from doingoai.plan.models import KindOfWork, Plan, Service
from doingoai.plan.queries import tree as queries
from doingoai.plan.queries.drafts.history import drafts
from doingoai.plan.queries.progress import plan_charts
from doingoai.plan.queries.review.imports import imports, papers_being_read
from doingoai.plan.views.desk import actor_of, months_gone, plan_of, refuse, staff, tell, year_of


@staff
def index(request: HttpRequest) -> HttpResponse:
    """The plan of the working year; a list of years and imports where it has none."""
    year = year_of(request)
    if "tat-ca" not in request.GET and Plan.objects.filter(year=year).exists():
        return redirect("plan:tree", year=year)
    actor = actor_of(request)
    return render(
        request,
        "plan/plans.html",
        {
            "plans": Plan.objects.select_related("issuer").order_by("-year"),
            "papers": papers_being_read(timezone.now()) if may_coordinate(actor) else None,
            "imports": imports() if may_coordinate(actor) else None,
            "drafts": drafts() if may_coordinate(actor) else None,
            "may_coordinate": may_coordinate(actor),
        },
    )


def _tabs(plan: Plan, actor_short: str) -> list[tuple[str, str, object]]:
    year = plan.year
    return [
        (_("Tree of tasks"), reverse("plan:tree", args=[year]), vars(plan)["task_count"]),
        (_("By agency"), reverse("plan:by_agency", args=[year]), None),
        (_("Along the year"), reverse("plan:timeline", args=[year]), None),
        (_("Progress"), reverse("plan:progress", args=[year]), None),
        (_("Work of %(agency)s") % {"agency": actor_short}, reverse("plan:work", args=[year]), None),
        (_("Money"), reverse("plan:money", args=[year]), None),
    ]


def page_of_plan(request: HttpRequest, plan: Plan, template: str, context: dict[str, Any]) -> HttpResponse:
    """One of the ways to look at the plan, in the frame that they share."""
    actor = actor_of(request)
    frame = {
        "plan": plan,
        "tabs": _tabs(plan, actor.agency.short),
        "months_gone": months_gone(plan.year),
        "may_coordinate": may_coordinate(actor),
        "may_record": may_record(actor, actor.agency.slug),
    }
    return render(request, template, frame | context)


@staff
def show(request: HttpRequest, year: int) -> HttpResponse:
    """The tree with progress."""
    plan = plan_of(year, whole=True)
    form = TreeFilterForm(plan, request.GET or None)
    filters = form.filters() if form.is_bound else queries.Filters()
    sections = queries.tree(plan, filters)
    shown = sum(len(section.rows) for section in sections)
    template = "plan/parts/tree.html" if request.headers.get("HX-Target") == "tree" else "plan/tree.html"
    return page_of_plan(
        request,
        plan,
        template,
        {
            "form": form,
            "sections": sections,
            "shown": shown,
            "doubts": len(plan.reading.get("warnings", [])),
            "open_doubts": len(open_doubts(plan.reading, plan.reading.get("decisions", {}))),
        },
    )


@staff
def by_agency(request: HttpRequest, year: int) -> HttpResponse:
    """Every agency that has a share."""
    plan = plan_of(year)
    return page_of_plan(request, plan, "plan/by_agency.html", {"lines": queries.by_agency(plan)})


@staff
def progress(request: HttpRequest, year: int) -> HttpResponse:
    """How far the plan has come: by section, by agency, by month, by measure."""
    plan = plan_of(year)
    charts = plan_charts(plan, until=months_gone(year))
    return page_of_plan(request, plan, "plan/progress.html", {"charts": charts})


@staff
def work(request: HttpRequest, year: int, agency: str | None = None) -> HttpResponse:
    """What the plan asks of one agency: the person's own unless another is named."""
    plan = plan_of(year)
    asked = get_object_or_404(Agency, slug=agency) if agency else actor_of(request).agency
    return page_of_plan(request, plan, "plan/work.html", {"work": queries.agency_work(plan, asked)})


@staff
def paper(request: HttpRequest, year: int) -> HttpResponse:
    """The paper as it was printed, line by line."""
    plan = plan_of(year, whole=True)
    headings = {task.first_line: task for task in plan.tasks.all()}
    lines = [(number, text, headings.get(number)) for number, text in plan.lines]
    return page_of_plan(request, plan, "plan/paper.html", {"lines": lines})


@staff
def withdraw(request: HttpRequest, year: int) -> HttpResponse:
    """Take the plan back to its reading: asked first, with what stands against it."""
    plan, actor = plan_of(year), actor_of(request)
    if not may_coordinate(actor):
        raise PermissionDenied
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            reading = withdraw_plan(plan, reason=form.cleaned_data["reason"], by=actor, at=timezone.localtime())
            tell(request, _("The plan of %(year)s is out of force; its reading is open again.") % {"year": year})
            return redirect("plan:review", pk=reading.pk) if reading else redirect("plan:plans")
        except InUse as refusal:
            form.add_error(None, str(refusal))
    context = {"plan": plan, "form": form, "uses": uses(plan)}
    return render(request, "plan/withdraw.html", context, status=422 if form.errors else 200)


@staff
def services(request: HttpRequest, year: int) -> HttpResponse:
    """Which kinds of work serve which task; the coordinator may choose again."""
    plan = plan_of(year)
    if request.method == "POST":
        return _choose(request, plan)
    chosen = dict(Service.objects.filter(plan=plan).values_list("kind", "task__number"))
    kinds = list(KindOfWork.objects.select_related("measure"))
    tasks = [(task.number, task.title) for task in plan.tasks.all()]
    proposals = {p.kind: p for p in propose({k.code: k.cues for k in kinds}, tasks)}
    rows = parted((kind, proposals.get(kind.code), chosen.get(kind.code)) for kind in kinds)
    return page_of_plan(request, plan, "plan/services.html", {"rows": rows, "tasks": tasks})


def _choose(request: HttpRequest, plan: Plan) -> HttpResponse:
    tasks = {task.number: task for task in plan.tasks.all()}
    chosen = dict(Service.objects.filter(plan=plan).values_list("kind", "task__number"))
    try:
        for kind in KindOfWork.objects.all():
            number = request.POST.get(f"kind-{kind.code}", "")
            if number != (chosen.get(kind.code) or ""):
                task = tasks.get(number)
                choose_service(plan, kind, task, by=actor_of(request), at=timezone.localtime())
        tell(request, _("The kinds of work are kept."))
    except NotAllowed as refusal:
        refuse(request, refusal)
    return redirect("plan:services", year=plan.year)
