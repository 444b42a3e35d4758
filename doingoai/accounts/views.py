"""Doors of sign-in, of second factors and sessions, and of what a person chooses: light or dark, which language."""

from collections.abc import Callable
from functools import wraps
from urllib.parse import urlencode, urlsplit

from allauth.account import views as allauth
from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY as SHOWN
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn import views as keys
from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView, OAuth2LoginView, OAuth2View
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from django_htmx.http import HttpResponseClientRedirect
from requests import RequestException

from doingoai.accounts import actions, queries
from doingoai.accounts.adapter import FACTOR, NO_ANSWER
from doingoai.accounts.models import Person, Theme
from doingoai.accounts.province import ProvinceToken
from doingoai.accounts.registry import must_have_second_factor, session_ended

# What the browser throws away of this desk when somebody leaves. Not "cookies": that would sign the person out of every
# other service of the province as well, and ours is worth nothing once the session has ended.
LEFT_BEHIND = '"cache", "storage"'
Door = Callable[[HttpRequest], HttpResponseBase]


@login_not_required
def sign_in(request: HttpRequest) -> HttpResponseBase:
    """The sign-in page; a part of a page asked for after the session ended brings the whole page here."""
    if request.headers.get("HX-Request"):
        page = urlsplit(request.headers.get("HX-Current-URL", "")).path or "/"
        return HttpResponseClientRedirect(f"{reverse('account_login')}?{urlencode({'next': page})}")
    answer: HttpResponseBase = allauth.LoginView.as_view(extra_context={"province_sign_in": settings.OIDC_NAME})(
        request
    )
    return answer


@login_not_required
def province_sign_in(request: HttpRequest, provider_id: str) -> HttpResponseBase:
    """Lead to the province's own sign-in."""
    return _at_the_province(OAuth2LoginView, request, provider_id)


@login_not_required
def province_return(request: HttpRequest, provider_id: str) -> HttpResponseBase:
    """Take up who comes back from there."""
    return _at_the_province(OAuth2CallbackView, request, provider_id)


def _at_the_province(view: type[OAuth2View], request: HttpRequest, provider_id: str) -> HttpResponseBase:
    try:
        answer: HttpResponseBase = view.adapter_view(ProvinceToken(request, provider_id))(request)
    except SocialApp.DoesNotExist as unknown:
        raise Http404 from unknown
    except RequestException:
        messages.error(request, NO_ANSWER)
        return redirect("account_login")
    return answer


@login_not_required
def sign_out(request: HttpRequest) -> HttpResponseBase:
    """Ask, then end the session and clear what the browser keeps of it."""
    answer: HttpResponseBase = allauth.logout(request)
    if request.method == "POST":
        answer["Clear-Site-Data"] = LEFT_BEHIND
    return answer


def again(view: Door) -> Door:
    """A door at which one shows again who one is: the session goes on under a new key."""

    @wraps(view)
    def door(request: HttpRequest) -> HttpResponseBase:
        shown, key = request.session.get(SHOWN), request.session.session_key
        answer = view(request)
        if request.user.is_authenticated and request.session.get(SHOWN) != shown:
            request.session.cycle_key()
            actions.move_session(key or "", request.session.session_key or "")
        return answer

    return door


@login_not_required
def locked(request: HttpRequest, response: HttpResponse, credentials: object) -> HttpResponse:
    """Say that the name is locked out for a time, and who can unlock it."""
    answer = render(request, "account/locked.html", {"hours": settings.AXES_COOLOFF_TIME}, status=429)
    answer["Retry-After"] = str(settings.AXES_COOLOFF_TIME * 3600)
    return answer


@login_not_required
def lost_password(request: HttpRequest) -> HttpResponse:
    """Tell whom to ask: passwords are given by the office, never sent by mail."""
    return render(request, "account/lost_password.html")


def second_factors(request: HttpRequest) -> HttpResponse:
    """What stands beside the password: apps, passkeys, recovery codes, and whether the role demands one."""
    person = _person(request)
    spare = Authenticator.objects.filter(user=person, type=Authenticator.Type.RECOVERY_CODES).first()
    factors = queries.factors(person)
    shown = {
        "app": next((factor for factor in factors if factor.type == Authenticator.Type.TOTP), None),
        "keys": [factor for factor in factors if factor.type == Authenticator.Type.WEBAUTHN],
        "spare": len(spare.wrap().get_unused_codes()) if spare else None,
        "is_required": must_have_second_factor(request),
        "is_last": len(factors) == 1,
        "is_open": bool(request.session.get(FACTOR)) or not settings.SECOND_FACTOR_REQUIRED,
    }
    return render(request, "mfa/index.html", shown)


def remove_passkey(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Take a passkey away, unless it is the last factor of somebody who must have one."""
    key = get_object_or_404(Authenticator, pk=pk, user=_person(request), type=Authenticator.Type.WEBAUTHN)
    if not get_adapter().can_delete_authenticator(key):
        messages.error(
            request, _("The role demands a second factor. Set up another one first, then take this one away.")
        )
        return redirect("mfa_index")
    answer: HttpResponseBase = keys.remove_webauthn(request, pk=pk)
    return answer


def sessions(request: HttpRequest) -> HttpResponse:
    """Where the person is signed in."""
    found = queries.sessions(_person(request))
    lines = [(session, session.session_key == request.session.session_key) for session in found]
    return render(request, "account/sessions.html", {"lines": lines, "others": sum(not here for _s, here in lines)})


@require_POST
def end_session(request: HttpRequest, pk: int) -> HttpResponse:
    """Sign out on one other machine."""
    session = get_object_or_404(UserSession, pk=pk, user=_person(request))
    _end(request, [session])
    messages.success(request, _("Signed out there."))
    return redirect("usersessions_list")


@require_POST
def end_others(request: HttpRequest) -> HttpResponse:
    """Sign out everywhere but here."""
    others = queries.sessions(_person(request))
    _end(request, [session for session in others if session.session_key != request.session.session_key])
    messages.success(request, _("Signed out everywhere but here."))
    return redirect("usersessions_list")


def _end(request: HttpRequest, ended: list[UserSession]) -> None:
    for session in ended:
        session.end()
        session_ended.send(sender=UserSession, request=request, session=session, at=timezone.localtime())


def _person(request: HttpRequest) -> Person:
    return request.user if isinstance(request.user, Person) else Person()


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
