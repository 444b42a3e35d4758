"""Who acts in this request, and for which agency."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from doingoai.accounts.models import Person
from doingoai.agencies.queries import Actor, actor_for

CHOICE = "agency"


class ActorMiddleware:
    """Sets `request.actor`: the signed-in person acting for the agency they chose; None without a role."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Look the actor up when somebody first asks."""
        request.actor = SimpleLazyObject(lambda: _actor(request))  # type: ignore[attr-defined]  # Django's own idiom
        return self.get_response(request)


def _actor(request: HttpRequest) -> Actor | None:
    if not isinstance(request.user, Person):
        return None
    return actor_for(request.user, on=timezone.localdate(), choice=request.session.get(CHOICE))
