"""What the plan shows on the dashboard: at most two queries a panel besides the actor's."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Exists, OuterRef
from django.http import HttpRequest
from django.utils import timezone

from doingoai.agencies.domain import day_within
from doingoai.plan.domain.rights import may_read, may_record
from doingoai.plan.models import Evidence, Plan
from doingoai.plan.queries import home as queries
from doingoai.plan.queries.calendar import Moment, anniversaries
from doingoai.plan.queries.drafts.comments import asked_of
from doingoai.plan.views.desk import year_of
from doingoai.shell.registry import Year
from doingoai.shell.years import known_years

NEWEST = 5
AHEAD = 4
SHOWN = 5  # plans on their way, before the rest is told as a number


def is_staff(request: HttpRequest) -> bool:
    """Whether the person works on the plan."""
    actor = getattr(request, "actor", None)
    return may_read(actor) if actor else False


def years() -> Iterable[Year]:
    """The years that have a plan; one query."""
    samples = Evidence.objects.standing().filter(is_demo=True, task__plan=OuterRef("pk"))
    return [Year(*row) for row in Plan.objects.order_by().values_list("year", Exists(samples))]


def asked(request: HttpRequest) -> Mapping[str, Any] | None:
    """The drafts that wait for the word of the person's agency; one query, none for those who coordinate."""
    actor = getattr(request, "actor", None)
    if not actor or actor.is_coordinator or not may_record(actor, actor.agency.slug):
        return None
    rows = list(asked_of(actor.agency))
    return {"rows": rows} if rows else None


def act(request: HttpRequest) -> Mapping[str, Any] | None:
    """The one act that a person at work most often begins with: recording evidence."""
    actor, year = getattr(request, "actor", None), year_of(request)
    may = actor and may_record(actor, actor.agency.slug)
    return {"year": year} if may and year in known_years(request) else None


def waiting(request: HttpRequest) -> Mapping[str, Any] | None:
    """What waits for this person: parts of reports, for a coordinator also the plans on their way."""
    if not is_staff(request):
        return None
    actor = request.actor  # type: ignore[attr-defined]  # set by the agencies' middleware
    year, today = year_of(request), timezone.localdate()
    rows, gap, plans = queries.waiting(year, actor, on=today, of=day_within(year, today))
    count = sum(bool(row.own) + bool(row.missing) + bool(row.unconfirmed) for row in rows) + bool(gap) + len(plans)
    more = len(plans) - SHOWN if len(plans) > SHOWN + 1 else 0
    shown = plans[: len(plans) - more]
    return {"rows": rows, "gap": gap, "plans": shown, "more": more, "count": count, "year": year}


def terraces(request: HttpRequest) -> Mapping[str, Any] | None:
    """The plan of the year as terraces."""
    if not is_staff(request):
        return None
    year = year_of(request)
    found = queries.banks(year)
    return {"year": year, "banks": found, "tasks": sum(b.tasks for b in found), "begun": sum(b.begun for b in found)}


def days(request: HttpRequest) -> Mapping[str, Any] | None:
    """The next days that the plan names to be remembered; of a year that is past, all of them as they were."""
    plan = Plan.objects.filter(year=year_of(request)).first() if is_staff(request) else None
    if plan is None:
        return None
    today = timezone.localdate()
    all_days = anniversaries(plan)
    coming: list[tuple[Moment, int | None]] = [
        (moment, (moment.day - today).days) for moment in all_days if moment.day >= today
    ]
    shown = coming[:AHEAD] or [(moment, None) for moment in all_days]
    return {"days": shown, "past": not coming, "year": plan.year} if all_days else None


def newest(request: HttpRequest) -> Mapping[str, Any] | None:
    """What was recorded last."""
    if not is_staff(request):
        return None
    year = year_of(request)
    rows = Evidence.objects.standing().filter(task__plan__year=year).order_by("-recorded_at", "-id")
    return {"rows": rows.select_related("task", "agency", "measure")[:NEWEST], "year": year}
