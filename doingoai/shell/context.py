"""What every page of the workplace knows: the province, the year, the rail, the bell."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from doingoai.shell.registry import NavEntry, Words, entries, seats, seats_url, unread
from doingoai.shell.years import has_samples, known_years, working_year


@cache
def province(folder: Path | None = None) -> str:
    """The province's name as its profile says; empty where it says none."""
    path = (folder or settings.PROFILE_DIR) / "profile.yaml"
    return str((yaml.safe_load(path.read_text(encoding="utf-8")) or {}).get("province", "")) if path.exists() else ""


@dataclass(frozen=True)
class Item:
    """An entry of the rail, ready to be drawn."""

    icon: str
    label: Words
    url: str
    count: int
    is_current: bool


@dataclass(frozen=True)
class Section:
    """A part of the rail under its heading."""

    title: Words
    items: list[Item]


def rail(request: HttpRequest) -> list[Section]:
    """The rail as this person sees it."""
    sections: list[Section] = []
    for entry in entries():
        if entry.shown is not None and not entry.shown(request):
            continue
        if not sections or str(sections[-1].title) != str(entry.section):
            sections.append(Section(entry.section, []))
        sections[-1].items.append(_item(entry, request))
    _mark_current(sections, request.path)
    return sections


def _item(entry: NavEntry, request: HttpRequest) -> Item:
    count = entry.count(request) if entry.count else 0
    return Item(entry.icon, entry.label, reverse(entry.url_name), count, is_current=False)


def _mark_current(sections: list[Section], path: str) -> None:
    """The entry whose address is the longest beginning of the path is the current one."""
    urls = [
        item.url for section in sections for item in section.items if path == item.url or _lies_under(path, item.url)
    ]
    here = max(urls, key=len, default=None)
    for section in sections:
        section.items[:] = [
            Item(item.icon, item.label, item.url, item.count, item.url == here) for item in section.items
        ]


def _lies_under(path: str, url: str) -> bool:
    return url != "/" and path.startswith(url)


def frame(request: HttpRequest) -> dict[str, Any]:
    """The context of the frame; nothing is looked up until a template asks."""
    today = timezone.localdate()
    signed_in = getattr(request, "user", None) is not None and request.user.is_authenticated
    year = SimpleLazyObject(lambda: working_year(request, today_year=today.year))
    return {
        "province": province(),
        "today": today,
        "working_year": year,
        "this_year": today.year,
        "years": SimpleLazyObject(lambda: known_years(request)),
        "rail": SimpleLazyObject(lambda: rail(request) if signed_in else []),
        "has_samples": SimpleLazyObject(lambda: signed_in and has_samples(request, today_year=today.year)),
        "seats": SimpleLazyObject(lambda: seats(request) if signed_in else []),
        "seats_url": seats_url(),
        "is_on_trial": not settings.SECOND_FACTOR_REQUIRED,
        "unread": SimpleLazyObject(lambda: unread(request) if signed_in else 0),
        "theme": getattr(getattr(request, "user", None), "theme", "auto"),
    }
