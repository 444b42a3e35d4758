"""Every request says who acts in it; a sensitive page that is read, and a page that is refused, leaves a trace."""

import secrets
from collections.abc import Callable

from allauth.account.adapter import get_adapter
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseForbidden
from django.utils import timezone

from doingoai.accounts.models import Person
from doingoai.audit.actions.access import note
from doingoai.audit.models import Access
from doingoai.audit.registry import sensitive_pages
from doingoai.audit.triggers.whose import acting


class RecordMiddleware:
    """Tells the record the person, the address and a number of the request; stands behind the sign-in."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, with everything that is written meanwhile marked as this request's."""
        person = request.user if isinstance(request.user, Person) else None
        number = secrets.token_hex(8)
        with acting(source="web", person=person and person.pk, address=_address(request), request=number, agency=""):
            response = self.get_response(request)
            _note_refusal(request, response, person)
            _note_reading(request, response, person)
        return response


def _address(request: HttpRequest) -> str:
    try:
        return str(get_adapter(request).get_client_ip(request))
    except PermissionDenied:
        return ""


def _note_refusal(request: HttpRequest, response: HttpResponse, person: Person | None) -> None:
    found = request.resolver_match
    if person is not None and found is not None and response.status_code == HttpResponseForbidden.status_code:
        note(Access.Act.DENIED, person, at=timezone.now(), page=found.view_name, path=request.path)


def _note_reading(request: HttpRequest, response: HttpResponse, person: Person | None) -> None:
    found = request.resolver_match
    if person is None or found is None or request.method != "GET" or response.status_code != HttpResponse.status_code:
        return
    if found.view_name in sensitive_pages():
        note(Access.Act.READ, person, at=timezone.now(), page=found.view_name, path=request.path)
