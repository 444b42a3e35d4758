"""What accounts does when allauth tells of something."""

from typing import Any

from allauth.account.signals import password_changed
from django.dispatch import receiver

from doingoai.accounts.models import Person


@receiver(password_changed)
def password_is_their_own(user: Person, **ignored: Any) -> None:
    """A person who chose a password of their own need not change it again."""
    if user.must_change_password:
        user.must_change_password = False
        user.save(update_fields=["must_change_password"])
