"""A task: what the plan says of it, what was done, how far it has come."""

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from doingoai.plan.actions.progress import NoReason, NoTarget, leads, set_state, set_target
from doingoai.plan.actions.shares import name_agencies
from doingoai.plan.domain.rights import NotAllowed, may_make_link, may_record, may_set_state
from doingoai.plan.forms import SharesForm, StateForm, TargetForm
from doingoai.plan.models import Measure, Plan, Task
from doingoai.plan.queries.task import Dossier, dossier
from doingoai.plan.queries.tree import tasks_of
from doingoai.plan.views.desk import actor_of, months_gone, plan_of, refuse, staff, tell

WORTH_A_CHART, MOST_CHARTS = 3, 2


@dataclass(frozen=True)
class Chart:
    """What was done under a measure, month by month, ready to be drawn."""

    measure: Measure
    values: list[float]
    labels: list[str]


def task_of(plan: Plan, number: str) -> Task:
    """The plan's task with the number.

    :raises Http404: if it has none
    """
    return get_object_or_404(tasks_of(plan), number=number)


@staff
def show(request: HttpRequest, year: int, number: str) -> HttpResponse:
    """The whole of a task on one page."""
    task = task_of(plan_of(year), number)
    actor = actor_of(request)
    found = dossier(task)
    leads = {share.agency.slug for share in found.shares if share.role == "lead"}
    return render(
        request,
        "plan/task.html",
        {
            "plan": task.plan,
            "task": task,
            "dossier": found,
            "months_gone": months_gone(year),
            "charts": _charts(found, months_gone(year)),
            "periods": task.plan.periods.all(),
            "state_form": StateForm(initial={"state": task.state}),
            "target_form": TargetForm(
                initial={"target": task.target, "measure": task.target_measure, "note": task.target_note}
            ),
            "may_set_state": may_set_state(actor, leads),
            "may_link": any(may_make_link(actor, share.agency.slug) for share in found.shares),
            "may_record": may_record(actor, actor.agency.slug),
        },
    )


def _charts(found: Dossier, gone: int) -> list[Chart]:
    """A drawing for each measure under which work was done in three months or more, up to the month that has begun."""
    labels = [f"T{month}" for month in range(1, gone + 1)]
    shown = [total for total in found.totals if sum(value > 0 for value in total.by_month[:gone]) >= WORTH_A_CHART]
    return [Chart(total.measure, [float(v) for v in total.by_month[:gone]], labels) for total in shown[:MOST_CHARTS]]


@staff
@require_POST
def state(request: HttpRequest, year: int, number: str) -> HttpResponse:
    """Move the task to another step."""
    task = task_of(plan_of(year), number)
    form = StateForm(request.POST)
    if form.is_valid():
        chosen, reason = form.cleaned_data["state"], form.cleaned_data["reason"]
        try:
            set_state(task, chosen, reason=reason, by=actor_of(request), at=timezone.localtime())
            tell(request, _("The step of %(number)s is set.") % {"number": number})
        except (NotAllowed, NoReason, NoTarget) as refusal:
            refuse(request, refusal)
    else:
        refuse(request, _("Choose a step and write the reason."))
    return redirect("plan:task", year=year, number=number)


@staff
@require_POST
def target(request: HttpRequest, year: int, number: str) -> HttpResponse:
    """Set or take away what the task aims at."""
    task = task_of(plan_of(year), number)
    form = TargetForm(request.POST)
    if form.is_valid():
        said = form.cleaned_data
        try:
            actor = actor_of(request)
            set_target(task, said["target"], said["measure"], note=said["note"], by=actor, at=timezone.localtime())
            tell(request, _("The target of %(number)s is kept.") % {"number": number})
        except (NotAllowed, NoTarget) as refusal:
            refuse(request, refusal)
    else:
        refuse(request, _("Write the target in digits, for example 10."))
    return redirect("plan:task", year=year, number=number)


@staff
def shares(request: HttpRequest, year: int, number: str, pk: int) -> HttpResponse:
    """Name the agencies that an open group of the task means."""
    task, actor = task_of(plan_of(year), number), actor_of(request)
    party = get_object_or_404(task.parties.select_related("task__plan", "agency", "group"), pk=pk)
    if not party.is_open or not may_set_state(actor, leads(task)):
        raise PermissionDenied
    named = {"agencies": party.tracking.filter(valid_to=None).values_list("agency__slug", flat=True)}
    form = SharesForm(task.plan.issued_on or date(year, 1, 1), request.POST or None, initial=named)
    if request.method == "POST" and form.is_valid():
        name_agencies(party, form.cleaned_data["agencies"], by=actor, at=timezone.localtime())
        tell(request, _("The agencies are named; each has its share of the task now."))
        return redirect("plan:task", year=year, number=number)
    context = {"plan": task.plan, "task": task, "party": party, "form": form}
    return render(request, "plan/shares.html", context, status=422 if form.errors else 200)
