"""The dashboard, the choice of year, the page of parts, and what to say when something is wrong."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from doingoai.shell.context import province
from doingoai.shell.forms import SLIP, Sample
from doingoai.shell.registry import Panel, Words, panels
from doingoai.shell.years import CHOICE, known_years
from doingoai.text import sent

ICONS = Path(__file__).resolve().parent / "static" / "shell" / "icons.svg"
ICON = re.compile(r'id="([a-z]+)"')


def home(request: HttpRequest) -> HttpResponse:
    """The dashboard: the panels that rooms hang here and that have something to show."""
    columns = {name: [_drawn(panel, request) for panel in panels(name)] for name in ("actions", "main", "aside")}
    shown = {name: [panel for panel in column if panel is not None] for name, column in columns.items()}
    styles = dict.fromkeys(panel["css"] for column in shown.values() for panel in column if panel["css"])
    return render(request, "shell/home.html", {"columns": shown, "styles": styles})


def _drawn(panel: Panel, request: HttpRequest) -> dict[str, Any] | None:
    data = panel.data(request)
    return None if data is None else {"template": panel.template, "data": data, "css": panel.css}


@require_POST
def choose_year(request: HttpRequest) -> HttpResponse:
    """Open another year's plan; the dashboard of that year is shown."""
    chosen = sent(request.POST.get("year", ""), 0)
    if chosen in known_years(request):
        request.session[CHOICE] = chosen
    return HttpResponseRedirect(reverse("shell:home"))


COLOURS = (
    ("page", "nền: sương", "#f3f4f1"),
    ("surface", "mặt giấy", "#fff"),
    ("ink", "chữ: chàm cô đặc", "16,9 : 1"),
    ("cham-fill", "chàm: điều bấm được", "10,1 : 1"),
    ("ma-fill", "mạ: xong", "3,9 : 1"),
    ("lua-fill", "lúa chín: chờ", "3,4 : 1"),
    ("phusa-fill", "phù sa: gấp, sợi chỉ", "4,9 : 1"),
    ("nuoc-fill", "nước: thông tin", "4,0 : 1"),
    ("man-fill", "mận: chuỗi thứ năm", "4,9 : 1"),
)


def components(request: HttpRequest) -> HttpResponse:
    """Every part of the pages, side by side."""
    icons = ICON.findall(ICONS.read_text(encoding="utf-8"))
    context = {
        "colours": COLOURS,
        "icons": icons,
        "form": Sample(SLIP),
        "months": [2, 4, 6, 3, 8, 1],
        "days": [12, 9, 19, 24, 22, 20, 25, 13],
        "day_labels": ["24", "25", "26", "27", "28", "29", "30", "31"],
        "tongues": [("Tiếng Anh", 38), ("Tiếng Trung", 31), ("Tiếng Pháp", 9), ("Tiếng Hàn", 6), ("Tiếng Lào", 3)],
        "trail": [
            {"what": "Sở Ngoại vụ ghi 2 cuộc cho II.2.1.a", "when": "06:52, có liên kết", "seal": True},
            {"what": "Giao cho 5 cơ quan", "when": "hôm qua, 16:48"},
        ],
        "tabs": [("Cây nhiệm vụ", request.path, 17), ("Theo cơ quan", "#b1", 15), ("Kinh phí", "#b1", None)],
    }
    return render(request, "shell/components.html", context)


@dataclass(frozen=True)
class Fault:
    """What went wrong, and the way on."""

    status: int
    title: Words
    way_on: Words


NOT_UNDERSTOOD = Fault(
    400, _("This request cannot be understood."), _("Go back to the page before, load it again, and try once more.")
)
NO_ROLE = Fault(
    403,
    _("Your role does not cover this."),
    _("Another role at the agency is needed; ask the coordinator or an administrator."),
)
STALE_FORM = Fault(
    403,
    _("This form is too old to be sent."),
    _("Go back: what was typed is still there. Copy it, load the page again, and send it once more."),
)
NO_PAGE = Fault(
    404,
    _("There is no such page."),
    _("The address may have changed. Go to the desk, or look for it with the search."),
)
TOO_OFTEN = Fault(429, _("Too many tries in a short time."), _("Wait five minutes, then try again."))
BROKEN = Fault(
    500,
    _("Something went wrong in the system."),
    _("What was just done may not be saved. Try again; if it happens again, tell the administrator."),
)


def _tell(request: HttpRequest, fault: Fault) -> HttpResponse:
    return render(request, "shell/error.html", {"fault": fault}, status=fault.status)


@login_not_required
def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400."""
    return _tell(request, NOT_UNDERSTOOD)


@login_not_required
def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403, for want of a role."""
    return _tell(request, NO_ROLE)


@login_not_required
def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403, for want of a fresh form."""
    return _tell(request, STALE_FORM)


@login_not_required
def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404."""
    return _tell(request, NO_PAGE)


@login_not_required
def too_often(request: HttpRequest) -> HttpResponse:
    """429; django-allauth shows it to whoever guesses passwords."""
    return _tell(request, TOO_OFTEN)


@login_not_required
def broken(request: HttpRequest) -> HttpResponse:
    """500: without the request, so that no database, session or person is asked for once more."""
    return HttpResponse(
        render_to_string("shell/error.html", {"fault": BROKEN, "province": province()}), status=BROKEN.status
    )
