"""The reading of a plan as a person reviews it: a plain document to correct field by field, warning by warning.

Shape: the JSON contract of `plan.domain.contract`, and beside it `sections` [{"no", "title"}], `source` [[line, text]],
`spans` [{"line", "start", "end", "role"}]; each warning also carries `printed` and `proposal` (either may be null).
"""

import copy
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

Reading = dict[str, Any]

TASK_FIELDS = frozenset({"title", "content", "output", "budget"})
TIME_FIELDS = frozenset({"text", "from", "to", "before", "recurrence"})


class Unreadable(Exception):
    """A correction that cannot be understood; the message says in Vietnamese how to write it."""


def task_of(reading: Reading, number: str) -> dict[str, Any]:
    """The task with the number.

    :raises KeyError: if the reading has none
    """
    for task in reading["tasks"]:
        if task["no"] == number:
            return task  # type: ignore[no-any-return]  # a JSON object
    raise KeyError(number)


def corrected(reading: Reading, number: str, changes: Mapping[str, Any]) -> Reading:
    """The reading with a task's fields changed: title, content, output, budget, `time` parts, lead, coordinate.

    :raises Unreadable: if a title is empty or a day comes before the day it starts from
    """
    result = copy.deepcopy(reading)
    task = task_of(result, number)
    for name in TASK_FIELDS & changes.keys():
        task[name] = changes[name]
    for name in ("lead", "coordinate"):
        if name in changes:
            task[name] = [dict(party) for party in changes[name]]
    if not str(task["title"]).strip():
        raise Unreadable("Nhiệm vụ phải có tên.")
    time = dict(task["time"] or dict.fromkeys(TIME_FIELDS) | {"text": ""})
    time.update({name: changes[f"time_{name}"] for name in TIME_FIELDS if f"time_{name}" in changes})
    if time["from"] and time["to"] and date.fromisoformat(time["from"]) > date.fromisoformat(time["to"]):
        raise Unreadable("Ngày kết thúc đứng trước ngày bắt đầu.")
    task["time"] = time if any(time.values()) else None
    return result


def with_proposal(reading: Reading, index: int) -> Reading:
    """The reading with a warning's proposed words in place of the printed ones, on the warning's line only.

    :raises Unreadable: if the warning proposes nothing
    """
    return _exchanged(reading, index, "printed", "proposal")


def as_printed(reading: Reading, index: int) -> Reading:
    """The reading with a warning's printed words put back where its proposal had been taken."""
    return _exchanged(reading, index, "proposal", "printed")


def _exchanged(reading: Reading, index: int, old_name: str, new_name: str) -> Reading:
    warning = reading["warnings"][index]
    old, new = warning.get(old_name), warning.get(new_name)
    if not old or not new:
        raise Unreadable("Chỗ này không có cách đọc đề xuất. Sửa thẳng ở ô bên dưới.")
    result = copy.deepcopy(reading)
    for owner in _on_line(result, warning["line"]):
        _replace(owner, old, new)
    return result


def _on_line(reading: Reading, line: int) -> Sequence[dict[str, Any]]:
    owners = [task for task in reading["tasks"] if task["lines"][0] <= line <= task["lines"][-1]]
    owners += [
        item
        for assignment in reading["assignments"]
        for item in assignment["items"]
        if item["lines"] and item["lines"][0] <= line <= item["lines"][-1]
    ]
    sections = [section for section in reading["sections"] if section.get("line") == line]
    return [*owners, *sections] or [reading["document"], *reading["legal_bases"]]


def _replace(owner: Any, old: str, new: str) -> None:
    """Replace in every string under the owner; a day printed as 19/10/2012 is replaced where it stands as ISO too."""
    pairs = [(old, new)]
    if (was := _iso(old)) and (becomes := _iso(new)):
        pairs.append((was, becomes))
    entries = owner.items() if isinstance(owner, dict) else enumerate(owner)
    for key, value in list(entries):
        if isinstance(value, str):
            for before, after in pairs:
                value = value.replace(before, after)
            owner[key] = value
        elif isinstance(value, dict | list):
            _replace(value, old, new)


def _iso(printed: str) -> str | None:
    parts = printed.strip().split("/")
    if len(parts) != 3 or not all(part.isdigit() for part in parts):
        return None
    day, month, year = (int(part) for part in parts)
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def open_warnings(reading: Reading, decisions: Mapping[str, str]) -> list[int]:
    """The indexes of the warnings that nobody has decided on."""
    return [index for index in range(len(reading["warnings"])) if str(index) not in decisions]
