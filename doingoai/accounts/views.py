"""Doors of sign-in, and of what a person chooses for themselves: light or dark, Vietnamese or English."""

from urllib.parse import urlencode, urlsplit

from allauth.account import views as allauth
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST
from django_htmx.http import HttpResponseClientRedirect

from doingoai.accounts import actions
from doingoai.accounts.models import Person, Theme


@login_not_required
def sign_in(request: HttpRequest) -> HttpResponseBase:
    """The sign-in page; a part of a page asked for after the session ended brings the whole page here."""
    if request.headers.get("HX-Request"):
        page = urlsplit(request.headers.get("HX-Current-URL", "")).path or "/"
        return HttpResponseClientRedirect(f"{reverse('account_login')}?{urlencode({'next': page})}")
    answer: HttpResponseBase = allauth.login(request)
    return answer


@login_not_required
def lost_password(request: HttpRequest) -> HttpResponse:
    """Tell whom to ask: passwords are given by the office, never sent by mail."""
    return render(request, "account/lost_password.html")


@require_POST
def choose_theme(request: HttpRequest) -> HttpResponse:
    """Keep the choice of light or dark."""
    chosen = request.POST.get("theme", "")
    if isinstance(request.user, Person) and chosen in Theme.values:
        actions.choose_theme(request.user, Theme(chosen))
    return _back(request)


@require_POST
def choose_language(request: HttpRequest) -> HttpResponse:
    """Keep the choice of language."""
    chosen = request.POST.get("language", "")
    if isinstance(request.user, Person) and chosen in dict(settings.LANGUAGES):
        actions.choose_language(request.user, chosen)
    return _back(request)


def _back(request: HttpRequest) -> HttpResponse:
    """Nothing more where the page changed by itself; else back to where the person came from, if that is here."""
    if request.headers.get("HX-Request"):
        return HttpResponse(status=204)
    referer = request.headers.get("Referer", "")
    safe = url_has_allowed_host_and_scheme(referer, {request.get_host()}, require_https=request.is_secure())
    return HttpResponseRedirect(referer if safe else "/")
