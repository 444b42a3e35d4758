"""The terms that run: which ends first, how each was counted, and who waives one."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from doingoai.agencies.views.desk import actor_of
from doingoai.audit.queries import history
from doingoai.law.actions import ClockStopped, MayNotWaive, waive_clock
from doingoai.law.actions.clocks import NoGround
from doingoai.law.domain import Unit, citation, may_waive
from doingoai.law.forms import GroundForm
from doingoai.law.models import Clock
from doingoai.law.queries import as_json, clocks_for, end_words, next_alarm, run_of

A_PAGE = 50
SOON_DAYS, NOW_HOURS = 3, 4


@dataclass(frozen=True)
class Row:
    """A clock of the list: its end, how long is left, and how near that is ("now", "soon" or "")."""

    clock: Clock
    end: str
    left: str
    near: str
    citation: str


def index(request: HttpRequest) -> HttpResponse:
    """The terms that run, the nearest end first."""
    at = timezone.localtime()
    page = Paginator(clocks_for(actor_of(request)).running(), A_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "rows": [_row(clock, at) for clock in page], "here": "clocks"}
    return render(request, "law/clocks.html", context)


def _row(clock: Clock, at: datetime) -> Row:
    rule = clock.rule.value
    left, near = _left(clock, at)
    return Row(clock, end_words(rule, clock.reckoned), left, near, citation(rule))


def _left(clock: Clock, at: datetime) -> tuple[str, str]:
    """How long is left in words, and how near the end is."""
    if clock.is_late(at):
        return _("past its end"), "now"
    n = clock.left(at)
    if clock.rule.unit == Unit.CLOCK_HOURS:
        return ngettext("%(n)s hour left", "%(n)s hours left", n) % {"n": n}, "now" if n <= NOW_HOURS else "soon"
    if n == 0:
        return _("today is the last day"), "now"
    return ngettext("%(n)s day left", "%(n)s days left", n) % {"n": n}, "soon" if n <= SOON_DAYS else ""


def show(request: HttpRequest, pk: int) -> HttpResponse:
    """One term: its end, each sentence of the count, each day drawn, and its record."""
    return _page(request, _clock(request, pk), GroundForm())


def _clock(request: HttpRequest, pk: int) -> Clock:
    rows = clocks_for(actor_of(request)).select_related("waived_by")
    found: Clock = get_object_or_404(rows, pk=pk)
    return found


def _page(request: HttpRequest, clock: Clock, form: GroundForm) -> HttpResponse:
    at, actor = timezone.localtime(), actor_of(request)
    own = clock.agency.slug if clock.agency else ""
    context = {
        "run": run_of(clock),
        "row": _row(clock, at),
        "others": clocks_for(actor).of(clock.ref).exclude(pk=clock.pk).order_by("due_at"),
        "next": next_alarm(clock.ref, at=at) if clock.is_running else None,
        "history": history(clock),
        "may_waive": clock.is_running and may_waive(actor, own),
        "form": form,
        "here": "clocks",
    }
    return render(request, "law/clock.html", context, status=422 if form.errors else 200)


def data(request: HttpRequest, pk: int) -> HttpResponse:
    """The same for a program."""
    return JsonResponse(as_json(_clock(request, pk)), json_dumps_params={"ensure_ascii": False, "indent": 1})


@require_POST
def waive(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the term away, for a ground."""
    clock, form = _clock(request, pk), GroundForm(request.POST)
    if not form.is_valid():
        return _page(request, clock, form)
    try:
        waive_clock(clock, ground=form.cleaned_data["ground"], by=actor_of(request), at=timezone.localtime())
        messages.success(request, _("The term is waived."))
    except (MayNotWaive, ClockStopped, NoGround) as refusal:
        messages.error(request, str(refusal))
    return redirect("law:clock", pk=pk)
