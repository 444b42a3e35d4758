"""What an account decides for every page: the language, how long one stays signed in, what must be done first."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlencode

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.reauthentication import is_reauthentication_required, suspend_request
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django_htmx.http import HttpResponseClientRedirect

from doingoai.accounts import actions, queries
from doingoai.accounts.adapter import FACTOR
from doingoai.accounts.domain import ORDINARY, STRICT
from doingoai.accounts.registry import is_sensitive, must_have_second_factor

Answer = Callable[[HttpRequest], HttpResponse]
BEGUN, SEEN = "begun", "seen"
# Work is noted once in so many seconds, not with every page.
NOTED_EVERY = 60
# What whoever must set up a second factor can still reach.
SET_UP = frozenset(
    {
        "account_change_password",
        "account_language",
        "account_logout",
        "account_reauthenticate",
        "account_theme",
        "mfa_activate_totp",
        "mfa_add_webauthn",
        "mfa_index",
        "mfa_reauthenticate",
        "mfa_reauthenticate_webauthn",
        "mfa_view_recovery_codes",
    }
)


class LanguageMiddleware:
    """Speaks the language the person chose; Vietnamese to strangers, whatever their browser prefers."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer in that language."""
        language = getattr(request.user, "language", settings.LANGUAGE_CODE)
        with translation.override(language):
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response


class SessionLimitsMiddleware:
    """Ends a session that lay idle or lasted too long, sooner where a second factor is required."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Go on, or lead to sign-in and back to the page afterwards."""
        if request.user.is_authenticated:
            at = timezone.now()
            begun, seen = (request.session.get(key, at.timestamp()) for key in (BEGUN, SEEN))
            if self._has_ended(
                request, begun=datetime.fromtimestamp(begun, UTC), seen=datetime.fromtimestamp(seen, UTC), at=at
            ):
                logout(request)
                messages.info(request, _("The session has ended, as it does after a time. Sign in to go on."))
                wanted = request.get_full_path() if request.method == "GET" else "/"
                return redirect(f"{reverse('account_login')}?{urlencode({'next': wanted})}")
            if BEGUN not in request.session or at.timestamp() - seen > NOTED_EVERY:
                request.session[BEGUN], request.session[SEEN] = begun, at.timestamp()
                actions.note_seen(request.session.session_key or "", at=at)
        return self.get_response(request)

    def _has_ended(self, request: HttpRequest, **times: datetime) -> bool:
        # The stricter limits come first: whom they leave alone need not be asked for their roles.
        if not STRICT.has_ended(**times):
            return False
        return ORDINARY.has_ended(**times) or must_have_second_factor(request)


class FreshPasswordMiddleware:
    """Sends a person who signed in with a one-time password to choose their own before anything else."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Let through the change of password and sign-out."""
        if request.user.is_authenticated and request.user.must_change_password:
            allowed = {reverse("account_change_password"), reverse("account_logout")}
            if request.path not in allowed:
                return redirect("account_change_password")
        return self.get_response(request)


class SecondFactorMiddleware:
    """Lets nobody whose role demands a second factor work in a session that was opened without one."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Go on; the view decides."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponseBase | None:
        """Lead to setting one up, or to showing the one there is."""
        if not settings.SECOND_FACTOR_REQUIRED or not request.user.is_authenticated or request.session.get(FACTOR):
            return None
        if _name(request) in SET_UP or not must_have_second_factor(request):
            return None
        if not queries.has_second_factor(request.user):
            return _lead(request, reverse("mfa_index"))
        [factor] = [
            way["url"] for way in get_adapter().get_reauthentication_methods(request.user) if "mfa" in way["id"]
        ][:1]
        return _lead(request, f"{factor}?{urlencode({'next': request.get_full_path()})}")


class SensitiveMiddleware:
    """Asks again who one is before an act on the list of sensitive ones, unless one showed it a short time ago."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Go on; the view decides."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponseBase | None:
        """Keep what was sent, ask, and do it then."""
        if not request.user.is_authenticated or not is_sensitive(_name(request), request.method):
            return None
        if not is_reauthentication_required(request, app=""):
            return None
        ways = get_adapter().get_reauthentication_methods(request.user)
        if not ways:
            return None
        if request.FILES:
            # A file is kept nowhere until it is looked at, so the form is asked for again.
            return _lead(request, f"{ways[0]['url']}?{urlencode({'next': request.get_full_path()})}")
        asked: HttpResponse = suspend_request(request, ways[0]["url"])
        return _lead(request, asked["Location"])


def _name(request: HttpRequest) -> str:
    return request.resolver_match.view_name if request.resolver_match else ""


def _lead(request: HttpRequest, url: str) -> HttpResponse:
    """There; a part of a page asked for brings the whole page there."""
    return HttpResponseClientRedirect(url) if request.headers.get("HX-Request") else redirect(url)
