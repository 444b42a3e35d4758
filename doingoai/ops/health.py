"""Whether the house lives: web, worker, scheduler."""

from datetime import datetime

from django.db import DatabaseError

from doingoai.jobs import queries

PROCESSES = ("web", "worker", "scheduler")


def missing(at: datetime) -> list[str]:
    """The processes that give no sign of life; "database" alone if that cannot be asked."""
    try:
        living = {"web"} | queries.live_processes(at)
    except DatabaseError:
        return ["database"]
    return [process for process in PROCESSES if process not in living]
