"""Bodies and groups as people look at them, and the choice of the agency one acts for."""

from datetime import date

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from doingoai.agencies import queries
from doingoai.agencies.domain.rights import may_name_focal
from doingoai.agencies.forms import BodyFilter, DayFilter, Filter, GrantForm
from doingoai.agencies.middleware import CHOICE
from doingoai.agencies.models import Agency, GroupMembership
from doingoai.agencies.queries.successions import formerly, lineage_of, told
from doingoai.agencies.views.desk import actor_of, actors_of, days, is_staff, staff, tabs, tell, working_day
from doingoai.shell.ordering import by_name
from doingoai.shell.registry import Seat


@staff
def index(request: HttpRequest) -> HttpResponse:
    """The bodies of a day by kind, narrowed by name; those that have ended where they are asked for."""
    form = BodyFilter(request.GET)
    day, today = form.asked("on") or working_day(request), timezone.localdate()
    words, every = form.asked("q") or "", bool(form.asked("every"))
    kinds = queries.bodies(day=day, today=today, words=words, every=every, formerly=formerly(told()))
    lines = [line for kind in kinds for line in kind.lines]
    shown = {
        "kinds": kinds,
        "alive": sum(line.is_alive for line in lines),
        "total": len(lines),
        "unchecked": sum(not line.agency.verified for line in lines),
    }
    return render(request, "agencies/index.html", shown | _looking(request, form, day))


@staff
def groups(request: HttpRequest) -> HttpResponse:
    """The groups with their members of a day, and what becomes of work given to them."""
    form = DayFilter(request.GET)
    day = form.asked("on") or working_day(request)
    return render(request, "agencies/groups.html", {"lines": queries.groups(day)} | _looking(request, form, day))


def _looking(request: HttpRequest, form: Filter, day: date) -> dict[str, object]:
    """On which day one looks, and why on that one."""
    today = timezone.localdate()
    return {
        "form": form,
        "day": day,
        "is_today": day == today,
        "is_year_end": day == working_day(request) != today,
        "tabs": tabs(request),
        "may_grant": actor_of(request).may_grant,
    }


@staff
def show(request: HttpRequest, slug: str) -> HttpResponse:
    """One body: its names, groups, what it came from and became, and its people."""
    agency = get_object_or_404(Agency.objects.select_related("successor"), slug=slug)
    actor, today = actor_of(request), timezone.localdate()
    grants = queries.grants_at(agency)
    rows = list(told())
    stands = (
        GroupMembership.objects.filter(agency=agency)
        .select_related("group")
        .order_by(by_name("group__name"), "valid_from")
    )
    shown = {
        "agency": agency,
        "is_alive": agency.is_alive(today),
        "names": agency.names.order_by("text"),
        "memberships": stands,
        "officers": agency.focal_officers.all(),
        "may_name_focal": may_name_focal(actor, agency.slug),
        "lineage": lineage_of(agency, rows),
        "formerly": formerly(rows).get(agency.slug, ()),
        "may_succeed": actor.may_succeed,
        "holding": [grant for grant in grants if grant.holds(today) and grant.person.is_active],
        "past": [grant for grant in grants if not (grant.holds(today) and grant.person.is_active)],
        "may_grant": actor.may_grant,
    }
    if actor.may_grant:
        shown["grant_form"] = GrantForm(initial={"agency": agency.slug}, days=days(request))
    return render(request, "agencies/body.html", shown)


def seats(request: HttpRequest) -> list[Seat]:
    """The agencies that the person may act for, for the menu of the frame; no query besides the actor's."""
    if not is_staff(request):
        return []
    now = actor_of(request).agency
    return [Seat(a.agency.slug, a.agency.name, a.agency == now) for a in actors_of(request)]


@staff
@require_POST
def choose(request: HttpRequest) -> HttpResponse:
    """Act for another of one's agencies until one signs out or chooses again."""
    chosen = request.POST.get("agency", "")
    actor = next((a for a in actors_of(request) if a.agency.slug == chosen), None)
    if actor is None:
        raise PermissionDenied
    request.session[CHOICE] = chosen
    tell(request, _("Acting for %(agency)s.") % {"agency": actor.agency.name})
    return redirect("shell:home")
