"""Bodies, groups, people and profiles that the tests of the room work with."""

from datetime import date
from pathlib import Path
from textwrap import dedent
from typing import Any

from django.http import HttpResponse

from doingoai.accounts.models import Person
from doingoai.agencies.domain import Role
from doingoai.agencies.models import Agency, RoleGrant
from doingoai.agencies.queries import Actor


def agency(slug: str = "so-ngv", name: str = "Sở Ngoại vụ", **more: Any) -> Agency:
    facts = {"name": name, "short": name, "kind": "so"} | more
    return Agency.objects.get_or_create(slug=slug, defaults=facts)[0]


def person(username: str = "ly.mau.binh", name: str = "Lý Mẫu Bình", **more: Any) -> Person:
    return Person.objects.get_or_create(username=username, defaults={"name": name} | more)[0]


def granted(somebody: Person, role: Role, at: Agency | None = None, **days: date | None) -> RoleGrant:
    return RoleGrant.objects.create(person=somebody, agency=at or agency(), role=role, **days)


def actor(*roles: Role, username: str = "", at: Agency | None = None) -> Actor:
    """Somebody who acts with the roles, which they hold."""
    body = at or agency()
    somebody = person(username or f"nguoi.{'.'.join(roles)}", f"Người {' '.join(roles)}")
    for role in roles:
        granted(somebody, role, body)
    return Actor(somebody, body, frozenset(roles))


def profile(folder: Path, **files: str) -> Path:
    """A profile with the files given, by their names without ".yaml"."""
    for name, text in files.items():
        (folder / f"{name}.yaml").write_text(dedent(text), encoding="utf-8")
    return folder


PEOPLE = "/co-quan/nguoi/"
OWN = "ruong bac thang mua nuoc do"


def editor() -> Person:
    """An editor who chose a password of their own."""
    found = person()
    found.set_password(OWN)
    found.save()
    granted(found, Role.EDITOR, valid_from=date(2022, 1, 1))
    return found


def page_of(somebody: Person) -> str:
    """Where the person's page stands."""
    return f"{PEOPLE}{somebody.pk}/"


def text(answer: HttpResponse, status: int = 200) -> str:
    """The page of an answer with the status, spaces folded."""
    assert answer.status_code == status
    return " ".join(answer.content.decode().split())
