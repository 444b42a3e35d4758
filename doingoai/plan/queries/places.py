"""The places that the province's profile lists."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path

from django.conf import settings
from django.db.models import Q

from doingoai.agencies.profile import ProfileError, Raw, entries
from doingoai.plan.domain.places import Place, found
from doingoai.text import alphabetical, bare

BORDER_COMMUNES = "Xã, phường biên giới"


def places() -> tuple[Place, ...]:
    """Every place of the profile, whenever it was one."""
    return _read(Path(settings.PROFILE_DIR))


@cache
def _read(folder: Path) -> tuple[Place, ...]:
    rows = entries(folder, "places.yaml")
    try:
        names = {row["code"]: row["name"] for row in rows}
        return tuple(_place(row, names) for row in rows)
    except (KeyError, TypeError) as error:
        raise ProfileError(f"places.yaml: thiếu hoặc sai {error}; mỗi nơi cần code, kind, name") from error


def _place(row: Raw, names: Mapping[str, str]) -> Place:
    return Place(
        code=row["code"],
        kind=row["kind"],
        name=row["name"],
        aliases=tuple(row.get("aliases", ())),
        within=names.get(row.get("within", ""), ""),
        is_border=row.get("border", False),
        valid_from=row.get("from"),
        valid_to=row.get("to"),
    )


def place_code(words: str, on: date) -> str:
    """The code of the place that the words name on the day; empty where the profile lists none, or several."""
    place = found(places(), words, on)
    return place.code if place else ""


def at_place(words: str, year: int) -> Q:
    """The evidence at the place that the words name in the year, at all border communes, or where they were told."""
    if bare(words) == bare(BORDER_COMMUNES):
        return Q(place_code__in=[place.code for place in places() if place.is_border])
    codes = {place_code(words, on) for on in (date(year, 1, 1), date(year, 12, 31))} - {""}
    return Q(place_code__in=codes) if codes else Q(place__icontains=words)


def by_code() -> dict[str, Place]:
    """The places by their codes."""
    return {place.code: place for place in places()}


def in_year(year: int) -> list[Place]:
    """The places that were there on some day of the year, by name."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    there = [place for place in places() if place.is_there(first) or place.is_there(last)]
    return sorted(there, key=lambda place: alphabetical(place.name))
