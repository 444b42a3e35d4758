"""The one task there is: run a sweep by its name."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django_tasks import task

from doingoai.jobs import actions, queries, registry
from doingoai.jobs.domain import Due, newest_due


@task()
def run(name: str) -> int:
    """Run the sweep if a firing of it waits; return how many firings that served.

    Losing this task or running it twice does no harm: the firings are rows.
    """
    waiting = actions.begin_firings(name, at=timezone.now())
    if waiting:
        try:
            registry.schedule(name).sweep(timezone.now())
        except Exception as error:
            actions.fail_firings(waiting, error=f"{type(error).__name__}: {error}")
            raise
        actions.finish_firings(waiting, at=timezone.now())
    return len(waiting)


def fire(due: Due) -> bool:
    """Note the firing and enqueue its task, both or neither; False if another scheduler was first."""
    with transaction.atomic():
        is_new = actions.open_firing(due)
        if is_new:
            run.enqueue(due.schedule)
    return is_new


def fire_due(known: dict[str, datetime], *, at: datetime) -> int:
    """Fire every schedule whose newest due moment is later than the last one fired; return how many.

    After a stop only the newest missed moment is fired. `known` remembers between calls what was fired.
    """
    fired = 0
    for schedule in registry.schedules():
        due = newest_due(schedule.cron, at)
        if schedule.name not in known:
            known[schedule.name] = queries.last_fired(schedule.name) or datetime.min.replace(tzinfo=due.tzinfo)
        if due > known[schedule.name]:
            fired += fire(Due(schedule.name, due))
            known[schedule.name] = due
    return fired


@registry.every("40 3 * * *", name="jobs.prune")
def prune(at: datetime) -> None:
    """Forget what was served long ago."""
    actions.prune(at=at)
