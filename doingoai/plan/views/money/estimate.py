"""An estimate: its lines written in place, signed and sent, given back, put away, undone."""

from collections.abc import Collection

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from doingoai.plan.actions.money import lines as acts
from doingoai.plan.actions.money.undoing import undo_step
from doingoai.plan.domain.money.states import Act, Route, Stage
from doingoai.plan.domain.money.sums import Money, MoneyLine, total
from doingoai.plan.forms.money.lines import EstimateForm
from doingoai.plan.forms.money.paying import BecauseForm
from doingoai.plan.models import CostEstimate, CostLine, FundSource, Plan
from doingoai.plan.queries.money.basis import Basis, basis_on, day_of
from doingoai.plan.queries.money.lines import Narrowed, money_lines
from doingoai.plan.queries.money.routes import tasks_for
from doingoai.plan.queries.money.steps import history_of
from doingoai.plan.views.desk import actor_of, refuse, staff, tell
from doingoai.plan.views.money.frame import REFUSALS, REFUSED, acts_of, done, estimate_of, is_kept
from doingoai.plan.views.money.letters import letters_of
from doingoai.plan.words import MONEY_ACT_WORDS
from doingoai.text import money_in_words, sent


@staff
def show(request: HttpRequest, year: int, pk: int) -> HttpResponse:
    """The estimate with its lines; whoever writes on it now fills them in here."""
    estimate, actor = estimate_of(request, year, pk), actor_of(request)
    may = acts_of(estimate, actor)
    if request.method == "POST" and not may["write"]:
        raise PermissionDenied
    form = _form(request, estimate) if may["write"] else None
    if form and request.method == "POST" and "more" not in request.POST and _is_written(request, estimate, form):
        return redirect("plan:estimate", year=year, pk=pk)
    found = money_lines(estimate.plan, actor, Narrowed(estimate=estimate.pk))
    sums, history = total(found), history_of(estimate, actor)
    letters = letters_of(Route(estimate.route), Stage(estimate.stage))
    context = {
        "plan": estimate.plan,
        "estimate": estimate,
        "may": may,
        "form": form,
        "rows": _rows(estimate, found),
        "sums": sums,
        "asked": sum(line.amount for line in estimate.lines.all()),
        "words": money_in_words(sum(line.amount for line in estimate.lines.all())),
        "history": [(MONEY_ACT_WORDS[Act(step.act)], step) for step in history.steps],
        "undoable": history.undoable,
        "letters": letters,
        "basis": _basis(estimate, dict(letters)),
        "undo_form": BecauseForm(initial={"revision": estimate.revision}),
        "return_form": BecauseForm(initial={"revision": estimate.revision}),
        "allocations": estimate.allocations.filter(undone_at=None).select_related("file"),
        "settlement": estimate.settlements.filter(undone_at=None).select_related("file").first(),
    }
    is_wrong = form and (form.errors or form.rows.total_error_count()) and "more" not in request.POST
    return render(request, "plan/money/estimate.html", context, status=REFUSED if is_wrong else 200)


def _basis(estimate: CostEstimate, letters: Collection[str]) -> Basis | None:
    """The rule that the last of these papers cites; the first, a letter, cites none."""
    last = [*letters][-1]
    return None if last == "gui" else basis_on(estimate.plan, day_of(last, estimate, at=timezone.localtime()))


def _form(request: HttpRequest, estimate: CostEstimate) -> EstimateForm:
    plan = Plan.objects.get(pk=estimate.plan_id)
    return EstimateForm(estimate, tasks_for(estimate, plan), request.POST or None, sources=FundSource.objects.all())


def _is_written(request: HttpRequest, estimate: CostEstimate, form: EstimateForm) -> bool:
    def write() -> None:
        revision = form.cleaned_data["revision"]
        acts.write_lines(estimate, form.lines(), revision=revision, by=actor_of(request), at=timezone.localtime())
        tell(request, _("The lines are kept."))

    return form.is_valid() and is_kept(form, write)


def _rows(estimate: CostEstimate, found: list[MoneyLine]) -> list[tuple[CostLine, Money]]:
    money = {line.line: line.money for line in found}
    lines = estimate.lines.select_related("task", "source", "judged_by")
    return [(line, money[line.pk]) for line in lines]


def _revision(request: HttpRequest) -> int:
    return sent(request.POST.get("revision", ""), -1)


@staff
@require_POST
def submit(request: HttpRequest, year: int, pk: int) -> HttpResponse:
    """Sign the estimate and send it."""
    estimate = estimate_of(request, year, pk)

    def act() -> None:
        acts.submit_estimate(estimate, revision=_revision(request), by=actor_of(request), at=timezone.localtime())
        tell(request, _("The estimate is signed and sent."))

    return done(request, estimate, act)


@staff
@require_POST
def give_back(request: HttpRequest, year: int, pk: int) -> HttpResponse:
    """Give the estimate back to its agency."""
    estimate, reason = estimate_of(request, year, pk), request.POST.get("reason", "")

    def act() -> None:
        by, at = actor_of(request), timezone.localtime()
        acts.return_estimate(estimate, reason=reason, revision=_revision(request), by=by, at=at)
        tell(request, _("The estimate is given back."))

    return done(request, estimate, act)


@staff
@require_POST
def undo(request: HttpRequest, year: int, pk: int) -> HttpResponse:
    """Take the last step back."""
    estimate, reason = estimate_of(request, year, pk), request.POST.get("reason", "")

    def act() -> None:
        undo_step(estimate, reason=reason, revision=_revision(request), by=actor_of(request), at=timezone.localtime())
        tell(request, _("The last step is taken back."))

    return done(request, estimate, act)


@staff
@require_POST
def drop(request: HttpRequest, year: int, pk: int) -> HttpResponse:
    """Put away an estimate that nobody has sent."""
    estimate = estimate_of(request, year, pk)
    try:
        acts.drop_estimate(estimate, by=actor_of(request), at=timezone.localtime())
        tell(request, _("The estimate is put away."))
    except REFUSALS as refusal:
        refuse(request, refusal)
        return redirect("plan:estimate", year=year, pk=pk)
    return redirect("plan:money", year=year)
