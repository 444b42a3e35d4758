"""What changed: statements of effect in a report."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from doingoai.plan.actions.effects import Statement, correct_effect, take_out_effect, write_effect
from doingoai.plan.actions.parts import Changed, NotReady
from doingoai.plan.domain.rights import NotAllowed, may_coordinate, may_draft_part
from doingoai.plan.forms import EffectForm
from doingoai.plan.models import Effect, Report
from doingoai.plan.queries.report import report_of
from doingoai.plan.views.desk import actor_of, refuse, staff, tell

FIELDS = tuple(Statement.__dataclass_fields__)


def _report(year: int, code: str) -> Report:
    found = report_of(year, code)
    if found is None:
        raise Http404
    return found


def _effect(report: Report, pk: int) -> Effect:
    return get_object_or_404(
        report.effects.select_related("agency", "task", "report__period__plan", "written_by"), pk=pk
    )


@staff
def add(request: HttpRequest, year: int, code: str) -> HttpResponse:
    """Write an effect."""
    report, actor = _report(year, code), actor_of(request)
    if not may_draft_part(actor, actor.agency.slug):
        raise PermissionDenied
    form = EffectForm(report, actor, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            agency = form.cleaned_data["agency"]
            write_effect(report, agency, _said(form), by=actor, at=timezone.localtime())
            tell(request, _("The effect is written down."))
            return redirect(f"{_page(report)}#hq")
        except (NotAllowed, NotReady) as refusal:
            form.add_error(None, str(refusal))
    return _form_page(request, report, form, None)


@staff
def change(request: HttpRequest, year: int, code: str, pk: int) -> HttpResponse:
    """Correct an effect; who comes second sees what was written meanwhile, beside their own words."""
    report, actor = _report(year, code), actor_of(request)
    effect = _effect(report, pk)
    if not (may_coordinate(actor) or may_draft_part(actor, effect.agency.slug)):
        raise PermissionDenied
    known = {name: getattr(effect, name) for name in FIELDS if name != "task"}
    known |= {"task": effect.task.number if effect.task else "", "agency": effect.agency.slug}
    form = EffectForm(report, actor, request.POST or None, initial=known | {"revision": effect.revision})
    form.fields["agency"].disabled = True
    if request.method == "POST" and form.is_valid():
        try:
            revision = form.cleaned_data["revision"]
            correct_effect(effect, _said(form), revision=revision, by=actor, at=timezone.localtime())
            tell(request, _("The effect is written down."))
            return redirect(f"{_page(report)}#hq")
        except Changed as refusal:
            # What was typed stays; kept once more, it is knowingly put over what the other wrote.
            form.data = again = request.POST.copy()
            again["revision"] = str(effect.revision)
            form.add_error(None, str(refusal))
        except (NotAllowed, NotReady) as refusal:
            form.add_error(None, str(refusal))
    return _form_page(request, report, form, effect)


def _said(form: EffectForm) -> Statement:
    return Statement(**{name: form.cleaned_data[name] for name in FIELDS})


def _page(report: Report) -> str:
    return reverse("plan:report", args=[report.period.plan.year, report.period.code])


def _form_page(request: HttpRequest, report: Report, form: EffectForm, effect: Effect | None) -> HttpResponse:
    context = {"report": report, "period": report.period, "form": form, "effect": effect}
    return render(request, "plan/effect.html", context, status=422 if form.errors else 200)


@staff
@require_POST
def take_out(request: HttpRequest, year: int, code: str, pk: int) -> HttpResponse:
    """Take an effect out."""
    report = _report(year, code)
    try:
        take_out_effect(_effect(report, pk), by=actor_of(request), at=timezone.localtime())
        tell(request, _("Taken out. Editions already frozen keep it."))
    except (NotAllowed, NotReady) as refusal:
        refuse(request, refusal)
    return redirect(f"{_page(report)}#hq")
