"""Who is alive, and what was due."""

from datetime import datetime, timedelta
from typing import TypeVar

from django.db.models import Q, QuerySet

from doingoai.jobs.domain import FRESH
from doingoai.jobs.models import Beat, Firing, Leased

Row = TypeVar("Row", bound=Leased)


def claimable(rows: QuerySet[Row], at: datetime) -> QuerySet[Row]:
    """Those of the rows whose time has come and that nobody holds."""
    return rows.filter(
        Q(not_before=None) | Q(not_before__lte=at),
        Q(lease_until=None) | Q(lease_until__lt=at),
    )


def live_processes(at: datetime, *, within: timedelta = FRESH) -> set[str]:
    """The kinds of process ("worker", "scheduler") that have beaten of late."""
    return set(Beat.objects.filter(at__gt=at - within).values_list("process", flat=True))


def last_fired(schedule: str) -> datetime | None:
    """The latest moment for which the schedule was fired."""
    return Firing.objects.filter(schedule=schedule).order_by("-fire_at").values_list("fire_at", flat=True).first()
