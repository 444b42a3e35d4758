"""What runs periodically: each room's tasks.py says so with @every."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from cronsim import CronSim
from django.utils.module_loading import autodiscover_modules

from doingoai.jobs.domain import PROVINCE

Sweep = Callable[[datetime], None]


@dataclass(frozen=True)
class Schedule:
    """A sweep with its name and its cron line (province's clock; six fields start with seconds)."""

    name: str
    cron: str
    sweep: Sweep


class UnknownSchedule(Exception):
    """A sweep was asked for that no room has, or two rooms gave one name to two sweeps."""


_schedules: dict[str, Schedule] = {}


def every(cron: str, *, name: str) -> Callable[[Sweep], Sweep]:
    """Have the function called at the cron line's times with the moment it starts.

    The function is a sweep: it looks for due rows itself, so that running it twice, late, or once for
    several missed times does no harm.

    :raises UnknownSchedule: if the name is another sweep's
    :raises cronsim.CronSimError: if the line is no cron line
    """

    def register(sweep: Sweep) -> Sweep:
        CronSim(cron, datetime(2022, 1, 1, tzinfo=PROVINCE))
        known = _schedules.get(name)
        if known and known.sweep.__module__ != sweep.__module__:
            raise UnknownSchedule(name)
        _schedules[name] = Schedule(name, cron, sweep)
        return sweep

    return register


def load() -> None:
    """Read every room's tasks.py, so that its schedules are known; only the worker and the scheduler need it."""
    autodiscover_modules("tasks")


def schedules() -> list[Schedule]:
    """The schedules known, by name."""
    return [_schedules[name] for name in sorted(_schedules)]


def schedule(name: str) -> Schedule:
    """The schedule of that name.

    :raises UnknownSchedule: if no room has it
    """
    if name not in _schedules:
        raise UnknownSchedule(name)
    return _schedules[name]
