"""Who exists, who stands in which group, who may act for whom: on a given day."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from django.db.models import Count, F, Prefetch, Q, QuerySet

from doingoai.accounts.models import Person
from doingoai.agencies.domain import GRANTERS, Alias, Body, Directory, Extent, Kind, Membership, Role, rights
from doingoai.agencies.domain import Group as GroupValue
from doingoai.agencies.models import Agency, Group, GroupMembership, RoleGrant, holding
from doingoai.shell.ordering import by_name
from doingoai.text import alphabetical, bare

KINDS = list(Kind)


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

    @property
    def may_succeed(self) -> bool:
        """Whether they write down what becomes of bodies."""
        return rights.may_succeed(self)

    @property
    def may_grant(self) -> bool:
        """Whether they give accounts and roles."""
        return rights.may_grant(self)

    @property
    def may_reset(self) -> bool:
        """Whether they take lost second factors away and unlock names."""
        return rights.may_reset(self)


def actors(person: Person, *, on: date) -> list[Actor]:
    """All that the person may act as on the day: one for each agency, in the order of the agencies' names."""
    roles: dict[Agency, set[Role]] = defaultdict(set)
    grants = RoleGrant.objects.on(on).filter(person=person).select_related("agency").order_by(by_name("agency__name"))
    for grant in grants:
        roles[grant.agency].add(Role(grant.role))
    return [Actor(person, agency, frozenset(held)) for agency, held in roles.items()]


def actor_for(person: Person, *, on: date, choice: str | None = None) -> Actor | None:
    """The person as they act now: for the agency chosen, else the first; None without any role."""
    return acting(actors(person, on=on), choice)


def acting(found: Sequence[Actor], choice: str | None) -> Actor | None:
    """The one of them who acts for the agency chosen, else the first; None where there is none."""
    return next((actor for actor in found if actor.agency.slug == choice), found[0] if found else None)


def keepers(role: Role) -> QuerySet[RoleGrant]:
    """The grants, without an end, of the role to real people who can sign in."""
    return RoleGrant.objects.filter(role=role, valid_to=None, person__is_active=True, person__is_demo=False)


def people_of(agency: Agency, *, roles: Collection[Role], on: date) -> list[Person]:
    """The people who hold one of the roles at the agency on the day, by name."""
    grants = RoleGrant.objects.on(on).filter(agency=agency, role__in=roles, person__is_active=True)
    return list(Person.objects.filter(pk__in=grants.values("person")).order_by(by_name("name")))


def answering(agency: Agency, own: str) -> str:
    """Who answers for what the agency did: the body `own` where it took over from it, else the agency itself."""
    seen, heir = {agency.pk}, agency.successor
    while heir is not None and heir.pk not in seen:
        if heir.slug == own:
            return own
        seen.add(heir.pk)
        heir = heir.successor
    return agency.slug


def members_on(group: Group, day: date) -> list[Agency]:
    """The bodies of a closed group on the day, in the group's order; none of an open group or a placeholder."""
    if group.extent != Extent.CLOSED:
        return []
    rows = GroupMembership.objects.on(day).filter(group=group).select_related("agency").order_by("order", "pk")
    return _alive(rows, day)


def _alive(rows: Iterable[GroupMembership], day: date) -> list[Agency]:
    """The agencies of the memberships, each once, that exist on the day."""
    return list(dict.fromkeys(row.agency for row in rows if row.agency.is_alive(day)))


def directory(province: str = "") -> Directory:
    """All bodies and groups as values, with every name and every day; four queries."""
    agencies = Agency.objects.select_related("successor").prefetch_related("names")
    bodies = {
        a.slug: Body(
            id=a.slug,
            name=a.name,
            short=a.short,
            kind=a.kind,
            aliases=tuple(_aliases(a)),
            valid_from=a.valid_from,
            valid_to=a.valid_to,
            successor=a.successor.slug if a.successor else None,
        )
        for a in agencies
    }
    return Directory(province, bodies, _groups())


def _groups() -> dict[str, GroupValue]:
    """Every group with its names and members; two queries."""
    members: dict[str, list[Membership]] = defaultdict(list)
    rows = GroupMembership.objects.order_by("order", "pk")
    for slug, body, since, until in rows.values_list("group__slug", "agency__slug", "valid_from", "valid_to"):
        members[slug].append(Membership(body, since, until))
    told: dict[tuple[str, str, str, str], list[Alias]] = defaultdict(list)
    names = ("names__text", "names__valid_from", "names__valid_to")
    groups = Group.objects.order_by(by_name("name"), "names__pk")
    for slug, name, extent, note, *alias in groups.values_list("slug", "name", "extent", "note", *names):
        told[slug, name, extent, note] += [Alias(*alias)] if alias[0] else []
    return {
        slug: GroupValue(
            id=slug, name=name, extent=Extent(extent), aliases=tuple(aliases), members=tuple(members[slug]), note=note
        )
        for (slug, name, extent, note), aliases in told.items()
    }


def named(words: str) -> Q:
    """Agencies whose name, short name or any other name holds the words."""
    return Q(name__icontains=words) | Q(short__icontains=words) | Q(names__text__icontains=words)


def is_alone(actor: Actor) -> bool:
    """Whether the person runs the house alone: both roles are theirs, and nobody else holds either."""
    others = [keepers(role).exclude(person=actor.person) for role in GRANTERS]
    return actor.roles >= GRANTERS and not any(held.exists() for held in others)


def _aliases(agency: Agency) -> Iterator[Alias]:
    """Every other way in which the body is or was written, its former names and short names among them."""
    for former in agency.former_names:
        for text in dict.fromkeys([former.name, former.short]):
            yield Alias(text, former.valid_from, former.valid_to)
    for name in agency.names.all():
        yield Alias(name.text, name.valid_from, name.valid_to)


@dataclass(frozen=True)
class BodyLine:
    """A body in the list: how many people have a role there, whether it exists on the day, what it was before."""

    agency: Agency
    people: int
    is_alive: bool
    name: str
    short: str
    formerly: tuple[str, ...] = ()


@dataclass(frozen=True)
class BodyKind:
    """The bodies of one kind, by name."""

    kind: str
    lines: tuple[BodyLine, ...]


def bodies(
    *,
    day: date,
    today: date,
    words: str = "",
    every: bool = False,
    formerly: Mapping[str, tuple[str, ...]] = MappingProxyType({}),
) -> list[BodyKind]:
    """The bodies alive on the day, or every one, by kind, under their names of the day.

    Narrowed by the words of any of their names, or of what they were before, tones off. The people counted hold their
    roles today. Two queries.
    """
    counted = Count(
        "grants__person", filter=holding(today, "grants__") & Q(grants__person__is_active=True), distinct=True
    )
    rows = Agency.objects.select_related("successor").prefetch_related("names").annotate(people=counted)
    by_kind: dict[str, list[BodyLine]] = defaultdict(list)
    for agency in sorted(rows if every else rows.on(day), key=lambda agency: alphabetical(agency.name)):
        was = formerly.get(agency.slug, ())
        names = (agency.name, agency.short, *was, *(alias.text for alias in _aliases(agency)))
        if _is_named(words, *names):
            told = agency.name_on(day), agency.short_on(day)
            by_kind[agency.kind].append(BodyLine(agency, agency.people, agency.is_alive(day), *told, was))
    return [BodyKind(kind, tuple(by_kind[kind])) for kind in sorted(by_kind, key=_place)]


def _place(kind: str) -> tuple[int, str]:
    return (KINDS.index(Kind(kind)) if kind in KINDS else len(KINDS), kind)


def _is_named(words: str, *names: str) -> bool:
    """Whether every word asked for stands in the names, whatever the tones."""
    within = bare(" ".join(names))
    return all(word in within for word in bare(words).split())


@dataclass(frozen=True)
class GroupLine:
    """A group with those who stand in it on a day; what they are to a group that is not closed is its own affair."""

    group: Group
    names: tuple[str, ...]
    members: tuple[Agency, ...]


def groups(day: date) -> list[GroupLine]:
    """Every group with its members of the day, closed ones first; three queries."""
    memberships = GroupMembership.objects.on(day).select_related("agency").order_by("order", "pk")
    rows = Group.objects.prefetch_related("names", Prefetch("memberships", memberships)).order_by(
        "extent", by_name("name")
    )
    return [
        GroupLine(group, tuple(name.text for name in group.names.all()), tuple(_alive(group.memberships.all(), day)))
        for group in rows
    ]


def choosable(*days: date) -> QuerySet[Agency]:
    """The agencies that exist on one of the days, by name, with those they came from at hand: who may get a role."""
    alive = Q()
    for day in days:
        alive |= holding(day)
    return Agency.objects.filter(alive).prefetch_related("predecessors").order_by(by_name("name"))


def grants_at(agency: Agency) -> list[RoleGrant]:
    """Every role that people have or had at the agency: those that hold first, then the latest to end."""
    rows = RoleGrant.objects.filter(agency=agency).select_related("person", "agency")
    return list(rows.order_by(F("valid_to").desc(nulls_first=True), "person__name", "role"))


def grants_of(person: Person) -> list[RoleGrant]:
    """Every role that the person has or had: those that hold first, then the latest to end."""
    rows = RoleGrant.objects.filter(person=person).select_related("person", "agency", "granted_by")
    return list(rows.order_by(F("valid_to").desc(nulls_first=True), "agency__name", "role"))


@dataclass(frozen=True)
class PersonLine:
    """A person in the list, with the roles they hold on the day."""

    person: Person
    grants: tuple[RoleGrant, ...]


def people(*, on: date, words: str = "", every: bool = False) -> list[PersonLine]:
    """Those who can sign in, or everybody, by name, narrowed by the words of their names and agencies; two queries."""
    held = RoleGrant.objects.on(on).select_related("agency").order_by(by_name("agency__name"), "role")
    rows = Person.objects.prefetch_related(Prefetch("grants", held))
    known = sorted(rows if every else rows.filter(is_active=True), key=lambda p: (alphabetical(p.name), p.username))
    lines = [PersonLine(person, tuple(person.grants.all())) for person in known]
    return [
        line
        for line in lines
        if _is_named(
            words,
            line.person.name,
            line.person.username,
            line.person.email,
            *(f"{grant.agency.name} {grant.agency.short}" for grant in line.grants),
        )
    ]


def names() -> list[str]:
    """The name and the short name of every body: words that no password may lean on; one query."""
    rows = Agency.objects.values_list("name", "short")
    return [name for row in rows for name in row]
