"""The roles: what each may do, asked of the very predicates that the doors and acts ask."""

import inspect
import pkgutil
import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from importlib import import_module
from types import ModuleType
from typing import Any

from django.apps import apps

from doingoai.agencies.domain import GRANTERS, Role
from doingoai.ops.reference.words import first_line, page, table
from doingoai.ops.views import READERS

CAPTION = re.compile(r'= "(\w+)"  # (.+)')
OWN, OTHER = "own", "other"


class Reach(StrEnum):
    """How far a right goes."""

    NONE = "–"
    OWN = "own agency"
    ALL = "yes"


@dataclass(frozen=True)
class Right:
    """Something that may be done, and how far each role may."""

    words: str
    reach: Mapping[Role, Reach]


def rights() -> list[Right]:
    """Every right that a room's domain knows, and those of rooms that keep theirs with the act."""
    return [
        *(Right(_words(each), reach_of(each)) for each in predicates()),
        Right("accounts and roles may be given and ended", of_roles(GRANTERS)),
        Right("the record of everybody's acts may be read", of_roles(READERS)),
    ]


def predicates() -> Iterator[Callable[..., bool]]:
    """The functions `may_…(roles, …)` of the rooms' domains, in the order in which they are written."""
    for module in _domains():
        for name, each in vars(module).items():
            if name.startswith("may_") and getattr(each, "__module__", "") == module.__name__ and is_of_roles(each):
                yield each


def is_of_roles(predicate: Callable[..., bool]) -> bool:
    """Whether the predicate asks for roles first, so that each role can be put to it."""
    return next(iter(inspect.signature(predicate).parameters), "") == "roles"


def reach_of(predicate: Callable[..., bool]) -> dict[Role, Reach]:
    """How far each role alone may do it: for its own agency, for every agency, or not at all."""
    return {role: _reach(predicate, role) for role in Role}


def of_roles(holders: Collection[Role]) -> dict[Role, Reach]:
    """The reach of a right that hangs on the role alone."""
    return {role: Reach.ALL if role in holders else Reach.NONE for role in Role}


def _reach(predicate: Callable[..., bool], role: Role) -> Reach:
    _, *others = inspect.signature(predicate).parameters.values()
    if not others:
        return Reach.ALL if predicate({role}) else Reach.NONE
    if predicate({role}, *_said(others, OTHER)):
        return Reach.ALL
    return Reach.OWN if predicate({role}, *_said(others, OWN)) else Reach.NONE


def _said(parameters: list[inspect.Parameter], agency: str) -> list[Any]:
    """The person's own agency, then the agency in question: one, or a collection of one."""
    _, *rest = parameters
    return [OWN, *({agency} if "Collection" in str(parameter.annotation) else agency for parameter in rest)]


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


def _words(predicate: Callable[..., bool]) -> str:
    return first_line(predicate.__doc__).removeprefix("Whether ").rstrip(".")


def roles_page() -> str:
    """The page about roles."""
    told = dict(CAPTION.findall(inspect.getsource(Role)))
    rows = [(right.words, *(right.reach[role] for role in Role)) for right in rights()]
    return page(
        "Roles",
        "A person holds roles at an agency, from one day to another, and acts for one agency at a time. Several roles "
        "add up. A person without a role may sign in and read their notices, nothing else.",
        table(("role", "what it is"), [(f"`{role.value}`", told.get(role.value, "")) for role in Role]),
        "## What each may do",
        "*own agency*: for the agency for which the person acts. Every act asks again, whatever the page shows.",
        table(("what", *(role.value for role in Role)), rows),
    )
