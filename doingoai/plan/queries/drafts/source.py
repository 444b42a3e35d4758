"""An adopted plan as content to write on: its rows as they stand now, its paper's words beside them."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from doingoai.agencies.models import Agency, Group
from doingoai.law.models import LegalRule
from doingoai.plan.domain.drafts.outline import closing_of, paragraphs_under
from doingoai.plan.domain.drafts.parts import Content, empty
from doingoai.plan.domain.figures import number_text
from doingoai.plan.domain.states import Role
from doingoai.plan.models import Assignment, Party, Plan, Task


def content_of(plan: Plan, *, numbered: bool = False) -> Content:
    """The plan's content: every task with its number of this plan as `origin`, and as `no` where `numbered`.

    Keys of tasks and sections are those of their rows, so that an amendment finds them again; where `numbered`, keys of
    assignments too. Eight queries.
    """
    content = empty(plan.year)
    reading = plan.reading
    head = reading.get("document", {})
    told = {name: head[name] for name in ("issuer", "signer", "recipients") if head.get(name)}
    content["document"] |= {"title": plan.title, "letterhead": _letterhead(plan.issuer), **told}
    content["document"]["issuer"] |= {"agency": plan.issuer.slug, "name": plan.issuer.name}
    content["document"]["issuer"]["text"] = content["document"]["issuer"]["text"] or plan.issuer.name
    for raw in content["words"]:
        raw["paragraphs"] = _words(plan, raw["key"])
    content["legal_bases"] = [
        {"key": f"b{order}", "marks": []} | {n: basis[n] for n in ("kind", "number", "date", "issuer", "subject")}
        for order, basis in enumerate(reading.get("legal_bases", ()), 1)
    ]
    tasks = list(_tasks(plan))
    alone = {task.section_id for task in tasks if task.number == task.section.number}
    content["sections"] = [
        {
            "key": f"s{section.pk}",
            "title": section.title,
            "alone": section.pk in alone,
            "no": section.number if numbered else "",
            "marks": [],
        }
        for section in plan.sections.all()
    ]
    content["tasks"] = [_task(task, numbered=numbered) for task in tasks if numbered or task.closed_on is None]
    content["assignments"] = list(_headings(plan, numbered=numbered))
    return content


def _letterhead(issuer: Agency) -> list[str]:
    return [issuer.name.upper()]


def _words(plan: Plan, key: str) -> list[str]:
    if key == "wm":
        return list(plan.reading.get("budget_notes", ()))
    return closing_of(plan.lines) if key == "wz" else paragraphs_under(plan.lines, key)


def _tasks(plan: Plan) -> Iterable[Task]:
    rows = plan.tasks.select_related("section", "target_measure")
    return rows.prefetch_related("parties__agency", "parties__group", "services")


def _task(task: Task, *, numbered: bool) -> dict[str, Any]:
    parties = list(task.parties.all())
    days = {"from": task.starts_on, "to": task.ends_on, "before": task.due_before}
    time: dict[str, Any] = {name: day.isoformat() if day else None for name, day in days.items()}
    time |= {"text": task.time_text, "recurrence": task.recurrence or None}
    return {
        "key": f"t{task.pk}",
        "section": f"s{task.section_id}",
        "title": task.title,
        "content": list(task.content),
        "lead": [_party(one) for one in parties if one.role == Role.LEAD],
        "coordinate": [_party(one) for one in parties if one.role == Role.COORDINATE],
        "time": time if any(time.values()) else None,
        "budget": task.budget,
        "output": task.output or None,
        "target": target_of(task),
        "kinds": sorted(service.kind_id for service in task.services.all()),
        "no": task.number if numbered else "",
        "origin": task.number,
        "marks": [],
    } | ({"gone": True} if task.closed_on else {})


def target_of(task: Task) -> dict[str, str] | None:
    """What the task aims at, as content holds it."""
    if task.target is None or task.target_measure_id is None:
        return None
    return {"quantity": number_text(task.target), "measure": task.target_measure_id, "note": task.target_note}


def _party(party: Party) -> dict[str, Any]:
    owner: Agency | Group | None = party.agency or party.group
    return {
        "text": party.text,
        "name": owner.name if owner else party.text,
        "agency": owner.slug if owner else None,
        "group": party.is_group,
        "related": party.is_related,
    }


def _headings(plan: Plan, *, numbered: bool) -> Iterable[dict[str, Any]]:
    rows = plan.assignments.prefetch_related("parties__agency", "parties__group")
    by_heading: dict[int, list[Assignment]] = {}
    for row in rows:
        by_heading.setdefault(row.heading_order, []).append(row)
    number = 0
    for order, items in by_heading.items():
        told = []
        for item in items:
            number += 1
            told.append({"key": f"i{item.pk if numbered else number}", "text": item.text, "marks": []})
        yield {
            "key": f"a{order + 1}",
            "heading": items[0].heading.partition(". ")[2] if items[0].heading[:1].isdigit() else items[0].heading,
            "parties": [_party(party) for party in items[0].parties.all()],
            "items": told,
            "marks": [],
        }


def ended_papers(year: int) -> Mapping[str, str]:
    """The papers that the law room knows to have ended before the year, each with the words that say so; one query."""
    begins = date(year, 1, 1)
    rows = LegalRule.objects.all()
    known = {row.document for row in rows if row.valid_to is None or row.valid_to >= begins}
    found: dict[str, str] = {}
    for row in rows:
        if row.valid_to is None or row.document in known:
            continue
        heirs = {other.document for other in rows if other.matter == row.matter and other.document in known}
        now = f" Nay có {', '.join(sorted(heirs))}." if heirs else ""
        found[row.document] = f"Quy định theo {row.document} hết hiệu lực ngày {row.valid_to:%d/%m/%Y}.{now}"
    return found
