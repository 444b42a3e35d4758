"""The review screen: the printed lines with what was found on them, the warnings, the tasks with their state."""

from dataclasses import dataclass
from typing import Any

from doingoai.plan.domain import review
from doingoai.plan.models import PlanImport
from doingoai.plan.words import WARNING_WORDS

CSS = {"lead": "lead", "coordinate": "co", "group": "grp", "time": "when"}


@dataclass(frozen=True)
class Piece:
    """A run of a printed line; `role` is its underline, empty for none; `slip` marks what a warning is about."""

    text: str
    role: str = ""
    slip: bool = False


@dataclass(frozen=True)
class SourceLine:
    """A printed line, cut into pieces; `target` is the task or heading it belongs to."""

    number: int
    pieces: tuple[Piece, ...]
    kind: str
    target: str


@dataclass(frozen=True)
class Doubt:
    """A warning with its index, its kind in words, and what was decided."""

    index: int
    kind: Any
    message: str
    line: int
    proposal: str | None
    decision: str | None


@dataclass(frozen=True)
class TaskItem:
    """A task found, the doubts on its lines that nobody decided on, and whether a person corrected it."""

    raw: dict[str, Any]
    open_doubts: int
    fields: int
    corrected: bool


@dataclass(frozen=True)
class Screen:
    """All that the review screen shows."""

    lines: tuple[SourceLine, ...]
    doubts: tuple[Doubt, ...]
    tasks: tuple[TaskItem, ...]
    assignments: tuple[tuple[dict[str, Any], int], ...]
    deadlines: tuple[dict[str, Any], ...]
    open_count: int
    counts: dict[str, int]


def screen(plan_import: PlanImport) -> Screen:
    """The screen of an import; no query."""
    reading, decisions = plan_import.reading, plan_import.decisions
    doubts = tuple(
        Doubt(i, WARNING_WORDS.get(w["code"], w["code"]), w["message"], w["line"], w["proposal"], decisions.get(str(i)))
        for i, w in enumerate(reading["warnings"])
    )
    printed = {task["no"]: task for task in plan_import.printed["tasks"]}
    return Screen(
        lines=tuple(_lines(plan_import.printed)),
        doubts=doubts,
        tasks=tuple(_task(task, doubts, printed.get(task["no"])) for task in reading["tasks"]),
        assignments=tuple((a, len(a["items"])) for a in reading["assignments"]),
        deadlines=tuple(d for d in reading["deadlines"] if d["before"]),
        open_count=len(review.open_warnings(reading, decisions)),
        counts={
            "tasks": len(reading["tasks"]),
            "assignments": sum(len(a["items"]) for a in reading["assignments"]),
            "anniversaries": len(reading["anniversaries"]),
            "deadlines": sum(1 for d in reading["deadlines"] if d["before"]),
            "lines": len(reading["source"]),
        },
    )


def _task(task: dict[str, Any], doubts: tuple[Doubt, ...], printed: dict[str, Any] | None) -> TaskItem:
    first, last = task["lines"]
    here = [d for d in doubts if d.decision is None and first <= d.line <= last]
    fields = sum(bool(task[name]) for name in ("lead", "coordinate", "time", "budget", "output"))
    return TaskItem(task, len(here), fields, corrected=printed is not None and printed != task)


def _lines(reading: dict[str, Any]) -> list[SourceLine]:
    starts = {task["lines"][0]: ("task", f"t{task['no']}") for task in reading["tasks"]}
    for section in reading["sections"]:
        starts.setdefault(section["line"], ("sec", ""))
    owners = {n: f"t{t['no']}" for t in reading["tasks"] for n in range(t["lines"][0], t["lines"][1] + 1)}
    spans: dict[int, list[tuple[int, int, str]]] = {}
    for span in reading["spans"]:
        spans.setdefault(span["line"], []).append((span["start"], span["end"], CSS.get(span["role"], "")))
    slips: dict[int, list[str]] = {}
    for warning in reading["warnings"]:
        if warning["printed"] and warning["proposal"]:
            slips.setdefault(warning["line"], []).append(warning["printed"])
    found: list[SourceLine] = []
    for number, text in reading["source"]:
        kind, target = starts.get(number, ("", owners.get(number, "")))
        pieces = tuple(_pieces(text, sorted(spans.get(number, [])), slips.get(number, [])))
        found.append(SourceLine(number, pieces, kind, target))
    return found


def _pieces(text: str, spans: list[tuple[int, int, str]], slips: list[str]) -> list[Piece]:
    marks = list(spans)
    for slip in slips:
        start = text.find(slip)
        if start >= 0 and not any(a < start + len(slip) and start < b for a, b, _ in marks):
            marks.append((start, start + len(slip), "slip"))
    pieces: list[Piece] = []
    position = 0
    for start, end, role in sorted(marks):
        if start < position:
            continue
        pieces.append(Piece(text[position:start]))
        pieces.append(Piece(text[start:end], "" if role == "slip" else role, role == "slip"))
        position = end
    pieces.append(Piece(text[position:]))
    return [piece for piece in pieces if piece.text]
