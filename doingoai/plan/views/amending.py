"""An adopted plan amended: its versions with their differences, what an amendment will change and for whom."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from doingoai.plan.actions.adopt import ChangedMeanwhile
from doingoai.plan.actions.amend import Decision, begin_amendment, issue_amendment
from doingoai.plan.domain.drafts.loose import LooseEnds
from doingoai.plan.domain.rights import may_coordinate
from doingoai.plan.forms.drafts import AmendForm
from doingoai.plan.models import PlanDraft
from doingoai.plan.queries.drafts.amendments import as_it_stood, issued_amendments, open_amendment, version
from doingoai.plan.queries.drafts.screen import book_of_draft, loose_ends
from doingoai.plan.views.desk import actor_of, plan_of, refuse, staff, tell
from doingoai.plan.views.drafting import REFUSALS, REFUSED
from doingoai.plan.views.imports import coordinator
from doingoai.shell.context import province


@staff
def versions(request: HttpRequest, year: int) -> HttpResponse:
    """The plan as it was issued and each amendment of it."""
    plan = plan_of(year)
    may = may_coordinate(actor_of(request))
    context = {
        "plan": plan,
        "amendments": issued_amendments(plan),
        "open": open_amendment(plan) if may else None,
        "may_coordinate": may,
    }
    return render(request, "plan/amendments.html", context)


@coordinator
@require_POST
def begin(request: HttpRequest, year: int) -> HttpResponse:
    """Begin an amendment."""
    try:
        draft = begin_amendment(plan_of(year, whole=True), by=actor_of(request), at=timezone.localtime())
        tell(request, _("The amendment is begun from the plan as it stands. Nothing changes before it is entered."))
        return redirect("plan:draft", pk=draft.pk)
    except REFUSALS as refusal:
        refuse(request, refusal)
    return redirect("plan:amendments", year=year)


@staff
def show(request: HttpRequest, year: int, order: int) -> HttpResponse:
    """An amendment: what it changed, for whom; the version before it, or with it, as a whole."""
    plan = plan_of(year)
    draft = get_object_or_404(PlanDraft.objects.select_related("issued_by"), amends=plan, order=order)
    book, today = book_of_draft(draft, province()), timezone.localdate()
    whole = request.GET.get("ban", "")
    content = {"truoc": draft.base, "sau": draft.content}.get(whole)
    context = {
        "plan": plan,
        "draft": draft,
        "version": version(draft, book, today),
        "whole": whole if content else "",
        "sections": as_it_stood(draft, content, book, today) if content else (),
    }
    return render(request, "plan/amendment.html", context)


@coordinator
def issue(request: HttpRequest, pk: int) -> HttpResponse:
    """What the amendment will change and for whom; then its decision, and it is entered."""
    rows = PlanDraft.objects.select_related("amends", "created_by")
    draft = get_object_or_404(rows, pk=pk, amends__isnull=False)
    book = book_of_draft(draft, province())
    today = timezone.localdate()
    shown = version(draft, book, today)
    loose = loose_ends(draft, book, today)
    form = AmendForm(request.POST or None, loose=loose, initial={"revision": draft.revision})
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        decision = Decision(said["number"], said["date"], " ".join(said["reason"].split()))
        try:
            draft = issue_amendment(
                draft,
                decision,
                concerned=[one.agency for one in shown.concerns],
                revision=said["revision"],
                despite=said.get("despite", ""),
                by=actor_of(request),
                at=timezone.localtime(),
            )
            tell(request, _("Amendment %(n)s is in force; the agencies concerned are told.") % {"n": draft.order})
            return redirect("plan:amendment", year=draft.year, order=draft.order)
        except (*REFUSALS, LooseEnds, ChangedMeanwhile) as refusal:
            form.add_error(None, str(refusal))
    context = {"plan": draft.amends, "draft": draft, "version": shown, "form": form}
    return render(request, "plan/amend_issue.html", context, status=REFUSED if form.errors else 200)
