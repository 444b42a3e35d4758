"""Bodies, groups and roles as values: what the importer, the rights and the reports know of agencies."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from doingoai.text import canonical


class Role(StrEnum):
    """What a person may do, at one agency, from one day to another."""

    COORDINATOR = "coordinator"  # runs the plan and the reports for the province
    EDITOR = "editor"  # records the agency's work and drafts its part
    HEAD = "head"  # signs the agency's part
    FINANCE = "finance"  # sees and appraises money
    LEADER = "leader"  # reads all, approves
    VIEWER = "viewer"  # reads
    ADMINISTRATOR = "administrator"  # people and settings; no right to read drafts


# Those who give and end roles, and make accounts.
GRANTERS = frozenset({Role.COORDINATOR, Role.ADMINISTRATOR})
# Those who need a second factor beside the password: what they may do reaches every agency, or the money.
TWO_FACTOR = frozenset({Role.COORDINATOR, Role.FINANCE, Role.LEADER, Role.ADMINISTRATOR})


class Kind(StrEnum):
    """What sort of body it is, in the order in which a province lists them."""

    GOVERNMENT = "chinh-quyen"
    COUNCIL = "dan-cu"
    PARTY = "dang"
    OFFICE = "van-phong"
    DEPARTMENT = "so"
    BOARD = "ban"
    ARMED = "vu-trang"
    PRESS = "bao-chi"
    ASSOCIATION = "hoi"
    ENTERPRISE = "doanh-nghiep"
    DISTRICT = "cap-huyen"
    DISTRICT_OFFICE = "van-phong-huyen"
    COMMUNE = "cap-xa"
    NEIGHBOUR = "tinh-khac"
    CENTRAL = "trung-uong"
    FOREIGN = "nuoc-ngoai"


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
    note: str = ""

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


@dataclass(frozen=True)
class NewPerson:
    """Somebody who shall have an account."""

    username: str
    name: str
    email: str = ""


def day_within(year: int, today: date) -> date:
    """The day of the year that is nearest to today: today itself, the last of a past year, the first of a later one."""
    return min(max(today, date(year, 1, 1)), date(year, 12, 31))


@dataclass(frozen=True)
class Clash:
    """A name that means two bodies on one day."""

    text: str
    bodies: tuple[str, str]


def clashes(bodies: Iterable[Body]) -> Iterator[Clash]:
    """Each name that two bodies bear on a day when both exist: whoever reads it cannot tell which is meant."""
    bearers: dict[str, list[tuple[Body, Alias]]] = defaultdict(list)
    for body in bodies:
        names = (*body.aliases, Alias(body.short), Alias(body.name))
        for key, name in {canonical(name.text).casefold(): name for name in names}.items():
            for other, same in bearers[key]:
                if _share_a_day(body, other, name, same):
                    yield Clash(name.text, (other.id, body.id))
            bearers[key].append((body, name))


def _share_a_day(*rows: Body | Alias) -> bool:
    first = max(row.valid_from or date.min for row in rows)
    return first <= min(row.valid_to or date.max for row in rows)
