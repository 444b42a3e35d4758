"""The year one works in: chosen by the person, else by the office, else the newest that has a plan."""

from django.conf import settings
from django.http import HttpRequest

from doingoai.shell import registry

CHOICE = "year"


def _years(request: HttpRequest) -> list[registry.Year]:
    """Looked up once in a request."""
    if not hasattr(request, "known_years"):
        request.known_years = registry.years()  # type: ignore[attr-defined]  # a request carries what was found for it
    found: list[registry.Year] = request.known_years  # type: ignore[attr-defined]
    return found


def known_years(request: HttpRequest) -> list[int]:
    """Every year that has a plan, newest first."""
    return [year.number for year in _years(request)]


def choose_year(request: HttpRequest, year: int) -> None:
    """Let the person work in the year from here on."""
    request.session[CHOICE] = year


def has_samples(request: HttpRequest, *, today_year: int) -> bool:
    """Whether the year that the person works in holds sample data."""
    working = working_year(request, today_year=today_year)
    return any(year.has_samples for year in _years(request) if year.number == working)


def working_year(request: HttpRequest, *, today_year: int) -> int:
    """The year whose plan opens; this year where none has a plan."""
    known = known_years(request)
    chosen = request.session.get(CHOICE) if hasattr(request, "session") else None
    if chosen in known:
        return int(chosen)
    if settings.WORKING_YEAR:
        return int(settings.WORKING_YEAR)
    return known[0] if known else today_year
