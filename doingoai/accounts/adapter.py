"""How django-allauth behaves here: accounts are given by the office, nobody signs up."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest
from django.urls import reverse


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth ships no types
    """No open sign-up; after a new password one goes to work."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Whether a stranger may make an account: never."""
        return False

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Where a person goes once the password is their own: to the desk."""
        return reverse("shell:home")
