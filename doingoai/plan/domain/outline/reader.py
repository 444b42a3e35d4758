"""Reading a plan: from its paragraphs to its structure, with everything doubtful said aloud."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from doingoai.agencies.domain import Directory
from doingoai.documents.domain import RECOGNISED, Document
from doingoai.plan.domain.outline import head, lints, mentions
from doingoai.plan.domain.outline.assigned_rows import assignments_of_sheet, columns_of_assignments
from doingoai.plan.domain.outline.assignments import assignments_of
from doingoai.plan.domain.outline.frame import Frame, framed
from doingoai.plan.domain.outline.lines import Line, Marker, Piece, Sheet
from doingoai.plan.domain.outline.names import Names
from doingoai.plan.domain.outline.parts import Part, parts_of
from doingoai.plan.domain.outline.pieces import pieces, printed
from doingoai.plan.domain.outline.reading import (
    AssignmentReading,
    Deadline,
    PlanReading,
    ReadingWarning,
    SectionReading,
    Span,
    TaskReading,
)
from doingoai.plan.domain.outline.repeated import joined_sections, joined_tasks
from doingoai.plan.domain.outline.rowed import tasks_of_sheet
from doingoai.plan.domain.outline.tasks import sections_of, tasks_of
from doingoai.plan.domain.outline.tree import Node, grown

OBEY = re.compile(r"Chánh Văn phòng|chịu trách nhiệm thi hành|hiệu lực")


class NotAPlan(Exception):
    """The paper can be read but is no plan; the message is one Vietnamese sentence."""


def read_plan(document: Document, directory: Directory) -> PlanReading:
    """The structure of the plan that the document holds; nothing is repaired, slips are told as warnings.

    :raises NotAPlan: if no line says that it is a plan, or it names no task and no assignment
    """
    source = printed(document)
    frame = framed(pieces(document))
    if frame is None:
        raise NotAPlan("Tệp đọc được nhưng không phải kế hoạch: không thấy dòng “KẾ HOẠCH”. Chọn đúng tệp kế hoạch.")
    names = Names(directory, on=_day(frame))
    reading = _read(frame, names)
    if not reading.tasks and not reading.assignments:
        raise NotAPlan("Không tìm thấy nhiệm vụ nào có đơn vị chủ trì. Kiểm tra tệp có phải kế hoạch đầy đủ không.")
    reading = replace(reading, source=tuple(source))
    lines = [*frame.opening, *_lines(frame.body), *frame.closing, *_lines(frame.annexes)]
    return replace(reading, warnings=(*_scan(document), *lints.warnings(reading, lines, names)))


def _scan(document: Document) -> Iterator[ReadingWarning]:
    if document.read_by == RECOGNISED:
        yield ReadingWarning("read-by", "Bản quét: chữ do máy nhận dạng, đối chiếu bản gốc.", document.blocks[0].line)
    for line, seen, read in document.mended:
        told = f"“{seen}” được đọc là “{read}”: số của đề mục nhận dạng sai, đối chiếu bản gốc."
        yield ReadingWarning("ocr", told, line)


def _lines(body: Iterable[Piece]) -> list[Line]:
    return [piece for piece in body if isinstance(piece, Line)]


def _cells(body: Iterable[Piece]) -> Iterator[Line]:
    """The cells of tables as lines."""
    for sheet in (piece for piece in body if isinstance(piece, Sheet)):
        for number, row in zip(sheet.lines, sheet.rows, strict=True):
            yield from (Line((number,), cell, Marker.NONE, "", cell) for cell in dict.fromkeys(row) if cell)


def _day(frame: Frame) -> date:
    """A day of the plan's year, to know which names were in use."""
    year = head.YEAR.search(frame.title.lower()) or head.YEAR.search(" ".join(line.text for line in frame.opening[:12]))
    return date(int(year[1]), 1, 15) if year else date.max


def _read(frame: Frame, names: Names) -> PlanReading:
    body = [*_lines(frame.body), *frame.closing]
    told = [*body, *_cells([*frame.body, *frame.annexes])]
    paper = head.head_of(frame.opening, names, frame.kind, frame.title, [*body, *_lines(frame.annexes)])
    parts = parts_of(grown(frame.body), names)
    tasks, sections, spans = _work(frame, parts, names, paper.year)
    organising = [node for part in parts if part.kind == "organisation" for node in part.nodes]
    content = [line for part in parts if part.kind == "content" for line in part.lines]
    assignments, others = assignments_of(organising, names)
    decided, _ = assignments_of(_articles(frame.articles), names)
    assignments += _assigned_in_tables(parts, names, paper.year)
    return PlanReading(
        head=paper,
        legal_bases=tuple(
            basis
            for basis in head.legal_bases([*frame.opening, *_lines(frame.body)], names)
            if basis.number is None or basis.number != paper.number
        ),
        sections=tuple(sections),
        tasks=tuple(tasks),
        assignments=tuple([*decided, *assignments]),
        anniversaries=tuple(mentions.anniversaries(told, paper.year)),
        events=tuple(mentions.events([line for node in organising for line in _under(node)])),
        deadlines=tuple(_deadlines(others, [*decided, *assignments], content, tasks, names, paper.year)),
        budget_notes=tuple(_budget_notes(parts)),
        warnings=(),
        spans=tuple(spans),
    )


def _under(node: Node) -> Iterator[Line]:
    yield from (one.line for one in node.walk())


def _articles(lines: Sequence[Line]) -> list[Node]:
    """The articles of a decision give work; the one that issues the plan and the one on those who obey give none."""
    return [node for node in grown(lines) if node.line.label != "1" and not OBEY.search(node.line.body)]


def _work(
    frame: Frame, parts: Sequence[Part], names: Names, year: int
) -> tuple[list[TaskReading], list[SectionReading], list[Span]]:
    """Tasks and sections of the parts on content and of the annexes, in their order."""
    tasks: list[TaskReading] = []
    sections: list[SectionReading] = []
    spans: list[Span] = []
    for part in parts:
        if part.kind == "content":
            sections += sections_of(part.nodes)
            for task, where in tasks_of(part.nodes, names, year):
                tasks.append(task)
                spans += where
        for sheet in _sheets_of_work(part):
            _take_sheet(sheet, names, year, tasks, sections)
    annexed = _captioned(frame.annexes)
    for sheet in (piece for piece in annexed if isinstance(piece, Sheet)):
        listed: list[TaskReading] = []
        headed: list[SectionReading] = []
        _take_sheet(sheet, names, year, listed, headed)
        tasks, sections = joined_tasks(tasks, listed), joined_sections(sections, headed)
    if not any(isinstance(piece, Sheet) for piece in annexed):
        for task, where in tasks_of(grown(annexed), names, year):
            tasks.append(task)
            spans += where
    return _numbered_apart(tasks), sections, spans


def _sheets_of_work(part: Part) -> list[Sheet]:
    return [one for one in part.sheets if part.kind != "organisation" or columns_of_assignments(one) is None]


def _assigned_in_tables(parts: Sequence[Part], names: Names, year: int) -> Iterator[AssignmentReading]:
    for sheet in (sheet for part in parts if part.kind == "organisation" for sheet in part.sheets):
        if (columns := columns_of_assignments(sheet)) is not None:
            yield from assignments_of_sheet(sheet, columns, names, year)


def _captioned(annexes: Sequence[Piece]) -> list[Piece]:
    """Each table with the words just above it, which may tell its unit of money."""
    found: list[Piece] = []
    above: list[str] = []
    for piece in annexes:
        if isinstance(piece, Sheet):
            found.append(replace(piece, caption=" ".join(above[-3:])))
            above = []
        else:
            above.append(piece.text)
            found.append(piece)
    return found


def _take_sheet(
    sheet: Sheet, names: Names, year: int, tasks: list[TaskReading], sections: list[SectionReading]
) -> None:
    for found in tasks_of_sheet(sheet, names, year):
        if isinstance(found, SectionReading):
            sections.append(found)
        else:
            tasks.append(found[0])


def _numbered_apart(tasks: Sequence[TaskReading]) -> list[TaskReading]:
    """The tasks, where a number came twice the later with its count behind: numbers restart in tables."""
    seen: dict[str, int] = {}
    result: list[TaskReading] = []
    for task in tasks:
        count = seen[task.number] = seen.get(task.number, 0) + 1
        result.append(task if count == 1 else replace(task, number=f"{task.number}-{count}"))
    return result


def _deadlines(
    others: Sequence[Line],
    assignments: Sequence[AssignmentReading],
    content: Sequence[Line],
    tasks: Sequence[TaskReading],
    names: Names,
    year: int,
) -> list[Deadline]:
    """The deadlines; who owes an undated report of the content is who leads its task."""
    asked = [Line(item.lines, item.text, Marker.NONE, "", item.text) for a in assignments for item in a.items]
    found = mentions.deadlines(sorted([*others, *asked], key=lambda line: line.first), content, names, year)
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


def _budget_notes(parts: Sequence[Part]) -> list[str]:
    """The items of the part on money, up to the sentence that closes the plan."""
    notes: list[str] = []
    for part in parts:
        if part.kind != "money":
            continue
        lines = part.lines[1:] if len(part.lines) > 1 else part.lines
        bulleted = any(line.marker is not Marker.NONE for line in lines)
        for line in lines:
            if re.search(r"\./\.\s*$", line.text):
                break
            if line.marker is not Marker.NONE or not bulleted:
                notes.append(line.body)
    return notes
