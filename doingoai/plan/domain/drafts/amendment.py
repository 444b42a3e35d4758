"""What an amendment changes of an adopted plan: tasks changed, added, taken out; for whom."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from doingoai.plan.domain.drafts.parts import Content, numbers, standing

FIELDS = ("title", "content", "lead", "coordinate", "time", "budget", "output", "target", "kinds")


class Fate(StrEnum):
    """What becomes of a task."""

    ADDED = "added"
    CHANGED = "changed"
    REMOVED = "removed"


@dataclass(frozen=True)
class TaskChange:
    """A task that an amendment touches: the fields that differ, as they were and as they become."""

    key: str
    number: str
    title: str
    fate: Fate
    before: Mapping[str, Any]
    after: Mapping[str, Any]


def changes_of(base: Content, content: Content) -> list[TaskChange]:
    """The tasks that differ, in the order of the plan."""
    was = {task["key"]: task for task in standing(base, "tasks")}
    now = {task["key"]: task for task in standing(content, "tasks")}
    old_numbers, new_numbers = numbers(base), numbers(content)
    found = []
    for task in content["tasks"]:
        key = task["key"]
        if key in now and key in was:
            names = [name for name in FIELDS if was[key][name] != task[name]]
            fate = Fate.CHANGED
        elif key in now or key in was:
            names, fate = list(FIELDS), Fate.ADDED if key in now else Fate.REMOVED
        else:
            continue
        if names:
            before = {name: was[key][name] for name in names} if key in was else {}
            after = {name: task[name] for name in names} if key in now else {}
            number = old_numbers.get(key) or new_numbers.get(key, "")
            found.append(TaskChange(key, number, task["title"], fate, before, after))
    return found


@dataclass(frozen=True)
class Concern:
    """An agency that an amendment touches: the numbers of tasks it gets, loses, keeps but otherwise."""

    agency: str
    gains: tuple[str, ...]
    loses: tuple[str, ...]
    changed: tuple[str, ...]


def concerns(
    changes: Collection[TaskChange],
    before: Mapping[str, Collection[str]],
    after: Mapping[str, Collection[str]],
) -> list[Concern]:
    """For whom what changes; `before` and `after` are the agencies of each task, by key."""
    found: dict[str, tuple[list[str], list[str], list[str]]] = {}
    for change in changes:
        was, now = set(before.get(change.key, ())), set(after.get(change.key, ()))
        for index, agencies in enumerate((now - was, was - now, was & now)):
            for agency in agencies:
                found.setdefault(agency, ([], [], []))[index].append(change.number)
    return [Concern(agency, *map(tuple, lists)) for agency, lists in sorted(found.items())]
