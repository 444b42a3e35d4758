"""Who acts in this request, and for which agency."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from doingoai.accounts.models import Person
from doingoai.agencies.queries import Actor, acting, actors
from doingoai.audit.triggers.whose import also

CHOICE = "agency"


class ActorMiddleware:
    """Sets `request.actor`: the signed-in person acting for the agency they chose; None without a role.

    `request.actors` are all that they may act as; both are looked up at once, when somebody first asks.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Look the actor up when somebody first asks."""
        found = SimpleLazyObject(lambda: _actors(request))
        request.actors = found  # type: ignore[attr-defined]  # Django's own idiom
        request.actor = SimpleLazyObject(  # type: ignore[attr-defined]  # likewise
            lambda: _told(acting(list(found), request.session.get(CHOICE)))
        )
        return self.get_response(request)


def _told(actor: Actor | None) -> Actor | None:
    """The record writes down for which agency the request acts."""
    if actor is not None:
        also(agency=actor.agency.slug)
    return actor


def _actors(request: HttpRequest) -> list[Actor]:
    return actors(request.user, on=timezone.localdate()) if isinstance(request.user, Person) else []
