"""Reading a plan: from its paragraphs to its structure, with everything doubtful said aloud."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from doingoai.agencies.domain import Directory
from doingoai.documents.domain import Document
from doingoai.plan.domain.outline import head, lints, mentions
from doingoai.plan.domain.outline.assignments import assignments_of
from doingoai.plan.domain.outline.lines import Line, Marker, logical, printed
from doingoai.plan.domain.outline.names import Names
from doingoai.plan.domain.outline.reading import Deadline, PlanReading, SectionReading, Span, TaskReading
from doingoai.plan.domain.outline.tasks import nodes_of, sections_of, tasks_of

ORGANISATION = re.compile(r"tổ chức thực hiện|phân công (?:nhiệm vụ|thực hiện|trách nhiệm)|trách nhiệm", re.I)
MONEY = re.compile(r"kinh phí|nguồn lực", re.I)
PURPOSE = re.compile(r"mục đích|yêu cầu|mục tiêu|quan điểm|phạm vi|đối tượng|căn cứ|tình hình|thời gian", re.I)
CONTENT = re.compile(r"nội dung|nhiệm vụ|hoạt động|giải pháp|công việc", re.I)


class NotAPlan(Exception):
    """The paper can be read but is no plan; the message is one Vietnamese sentence."""


@dataclass
class _Part:
    """A part under a Roman numeral."""

    line: Line
    lines: list[Line] = field(default_factory=list)

    @property
    def kind(self) -> str:
        """What the part is about, told by its heading."""
        for kind, pattern in (("organisation", ORGANISATION), ("content", CONTENT), ("money", MONEY)):
            if pattern.search(self.line.body):
                return kind
        return "purpose" if PURPOSE.search(self.line.body) else "content"


def read_plan(document: Document, directory: Directory) -> PlanReading:
    """The structure of the plan that the document holds; nothing is repaired, slips are told as warnings.

    :raises NotAPlan: if no line says that it is a plan, or it names no task and no assignment
    """
    source = printed(document)
    lines = list(logical(source))
    found = head.title_of(lines)
    if found is None:
        raise NotAPlan("Tệp đọc được nhưng không phải kế hoạch: không thấy dòng “KẾ HOẠCH”. Chọn đúng tệp kế hoạch.")
    index, kind, title = found
    opening, parts = _parts(lines, index)
    names = Names(directory, on=_day(title, lines))
    reading = _read(kind, title, opening, parts, names)
    if not reading.tasks and not reading.assignments:
        raise NotAPlan("Không tìm thấy nhiệm vụ nào có đơn vị chủ trì. Kiểm tra tệp có phải kế hoạch đầy đủ không.")
    reading = replace(reading, source=tuple(source))
    return replace(reading, warnings=tuple(lints.warnings(reading, lines, names)))


def _day(title: str, lines: Sequence[Line]) -> date:
    """A day of the plan's year, to know which names were in use."""
    year = head.YEAR.search(title) or head.YEAR.search(" ".join(line.text for line in lines[:12]))
    return date(int(year[1]), 1, 15) if year else date.max


def _parts(lines: Sequence[Line], title: int) -> tuple[list[Line], list[_Part]]:
    """What stands before the first part, and the parts; what precedes the title belongs to the opening."""
    opening: list[Line] = []
    parts: list[_Part] = []
    for position, line in enumerate(lines):
        if position > title and line.marker is Marker.ROMAN:
            parts.append(_Part(line))
        elif parts:
            parts[-1].lines.append(line)
        else:
            opening.append(line)
    if not parts:
        parts = [_Part(replace(lines[title], label="", body="nội dung"), opening[title + 1 :])]
    return opening, parts


def _read(kind: str, title: str, opening: list[Line], parts: list[_Part], names: Names) -> PlanReading:
    body = [line for part in parts for line in [part.line, *part.lines]]
    paper = head.head_of(opening, names, kind, title, body)
    tasks: list[TaskReading] = []
    spans: list[Span] = []
    sections: list[SectionReading] = []
    for part in parts:
        if part.kind == "content":
            nodes = nodes_of(part.lines, part.line.label)
            sections += sections_of(nodes, part.line.label)
            for task, where in tasks_of(nodes, names, paper.year):
                tasks.append(task)
                spans += where
    organising = [line for part in parts if part.kind == "organisation" for line in part.lines]
    content = [line for part in parts if part.kind == "content" for line in part.lines]
    assignments, others = assignments_of(organising, names)
    return PlanReading(
        head=paper,
        legal_bases=tuple(head.legal_bases([*opening, *body], names)),
        sections=tuple(sections),
        tasks=tuple(tasks),
        assignments=tuple(assignments),
        anniversaries=tuple(mentions.anniversaries(body, paper.year)),
        events=tuple(mentions.events(organising)),
        deadlines=tuple(_deadlines(others, content, tasks, names, paper.year)),
        budget_notes=tuple(_budget_notes(parts)),
        warnings=(),
        spans=tuple(spans),
    )


def _deadlines(
    others: list[Line], content: list[Line], tasks: Sequence[TaskReading], names: Names, year: int
) -> list[Deadline]:
    """The deadlines; who owes an undated report of the content is who leads its task."""
    found = mentions.deadlines(others, content, names, year)
    return [
        deadline
        if deadline.who is not None
        else replace(deadline, who=next((_owner(task) for task in tasks if _holds(task, deadline.line)), None))
        for deadline in found
    ]


def _holds(task: TaskReading, line: int) -> bool:
    return task.lines[0] <= line <= task.lines[1]


def _owner(task: TaskReading) -> str | None:
    return (task.lead[0].agency or task.lead[0].name) if task.lead else None


def _budget_notes(parts: list[_Part]) -> list[str]:
    """The items of the part on money, up to the sentence that closes the plan."""
    notes: list[str] = []
    for part in parts:
        if part.kind != "money":
            continue
        bulleted = any(line.marker is not Marker.NONE for line in part.lines)
        for line in part.lines:
            if line.text.startswith("Nơi nhận") or line.text.rstrip().endswith("./."):
                break
            if line.marker is not Marker.NONE or not bulleted:
                notes.append(line.body)
    return notes
