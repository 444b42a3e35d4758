"""How a party stands: known or not, and whether work is given to anybody through it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from doingoai.agencies.domain import Directory, Extent


class Reach(StrEnum):
    """What becomes of a party when the plan is adopted."""

    BODY = "body"  # one agency of the profile gets the work
    MEMBERS = "members"  # a closed group: each member gets it
    OPEN = "open"  # a group that names nobody: it stays open
    UNKNOWN = "unknown"  # no body of the profile: nobody gets it


@dataclass(frozen=True)
class Standing:
    """A party's reach, the agencies that get work through it, and whether it is a body that is not there on the day."""

    reach: Reach
    agencies: tuple[str, ...] = ()
    is_over: bool = False


def standing(party: Mapping[str, Any], directory: Directory, day: date) -> Standing:
    """How the party of a reading stands on the day of the plan."""
    slug = party["agency"] or ""
    if not party["group"]:
        if slug not in directory.bodies:
            return Standing(Reach.UNKNOWN)
        return Standing(Reach.BODY, (slug,), is_over=not directory.bodies[slug].is_alive(day))
    group = directory.groups.get(slug)
    if group is None or party.get("related") or group.extent is not Extent.CLOSED:
        return Standing(Reach.OPEN)
    return Standing(Reach.MEMBERS, tuple(b for b in group.members_on(day) if directory.bodies[b].is_alive(day)))


def day_of(document: Mapping[str, Any]) -> date:
    """The day on which a plan's groups have their members: its date, else the first of its year."""
    return date.fromisoformat(document["date"]) if document["date"] else date(document["year"] or 1, 1, 1)
