"""What an amendment changes of an adopted plan: tasks and assignments changed, added, taken out; for whom."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from doingoai.plan.domain.drafts.parts import Content, numbers, standing
from doingoai.plan.domain.titles import brief

FIELDS = ("title", "content", "lead", "coordinate", "time", "budget", "output", "target", "kinds")
OF_DUTY = ("heading", "parties", "text")
ORGANISATION = "III"  # assignments stand in the third part of the paper


class Fate(StrEnum):
    """What becomes of a task or an assignment."""

    ADDED = "added"
    CHANGED = "changed"
    REMOVED = "removed"


@dataclass(frozen=True)
class Change:
    """A task or assignment that an amendment touches: the fields that differ, as they were and as they become."""

    key: str
    number: str
    title: str
    fate: Fate
    before: Mapping[str, Any]
    after: Mapping[str, Any]

    @property
    def is_duty(self) -> bool:
        """Whether it is an assignment of the part on organisation."""
        return self.key[:1] == "i"


def changes_of(base: Content, content: Content) -> list[Change]:
    """The tasks that differ, then the assignments, in the order of the plan."""
    items = [item["key"] for heading in content["assignments"] for item in heading["items"]]
    return [
        *_differing([task["key"] for task in content["tasks"]], _tasks(base), _tasks(content), FIELDS),
        *_differing(items, duties(base), duties(content), OF_DUTY),
    ]


def _differing(
    keys: Iterable[str],
    was: Mapping[str, Mapping[str, Any]],
    now: Mapping[str, Mapping[str, Any]],
    fields: Collection[str],
) -> list[Change]:
    found = []
    for key in keys:
        old, new = was.get(key, {}), now.get(key, {})
        names = [name for name in fields if old.get(name, ...) != new.get(name, ...)]
        if names:
            fate = Fate.CHANGED if old and new else Fate.REMOVED if old else Fate.ADDED
            before, after = ({name: raw[name] for name in names} if raw else {} for raw in (old, new))
            found.append(Change(key, (old or new)["number"], (new or old)["name"], fate, before, after))
    return found


def _tasks(content: Content) -> dict[str, dict[str, Any]]:
    """The standing tasks by key, each with its number and what it is called."""
    counted = numbers(content)
    told = standing(content, "tasks")
    return {task["key"]: task | {"number": counted.get(task["key"], ""), "name": task["title"]} for task in told}


def duties(content: Content) -> dict[str, dict[str, Any]]:
    """The standing assignments by key: text, heading and bodies, the number of the heading in the paper."""
    counted = numbers(content)
    return {
        item["key"]: {
            "heading": heading["heading"],
            "parties": heading["parties"],
            "text": item["text"],
            "number": f"{ORGANISATION}.{counted[heading['key']]}",
            "name": brief(item["text"]),
        }
        for heading in standing(content, "assignments")
        for item in heading["items"]
        if not item.get("gone")
    }


@dataclass(frozen=True)
class Concern:
    """An agency that an amendment touches: the numbers of what it gets, loses, keeps but otherwise."""

    agency: str
    gains: tuple[str, ...]
    loses: tuple[str, ...]
    changed: tuple[str, ...]


def concerns(
    changes: Collection[Change],
    before: Mapping[str, Collection[str]],
    after: Mapping[str, Collection[str]],
) -> list[Concern]:
    """For whom what changes; `before` and `after` are the agencies of each task, by key."""
    found: dict[str, tuple[list[str], list[str], list[str]]] = {}
    for change in changes:
        was, now = set(before.get(change.key, ())), set(after.get(change.key, ()))
        for index, agencies in enumerate((now - was, was - now, was & now)):
            for agency in agencies:
                told = found.setdefault(agency, ([], [], []))[index]
                told += [change.number] if change.number not in told else []
    return [Concern(agency, *map(tuple, lists)) for agency, lists in sorted(found.items())]
