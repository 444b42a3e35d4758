"""What rooms hang in the frame: menu entries, dashboard panels, years, and the bell."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.functional import Promise

Words = str | Promise


@dataclass(frozen=True)
class NavEntry:
    """A line of the rail under its section ("" stands on top); `count` tells how much waits, in two queries at most."""

    section: Words
    order: int
    icon: str
    label: Words
    url_name: str
    count: Callable[[HttpRequest], int] | None = None
    shown: Callable[[HttpRequest], bool] | None = None


@dataclass(frozen=True)
class Panel:
    """A piece of the dashboard: its template, what it shows in two queries at most (None leaves it out), its style."""

    column: str
    order: int
    template: str
    data: Callable[[HttpRequest], Mapping[str, Any] | None]
    css: str = ""


@dataclass(frozen=True)
class Seat:
    """An agency that the person may act for: its key, its name, and whether they act for it now."""

    key: str
    name: str
    is_current: bool


@dataclass(frozen=True)
class Year:
    """A year that has a plan, and whether what is shown of it holds sample data."""

    number: int
    has_samples: bool = False


_entries: list[NavEntry] = []
_panels: list[Panel] = []
_years: list[Callable[[], Iterable[Year]]] = []
_bells: list[Callable[[HttpRequest], int]] = []
_seats: dict[str, Callable[[HttpRequest], Sequence[Seat]]] = {}


def register_nav(*entries: NavEntry) -> None:
    """Hang entries in the rail."""
    _entries.extend(entry for entry in entries if entry not in _entries)


def register_panel(*panels: Panel) -> None:
    """Hang panels on the dashboard."""
    _panels.extend(panel for panel in panels if panel not in _panels)


def register_years(years: Callable[[], Iterable[Year]]) -> None:
    """Tell where the years that have a plan are known; every page says when its year holds sample data."""
    if years not in _years:
        _years.append(years)


def register_bell(unread: Callable[[HttpRequest], int]) -> None:
    """Tell where unread notices are counted."""
    if unread not in _bells:
        _bells.append(unread)


def register_seats(url_name: str, seats: Callable[[HttpRequest], Sequence[Seat]]) -> None:
    """Tell which agencies a person may act for, and the address where `agency` is posted to choose one."""
    _seats[url_name] = seats


def entries() -> list[NavEntry]:
    """All entries, in their order."""
    return sorted(_entries, key=lambda entry: entry.order)


def panels(column: str) -> list[Panel]:
    """The panels of a column, in their order."""
    return sorted((panel for panel in _panels if panel.column == column), key=lambda panel: panel.order)


def years() -> list[Year]:
    """Every year that has a plan, newest first."""
    found: dict[int, bool] = {}
    for year in (year for source in _years for year in source()):
        found[year.number] = found.get(year.number, False) or year.has_samples
    return [Year(number, found[number]) for number in sorted(found, reverse=True)]


def unread(request: HttpRequest) -> int:
    """How many notices wait for the person."""
    return sum(count(request) for count in _bells)


def seats(request: HttpRequest) -> Sequence[Seat]:
    """The agencies that the person may act for."""
    return [seat for source in _seats.values() for seat in source(request)]


def seats_url() -> str:
    """The name of the address where a seat is chosen; empty where nobody told."""
    return next(iter(_seats), "")
