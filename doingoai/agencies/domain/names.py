"""The names that a body bore before it was renamed: papers of that time keep them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True)
class FormerName:
    """A name with its short form and its last day; it held since the one before it ended."""

    name: str
    short: str
    valid_to: date
    valid_from: date | None = None


def former_names(rows: Iterable[Sequence[str]]) -> tuple[FormerName, ...]:
    """The names as they are kept: [name, short name, last day], in any order; the oldest comes first."""
    found: list[FormerName] = []
    for name, short, last in sorted(rows, key=lambda row: row[2]):
        first = found[-1].valid_to + timedelta(days=1) if found else None
        found.append(FormerName(name, short, date.fromisoformat(last), first))
    return tuple(found)


def name_on(names: Iterable[FormerName], day: date) -> str:
    """The name of the day among former ones; empty where today's holds already."""
    return next((former.name for former in names if day <= former.valid_to), "")


def short_on(names: Iterable[FormerName], day: date) -> str:
    """The short name of the day among former ones; empty where today's holds already."""
    return next((former.short for former in names if day <= former.valid_to), "")
