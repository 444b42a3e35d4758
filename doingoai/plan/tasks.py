"""The plan's sweeps: who is to be reminded, and seeds of keys to be forgotten."""

from datetime import datetime

from django.utils import timezone

from doingoai.jobs.registry import every
from doingoai.plan.actions.links import forget_seeds
from doingoai.plan.actions.reminders import remind_of
from doingoai.plan.queries.reminders import due


@every("*/10 * * * *", name="plan.remind")
def remind(at: datetime) -> None:
    """Remind of what is due, each recipient in a transaction of their own: what a stop cuts off comes next time."""
    moment = timezone.localtime(at)
    for recipient, items in due(moment).items():
        remind_of(recipient, items, at=moment)


@every("*/5 * * * *", name="plan.forget_seeds")
def forget(at: datetime) -> None:
    """Forget what keys are made from, once their letters have left."""
    forget_seeds(at=at)
