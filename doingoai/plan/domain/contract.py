"""The reading of a plan as the one JSON document that all tools speak."""

from datetime import date
from typing import Any

from doingoai.plan.domain.outline.reading import PartyReading, PlanReading, TaskReading, TimeReading


def to_json(reading: PlanReading) -> dict[str, Any]:
    """The reading in the shape of the contract: document order, ISO dates, whole đồng."""
    return {
        "document": _document(reading),
        "legal_bases": [
            {"kind": b.kind, "number": b.number, "date": _day(b.date), "issuer": b.issuer, "subject": b.subject}
            for b in reading.legal_bases
        ],
        "tasks": [_task(task) for task in reading.tasks],
        "assignments": [
            {
                "heading": a.heading,
                "agency": _party(a.parties[0]),
                "items": [
                    {
                        "text": item.text,
                        "role": item.role.value,
                        "partners": [_party(p) for p in item.partners],
                        "lines": list(item.lines),
                    }
                    for item in a.items
                ],
            }
            for a in reading.assignments
        ],
        "anniversaries": [
            {"name": a.name, "origin": _day(a.origin), "date": _day(a.date), "years": a.years}
            for a in reading.anniversaries
        ],
        "events": [{"name": e.name, "text": e.text} for e in reading.events],
        "deadlines": [
            {"what": d.what, "who": d.who, "before": _day(d.before), "via": d.via, "to": d.to}
            for d in reading.deadlines
        ],
        "budget_notes": list(reading.budget_notes),
        "warnings": [{"code": w.code, "message": w.message, "line": w.line} for w in reading.warnings],
    }


def to_review(reading: PlanReading) -> dict[str, Any]:
    """The contract with what the review screen needs besides: sections, source lines, spans, all parties."""
    document = to_json(reading)
    document["sections"] = [{"no": s.number, "title": s.title, "line": s.line} for s in reading.sections]
    document["source"] = [[line, text] for line, text in reading.source]
    document["spans"] = [{"line": s.line, "start": s.start, "end": s.end, "role": s.role} for s in reading.spans]
    for raw, assignment in zip(document["assignments"], reading.assignments, strict=True):
        raw["parties"] = [_reviewed(party) for party in assignment.parties]
        raw["line"] = assignment.line
    for raw, task in zip(document["tasks"], reading.tasks, strict=True):
        raw["lead"] = [_reviewed(party) for party in task.lead]
        raw["coordinate"] = [_reviewed(party) for party in task.coordinate]
    for raw, warning in zip(document["warnings"], reading.warnings, strict=True):
        raw["printed"], raw["proposal"] = warning.printed, warning.proposal
    return document


def _document(reading: PlanReading) -> dict[str, Any]:
    head = reading.head
    signer = head.signer
    return {
        "type": head.type,
        "title": head.title,
        "number": head.number,
        "date": _day(head.date),
        "year": head.year,
        "issuer": _party(head.issuer),
        "signer": {"authority": list(signer.authority), "title": signer.title, "name": signer.name} if signer else None,
        "recipients": list(head.recipients),
    }


def _task(task: TaskReading) -> dict[str, Any]:
    return {
        "no": task.number,
        "title": task.title,
        "content": list(task.content),
        "lead": [_party(p) for p in task.lead],
        "coordinate": [_party(p) for p in task.coordinate],
        "time": _time(task.time) if task.time else None,
        "budget": task.budget,
        "output": task.output,
        "lines": list(task.lines),
    }


def _time(time: TimeReading) -> dict[str, Any]:
    return {
        "text": time.text,
        "from": _day(time.starts_on),
        "to": _day(time.ends_on),
        "before": _day(time.before),
        "recurrence": time.recurrence.value if time.recurrence else None,
    }


def _party(party: PartyReading) -> dict[str, Any]:
    return {"text": party.text, "name": party.name, "agency": party.agency, "group": party.group}


def _reviewed(party: PartyReading) -> dict[str, Any]:
    return _party(party) | {"related": party.related}


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
