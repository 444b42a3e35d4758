"""The addresses: each with its name, and who may open it and act there, read from the code of its door.

A door refuses with PermissionDenied; an act refuses with an error of its own. Whatever stands in the condition of such
a refusal says who is let through. `tests/house/test_doors.py` opens every page as every role and holds this to it.
"""

import ast
import inspect
import re
import textwrap
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import FunctionType, ModuleType
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from doingoai.agencies.domain import Role
from doingoai.agencies.domain.rights import Right
from doingoai.agencies.queries import Actor
from doingoai.ops.reference.roles import Reach, of_roles, reach_of
from doingoai.ops.reference.words import page, table

DEEPEST = 5
# How a door asks whether the person holds any role at all.
ANY_ROLE = re.compile(r"\bactor\b|\bis_staff\b")
EVERYONE = dict.fromkeys(Role, Reach.ALL)
RANK = list(Reach)


@dataclass(frozen=True)
class Address:
    """An address with its door: whether it asks for a sign-in and for a role, who it lets in, who may act there."""

    path: str
    name: str
    needs_sign_in: bool
    needs_role: bool
    only_posted: bool
    opens: Mapping[Role, Reach]
    acts: Mapping[Role, Reach] | None
    asks_more: tuple[str, ...]


@dataclass(frozen=True)
class Refusal:
    """A condition under which a door or an act refuses: what it asks, and whether it is the door that asks."""

    asks: Any
    by_door: bool


def addresses() -> list[Address]:
    """Every address of the product, in the order of their paths."""
    found = (_address(path, name, pattern) for path, name, pattern in _walk(get_resolver(), "/", ""))
    return sorted(found, key=lambda address: address.path)


def _walk(resolver: URLResolver, path: str, namespace: str) -> Iterator[tuple[str, str, URLPattern]]:
    for pattern in resolver.url_patterns:
        here = path + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            room = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from _walk(pattern, here, room)
        else:
            yield here, f"{namespace}{pattern.name}", pattern


def _address(path: str, name: str, pattern: URLPattern) -> Address:
    doors = list(_layers(pattern.callback))
    refusals = {refusal for door in doors for refusal in _refusals(door, DEEPEST)}
    by_door = [refusal.asks for refusal in refusals if refusal.by_door]
    by_acts = [refusal.asks for refusal in refusals if not refusal.by_door]
    return Address(
        path=path,
        name=name,
        needs_sign_in=getattr(pattern.callback, "login_required", True),
        needs_role=bool(by_door),
        only_posted=any(_only_posted(door) for door in doors),
        opens=_least(by_door),
        acts=_least([*by_door, *by_acts]) if by_acts else None,
        asks_more=tuple(sorted(_asked(ask) for ask in by_door if _reach_of(ask) is None)),
    )


def _layers(function: Any) -> Iterator[FunctionType]:
    """The function and what its decorators wrapped, from the outermost; nothing for what is no function."""
    layer = function
    while layer is not None:
        if isinstance(layer, FunctionType):
            yield layer
        layer = getattr(layer, "__wrapped__", None)


def _only_posted(layer: FunctionType) -> bool:
    return inspect.getclosurevars(layer).nonlocals.get("request_method_list") == ["POST"]


@cache
def _refusals(function: FunctionType, depth: int) -> frozenset[Refusal]:
    """The conditions under which the function, or one of ours that it speaks of, refuses."""
    if not function.__module__.startswith("doingoai.") or not depth:
        return frozenset()
    code = _code(function)
    own = {Refusal(ask, door) for node in ast.walk(code) for ask, door in _condition(node, function)}
    inner = {layer for each in _spoken_of(code, function) for layer in _layers(each) if layer is not function}
    return frozenset(own.union(*(_refusals(each, depth - 1) for each in inner)))


@cache
def _local(function: FunctionType) -> frozenset[str]:
    """The names that the function gives to values of its own."""
    names = (node for node in ast.walk(_code(function)) if isinstance(node, ast.Name | ast.arg))
    return frozenset(
        node.arg if isinstance(node, ast.arg) else node.id
        for node in names
        if isinstance(node, ast.arg) or isinstance(node.ctx, ast.Store)
    )


def _code(function: FunctionType) -> ast.Module:
    """What the function itself does, not what it wraps."""
    return ast.parse(textwrap.dedent(inspect.getsource(function.__code__)))


def _condition(node: ast.AST, function: FunctionType) -> Iterator[tuple[Any, bool]]:
    """What an `if …: raise …` asks: predicates `may_…`, collections of roles, or only that there is an actor."""
    raised = node.body[0] if isinstance(node, ast.If) else None
    if isinstance(node, ast.If) and isinstance(raised, ast.Raise) and raised.exc is not None:
        by_door = "PermissionDenied" in ast.unparse(raised.exc)
        asked = list(_asked_in(node.test, function))
        if by_door and not asked and ANY_ROLE.search(ast.unparse(node.test)):
            asked.append(frozenset(Role))
        yield from ((each, by_door) for each in asked)


def _asked_in(code: ast.AST, function: FunctionType) -> Iterator[Any]:
    """The predicates and the collections of roles that the code names."""
    for thing in _spoken_of(code, function):
        if isinstance(thing, Right) or (isinstance(thing, FunctionType) and thing.__name__.startswith("may_")):
            yield thing
        elif isinstance(thing, set | frozenset) and thing and all(isinstance(member, Role) for member in thing):
            yield frozenset(thing)


def _spoken_of(code: ast.AST, function: FunctionType) -> Iterator[Any]:
    """The things of this house that the code names: `door`, `rights.may_read`, `READERS`."""
    local = _local(function)
    for node in ast.walk(code):
        if isinstance(node, ast.Name) and node.id not in local:
            yield function.__globals__.get(node.id)
        elif isinstance(node, ast.Attribute):
            yield from _attribute(node, function)


def _attribute(node: ast.Attribute, function: FunctionType) -> Iterator[Any]:
    """What `rights.may_read` names, or the question behind a property of the actor's, `actor.may_grant`."""
    holder = function.__globals__.get(node.value.id) if isinstance(node.value, ast.Name) else None
    told = Actor.__dict__.get(node.attr)
    if isinstance(holder, ModuleType):
        if holder.__name__.startswith("doingoai."):
            yield getattr(holder, node.attr, None)
    elif isinstance(told, property):
        yield told.fget


def _reach_of(ask: Any) -> Mapping[Role, Reach] | None:
    """How far each role gets past the question; None where it asks for more than roles."""
    if isinstance(ask, Right):
        return reach_of(ask)
    if not isinstance(ask, FunctionType):
        return of_roles(ask)
    asked = list(_asked_in(_code(ask), ask))
    return _least(asked) if asked else None


def _asked(ask: FunctionType) -> str:
    return inspect.getdoc(ask) or ask.__name__


def _least(asks: Iterable[Any]) -> Mapping[Role, Reach]:
    """How far each role gets where all is asked."""
    reaches = [EVERYONE, *(reach for ask in asks if (reach := _reach_of(ask)) is not None)]
    return {role: min((reach[role] for reach in reaches), key=RANK.index) for role in Role}


def who(reach: Mapping[Role, Reach]) -> str:
    """The roles that get through, as a person says it."""
    every = [role for role in Role if reach[role] is Reach.ALL]
    own = [role for role in Role if reach[role] is Reach.OWN]
    if len(every) == len(Role):
        return "everyone with a role"
    if len(every) == len(Role) - 1:
        return "every role but " + next(role.value for role in Role if role not in every)
    told = [", ".join(every), f"{', '.join(own)} of the agency" if own else ""]
    return "; ".join(words for words in told if words) or "nobody"


def _opens(address: Address) -> str:
    if not address.needs_sign_in:
        return "anyone"
    more = [words[:1].lower() + words[1:].rstrip(".") for words in address.asks_more]
    return "; ".join([who(address.opens) if address.needs_role else "everyone signed in", *more])


def _acts(address: Address) -> str:
    if address.acts is None:
        return _opens(address) if address.only_posted else "–"
    return who(address.acts)


def urls_page() -> str:
    """The page about addresses."""
    rows = [
        (f"`{address.path}`", address.name, "–" if address.only_posted else _opens(address), _acts(address))
        for address in addresses()
    ]
    return page(
        "Addresses",
        "Every address, its name in the code, who may open the page and who may do what is done there. "
        "What the roles are: [roles.md](roles.md).",
        "Without a name: `/healthz` answers machines before anything else, and `/static/` is served by the web server.",
        table(("address", "name", "who opens it", "who acts there"), rows),
    )
