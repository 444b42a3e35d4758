"""How a browser is called in the list of sessions."""

from django import template
from django.utils.translation import gettext as _

from doingoai.accounts.domain import machine_of

register = template.Library()


@register.filter
def machine(user_agent: str) -> str:
    """`{{ session.user_agent|machine }}` → "Chrome, Windows"; says so where the browser does not tell."""
    return machine_of(user_agent) or _("unknown browser")
