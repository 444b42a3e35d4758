"""The app for codes on a telephone, as tests hold it."""

import time

from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.core.cache import cache

from doingoai.accounts.models import Person

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def give_app(person: Person) -> None:
    """Set the app up for the person."""
    TOTP.activate(person, SECRET)


def code(secret: str = SECRET) -> str:
    """What the app shows now; tests sign in faster than codes change, so that each may be used again."""
    cache.clear()
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // 30)))
