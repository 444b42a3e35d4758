"""Who exists, who stands in which group, who may act for whom: on a given day."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, Q

from doingoai.accounts.models import Person
from doingoai.agencies.domain import Alias, Body, Directory, Extent, Membership, Role
from doingoai.agencies.domain import Group as GroupValue
from doingoai.agencies.models import Agency, Group, GroupMembership, RoleGrant


@dataclass(frozen=True)
class Actor:
    """A person acting for one agency, with the roles they hold there on the day."""

    person: Person
    agency: Agency
    roles: frozenset[Role]

    @property
    def is_coordinator(self) -> bool:
        """Whether they run the plan for the province."""
        return Role.COORDINATOR in self.roles


def actors(person: Person, *, on: date) -> list[Actor]:
    """All that the person may act as on the day: one for each agency, in the order of the agencies' names."""
    roles: dict[Agency, set[Role]] = defaultdict(set)
    grants = RoleGrant.objects.on(on).filter(person=person).select_related("agency").order_by("agency__name")
    for grant in grants:
        roles[grant.agency].add(Role(grant.role))
    return [Actor(person, agency, frozenset(held)) for agency, held in roles.items()]


def actor_for(person: Person, *, on: date, choice: str | None = None) -> Actor | None:
    """The person as they act now: for the agency chosen, else the first; None without any role."""
    found = actors(person, on=on)
    return next((actor for actor in found if actor.agency.slug == choice), found[0] if found else None)


def people_of(agency: Agency, *, roles: Collection[Role], on: date) -> list[Person]:
    """The people who hold one of the roles at the agency on the day, by name."""
    grants = RoleGrant.objects.on(on).filter(agency=agency, role__in=roles, person__is_active=True)
    return list(Person.objects.filter(pk__in=grants.values("person")).order_by("name"))


def members_on(group: Group, day: date) -> list[Agency]:
    """The bodies of a closed group on the day, in the group's order; none of an open group or a placeholder."""
    if group.extent != Extent.CLOSED:
        return []
    rows = GroupMembership.objects.on(day).filter(group=group).select_related("agency").order_by("order", "pk")
    return [row.agency for row in rows if row.agency.is_alive(day)]


def directory(province: str = "") -> Directory:
    """All bodies and groups as values, with every name and every day; four queries."""
    agencies = Agency.objects.select_related("successor").prefetch_related("names")
    groups = Group.objects.prefetch_related(
        "names", Prefetch("memberships", GroupMembership.objects.select_related("agency").order_by("order", "pk"))
    )
    bodies = {
        a.slug: Body(
            id=a.slug,
            name=a.name,
            short=a.short,
            kind=a.kind,
            aliases=tuple(Alias(n.text, n.valid_from, n.valid_to) for n in a.names.all()),
            valid_from=a.valid_from,
            valid_to=a.valid_to,
            successor=a.successor.slug if a.successor else None,
        )
        for a in agencies
    }
    values = {
        g.slug: GroupValue(
            id=g.slug,
            name=g.name,
            extent=Extent(g.extent),
            aliases=tuple(Alias(n.text, n.valid_from, n.valid_to) for n in g.names.all()),
            members=tuple(Membership(m.agency.slug, m.valid_from, m.valid_to) for m in g.memberships.all()),
        )
        for g in groups
    }
    return Directory(province, bodies, values)


def named(words: str) -> Q:
    """Agencies whose name, short name or any other name holds the words."""
    return Q(name__icontains=words) | Q(short__icontains=words) | Q(names__text__icontains=words)
