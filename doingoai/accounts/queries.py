"""Who signs in from where: the name that a form means, the factors of a person, their sessions, who is locked out."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from axes.models import AccessAttempt
from django.conf import settings
from django.db.models import Count, Max, Q, QuerySet, Sum
from django.http import HttpRequest

from doingoai.accounts.models import Person

FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def address_of(request: HttpRequest) -> str | None:
    """The address of the machine that asks, as the proxy in front tells it; None where none asks."""
    return str(get_adapter().get_client_ip(request)) if request.META.get("REMOTE_ADDR") else None


def named_in(request: HttpRequest, credentials: Mapping[str, Any] | None = None) -> str:
    """The sign-in name that was meant, whether the name or the mail address was written, in whatever letters."""
    said = credentials or {}
    login = str(said.get("username") or said.get("email") or request.POST.get("login", "")).strip()[:150]
    found = Person.objects.filter(Q(username__iexact=login) | Q(email__iexact=login)).first() if login else None
    return found.username if found else login.casefold()


def has_second_factor(person: Person) -> bool:
    """Whether an app or a passkey stands beside the password."""
    return bool(Authenticator.objects.filter(user=person, type__in=FACTORS).exists())


def factors(person: Person) -> list[Authenticator]:
    """The person's apps and passkeys, the oldest first."""
    return list(Authenticator.objects.filter(user=person, type__in=FACTORS).order_by("created_at", "pk"))


def people() -> QuerySet[Person]:
    """Everybody with an account, each with the number of their `apps` and `passkeys`."""
    of = {"apps": Authenticator.Type.TOTP, "passkeys": Authenticator.Type.WEBAUTHN}
    counts = {name: Count("authenticator", filter=Q(authenticator__type=kind)) for name, kind in of.items()}
    return Person.objects.annotate(**counts)


def sessions(person: Person) -> list[UserSession]:
    """Where the person is signed in, the latest first."""
    living = UserSession.objects.purge_and_list(person)
    return sorted(living, key=lambda session: session.last_seen_at, reverse=True)


@dataclass(frozen=True)
class Locked:
    """A name that is locked out, where it was tried from, and until when."""

    username: str
    address: str
    tries: int
    until: datetime
    person: Person | None


def locked(*, at: datetime) -> list[Locked]:
    """The names locked out at this moment, the latest first; two queries."""
    lasts = timedelta(hours=settings.AXES_COOLOFF_TIME)
    tried = AccessAttempt.objects.filter(attempt_time__gt=at - lasts).values("username", "ip_address")
    summed = tried.annotate(tries=Sum("failures_since_start"), last=Max("attempt_time")).order_by("-last")
    rows = list(summed.filter(tries__gte=settings.AXES_FAILURE_LIMIT))
    people = {person.username: person for person in Person.objects.filter(username__in=[r["username"] for r in rows])}
    return [
        Locked(r["username"], r["ip_address"] or "", r["tries"], r["last"] + lasts, people.get(r["username"]))
        for r in rows
    ]
