"""Bodies, groups and roles as values: what the importer, the rights and the reports know of agencies."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class Role(StrEnum):
    """What a person may do, at one agency, from one day to another."""

    COORDINATOR = "coordinator"  # runs the plan and the reports for the province
    EDITOR = "editor"  # records the agency's work and drafts its part
    HEAD = "head"  # signs the agency's part
    FINANCE = "finance"  # sees and appraises money
    LEADER = "leader"  # reads all, approves
    VIEWER = "viewer"  # reads
    ADMINISTRATOR = "administrator"  # people and settings; no right to read drafts


class Extent(StrEnum):
    """How far a group reaches."""

    CLOSED = "closed"  # the members are known: an assignment fans out to them
    OPEN = "open"  # a kind of body whose list is not closed ("các cơ quan báo chí")
    PLACEHOLDER = "placeholder"  # "có liên quan": never expands; ask


@dataclass(frozen=True)
class Alias:
    """Another way the name is written, in use from one day to another (both included)."""

    text: str
    valid_from: date | None = None
    valid_to: date | None = None


@dataclass(frozen=True)
class Body:
    """One agency: `id` is a stable slug; `name` the full Vietnamese name; `short` the office's own short form."""

    id: str
    name: str
    short: str
    kind: str
    aliases: tuple[Alias, ...] = ()
    valid_from: date | None = None
    valid_to: date | None = None
    successor: str | None = None

    def is_alive(self, on: date) -> bool:
        """Whether the body exists on the day."""
        return (self.valid_from is None or self.valid_from <= on) and (self.valid_to is None or on <= self.valid_to)


@dataclass(frozen=True)
class Membership:
    """A body's place in a group, from one day to another."""

    body: str
    valid_from: date | None = None
    valid_to: date | None = None

    def holds(self, on: date) -> bool:
        """Whether the body is a member on the day."""
        return (self.valid_from is None or self.valid_from <= on) and (self.valid_to is None or on <= self.valid_to)


@dataclass(frozen=True)
class Group:
    """Several bodies under one name ("các sở, ban, ngành")."""

    id: str
    name: str
    extent: Extent
    aliases: tuple[Alias, ...] = ()
    members: tuple[Membership, ...] = ()

    def members_on(self, on: date) -> tuple[str, ...]:
        """The ids of the members on the day, in the group's own order; none unless the group is closed."""
        if self.extent is not Extent.CLOSED:
            return ()
        return tuple(m.body for m in self.members if m.holds(on))


@dataclass(frozen=True)
class Directory:
    """All bodies and groups that a province knows; the province's own name and place stand beside them."""

    province: str = ""
    bodies: Mapping[str, Body] = field(default_factory=dict)
    groups: Mapping[str, Group] = field(default_factory=dict)
