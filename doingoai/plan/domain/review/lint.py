"""What stands in the way of adopting a reading, and what would be lost by it."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from doingoai.plan.domain.review.parts import Reading, each, label

# The longest words that the plan's tables hold, by part and field.
LONGEST = {"d": {"title": 500, "number": 60}, "t": {"no": 20, "time": 300}, "a": {"heading": 300}}
LISTS = {"t": ("lead", "coordinate"), "a": ("parties",)}


@dataclass(frozen=True)
class Stranger:
    """A party that no body of the profile answers to, in a part by its key and what people call it."""

    name: str
    key: str
    where: str


@dataclass(frozen=True)
class Obstacle:
    """Why the reading cannot become a plan, said in Vietnamese with the way on; `key` is the part to correct."""

    words: str
    key: str


def parties(reading: Reading) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Every party that work may be given through, with the key of its part; parts taken out are left out."""
    for key, raw in each(reading):
        if not raw.get("gone"):
            for name in LISTS.get(key[:1], ()):
                yield from ((key, party) for party in raw[name])


def strangers(reading: Reading) -> list[Stranger]:
    """The parties that are neither a body nor a group of the profile, one for each part that names them."""
    parts = dict(each(reading))
    return [
        Stranger(party["text"], key, label(key, parts[key]))
        for key, party in parties(reading)
        if not party["agency"] and not party["group"]
    ]


def obstacles(reading: Reading) -> list[Obstacle]:
    """What in the reading itself stands in the way: no issuer, no year, tasks without a number or with the same one."""
    return [*_head(reading), *_numbers(reading), *_lengths(reading)]


def _head(reading: Reading) -> Iterator[Obstacle]:
    issuer = reading["document"]["issuer"]
    if not reading["document"]["year"]:
        yield Obstacle("Chưa biết kế hoạch của năm nào. Ghi năm ở phần đầu văn bản.", "d")
    if not issuer["agency"] or issuer["group"]:
        yield Obstacle("Chưa nhận ra cơ quan ban hành. Chọn cơ quan ban hành ở phần đầu văn bản.", "d")


def _numbers(reading: Reading) -> Iterator[Obstacle]:
    tasks = [task for task in reading["tasks"] if not task.get("gone")]
    times = Counter(task["no"] for task in tasks)
    for task in tasks:
        if not task["no"]:
            yield Obstacle(f"Nhiệm vụ “{label(task['key'], task)}” chưa có số. Ghi số, ví dụ II.1.1.", task["key"])
        elif times[task["no"]] > 1:
            yield Obstacle(
                f"Có {times[task['no']]} nhiệm vụ cùng số {task['no']}. Đổi số của một nhiệm vụ.", task["key"]
            )
            times[task["no"]] = 0


def _lengths(reading: Reading) -> Iterator[Obstacle]:
    for key, raw in each(reading):
        fields = raw | {"time": (raw.get("time") or {}).get("text")}
        for name, longest in LONGEST.get(key[:1], {}).items():
            if not raw.get("gone") and len(fields[name] or "") > longest:
                yield Obstacle(f"“{fields[name][:60]}…” dài quá {longest} chữ. Rút gọn chỗ này.", key)
