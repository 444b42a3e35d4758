"""What a plan that is being written lacks, told while it is written; nothing of it hinders the writing."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from doingoai.agencies.domain import Directory, Extent
from doingoai.plan.domain.drafts.parts import Content, each, label, numbers, standing

PRESS_CONFERENCE = re.compile(r"họp báo", re.I)


@dataclass(frozen=True)
class Lack:
    """Something missing or doubtful in a part: its kind, the part, what is said of it, the body it is about."""

    code: str
    key: str
    where: str
    words: str
    body: str = ""


@dataclass(frozen=True)
class World:
    """What the plan is held against: who exists, the day on which it is looked at, what kinds of work are called."""

    directory: Directory
    today: date
    kinds: Mapping[str, str] = field(default_factory=dict)


def lacks(content: Content, world: World) -> list[Lack]:
    """Everything that a person may want to mend, in the order of the kinds below."""
    found = [lack for check in CHECKS for lack in check(content, world)]
    order = list(WORDS)
    return sorted(found, key=lambda lack: order.index(lack.code))


# The kinds in the order in which they are told, each with what is said of a part.
WORDS = {
    "no-issuer": "Chưa có cơ quan ban hành.",
    "no-tasks": "Chưa có nhiệm vụ nào.",
    "no-lead": "Chưa có cơ quan chủ trì.",
    "ended": "",
    "stranger": "",
    "past": "",
    "no-time": "Chưa có thời gian.",
    "no-frequency": "Họp báo chưa ghi định kỳ; luật đặt ít nhất 03 tháng một lần.",
    "shared-kind": "",
    "no-money": "Chưa ghi kinh phí.",
    "no-output": "Chưa ghi sản phẩm.",
    "empty-section": "Mục chưa có nhiệm vụ.",
    "mark": "",
}


def _lack(content: Content, code: str, key: str, words: str = "", body: str = "") -> Lack:
    return Lack(code, key, label(content, key), words or WORDS[code], body)


def _whole(content: Content, world: World) -> Iterator[Lack]:
    if not content["document"]["issuer"]["agency"]:
        yield _lack(content, "no-issuer", "d")
    if not standing(content, "tasks"):
        yield _lack(content, "no-tasks", "d")
    with_tasks = {task["section"] for task in standing(content, "tasks")}
    for section in standing(content, "sections"):
        if section["key"] not in with_tasks:
            yield _lack(content, "empty-section", section["key"])


def _fields(content: Content, world: World) -> Iterator[Lack]:
    for task in standing(content, "tasks"):
        missing = (
            ("no-lead", not task["lead"]),
            ("no-time", not task["time"]),
            ("no-money", task["budget"] is None),
            ("no-output", not task["output"]),
            ("no-frequency", _is_unpaced(task)),
        )
        yield from (_lack(content, code, task["key"]) for code, lacking in missing if lacking)


def _is_unpaced(task: Mapping[str, Any]) -> bool:
    named = PRESS_CONFERENCE.search(" ".join((task["title"], *task["content"])))
    return bool(named) and not (task["time"] or {}).get("recurrence")


def _kinds(content: Content, world: World) -> Iterator[Lack]:
    """A kind of work serves one task: what is recorded under it can count once only."""
    counted = numbers(content)
    claims: dict[str, list[str]] = {}
    for task in standing(content, "tasks"):
        for kind in task["kinds"]:
            claims.setdefault(kind, []).append(task["key"])
    for kind, keys in claims.items():
        for key in keys if len(keys) > 1 else ():
            others = ", ".join(counted[other] for other in keys if other != key)
            words = f"“{world.kinds.get(kind, kind)}” đã chọn ở {others}. Mỗi loại công việc tính cho một nhiệm vụ."
            yield _lack(content, "shared-kind", key, words)


def _days(content: Content, world: World) -> Iterator[Lack]:
    year = content["document"]["year"]
    for task in standing(content, "tasks"):
        time = task["time"] or {}
        last = time.get("before") or time.get("to")
        if not last:
            continue
        day = date.fromisoformat(last)
        if day < world.today:
            words = f"Hạn {day:%d/%m/%Y} đã qua."
            yield _lack(content, "past", task["key"], words)
        elif day.year != year:
            yield _lack(content, "past", task["key"], f"Hạn {day:%d/%m/%Y} không thuộc năm {year}.")


def parties_of(raw: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """The bodies that a part names."""
    for name in ("lead", "coordinate", "parties"):
        yield from raw.get(name, ())


def _bodies(content: Content, world: World) -> Iterator[Lack]:
    end = date(content["document"]["year"], 12, 31)
    for key, raw in each(content):
        if raw.get("gone"):
            continue
        for party in parties_of(raw):
            body = world.directory.bodies.get(party["agency"] or "")
            if body is not None and body.valid_to and body.valid_to < end:
                yield _lack(content, "ended", key, _ended(world.directory, body.id), body.id)
            elif party["group"] and (words := _emptied(world.directory, party["agency"] or "", end)):
                yield _lack(content, "ended", key, words)
            elif body is None and not party["group"]:
                yield _lack(content, "stranger", key, f"“{party['text']}” không có trong hồ sơ cơ quan.")


def _ended(directory: Directory, slug: str) -> str:
    body = directory.bodies[slug]
    words = f"{body.name} hoạt động đến {body.valid_to:%d/%m/%Y}."
    heir = successor(directory, slug, date.max)
    return f"{words} Kế tục: {directory.bodies[heir].name}." if heir else words


def _emptied(directory: Directory, slug: str, end: date) -> str:
    """What is said of a closed group of which nobody is left by the day; empty for any other."""
    group = directory.groups.get(slug)
    if group is None or group.extent is not Extent.CLOSED:
        return ""
    left = [body for body in group.members_on(end) if directory.bodies[body].is_alive(end)]
    return "" if left else f"Nhóm “{group.name}” không còn thành viên nào vào cuối năm. Ghi cơ quan thay thế."


def successor(directory: Directory, slug: str, day: date) -> str:
    """The body that has the work of another on the day, along the whole line; empty where nobody has it."""
    seen = {slug}
    body = directory.bodies[slug]
    while not (body.valid_to is None or day <= body.valid_to):
        if not body.successor or body.successor in seen or body.successor not in directory.bodies:
            return ""
        seen.add(body.successor)
        body = directory.bodies[body.successor]
    return body.id if body.id != slug else ""


def _marks(content: Content, world: World) -> Iterator[Lack]:
    for key, raw in each(content):
        if not raw.get("gone"):
            yield from (_lack(content, "mark", key, mark["message"]) for mark in raw["marks"])


CHECKS: tuple[Callable[[Content, World], Iterator[Lack]], ...] = (_whole, _fields, _kinds, _days, _bodies, _marks)


@dataclass(frozen=True)
class Progress:
    """How far the writing has come: how many tasks, and for each kind of lack how many parts, the first of them."""

    tasks: int
    counts: tuple[tuple[str, int, str], ...]

    @property
    def is_ready(self) -> bool:
        """Whether nothing is missing or doubtful."""
        return bool(self.tasks) and not self.counts


def progress(content: Content, found: list[Lack]) -> Progress:
    """The lacks counted by kind, each part once."""
    keys: dict[str, dict[str, None]] = {}
    for lack in found:
        keys.setdefault(lack.code, {})[lack.key] = None
    counts = tuple((code, len(parts), next(iter(parts))) for code, parts in keys.items())
    return Progress(len(standing(content, "tasks")), counts)
