"""What was done to a draft, from the record: each save with what it changed, which were taken back."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from doingoai.audit.models import Entry
from doingoai.audit.queries import history
from doingoai.plan.domain.drafts.edits import Step
from doingoai.plan.models import PlanDraft


@dataclass(frozen=True)
class Save:
    """One save: its revision, who, when, what about, what it changed; `undoes` is the revision it took back."""

    revision: int
    who: str
    person: int | None
    at: datetime
    summary: str
    step: Step
    undoes: int | None
    is_undone: bool

    @property
    def may_undo(self) -> bool:
        """Whether it can be taken back: it is neither undone nor itself an undoing."""
        return not self.is_undone and self.undoes is None


def drafts() -> QuerySet[PlanDraft]:
    """The plans that are being written or were put aside, amendments not among them; one query."""
    rows = PlanDraft.objects.filter(amends=None, issued_at=None).select_related("created_by")
    return rows.defer("base")


def saves(draft: PlanDraft, *, since: int | None = None) -> list[Save]:
    """The saves of a draft, newest first; those after a revision where it is named; one query."""
    entries = history(draft).filter(after__has_key="revision")
    told = [(entry, entry.after or {}) for entry in entries]
    taken_back = {after["undoes"] for _, after in told if after.get("undoes")}
    return [
        _save(entry, after["revision"] in taken_back)
        for entry, after in told
        if since is None or after["revision"] > since
    ]


def _save(entry: Entry, is_undone: bool) -> Save:
    after, before = entry.after or {}, entry.before or {}
    step = Step(before.get("parts", {}), after.get("parts", {}))
    return Save(
        after["revision"], entry.person_name, entry.person_id, entry.at, entry.summary, step,
        after.get("undoes"), is_undone,
    )  # fmt: skip
