"""What was done to a reading under review, from the record: each save says which fields of which part it changed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from doingoai.audit.models import Entry
from doingoai.audit.queries import history
from doingoai.plan.domain.review import Review, Values
from doingoai.plan.models import PlanImport


@dataclass(frozen=True)
class Change:
    """One save: who, when, what about; the fields it changed by part, as they were and as they became."""

    who: str
    person: int | None
    at: datetime
    verb: str
    summary: str
    before: Mapping[str, Values]
    after: Mapping[str, Values]

    def fields(self) -> Iterator[tuple[str, str, Any, Any]]:
        """Each field that was changed: the part's key, the field, as it was, as it became."""
        for key, values in self.after.items():
            for name, now in values.items():
                yield key, name, self.before.get(key, {}).get(name), now


def review_of(plan_import: PlanImport) -> Review:
    """The state of an import's review."""
    return Review(plan_import.printed, plan_import.reading.get("edits", {}), plan_import.decisions)


def changes_since(plan_import: PlanImport, revision: int) -> list[Change]:
    """The saves after a revision, newest first; one query, none where nothing was saved since."""
    if revision >= plan_import.revision:
        return []
    missed = plan_import.revision - revision
    saves = history(plan_import).filter(after__has_key="revision")[:missed]
    return [_change(entry) for entry in saves if entry.after and entry.after["revision"] > revision]


def latest_changes(plan_import: PlanImport, count: int) -> list[Change]:
    """The newest saves; one query."""
    return [_change(entry) for entry in history(plan_import).filter(after__has_key="revision")[:count]]


def _change(entry: Entry) -> Change:
    before, after = (dict((told or {}).get("parts", {})) for told in (entry.before, entry.after))
    return Change(entry.person_name, entry.person_id, entry.at, entry.verb, entry.summary, before, after)


def as_of(now: Mapping[str, object], key: str, changes: list[Change]) -> Values:
    """The fields of a part as they stood before the changes, given newest first."""
    then = dict(now)
    for change in changes:
        then.update({name: value for name, value in change.before.get(key, {}).items() if name in then})
    return then
