"""The papers that are being looked through, and those that were put aside."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import F, Q, QuerySet

from doingoai.audit.models import Entry
from doingoai.audit.queries import reference
from doingoai.plan.models import PaperToRead, PlanImport


@dataclass(frozen=True)
class Waiting:
    """A paper on its way in: its state, who and when, how many doubts are open."""

    pk: int
    title: str
    file: str
    who: str
    made_at: datetime
    changed_by: str
    changed_at: datetime
    open_doubts: int
    doubts: int
    aside_at: datetime | None


@dataclass(frozen=True)
class Imports:
    """Those being looked through and those put aside, newest first."""

    open: tuple[Waiting, ...]
    aside: tuple[Waiting, ...]


def waiting_papers() -> QuerySet[PaperToRead]:
    """Those that are still to be read."""
    return PaperToRead.objects.filter(ended_at=None)


def papers_being_read(at: datetime) -> QuerySet[PaperToRead]:
    """Those that are still to be read, and those refused within a day, newest first; one query."""
    lately = Q(made=None, ended_at__gt=at - timedelta(days=1))
    return PaperToRead.objects.filter(Q(ended_at=None) | lately).select_related("created_by")


def imports() -> Imports:
    """All papers that are not adopted; two queries, neither of which fetches a whole reading."""
    rows = list(
        PlanImport.objects.filter(plan=None)
        .select_related("file", "created_by")
        .defer("reading", "printed")
        .annotate(document=F("reading__document"), warnings=F("printed__warnings"))
    )
    last = _last_changes(rows)
    found = [_waiting(row, last.get(str(row.pk), "")) for row in rows]
    return Imports(tuple(one for one in found if not one.aside_at), tuple(one for one in found if one.aside_at))


def _last_changes(rows: Iterable[PlanImport]) -> dict[str, str]:
    """Who saved last, by the key of the import."""
    keys = [str(row.pk) for row in rows]
    kind, _ = reference(PlanImport(pk=0))
    saves = Entry.objects.filter(object_kind=kind, object_key__in=keys, after__has_key="revision")
    return dict(saves.order_by("at", "pk").values_list("object_key", "person_name"))


def _waiting(row: PlanImport, changed_by: str) -> Waiting:
    read = vars(row)
    doubts = len(read["warnings"])
    return Waiting(
        pk=row.pk,
        title=read["document"]["title"],
        file=row.file.name,
        who=row.created_by.name if row.created_by else "",
        made_at=row.created_at,
        changed_by=changed_by,
        changed_at=row.changed_at,
        open_doubts=doubts - len(row.decisions),
        doubts=doubts,
        aside_at=row.discarded_at,
    )
