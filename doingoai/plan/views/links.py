"""Key links at the desk: made, listed, looked through, revoked."""

from datetime import timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from doingoai.plan.actions import links as acts
from doingoai.plan.domain.links import VALID_DAYS, NotALink
from doingoai.plan.domain.rights import NotAllowed, may_make_link
from doingoai.plan.forms.links import LinkForm
from doingoai.plan.models import KeyLink, Part, Plan
from doingoai.plan.queries import links as queries
from doingoai.plan.queries.links import Subject
from doingoai.plan.views.desk import actor_of, plan_of, refuse, staff, tell

PAGE = 100


@staff
def index(request: HttpRequest, year: int) -> HttpResponse:
    """The links of the year, the newest first."""
    plan, actor = plan_of(year), actor_of(request)
    if not may_make_link(actor, actor.agency.slug):
        raise PermissionDenied
    rows = queries.links_of(year, actor, at=timezone.localtime())
    return render(request, "plan/links.html", {"plan": plan, "rows": rows})


def _subject(request: HttpRequest, plan: Plan) -> Subject:
    """The part or the task that the address names, with the agencies it may be asked of."""
    code, slug, number = (request.GET.get(name, "") for name in ("ky", "co-quan", "nhiem-vu"))
    if number:
        task = get_object_or_404(plan.tasks, number=number)
        return Subject.of_task(task, slug)
    rows = Part.objects.select_related("agency", "report__period__plan").filter(report__period__plan=plan)
    return Subject.of_part(get_object_or_404(rows, report__period__code=code, agency__slug=slug))


@staff
@never_cache
def add(request: HttpRequest, year: int) -> HttpResponse:
    """Make a link; the page that follows is the one place where its key stands."""
    plan, at = plan_of(year), timezone.localtime()
    subject = _subject(request, plan)
    actor = actor_of(request)
    if not any(may_make_link(actor, slug) for slug in subject.slugs):
        raise PermissionDenied
    started = {
        "purpose": subject.purpose,
        "telephone": queries.last_telephone(actor.person),
        "last_day": at.date() + timedelta(days=VALID_DAYS),
    }
    form = LinkForm(subject.agencies(actor), request.POST or None, initial=started)
    if request.method == "POST" and form.is_valid():
        try:
            made = acts.make_link(_asked(subject, form.cleaned_data), by=actor, at=at)
            return render(request, "plan/link_made.html", {"plan": plan, "made": made, "link": made.link})
        except (NotALink, NotAllowed) as refusal:
            form.add_error(None, str(refusal))
    context = {"plan": plan, "form": form, "subject": subject}
    return render(request, "plan/link_add.html", context, status=422 if form.is_bound else 200)


def _asked(subject: Subject, said: dict[str, Any]) -> acts.Asked:
    return acts.Asked(task=subject.task, part=subject.part, due_on=subject.due_on, **said)


def _link(request: HttpRequest, year: int, pk: int) -> KeyLink:
    """The link, if the person may see it.

    :raises Http404: if the year has none of this number
    """
    link, actor = queries.link_for_desk(year, pk), actor_of(request)
    if link is None:
        raise Http404
    if not may_make_link(actor, link.agency.slug):
        raise PermissionDenied
    return link


@staff
def show(request: HttpRequest, year: int, pk: int) -> HttpResponse:
    """A link with each of its uses."""
    link = _link(request, year, pk)
    context = {
        "plan": plan_of(year),
        "link": link,
        "is_open": queries.stands_open(link, timezone.localtime()),
        "uses": link.uses.all()[:PAGE],
    }
    return render(request, "plan/link.html", context)


@staff
@require_POST
def revoke(request: HttpRequest, year: int, pk: int) -> HttpResponse:
    """Shut a link at once."""
    try:
        acts.revoke_link(_link(request, year, pk), by=actor_of(request), at=timezone.localtime())
        tell(request, _("Revoked. The link opens nothing any more; what came through it stays."))
    except NotAllowed as refusal:
        refuse(request, refusal)
    return redirect("plan:link", year=year, pk=pk)
