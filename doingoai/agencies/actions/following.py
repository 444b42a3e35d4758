"""What of this room follows when a body is succeeded: people with their roles, focal officers, places in groups."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any, TypeVar

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from doingoai.agencies.domain.succession import Change, Passing
from doingoai.agencies.models import Agency, Dated, FocalOfficer, GroupMembership, RoleGrant, Spokesperson
from doingoai.agencies.registry import Follower, Move, Moves
from doingoai.shell.ordering import by_name

D = TypeVar("D", bound=Dated)
Memo = Mapping[str, Any]


def still_open(on: date) -> Q:
    """The condition that a dated row holds on the day or later."""
    return Q(valid_to=None) | Q(valid_to__gte=on)


def end_rows(rows: Iterable[D], last: date) -> list[list[Any]]:
    """Let the rows end with the day; those that began later never held. Gives back what they were."""
    was = []
    for row in rows:
        was.append([row.pk, *(day.isoformat() if day else None for day in (row.valid_from, row.valid_to))])
        if row.valid_from and row.valid_from > last:
            row.valid_from = last
        row.valid_to = last
        row.save(update_fields=["valid_from", "valid_to"])
    return was


def reopen_rows(model: type[Dated], was: Iterable[Sequence[Any]]) -> None:
    """Give the rows the days back that they had."""
    for key, first, last in was:
        days = {"valid_from": first, "valid_to": last}
        model._default_manager.filter(pk=key).update(**{name: _day(text) for name, text in days.items()})


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _grants(passing: Passing) -> list[RoleGrant]:
    """The roles at the predecessors that hold on the day or later."""
    rows = RoleGrant.objects.filter(still_open(passing.on), agency__slug__in=passing.predecessors)
    return list(rows.select_related("person", "agency").order_by(by_name("person__name"), "role", "pk"))


def _people(passing: Passing) -> list[Moves]:
    rows = tuple(
        Move(f"grant:{grant.pk}", f"{grant.person.name}, {grant.word}", grant.agency.slug) for grant in _grants(passing)
    )
    return [Moves(_("People and roles"), rows)]


def _people_follow(passing: Passing, at: datetime) -> Memo:
    heirs = {agency.slug: agency for agency in Agency.objects.filter(slug__in=passing.successors)}
    going = [g for g in _grants(passing) if passing.heir(f"grant:{g.pk}") != g.agency.slug]
    made = []
    for grant in going:
        heir = heirs.get(passing.heir(f"grant:{grant.pk}") or "")
        if heir is None:
            continue
        same = RoleGrant.objects.filter(still_open(passing.on), person=grant.person, agency=heir, role=grant.role)
        if not same.exists():
            first = max(passing.on, grant.valid_from or passing.on)
            facts = {"valid_from": first, "valid_to": grant.valid_to, "granted_by": grant.granted_by}
            made.append(RoleGrant.objects.create(person=grant.person, agency=heir, role=grant.role, **facts).pk)
    return {"ended": end_rows(going, passing.last), "made": made}


def _people_undo(passing: Passing, memo: Memo, at: datetime) -> None:
    RoleGrant.objects.filter(pk__in=memo["made"]).delete()
    reopen_rows(RoleGrant, memo["ended"])


def _stays(passing: Passing) -> list[GroupMembership]:
    """The places of the predecessors in groups on the day or later."""
    rows = GroupMembership.objects.filter(still_open(passing.on), agency__slug__in=passing.predecessors)
    return list(rows.select_related("agency", "group").order_by(by_name("group__name"), "pk"))


def _groups(passing: Passing) -> list[Moves]:
    rows = tuple(Move(f"group:{stay.pk}", stay.group.name, stay.agency.slug) for stay in _stays(passing))
    return [Moves(_("Places in groups"), rows, is_divided=False)]


def _groups_follow(passing: Passing, at: datetime) -> Memo:
    stays, made = _stays(passing), []
    # Who takes over the work of a body that was dissolved is not of its kind: the province is no district.
    joining = list(Agency.objects.filter(slug__in=() if passing.kind is Change.DISSOLVE else passing.successors))
    for stay in stays:
        for heir in joining:
            if not GroupMembership.objects.filter(still_open(passing.on), group=stay.group, agency=heir).exists():
                facts = {"order": stay.order, "valid_from": passing.on, "valid_to": stay.valid_to}
                made.append(GroupMembership.objects.create(group=stay.group, agency=heir, **facts).pk)
    ending = [stay for stay in stays if stay.agency.slug in passing.ended]
    return {"ended": end_rows(ending, passing.last), "made": made}


def _groups_undo(passing: Passing, memo: Memo, at: datetime) -> None:
    GroupMembership.objects.filter(pk__in=memo["made"]).delete()
    reopen_rows(GroupMembership, memo["ended"])


def _officers(passing: Passing) -> list[FocalOfficer]:
    """The focal officers of the predecessors on the day or later."""
    rows = FocalOfficer.objects.filter(still_open(passing.on), agency__slug__in=passing.predecessors)
    return list(rows.select_related("agency").order_by(by_name("agency__name"), "pk"))


def _focal(passing: Passing) -> list[Moves]:
    rows = tuple(Move(f"focal:{row.pk}", str(row), row.agency.slug) for row in _officers(passing))
    return [Moves(_("Focal officers"), rows)]


def _focal_follow(passing: Passing, at: datetime) -> Memo:
    heirs = {agency.slug: agency for agency in Agency.objects.filter(slug__in=passing.successors)}
    going = [row for row in _officers(passing) if passing.heir(f"focal:{row.pk}") != row.agency.slug]
    made = []
    for row in going:
        heir = heirs.get(passing.heir(f"focal:{row.pk}") or "")
        # A body has one: where the successor has its own, that one stays.
        if heir is None or FocalOfficer.objects.filter(still_open(passing.on), agency=heir).exists():
            continue
        facts = {name: getattr(row, name) for name in ("name", "post", "phone", "email", "person", "valid_to")}
        first = max(passing.on, row.valid_from or passing.on)
        made.append(FocalOfficer.objects.create(agency=heir, valid_from=first, **facts).pk)
    return {"ended": end_rows(going, passing.last), "made": made}


def _focal_undo(passing: Passing, memo: Memo, at: datetime) -> None:
    FocalOfficer.objects.filter(pk__in=memo["made"]).delete()
    reopen_rows(FocalOfficer, memo["ended"])


def _speakers(passing: Passing) -> list[Spokesperson]:
    """Those who speak for bodies that end, on the day or later."""
    rows = Spokesperson.objects.filter(still_open(passing.on), agency__slug__in=passing.ended)
    return list(rows.select_related("agency").order_by(by_name("agency__name"), "pk"))


def _speaking(passing: Passing) -> list[Moves]:
    rows = tuple(Move(f"speaker:{row.pk}", str(row), row.agency.slug) for row in _speakers(passing))
    return [Moves(_("Spokespersons, whose authority ends"), rows, is_divided=False)]


def _speaking_ends(passing: Passing, at: datetime) -> Memo:
    # Nobody inherits the word: the head of the successor authorises anew.
    return {"ended": end_rows(_speakers(passing), passing.last)}


def _speaking_undo(passing: Passing, memo: Memo, at: datetime) -> None:
    reopen_rows(Spokesperson, memo["ended"])


SPEAKERS = Follower(_speaking, _speaking_ends, _speaking_undo)
FOCAL = Follower(_focal, _focal_follow, _focal_undo)
PEOPLE = Follower(_people, _people_follow, _people_undo)
GROUPS = Follower(_groups, _groups_follow, _groups_undo)
