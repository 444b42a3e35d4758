"""The notices of the person who is signed in."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from doingoai.accounts.models import Person
from doingoai.mail import actions, queries
from doingoai.text import sent

PAGE = 50


def notices(request: HttpRequest) -> HttpResponse:
    """The person's notices, newest first, fifty to a page."""
    begin = (min(max(sent(request.GET.get("page", ""), 1), 1), 10_000) - 1) * PAGE
    found = list(queries.notices(_person(request))[begin : begin + PAGE + 1])
    number = begin // PAGE + 1
    shown: dict[str, Any] = {
        "notices": found[:PAGE],
        "older": number + 1 if len(found) > PAGE else 0,
        "newer": number - 1,
    }
    shown |= {"wants_mail": queries.wants_mail(_person(request)), "has_mail": bool(_person(request).email)}
    return render(request, "mail/notices.html", shown)


@require_POST
def open_notice(request: HttpRequest, pk: int) -> HttpResponse:
    """Note that it is read, and go to the page where one can act on it."""
    notice = get_object_or_404(queries.notices(_person(request)), pk=pk)
    actions.mark_read(_person(request), at=timezone.now(), notice=pk)
    return redirect(notice.url or "mail:notices")


@require_POST
def read_all(request: HttpRequest) -> HttpResponse:
    """Note that all are read."""
    actions.mark_read(_person(request), at=timezone.now())
    return redirect("mail:notices")


@require_POST
def choose_mail(request: HttpRequest) -> HttpResponse:
    """Be told by mail too, or inside the house only."""
    actions.choose_mail(_person(request), wants=request.POST.get("wants") == "1", at=timezone.now())
    return redirect("mail:notices")


def unread(request: HttpRequest) -> int:
    """The number on the bell."""
    return queries.unread(_person(request))


def _person(request: HttpRequest) -> Person:
    # Every page asks for a sign-in, so the user is a person.
    person = request.user
    assert isinstance(person, Person)  # noqa: S101  # says so to the type checker
    return person
