"""Finance appraises an estimate line by line; the leadership approves it."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from doingoai.plan.actions.money.appraising import appraise_estimate, approve_estimate, judge_lines
from doingoai.plan.actions.money.lines import return_estimate
from doingoai.plan.domain.money.rights import may_appraise, may_approve
from doingoai.plan.forms.money.appraisal import DecideForm, JudgeForm
from doingoai.plan.models import CostEstimate
from doingoai.plan.views.desk import actor_of, staff, tell
from doingoai.plan.views.money.frame import REFUSED, acts_of, estimate_of, is_kept
from doingoai.text import money_in_words


@staff
def appraise(request: HttpRequest, year: int, pk: int) -> HttpResponse:
    """Every line with what is asked for, what is agreed to and why; kept, closed, or given back."""
    estimate, actor = estimate_of(request, year, pk), actor_of(request)
    if not may_appraise(actor):
        raise PermissionDenied
    form = JudgeForm(estimate, request.POST or None)
    if request.method == "POST" and form.is_valid() and is_kept(form, lambda: _judge(request, estimate, form)):
        return redirect("plan:estimate_appraise" if _is_kept_only(request) else "plan:estimate", year=year, pk=pk)
    context: dict[str, Any] = {
        "plan": estimate.plan,
        "estimate": estimate,
        "form": form,
        "may": acts_of(estimate, actor),
        "asked": sum(line.amount for line in form.lines),
        "agreed": sum(line.agreed or 0 for line in form.lines),
    }
    return render(request, "plan/money/appraise.html", context, status=REFUSED if form.errors else 200)


def _is_kept_only(request: HttpRequest) -> bool:
    return request.POST.get("act") not in {"close", "return"}


def _judge(request: HttpRequest, estimate: CostEstimate, form: JudgeForm) -> None:
    """Keep what was said of the lines; then close the appraisal or give the estimate back, where that was asked."""
    by, at, revision = actor_of(request), timezone.localtime(), form.cleaned_data["revision"]
    kept = judge_lines(estimate, form.judgements(), revision=revision, by=by, at=at)
    # What was judged is kept, whatever becomes of the rest.
    form.stand_at(kept.revision)
    match request.POST.get("act"):
        case "close":
            appraise_estimate(estimate, revision=kept.revision, by=by, at=at)
            tell(request, _("The appraisal is closed and sent to the leadership."))
        case "return":
            reason = form.cleaned_data["reason"]
            return_estimate(estimate, reason=reason, revision=kept.revision, by=by, at=at)
            tell(request, _("The estimate is given back."))
        case _:
            tell(request, _("The appraisal of the lines is kept."))


@staff
def approve(request: HttpRequest, year: int, pk: int) -> HttpResponse:
    """The appraised estimate before the leadership: approved as finance agreed to it, or given back."""
    estimate, actor = estimate_of(request, year, pk), actor_of(request)
    if not may_approve(actor):
        raise PermissionDenied
    form = DecideForm(request.POST or None, initial={"revision": estimate.revision})
    if request.method == "POST" and form.is_valid() and is_kept(form, lambda: _approve(request, estimate, form)):
        return redirect("plan:estimate", year=year, pk=pk)
    lines = list(estimate.lines.select_related("task", "source", "judged_by"))
    agreed = sum(line.agreed or 0 for line in lines)
    context = {
        "plan": estimate.plan,
        "estimate": estimate,
        "form": form,
        "may": acts_of(estimate, actor),
        "lines": lines,
        "asked": sum(line.amount for line in lines),
        "agreed": agreed,
        "words": money_in_words(agreed),
    }
    return render(request, "plan/money/approve.html", context, status=REFUSED if form.errors else 200)


def _approve(request: HttpRequest, estimate: CostEstimate, form: DecideForm) -> None:
    by, at, said = actor_of(request), timezone.localtime(), form.cleaned_data
    if request.POST.get("act") == "return":
        return_estimate(estimate, reason=said["reason"], revision=said["revision"], by=by, at=at)
        tell(request, _("The estimate is given back."))
    else:
        approve_estimate(estimate, revision=said["revision"], by=by, at=at)
        tell(request, _("The estimate is approved."))
