"""The year one works in: chosen by the person, else by the office, else the newest that has a plan."""

from django.conf import settings
from django.http import HttpRequest

from doingoai.shell.registry import years

CHOICE = "year"


def working_year(request: HttpRequest, *, today_year: int) -> int:
    """The year whose plan opens; this year where none has a plan."""
    known = years()
    chosen = request.session.get(CHOICE) if hasattr(request, "session") else None
    if chosen in known:
        return int(chosen)
    if settings.WORKING_YEAR:
        return int(settings.WORKING_YEAR)
    return known[0] if known else today_year
