"""How django-allauth behaves here: accounts are given by the office, nobody signs up."""

import base64
import time
from hashlib import sha256
from typing import Any

import requests
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.internal.userkit import filter_users_by_email
from allauth.core import context
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.stages import AuthenticateStage
from allauth.mfa.totp.internal.auth import generate_totp_secret
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialApp, SocialLogin
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from doingoai.accounts import queries
from doingoai.accounts.models import Person
from doingoai.accounts.registry import must_have_second_factor, post

NO_ANSWER = gettext_lazy("The province's sign-in gave no answer that holds. Try again, or use the password.")
# The mark of a session that was opened with a second factor.
FACTOR = "second_factor"
# What a provider writes into its token where it asked for more than a password: methods (RFC 8176), and levels of acr.
STRONG = frozenset({"mfa", "otp", "hwk", "swk", "fpt", "face", "sc", "pop"})
STRONG_LEVELS = frozenset({"phr", "phrh", "urn:mace:incommon:iap:silver", "https://refeds.org/profile/mfa"})


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth ships no types
    """No open sign-up; after a new password one goes to work; letters leave through the outbox."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Whether a stranger may make an account: never."""
        return False

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Where a person goes once the password is their own: to the desk."""
        return reverse("shell:home")

    def is_reauthentication_required(self, *, app: str, **ignored: Any) -> bool:
        """Whether one must show again who one is: not where one signed in a short time ago."""
        records = get_authentication_records(context.request, context.request.user)
        return not records or time.time() - records[-1]["at"] > settings.ACCOUNT_REAUTHENTICATION_TIMEOUT  # noqa: TID251  # beside the door

    def get_login_stages(self) -> list[str]:
        """The second factor is asked for by the stage below."""
        ours = f"{__name__}.{FactorStage.__name__}"
        theirs = f"{AuthenticateStage.__module__}.{AuthenticateStage.__name__}"
        return [ours if stage == theirs else stage for stage in super().get_login_stages()]

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Put the letter into the outbox."""
        letter = self.render_mail(template_prefix, email, context)
        post(email, str(letter.subject), str(letter.body))


class FactorStage(AuthenticateStage):  # type: ignore[misc]  # allauth ships no types
    """Asks for the second factor unless the province's own sign-in used one and is believed."""

    def _should_handle(self, request: HttpRequest) -> bool:
        return not request.session.get(FACTOR) and bool(super()._should_handle(request))


class FactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth ships no types
    """Second factors: kept enciphered; the last one stays where the role demands one."""

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Whether the factor may go: another one stays, or none is demanded."""
        others = [factor for factor in queries.factors(authenticator.user) if factor.pk != authenticator.pk]
        return bool(others) or not must_have_second_factor(context.request)

    def build_totp_svg(self, url: str) -> str:
        """The square that telephones read, as a drawing to stand in the page itself."""
        return str(super().build_totp_svg(url)).partition("?>")[2]

    def encrypt(self, text: str) -> str:
        """The secret as it lies in the database: of no use without the key of the house."""
        return _ciphers().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """The secret again; where the key of the house was lost, one that nobody knows."""
        try:
            return _ciphers().decrypt(encrypted_text.encode()).decode()
        except InvalidToken:
            return str(generate_totp_secret())


def _ciphers() -> MultiFernet:
    keys = [str(key) for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)]
    return MultiFernet(
        Fernet(base64.urlsafe_b64encode(sha256(f"second factor:{key}".encode()).digest())) for key in keys
    )


class ProvinceAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]  # allauth ships no types
    """The province's own accounts: they open accounts that are here already, and never make one."""

    def list_apps(self, request: HttpRequest, provider: str = "", client_id: str = "") -> list[SocialApp]:
        """The one provider that the settings name, or none."""
        if not settings.OIDC_ISSUER:
            return []
        return [
            SocialApp(
                provider="openid_connect",
                provider_id="tinh",
                name=settings.OIDC_NAME,
                client_id=settings.OIDC_CLIENT,
                secret=settings.OIDC_SECRET,
                settings={"server_url": settings.OIDC_ISSUER},
            )
        ]

    def get_requests_session(self) -> requests.Session:
        """A line to the provider: it is asked at its own addresses and leads nowhere else."""
        session: requests.Session = super().get_requests_session()
        session.max_redirects = 0
        return session

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Open the account that is linked already, else link the one whose address the provider has verified.

        :raises ImmediateHttpResponse: back to sign-in where there is no such account
        """
        if not sociallogin.is_existing:
            person = _known(sociallogin)
            if person is None:
                messages.error(
                    request,
                    _("No account here bears this address. Ask the coordinator for one, or sign in with a password."),
                )
                raise ImmediateHttpResponse(HttpResponseRedirect(reverse("account_login")))
            sociallogin.connect(request, person)
        if settings.OIDC_TRUSTS_FACTOR and used_second_factor(sociallogin.account.extra_data.get("id_token", {})):
            request.session[FACTOR] = True

    def on_authentication_error(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Say that it did not work, on the page of sign-in.

        :raises ImmediateHttpResponse: always
        """
        messages.error(request, NO_ANSWER)
        raise ImmediateHttpResponse(HttpResponseRedirect(reverse("account_login")))


def _known(sociallogin: SocialLogin) -> Person | None:
    """The one account that bears an address which the provider has verified."""
    for address in sociallogin.email_addresses:
        found = filter_users_by_email(address.email) if address.verified else []
        if len(found) == 1:
            return found[0]  # type: ignore[no-any-return]  # allauth ships no types
    return None


def used_second_factor(claims: dict[str, Any]) -> bool:
    """Whether the provider's token says that more than a password was asked for."""
    return bool(STRONG & set(claims.get("amr") or ())) or claims.get("acr") in STRONG_LEVELS
