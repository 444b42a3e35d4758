"""What accounts does when allauth tells of something."""

from typing import Any

from allauth.account.signals import password_changed, password_reset
from allauth.mfa.signals import authentication_failed, authenticator_added, authenticator_used
from django.contrib.auth.signals import user_logged_in, user_login_failed
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils import timezone

from doingoai.accounts.adapter import FACTOR
from doingoai.accounts.middleware import BEGUN, SEEN
from doingoai.accounts.models import Person


@receiver([password_changed, password_reset])
def password_is_their_own(user: Person, **ignored: Any) -> None:
    """A person who chose a password of their own need not change it again."""
    if user.must_change_password:
        user.must_change_password = False
        user.save(update_fields=["must_change_password"])


@receiver(user_logged_in)
def session_begins(request: HttpRequest, **ignored: Any) -> None:
    """The clocks of the session start."""
    request.session[BEGUN] = request.session[SEEN] = timezone.now().timestamp()


@receiver([authenticator_added, authenticator_used])
def session_has_a_second_factor(request: HttpRequest, **ignored: Any) -> None:
    """The session counts as opened with a second factor."""
    request.session[FACTOR] = True


@receiver(authentication_failed)
def wrong_code_is_a_wrong_password(request: HttpRequest, user: Person, **ignored: Any) -> None:
    """Codes guessed wrong count towards the lock as passwords do."""
    user_login_failed.send(sender=__name__, credentials={"username": user.username}, request=request)
