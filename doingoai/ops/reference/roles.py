"""The roles: what each may do, asked of the very predicates that the doors and acts ask."""

import inspect
import pkgutil
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from enum import StrEnum
from importlib import import_module
from types import ModuleType

from django.apps import apps

from doingoai.agencies.domain import Role
from doingoai.agencies.domain.rights import Right
from doingoai.agencies.models import Agency
from doingoai.ops.reference.words import page, table

CAPTION = re.compile(r'= "(\w+)"  # (.+)')
OWN, OTHER = "own", "other"


class Reach(StrEnum):
    """How far a right goes."""

    NONE = "–"
    OWN = "own agency"
    ALL = "yes"


@dataclass(frozen=True)
class _Somebody:
    """A person with one role at one agency."""

    roles: frozenset[Role]
    agency: Agency


def rights() -> list[Right]:
    """Every right that a room's domain knows, each once, in the order in which they are written."""
    found = (each for module in _domains() for each in vars(module).values() if isinstance(each, Right))
    return list(dict.fromkeys(found))


def reach_of(right: Right) -> dict[Role, Reach]:
    """How far each role alone may do it: for its own agency, for every agency, or not at all."""
    return {role: _reach(right, role) for role in Role}


def of_roles(holders: Collection[Role]) -> dict[Role, Reach]:
    """The reach of a right that hangs on the role alone."""
    return {role: Reach.ALL if role in holders else Reach.NONE for role in Role}


def _reach(right: Right, role: Role) -> Reach:
    actor = _Somebody(frozenset({role}), Agency(slug=OWN))
    if right(actor, OTHER):
        return Reach.ALL
    return Reach.OWN if right(actor, OWN) else Reach.NONE


def _domains() -> Iterator[ModuleType]:
    for app in sorted(apps.get_app_configs(), key=lambda config: config.name):
        if app.name.startswith("doingoai."):
            yield from _modules(app.name)


def _modules(room: str) -> Iterator[ModuleType]:
    try:
        domain = import_module(f"{room}.domain")
    except ModuleNotFoundError:
        return
    yield domain
    for found in pkgutil.walk_packages(getattr(domain, "__path__", ()), f"{domain.__name__}."):
        yield import_module(found.name)


def roles_page() -> str:
    """The page about roles."""
    told = dict(CAPTION.findall(inspect.getsource(Role)))
    rows = [(right.words, *(reach_of(right)[role] for role in Role)) for right in rights()]
    return page(
        "Roles",
        "A person holds roles at an agency, from one day to another, and acts for one agency at a time. Several roles "
        "add up. A person without a role may sign in and read their notices, nothing else.",
        table(("role", "what it is"), [(f"`{role.value}`", told.get(role.value, "")) for role in Role]),
        "## What each may do",
        "*own agency*: for the agency for which the person acts. Every act asks again, whatever the page shows.",
        table(("what", *(role.value for role in Role)), rows),
    )
