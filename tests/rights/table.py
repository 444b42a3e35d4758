"""The table: for each address by its name, who opens it and who acts there. Whoever is not named is refused.

A row says where the address leads in the world of the tests (what lies there belongs to one agency), who gets the page,
who posts to it, and what they post. An address without a row fails the build.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

from tests.rights.world import LOCAL, NOBODY, SEATS, STRANGER

Body = Mapping[str, Any] | Callable[[SimpleNamespace], Mapping[str, Any]]
NONE: frozenset[str] = frozenset()
ALL = frozenset({STRANGER, NOBODY, *SEATS})
SIGNED_IN = ALL - {STRANGER}
ANY_ROLE = frozenset(SEATS)
STAFF = ANY_ROLE - {"administrator"}
COORDINATOR = frozenset({"coordinator"})
ADMINISTRATOR = frozenset({"administrator"})
GRANTERS = frozenset({"coordinator", "administrator"})
WRITERS = frozenset({"coordinator", "editor", "head"})  # of the agency whose thing it is, and the coordinator
OWN_WRITERS = frozenset({"editor", "head"})
HEAD = frozenset({"coordinator", "head"})
RECORDERS = WRITERS | {"other editor", "other head"}  # each in the name of their own agency
HEADS = HEAD | {"other head"}
READERS_OF_PART = frozenset({"coordinator", "leader", *(role.value for role in LOCAL)})
OVERSEERS = frozenset({"coordinator", "leader", "administrator"})


@dataclass(frozen=True)
class Row:
    """One address: its path in the world, who gets it, who acts there with what, and what is done before."""

    at: str
    get: frozenset[str] = NONE
    post: frozenset[str] = NONE
    body: Body = field(default_factory=dict)
    first: Callable[[SimpleNamespace], object] | None = None
    # An act that leaves no entry on the record: it is enough that it is not refused.
    quiet: bool = False
    # What is sent begins as the form stands on the page.
    form: bool = False


def page(at: str, get: frozenset[str]) -> Row:
    """An address where nothing is done."""
    return Row(at, get)
