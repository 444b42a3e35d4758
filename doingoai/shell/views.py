"""The dashboard, the choice of year and theme, the page of parts, and what to say when something is wrong."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from doingoai.shell.registry import Panel, panels, years
from doingoai.shell.years import CHOICE

THEMES = {"auto", "light", "dark"}


def home(request: HttpRequest) -> HttpResponse:
    """The dashboard: the panels that rooms hang here and that have something to show."""
    columns = {name: [_drawn(panel, request) for panel in panels(name)] for name in ("main", "aside")}
    shown = {name: [panel for panel in column if panel is not None] for name, column in columns.items()}
    return render(request, "shell/home.html", {"columns": shown})


def _drawn(panel: Panel, request: HttpRequest) -> dict[str, Any] | None:
    data = panel.data(request)
    return None if data is None else {"template": panel.template, "data": data}


def _back(request: HttpRequest) -> HttpResponseRedirect:
    """Back to where the person came from, if that is here."""
    referer = request.headers.get("Referer", "")
    safe = url_has_allowed_host_and_scheme(referer, {request.get_host()}, require_https=request.is_secure())
    return HttpResponseRedirect(referer if safe else "/")


@require_POST
def choose_year(request: HttpRequest) -> HttpResponse:
    """Open another year's plan; the dashboard of that year is shown."""
    chosen = request.POST.get("year", "")
    if chosen.isdigit() and int(chosen) in years():
        request.session[CHOICE] = int(chosen)
    return HttpResponseRedirect(reverse("shell:home"))


@require_POST
def choose_theme(request: HttpRequest) -> HttpResponse:
    """Keep the person's choice of light or dark."""
    chosen = request.POST.get("theme", "")
    if chosen in THEMES and request.user.is_authenticated:
        request.user.theme = chosen
        request.user.save(update_fields=["theme"])
    return _back(request)


def components(request: HttpRequest) -> HttpResponse:
    """Every part of the pages, side by side."""
    return render(
        request,
        "shell/components.html",
        {
            "months": [2, 4, 6, 3, 8, 1],
            "days": [12, 9, 19, 24, 22, 20, 25, 13],
            "day_labels": ["24", "25", "26", "27", "28", "29", "30", "31"],
            "trail": [{"what": "Giao cho 5 cơ quan", "when": "06/01, 08:00", "seal": True}],
            "tabs": [("Cây nhiệm vụ", "/giao-dien/", 17), ("Theo cơ quan", "#", 15)],
        },
    )


ERRORS = {
    400: (_("This request cannot be understood."), _("Go back to the page before and try again.")),
    403: (
        _("Your role does not cover this."),
        _("Another role at the agency is needed; ask the coordinator or an administrator."),
    ),
    404: (
        _("There is no such page."),
        _("The address may have changed. Go to the desk, or look for it with the search."),
    ),
    500: (
        _("Something went wrong in the system."),
        _("What was just done may not be saved. Try again; if it happens again, tell the administrator."),
    ),
}


def _error(request: HttpRequest, status: int) -> HttpResponse:
    title, way_on = ERRORS[status]
    return render(request, "shell/error.html", {"title": title, "way_on": way_on, "status": status}, status=status)


@login_not_required
def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400."""
    return _error(request, 400)


@login_not_required
def forbidden(request: HttpRequest, exception: Exception | None = None, **ignored: Any) -> HttpResponse:
    """403, for want of a role or of a fresh form."""
    return _error(request, 403)


@login_not_required
def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404."""
    return _error(request, 404)


@login_not_required
def broken(request: HttpRequest) -> HttpResponseBase:
    """500; says as little as possible with as little as possible."""
    return _error(request, 500)
