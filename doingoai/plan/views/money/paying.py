"""Money allocated, spent with its documents, settled; files of money opened by those who may see it."""

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from doingoai.documents.models import StoredFile
from doingoai.plan.actions.money import paying as acts
from doingoai.plan.domain.money.rights import may_allocate, may_settle, may_spend
from doingoai.plan.domain.money.states import Route
from doingoai.plan.domain.money.sums import limit_of
from doingoai.plan.forms.evidence import RetractForm
from doingoai.plan.forms.money.paying import SharesForm, SpendForm
from doingoai.plan.models import CostEstimate, CostLine, Spending
from doingoai.plan.queries.money.lines import allocated_by_line, spent_by_line, visible
from doingoai.plan.views.desk import actor_of, refuse, staff, tell
from doingoai.plan.views.money.frame import REFUSALS, REFUSED, acts_of, estimate_of, is_kept, with_file


def may_open(request: HttpRequest, file: int) -> bool:
    """Whether the file of this key stands behind money that the person may see."""
    actor = getattr(request, "actor", None)
    if not actor:
        return False
    behind = Q(allocations__file=file) | Q(lines__spendings__file=file) | Q(settlements__file=file)
    return CostEstimate.objects.filter(visible(actor)).filter(behind).exists()


@staff
def allocate(request: HttpRequest, year: int, pk: int) -> HttpResponse:
    """Record a decision that gives money to lines; what is still to come is proposed."""
    estimate, actor = estimate_of(request, year, pk), actor_of(request)
    if not may_allocate(actor):
        raise PermissionDenied
    lines, given, route = (
        list(estimate.lines.select_related("task")),
        allocated_by_line(estimate),
        Route(estimate.route),
    )
    rest = {line.pk: limit_of(route, line.amount, line.agreed) - given.get(line.pk, 0) for line in lines}
    form = SharesForm(estimate, lines, rest, request.POST or None, request.FILES or None)

    def act(file: StoredFile | None) -> None:
        said = form.cleaned_data
        paper = acts.MoneyPaper(said["number"], said["dated_on"], file)
        at, revision = timezone.localtime(), said["revision"]
        acts.allocate_money(estimate, paper, form.shares(), revision=revision, by=actor, at=at)

    if request.method == "POST" and form.is_valid():
        who = {"by": actor.person, "at": timezone.localtime()}
        if is_kept(form, lambda: with_file(form.cleaned_data, act, **who)):
            tell(request, _("The allocation is recorded."))
            return redirect("plan:estimate", year=year, pk=pk)
    context = {
        "plan": estimate.plan,
        "estimate": estimate,
        "form": form,
        "may": acts_of(estimate, actor),
        "limits": [(line, limit_of(route, line.amount, line.agreed), given.get(line.pk, 0)) for line in lines],
    }
    return render(request, "plan/money/allocate.html", context, status=REFUSED if form.errors else 200)


@staff
def settle(request: HttpRequest, year: int, pk: int) -> HttpResponse:
    """Settle what was spent of each line."""
    estimate, actor = estimate_of(request, year, pk), actor_of(request)
    if not may_settle(actor, estimate.holder.slug):
        raise PermissionDenied
    lines, spent = list(estimate.lines.select_related("task")), spent_by_line(estimate)
    form = SharesForm(estimate, lines, spent, request.POST or None, request.FILES or None)

    def act(file: StoredFile | None) -> None:
        said = form.cleaned_data
        paper = acts.MoneyPaper(said["number"], said["dated_on"], file)
        at, revision = timezone.localtime(), said["revision"]
        acts.settle_estimate(estimate, paper, form.shares(), revision=revision, by=actor, at=at)

    if request.method == "POST" and form.is_valid():
        who = {"by": actor.person, "at": timezone.localtime()}
        if is_kept(form, lambda: with_file(form.cleaned_data, act, **who)):
            tell(request, _("The money is settled."))
            return redirect("plan:estimate", year=year, pk=pk)
    context = {
        "plan": estimate.plan,
        "estimate": estimate,
        "form": form,
        "may": acts_of(estimate, actor),
        "limits": [(line, spent.get(line.pk, 0), 0) for line in lines],
    }
    return render(request, "plan/money/settle.html", context, status=REFUSED if form.errors else 200)


def _line_of(request: HttpRequest, year: int, pk: int) -> CostLine:
    rows = CostLine.objects.select_related("estimate", "task", "source", "written_by", "judged_by")
    line = get_object_or_404(rows, pk=pk, estimate__plan__year=year)
    line.estimate = estimate_of(request, year, line.estimate_id)
    return line


@staff
def line(request: HttpRequest, year: int, pk: int) -> HttpResponse:
    """A line with its money: every allocation and every spending, with the documents."""
    found, actor = _line_of(request, year, pk), actor_of(request)
    spendings = found.spendings.select_related("file", "recorded_by", "retracted_by")
    standing = [money for money in spendings if money.retracted_at is None]
    context = {
        "plan": found.estimate.plan,
        "estimate": found.estimate,
        "line": found,
        "may": acts_of(found.estimate, actor),
        "shares": found.shares.filter(allocation__undone_at=None).select_related("allocation__file"),
        "allocated": allocated_by_line(found.estimate).get(found.pk, 0),
        "spendings": spendings,
        "spent": sum(money.amount for money in standing),
        "settled": found.settled.filter(settlement__undone_at=None).select_related("settlement__file").first(),
        "retract_form": RetractForm(),
    }
    return render(request, "plan/money/line.html", context)


@staff
def spend(request: HttpRequest, year: int, pk: int) -> HttpResponse:
    """Record money that was spent of the line."""
    found, actor = _line_of(request, year, pk), actor_of(request)
    if not may_spend(actor, found.estimate.holder.slug):
        raise PermissionDenied
    form = SpendForm(request.POST or None, request.FILES or None)

    def act(file: StoredFile | None) -> Spending:
        said = form.cleaned_data
        spent = acts.Spent(said["amount"], said["spent_on"], said["document"], said["token"], said["reason"], file)
        return acts.record_spending(found, spent, by=actor, at=timezone.localtime())

    if request.method == "POST" and form.is_valid():
        who = {"by": actor.person, "at": timezone.localtime()}
        if is_kept(form, lambda: with_file(form.cleaned_data, act, **who)):
            tell(request, _("The spending is recorded."))
            return redirect("plan:money_line", year=year, pk=pk)
    context = {
        "plan": found.estimate.plan,
        "estimate": found.estimate,
        "line": found,
        "form": form,
        "may": acts_of(found.estimate, actor),
        "allocated": allocated_by_line(found.estimate).get(found.pk, 0),
        "spent": spent_by_line(found.estimate).get(found.pk, 0),
    }
    return render(request, "plan/money/spend.html", context, status=REFUSED if form.errors else 200)


@staff
@require_POST
def retract(request: HttpRequest, year: int, pk: int) -> HttpResponse:
    """Take spending back that was recorded wrongly."""
    rows = Spending.objects.select_related("line__estimate__plan", "line__estimate__holder")
    money = get_object_or_404(rows, pk=pk, line__estimate__plan__year=year)
    estimate_of(request, year, money.line.estimate_id)
    try:
        acts.retract_spending(
            money, reason=request.POST.get("reason", ""), by=actor_of(request), at=timezone.localtime()
        )
        tell(request, _("The spending is taken back."))
    except REFUSALS as refusal:
        refuse(request, refusal)
    return redirect("plan:money_line", year=year, pk=money.line_id)
