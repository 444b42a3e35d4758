"""Accounts given by the office: a person, a one-time password, their own; second factors and sessions taken back."""

import secrets
from datetime import datetime

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from axes.models import AccessAttempt
from django.db import transaction
from django.db.models import QuerySet

from doingoai.accounts.models import Person, Theme

# No letter or digit that is mistaken for another when it is read from paper.
LETTERS = "abcdefghkmnpqrstuvwxyz23456789"
GROUPS, LENGTH = 5, 4


class NameTaken(Exception):
    """The sign-in name belongs to somebody else."""


class EmailTaken(Exception):
    """The e-mail address, by which one may sign in as well, belongs to somebody else."""


@transaction.atomic
def create_person(username: str, *, name: str, email: str = "", demo: bool = False, at: datetime) -> Person:
    """Make an account that nobody can sign in to until a one-time password is given.

    Capital letters make no other name and no other address, for they make none at sign-in.

    :raises NameTaken: if the sign-in name is in use
    :raises EmailTaken: if the e-mail address is in use
    """
    if Person.objects.filter(username__iexact=username).exists():
        raise NameTaken(f"Tên đăng nhập {username} đã có người dùng. Chọn tên khác.")
    _free_address(email, Person.objects.all())
    person = Person(username=username, name=name, email=email, is_demo=demo, date_joined=at)
    person.set_unusable_password()
    person.save()
    return person


def correct_person(person: Person, *, name: str, email: str) -> None:
    """Write the name and the e-mail address anew; the sign-in name stays.

    :raises EmailTaken: if the e-mail address is in use by somebody else
    """
    _free_address(email, Person.objects.exclude(pk=person.pk))
    person.name, person.email = name, email
    person.save(update_fields=["name", "email"])


def _free_address(email: str, others: QuerySet[Person]) -> None:
    if email and others.filter(email__iexact=email).exists():
        raise EmailTaken(f"Thư điện tử {email} là của một tài khoản khác. Ghi địa chỉ khác hoặc để trống.")


def give_one_time_password(person: Person) -> str:
    """Give the person a password that must be changed at the first sign-in; it is shown once and kept nowhere."""
    password = "-".join("".join(secrets.choice(LETTERS) for _ in range(LENGTH)) for _ in range(GROUPS))
    person.set_password(password)
    person.must_change_password = True
    person.save(update_fields=["password", "must_change_password"])
    return password


def close_account(person: Person) -> None:
    """Let the person in no more, wherever they are signed in; what they did stays theirs."""
    person.is_active = False
    person.save(update_fields=["is_active"])


def reopen_account(person: Person) -> None:
    """Let the person in again, with the password they had."""
    person.is_active = True
    person.save(update_fields=["is_active"])


def choose_theme(person: Person, theme: Theme) -> None:
    """Remember whether the person works in light, in dark, or as the machine prefers."""
    person.theme = theme
    person.save(update_fields=["theme"])


def choose_language(person: Person, language: str) -> None:
    """Remember the language, "vi" or "en", in which the house speaks to the person."""
    person.language = language
    person.save(update_fields=["language"])


@transaction.atomic
def take_second_factors(person: Person) -> int:
    """Take every app, passkey and recovery code away and sign the person out everywhere; tell how many were there."""
    count, _ = Authenticator.objects.filter(user=person).delete()
    end_sessions(person)
    return int(count)


def end_sessions(person: Person) -> None:
    """Sign the person out wherever they are signed in."""
    for session in UserSession.objects.filter(user=person):
        session.end()


def note_seen(session_key: str, *, at: datetime) -> None:
    """Remember when a session was last worked in, for the list of sessions."""
    UserSession.objects.filter(session_key=session_key).update(last_seen_at=at)


def move_session(old: str, new: str) -> None:
    """Let the list of sessions know a session by its new key."""
    UserSession.objects.filter(session_key=old).update(session_key=new)


def unlock(username: str) -> int:
    """Let a name that was tried too often be tried again; tell how many notes of wrong tries were taken away."""
    count, _ = AccessAttempt.objects.filter(username=username).delete()
    return int(count)
