"""Bring the profile in; give and end roles."""

from datetime import date, datetime, timedelta
from pathlib import Path

from django.db import transaction

from doingoai.accounts.models import Person
from doingoai.agencies.domain import Alias, Body, Role
from doingoai.agencies.domain import Group as GroupValue
from doingoai.agencies.models import Agency, AgencyName, Group, GroupMembership, GroupName, RoleGrant
from doingoai.agencies.profile import entries, load_directory
from doingoai.agencies.queries import Actor
from doingoai.audit.actions import record

GRANTERS = frozenset({Role.COORDINATOR, Role.ADMINISTRATOR})


class MayNotGrant(Exception):
    """Roles are given by the coordinator or an administrator."""

    def __init__(self) -> None:
        super().__init__("Chỉ điều phối viên hoặc quản trị viên giao và kết thúc vai trò.")


@transaction.atomic
def load_profile(folder: Path, *, at: datetime) -> int:
    """Bring bodies, names, groups and members up to the profile, adding and correcting, never deleting.

    Returns how many bodies and groups the profile holds.

    :raises ProfileError: if the profile cannot be read; then nothing is changed
    """
    directory = load_directory(folder)
    notes = {raw["id"]: raw for raw in entries(folder, "agencies.yaml")}
    rows = {body.id: _agency(body, bool(notes[body.id].get("verified"))) for body in directory.bodies.values()}
    for body in directory.bodies.values():
        row = rows[body.id]
        row.successor = rows.get(body.successor or "")
        row.source = str(notes[body.id].get("source", ""))
        row.save(update_fields=["successor", "source"])
        for alias in body.aliases:
            AgencyName.objects.update_or_create(agency=row, text=alias.text, defaults=_days(alias))
    for group in directory.groups.values():
        _group(group, rows)
    count = len(directory.bodies) + len(directory.groups)
    record(None, "load_profile", ("profile", folder.name), at=at, summary=f"{count} cơ quan và nhóm")
    return count


def _agency(body: Body, verified: bool) -> Agency:
    facts = {"name": body.name, "short": body.short, "kind": body.kind, "verified": verified}
    days = {"valid_from": body.valid_from, "valid_to": body.valid_to}
    return Agency.objects.update_or_create(slug=body.id, defaults=facts | days)[0]


def _days(alias: Alias) -> dict[str, date | None]:
    return {"valid_from": alias.valid_from, "valid_to": alias.valid_to}


def _group(value: GroupValue, agencies: dict[str, Agency]) -> None:
    facts = {"name": value.name, "extent": value.extent}
    group = Group.objects.update_or_create(slug=value.id, defaults=facts)[0]
    for alias in value.aliases:
        GroupName.objects.update_or_create(group=group, text=alias.text, defaults=_days(alias))
    for order, member in enumerate(value.members):
        GroupMembership.objects.update_or_create(
            group=group,
            agency=agencies[member.body],
            valid_from=member.valid_from,
            defaults={"valid_to": member.valid_to, "order": order},
        )


@transaction.atomic
def grant_role(person: Person, agency: Agency, role: Role, *, by: Actor | None, at: datetime) -> RoleGrant:
    """Give the person a role at the agency from today; a role already held stays as it is.

    `by` is None where the installation makes its first coordinator.

    :raises MayNotGrant: if the giver is neither coordinator nor administrator
    """
    if by is not None and not by.roles & GRANTERS:
        raise MayNotGrant
    grant, made = RoleGrant.objects.get_or_create(
        person=person,
        agency=agency,
        role=role,
        valid_to=None,
        defaults={"valid_from": at.date(), "granted_by": by.person if by else None},
    )
    if made:
        giver = by.person if by else None
        record(giver, "grant_role", person, at=at, agency=agency.slug, after={"role": role.value})
    return grant


@transaction.atomic
def end_role(grant: RoleGrant, *, on: date | None = None, by: Actor, at: datetime) -> None:
    """End the role: the day before counts as its last, or the day given.

    :raises MayNotGrant: if the person is neither coordinator nor administrator
    """
    if not by.roles & GRANTERS:
        raise MayNotGrant
    last = on or at.date() - timedelta(days=1)
    if grant.valid_from and last < grant.valid_from:
        # Given and ended within a day: it never held.
        grant.valid_from = last
    grant.valid_to = last
    grant.save(update_fields=["valid_from", "valid_to"])
    record(by.person, "end_role", grant.person, at=at, agency=grant.agency.slug, before={"role": grant.role})
