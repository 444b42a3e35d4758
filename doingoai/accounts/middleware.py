"""What an account decides for every page: the language, and that a one-time password opens one page only."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import translation


class LanguageMiddleware:
    """Speaks the language the person chose; Vietnamese to strangers, whatever their browser prefers."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer in that language."""
        language = getattr(request.user, "language", settings.LANGUAGE_CODE)
        with translation.override(language):
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response


class FreshPasswordMiddleware:
    """Sends a person who signed in with a one-time password to choose their own before anything else."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Let through the change of password and sign-out."""
        if request.user.is_authenticated and request.user.must_change_password:
            allowed = {reverse("account_change_password"), reverse("account_logout")}
            if request.path not in allowed:
                return redirect("account_change_password")
        return self.get_response(request)
