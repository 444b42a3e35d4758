"""What every door of the room does first and last: who acts, on which day one looks, how the end is told."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import wraps
from typing import Concatenate, ParamSpec, cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from doingoai.agencies.domain import TWO_FACTOR, day_within
from doingoai.agencies.queries import Actor
from doingoai.shell.years import working_year

P = ParamSpec("P")
Door = Callable[Concatenate[HttpRequest, P], HttpResponse]


def is_staff(request: HttpRequest) -> bool:
    """Whether the person has a role anywhere."""
    return bool(getattr(request, "actor", None))


def actor_of(request: HttpRequest) -> Actor:
    """The person acting, for their agency.

    :raises PermissionDenied: if they hold no role
    """
    if not is_staff(request):
        raise PermissionDenied
    return cast(Actor, request.actor)  # type: ignore[attr-defined]  # set by this room's middleware


def actors_of(request: HttpRequest) -> Sequence[Actor]:
    """All that the person may act as."""
    return cast(Sequence[Actor], request.actors)  # type: ignore[attr-defined]  # likewise


def needs_second_factor(request: HttpRequest) -> bool:
    """Whether a role that the person holds anywhere demands a second factor."""
    return any(actor.roles & TWO_FACTOR for actor in actors_of(request))


def administrator(view: Door[P]) -> Door[P]:
    """A door for those who keep the accounts."""

    def door(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not actor_of(request).may_reset:
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return cast(Door[P], wraps(view)(door))


def staff(view: Door[P]) -> Door[P]:
    """A door for everybody with a role."""

    def door(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        actor_of(request)
        return view(request, *args, **kwargs)

    return cast(Door[P], wraps(view)(door))


def granter(view: Door[P]) -> Door[P]:
    """A door for those who give accounts and roles."""

    def door(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not actor_of(request).may_grant:
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return cast(Door[P], wraps(view)(door))


def succeeder(view: Door[P]) -> Door[P]:
    """A door for those who write down what becomes of bodies."""

    def door(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not actor_of(request).may_succeed:
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return cast(Door[P], wraps(view)(door))


def working_day(request: HttpRequest) -> date:
    """The day of the working year that is nearest to today."""
    today = timezone.localdate()
    return day_within(working_year(request, today_year=today.year), today)


def days(request: HttpRequest) -> tuple[date, date]:
    """The two days on which an agency may exist to be given people: today, and the day of the working year."""
    return timezone.localdate(), working_day(request)


def tabs(request: HttpRequest) -> Sequence[tuple[str, str, object]]:
    """The pages of the room that the person may read."""
    found = [
        (_("Agencies"), reverse("agencies:index"), None),
        (_("Groups"), reverse("agencies:groups"), None),
        (_("Successions"), reverse("agencies:successions"), None),
    ]
    if actor_of(request).may_grant:
        found.append((_("People and roles"), reverse("agencies:people"), None))
    if actor_of(request).may_reset:
        found.append((_("Locked out"), reverse("agencies:locked"), None))
    return found


def tell(request: HttpRequest, words: object) -> None:
    """Say what was done."""
    messages.success(request, str(words))


def refuse(request: HttpRequest, words: object) -> None:
    """Say why it was not done."""
    messages.error(request, str(words))
