"""What every door of the plan does first and last: who acts, which plan, how an error is told."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone

from doingoai.agencies.views.desk import actor_of as actor_of
from doingoai.plan.domain import rights
from doingoai.plan.models import Plan
from doingoai.plan.queries.files import holds
from doingoai.shell.years import working_year

P = ParamSpec("P")


def staff(
    view: Callable[Concatenate[HttpRequest, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """A door for those who work on the plan."""

    def door(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not rights.may_read(actor_of(request)):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return cast(Callable[Concatenate[HttpRequest, P], HttpResponse], wraps(view)(door))


def may_open(request: HttpRequest, file: int) -> bool:
    """Whether the file of this key belongs to a plan, its reading or its evidence, and the person works on the plan."""
    actor = getattr(request, "actor", None)
    return bool(actor and rights.may_read(actor)) and holds(file)


def plan_of(year: int, *, whole: bool = False) -> Plan:
    """The province's plan of the year with its counts; what was read from its paper only where the whole is asked for.

    :raises Http404: if the year has none
    """
    rows = Plan.objects.with_counts().filter(year=year).select_related("issuer", "source")
    plan = (rows if whole else rows.defer("reading", "lines")).first()
    if plan is None:
        raise Http404
    return plan


def year_of(request: HttpRequest) -> int:
    """The year that the person works in."""
    return working_year(request, today_year=timezone.localdate().year)


def months_gone(year: int) -> int:
    """How many months of the plan's year have begun: all twelve of a year that is past."""
    today = timezone.localdate()
    return today.month if today.year == year else 12 * (today.year > year)


def tell(request: HttpRequest, words: object) -> None:
    """Say what was done."""
    messages.success(request, str(words))


def refuse(request: HttpRequest, words: object) -> None:
    """Say why it was not done."""
    messages.error(request, str(words))
