"""Bring the profile in: bodies, names, groups, and what its days say of bodies that ended."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date, datetime, timedelta
from pathlib import Path

from django.db import transaction

from doingoai.agencies.actions.successions import settle
from doingoai.agencies.domain import Alias, Body, Directory, Membership
from doingoai.agencies.domain import Group as GroupValue
from doingoai.agencies.domain.succession import Change
from doingoai.agencies.models import (
    Agency,
    AgencyName,
    Group,
    GroupMembership,
    GroupName,
    Succession,
    SuccessionSide,
)
from doingoai.agencies.profile import entries, load_directory
from doingoai.audit.actions import record


@transaction.atomic
def load_profile(folder: Path, *, at: datetime) -> int:
    """Bring bodies, names, groups and members up to the profile, adding and correcting, never deleting.

    A body that a person succeeded or renamed here keeps what they wrote. Returns how many bodies and groups the profile
    holds.

    :raises ProfileError: if the profile cannot be read; then nothing is changed
    """
    directory = load_directory(folder)
    notes = {raw["id"]: raw for raw in entries(folder, "agencies.yaml")}
    alive, kept = _alive_by_what_is_known(), _kept()
    rows = {
        body.id: _agency(body, bool(notes[body.id].get("verified")), is_kept=body.id in kept)
        for body in directory.bodies.values()
    }
    for body in directory.bodies.values():
        row = rows[body.id]
        if body.id not in kept:
            row.successor = rows.get(body.successor or "")
        row.source = str(notes[body.id].get("source", ""))
        row.save(update_fields=["successor", "source"])
        for alias in body.aliases:
            AgencyName.objects.update_or_create(agency=row, text=alias.text, defaults=_days(alias))
    for group in directory.groups.values():
        _group(group, rows, kept)
    _successions(directory, rows, alive, at)
    count = len(directory.bodies) + len(directory.groups)
    record(None, "load_profile", ("profile", folder.name), at=at, summary=f"{count} cơ quan và nhóm")
    return count


def _alive_by_what_is_known() -> set[str]:
    """The bodies that the house knows, and of whose end it knows nothing."""
    return set(Agency.objects.filter(valid_to=None).values_list("slug", flat=True))


def _kept() -> set[str]:
    """The bodies whose names, days and successors a person has written."""
    sides = SuccessionSide.objects.filter(
        is_after=False, succession__is_shipped=False, succession__undone_at=None
    ).exclude(succession__settled_at=None)
    return set(sides.values_list("agency__slug", flat=True))


def _agency(body: Body, verified: bool, *, is_kept: bool) -> Agency:
    if is_kept:
        return Agency.objects.get(slug=body.id)
    facts = {"name": body.name, "short": body.short, "kind": body.kind, "verified": verified}
    days = {"valid_from": body.valid_from, "valid_to": body.valid_to}
    return Agency.objects.update_or_create(slug=body.id, defaults=facts | days)[0]


def _successions(directory: Directory, rows: Mapping[str, Agency], alive: Collection[str], at: datetime) -> None:
    """Write down what the profile's days say: who ended on a day and went into whom.

    What the house hears of for the first time together with the body itself is history, and moves nothing; the end of
    a body that was at work here lets everything follow, on its day.
    """
    known = set(
        SuccessionSide.objects.filter(is_after=False, succession__undone_at=None).values_list("agency", flat=True)
    )
    ended = defaultdict[tuple[str, date], list[Body]](list)
    for body in directory.bodies.values():
        if body.valid_to is not None and rows[body.id].pk not in known:
            ended[body.successor or "", body.valid_to].append(body)
    for (heir, last), bodies in ended.items():
        row = _shipped(heir, last, [rows[body.id] for body in bodies], rows.get(heir), at)
        is_news = any(body.id in alive for body in bodies)
        if row.on > at.date():
            continue
        if is_news:
            settle(row, at=at)
        else:
            Succession.objects.filter(pk=row.pk).update(settled_at=at)


def _shipped(heir: str, last: date, bodies: list[Agency], successor: Agency | None, at: datetime) -> Succession:
    row = Succession.objects.create(
        kind=Change.MERGE if heir else Change.DISSOLVE,
        on=last + timedelta(days=1),
        source=bodies[0].source,
        is_shipped=True,
        recorded_at=at,
    )
    sides = [SuccessionSide(succession=row, agency=body, is_after=False, order=i) for i, body in enumerate(bodies)]
    if successor is not None:
        sides.append(SuccessionSide(succession=row, agency=successor, is_after=True))
    SuccessionSide.objects.bulk_create(sides)
    return row


def _days(row: Alias | Membership) -> dict[str, date | None]:
    return {"valid_from": row.valid_from, "valid_to": row.valid_to}


def _group(value: GroupValue, agencies: dict[str, Agency], kept: Collection[str]) -> None:
    facts = {"name": value.name, "extent": value.extent, "note": value.note}
    group = Group.objects.update_or_create(slug=value.id, defaults=facts)[0]
    for alias in value.aliases:
        GroupName.objects.update_or_create(group=group, text=alias.text, defaults=_days(alias))
    known = defaultdict[str, list[GroupMembership]](list)
    for row in group.memberships.select_related("agency").order_by("pk"):
        known[row.agency.slug].append(row)
    for order, member in enumerate(value.members):
        if member.body in kept:
            continue
        # The first, second … stay of a body in the group corrects the first, second … that is known.
        stays = known[member.body]
        row = stays.pop(0) if stays else GroupMembership(group=group, agency=agencies[member.body])
        row.order, row.valid_from, row.valid_to = order, member.valid_from, member.valid_to
        row.save()
