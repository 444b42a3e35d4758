"""Headings that say who or when for all that stands under them: "Sở Ngoại vụ:", "Quý I:"."""

import re
from dataclasses import dataclass, replace

from doingoai.plan.domain.outline.labels import Label, field_of
from doingoai.plan.domain.outline.lines import Marker
from doingoai.plan.domain.outline.money import money_of
from doingoai.plan.domain.outline.names import HEAD, Names
from doingoai.plan.domain.outline.parties import parties_of
from doingoai.plan.domain.outline.reading import PartyReading, TaskReading
from doingoai.plan.domain.outline.times import time_of
from doingoai.plan.domain.outline.tree import LEADS, Node

WHEN = re.compile(
    r"(?:(?:trong|việc làm|công việc|nhiệm vụ|hoạt động)\s+)*(?:quý|tháng|6 tháng|cả năm|quanh năm|thường xuyên|"
    r"hằng|hàng)(?!\w)[^:.;]{0,30}",
    re.I,
)
# What stands in brackets at the end: when, how much, with whom.
DETAILED = re.compile(r"(.{5,}?)\s*\(([^()]*(?:\([^()]*\)[^()]*)*)\)\s*[.;]?$")
WITH = re.compile(r"(?:cùng\s+)?phối hợp(?:\s+(?:với|cùng))?:?\s+", re.I)
LONGEST = 160


@dataclass(frozen=True)
class Context:
    """What headings above say of a task that does not say it itself."""

    lead: str = ""
    time: str = ""

    def under(self, node: Node) -> "Context":
        """What holds under this heading."""
        words = node.heading
        if node.fields or not words or len(words) > LONGEST:
            return self
        if WHEN.fullmatch(words):
            return replace(self, time=words)
        return replace(self, lead=words) if HEAD.match(words) else self

    def filled(self, task: TaskReading, names: Names, year: int) -> TaskReading:
        """The task with what it leaves open."""
        lead = task.lead or (tuple(parties_of(self.lead, names)) if self.lead else ())
        return replace(task, lead=lead, time=task.time or (time_of(self.time, year) if self.time else None))


def lists_work(node: Node) -> bool:
    """Whether the heading names a body, and each item under it is work of it that tells when, how much or with whom."""
    if not node.children or not HEAD.match(node.heading) or any(map(_is_led, node.children)):
        return False
    detailed = sum(bool(DETAILED.match(child.line.body)) for child in node.children)
    return node.line.marker is Marker.NAMED or detailed * 2 >= len(node.children)


def _is_led(node: Node) -> bool:
    return any(found.label in LEADS for found, _ in node.fields)


def detailed(node: Node, names: Names, year: int) -> TaskReading:
    """The item as a task: its words, and what brackets at its end tell."""
    match = DETAILED.match(node.line.body)
    title, inside = (match[1], match[2]) if match else (node.line.body, "")
    told: dict[Label, str] = {found.label: found.value for found, _ in node.fields if not match}
    helpers: list[PartyReading] = []
    for piece in re.split(r";\s*", inside):
        if (found := field_of(piece)) is not None:
            told[found.label] = found.value
        elif with_whom := WITH.match(piece):
            told[Label.COORDINATE] = piece[with_whom.end() :]
        elif money_of(piece) is not None:
            told.setdefault(Label.MONEY, piece)
        elif time_of(piece, year) is not None:
            told.setdefault(Label.TIME, piece)
    if words := told.get(Label.COORDINATE):
        helpers = parties_of(words, names)
    return TaskReading(
        number=node.number,
        title=title.strip(" .;"),
        content=(),
        lead=(),
        coordinate=tuple(helpers),
        time=time_of(told.get(Label.TIME, ""), year),
        budget=money_of(told.get(Label.MONEY, "")),
        output=told.get(Label.OUTPUT),
        lines=(node.line.first, node.last),
    )
