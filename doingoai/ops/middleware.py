"""The door at which machines ask whether the house lives."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.utils import timezone

from doingoai.ops.health import PROCESSES, missing


class Health:
    """Answers /healthz before anything else: no session, no sign-in, no host name, no redirect."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """The health as JSON: 200 if all live, 503 naming what is missing; other pages go on."""
        if request.path_info != "/healthz":
            return self.get_response(request)
        return health()


def health() -> HttpResponse:
    """Each process with "ok" or "missing"."""
    absent = missing(timezone.now())
    state = {process: "missing" if process in absent else "ok" for process in PROCESSES}
    if "database" in absent:
        state = {"web": "ok", "database": "missing"}
    response = JsonResponse(state, status=503 if absent else 200)
    response["Cache-Control"] = "no-store"
    # Whoever asks hears the answer; a line of log for each question would hide the others.
    response._has_been_logged = True  # type: ignore[attr-defined]  # Django's own mark
    return response
