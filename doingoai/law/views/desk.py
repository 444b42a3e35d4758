"""What every door of the room asks first."""

from datetime import date

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.utils import timezone

from doingoai.agencies.queries import Actor
from doingoai.shell.years import working_year


def is_staff(request: HttpRequest) -> bool:
    """Whether the person works here in any role: the rules are no secret to them."""
    return bool(getattr(request, "actor", None))


def actor_of(request: HttpRequest) -> Actor:
    """The person acting, for their agency.

    :raises PermissionDenied: if they hold no role
    """
    actor = getattr(request, "actor", None)
    if not actor:
        raise PermissionDenied
    found: Actor = actor
    return found


def usual_day(request: HttpRequest) -> date:
    """The day of the working year that is nearest to today."""
    today = timezone.localdate()
    year = working_year(request, today_year=today.year)
    return min(max(today, date(year, 1, 1)), date(year, 12, 31))
