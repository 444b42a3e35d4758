"""The profile's names as the review uses them: who is meant, how it is called, whether work reaches anybody."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from doingoai.agencies.domain import Directory
from doingoai.agencies.queries import directory
from doingoai.plan.domain import review
from doingoai.plan.domain.outline.names import Names
from doingoai.plan.domain.review.parties import day_of
from doingoai.plan.models import PlanImport
from doingoai.text import alphabetical


@dataclass(frozen=True)
class Book:
    """All bodies and groups, on the day of the plan."""

    directory: Directory
    day: date

    @cached_property
    def names(self) -> Names:
        """The names, ready to be found."""
        return Names(self.directory, self.day)

    def name_of(self, slug: str | None) -> str:
        """The name under its slug; empty for one that is not known."""
        owner = self.directory.bodies.get(slug or "") or self.directory.groups.get(slug or "")
        return owner.name if owner else ""

    def standing(self, party: Mapping[str, Any]) -> review.Standing:
        """What becomes of a party."""
        return review.standing(party, self.directory, self.day)

    def offered(self) -> list[str]:
        """The names to choose from: bodies that live on the plan's day, then groups."""
        bodies = sorted((b.name for b in self.directory.bodies.values() if b.is_alive(self.day)), key=alphabetical)
        return [*bodies, *sorted((group.name for group in self.directory.groups.values()), key=alphabetical)]


def book_of(plan_import: PlanImport, province: str) -> Book:
    """The names for an import; four queries."""
    return Book(directory(province), day_of(plan_import.reading["document"]))
