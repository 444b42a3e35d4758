"""Writes of the machine rooms: firings, beats, leases, and work taken back from the dead."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F, QuerySet
from django_tasks_db.models import DBTaskResult

from doingoai.jobs.domain import LEASE, STARTS, Due, back_off
from doingoai.jobs.models import Beat, Firing, Leased
from doingoai.jobs.queries import Row, claimable

READY, RUNNING, FAILED, SUCCESSFUL = "READY", "RUNNING", "FAILED", "SUCCESSFUL"


def open_firing(due: Due) -> bool:
    """Note that the schedule is due at that moment; False if somebody has noted it already."""
    _, is_new = Firing.objects.get_or_create(schedule=due.schedule, fire_at=due.at)
    return is_new


@transaction.atomic
def begin_firings(schedule: str, *, at: datetime) -> list[Firing]:
    """The firings of the schedule that wait to be served; one run serves them all."""
    waiting = list(Firing.objects.select_for_update().filter(schedule=schedule, finished_at=None))
    Firing.objects.filter(pk__in=[firing.pk for firing in waiting]).update(started_at=at)
    return waiting


def finish_firings(firings: Sequence[Firing], *, at: datetime) -> None:
    """Note that they are served."""
    Firing.objects.filter(pk__in=[firing.pk for firing in firings]).update(finished_at=at, error="")


def fail_firings(firings: Sequence[Firing], *, error: str) -> None:
    """Note what went wrong; they wait for the next run."""
    Firing.objects.filter(pk__in=[firing.pk for firing in firings]).update(error=error)


def beat(process: str, name: str, *, host: str, pid: int, at: datetime) -> None:
    """Give a sign of life."""
    Beat.objects.update_or_create(name=name, defaults={"process": process, "host": host, "pid": pid, "at": at})


def leave(name: str) -> None:
    """Say that the process of that name has gone by its own will."""
    Beat.objects.filter(name=name).delete()


@transaction.atomic
def claim(rows: QuerySet[Row], *, worker: str, at: datetime, seconds: int, limit: int = 50) -> list[Row]:
    """Take due rows, oldest first, for so many seconds; nobody else gets them before that time is over.

    Each row claimed must be settled with `settle` or `give_back`; one whose holder died is simply due again.
    """
    due = claimable(rows, at).order_by("pk").select_for_update(skip_locked=True)
    claimed = list(due[:limit])
    lease_until = at + timedelta(seconds=seconds)
    rows.model._default_manager.filter(pk__in=[row.pk for row in claimed]).update(
        lease_until=lease_until, leased_by=worker, attempts=F("attempts") + 1
    )
    for row in claimed:
        row.lease_until, row.leased_by, row.attempts = lease_until, worker, row.attempts + 1
    return claimed


def renew(row: Leased, *, at: datetime, seconds: int, **fields: object) -> bool:
    """Hold the row for so many seconds more; False if the lease ran out and another holds the row now."""
    held = type(row)._default_manager.filter(pk=row.pk, leased_by=row.leased_by, attempts=row.attempts)
    return bool(held.update(lease_until=at + timedelta(seconds=seconds), **fields))


def settle(row: Leased, **fields: object) -> bool:
    """Write the answer and end the lease; False if the lease ran out and another holds the row now."""
    held = type(row)._default_manager.filter(pk=row.pk, leased_by=row.leased_by, attempts=row.attempts)
    return bool(held.update(lease_until=None, leased_by="", **fields))


def give_back(row: Leased, *, error: str, at: datetime, **fields: object) -> bool:
    """End the lease after a failure; the row is due again after a pause that grows with each attempt."""
    return settle(row, last_error=error, not_before=at + back_off(row.attempts), **fields)


def take_back(*, at: datetime, lease: timedelta = LEASE) -> int:
    """Give the tasks of dead workers, and those that failed, to the living; after five starts leave them failed.

    A worker whose lease ran out while it slept may still finish: every task must bear being run twice.
    """
    Beat.objects.filter(at__lt=at - max(lease, timedelta(hours=1))).delete()
    living = set(Beat.objects.filter(at__gt=at - lease).values_list("name", flat=True))
    orphans = [row for row in DBTaskResult.objects.running() if row.worker_ids[-1] not in living]
    failures = DBTaskResult.objects.failed().filter(finished_at__gt=at - timedelta(hours=2))
    retried = [row for row in failures if len(row.worker_ids) < STARTS]
    return sum(_put_back(row, at=at) for row in [*orphans, *retried])


def _put_back(row: "DBTaskResult[..., Any]", *, at: datetime) -> int:
    starts = len(row.worker_ids)
    same = DBTaskResult.objects.filter(pk=row.pk, status=row.status, started_at=row.started_at)
    if starts >= STARTS:
        return same.update(status=FAILED, finished_at=at, traceback="the worker died each time")
    pause = back_off(starts, first=timedelta(seconds=5))
    since = row.finished_at or at
    return same.update(status=READY, run_after=since + pause, finished_at=None)


@transaction.atomic
def prune(*, at: datetime) -> None:
    """Forget served tasks after a week and served firings after a month; keep each schedule's newest."""
    DBTaskResult.objects.filter(status=SUCCESSFUL, finished_at__lt=at - timedelta(days=7)).delete()
    DBTaskResult.objects.filter(status=FAILED, finished_at__lt=at - timedelta(days=90)).delete()
    newest = [
        Firing.objects.filter(schedule=name).latest("fire_at").pk
        for name in Firing.objects.order_by().values_list("schedule", flat=True).distinct()
    ]
    old = Firing.objects.filter(fire_at__lt=at - timedelta(days=30)).exclude(finished_at=None)
    old.exclude(pk__in=newest).delete()
