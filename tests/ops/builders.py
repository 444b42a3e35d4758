"""People with roles, for the pages of the room."""

from datetime import date

from doingoai.accounts.models import Person
from doingoai.agencies.domain import Role
from doingoai.agencies.models import Agency, RoleGrant


def agency(slug: str = "so-ngv", name: str = "Sở Ngoại vụ") -> Agency:
    return Agency.objects.get_or_create(slug=slug, defaults={"name": name, "short": name, "kind": "sở"})[0]


def person(*roles: Role, username: str = "ly.mau.binh", name: str = "Lý Mẫu Bình", of: Agency | None = None) -> Person:
    somebody = Person.objects.create(username=username, name=name)
    for role in roles:
        RoleGrant.objects.create(person=somebody, agency=of or agency(), role=role, valid_from=date(2022, 1, 1))
    return somebody
