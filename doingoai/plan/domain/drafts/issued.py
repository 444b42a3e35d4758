"""The reading of a plan that was written here: the lines of its paper, and what the draft says for sure."""

import copy
from collections.abc import Mapping
from typing import Any

from doingoai.plan.domain.drafts.parts import Content, numbers, standing
from doingoai.plan.domain.review import Reading

OF_TASK = ("title", "content", "lead", "coordinate", "time", "budget", "output")


def reading_of(content: Content, printed: Reading) -> Reading:
    """The reading of the paper with the draft's own words, bodies, days and money in the place of what was read."""
    counted = numbers(content)
    head = content["document"]
    result: Reading = copy.deepcopy(printed)
    result["document"] |= {
        "title": head["title"],
        "number": f"{head['number']}/{head['code']}" if head["number"] else None,
        "date": head["date"],
        "year": head["year"],
        "issuer": {name: head["issuer"][name] for name in ("text", "name", "agency", "group")},
        "signer": head["signer"],
        "recipients": list(head["recipients"]),
    }
    result["sections"] = _sections(content, counted, printed)
    known = {task["no"]: task for task in printed["tasks"]}
    result["tasks"] = [
        {"no": counted[task["key"]], "lines": known.get(counted[task["key"]], {}).get("lines", [])}
        | {name: copy.deepcopy(task[name]) for name in OF_TASK}
        for task in sorted(standing(content, "tasks"), key=lambda task: _place(content, task))
    ]
    result["assignments"] = [
        _heading(order, heading, _as_read(printed, order, heading))
        for order, heading in enumerate(standing(content, "assignments"), 1)
        if heading["parties"]
    ]
    result["warnings"] = []
    return result


def _place(content: Content, task: Mapping[str, Any]) -> tuple[int, int]:
    sections = [section["key"] for section in content["sections"]]
    return sections.index(task["section"]), content["tasks"].index(task)


def _sections(content: Content, counted: Mapping[str, str], printed: Reading) -> list[dict[str, Any]]:
    lines = {section["no"]: section["line"] for section in printed["sections"]}
    first = printed["source"][0][0] if printed["source"] else 1
    return [
        {"no": counted[s["key"]], "title": s["title"], "line": lines.get(counted[s["key"]], first)}
        for s in standing(content, "sections")
    ]


def _as_read(printed: Reading, order: int, heading: Mapping[str, Any]) -> Mapping[str, Any]:
    """The heading as it was read from the paper, if it was read whole; nothing else."""
    words = f"{order}. {heading['heading']}"
    items = [item for item in heading["items"] if not item.get("gone")]
    found = next((raw for raw in printed["assignments"] if raw["heading"] == words), None)
    return found if found is not None and len(found["items"]) == len(items) else {}


def _heading(order: int, heading: Mapping[str, Any], read: Mapping[str, Any]) -> dict[str, Any]:
    plain = {"role": "perform", "partners": [], "lines": []}
    items = [item for item in heading["items"] if not item.get("gone")]
    told = read.get("items") or [plain] * len(items)
    first = heading["parties"][0]
    return {
        "heading": f"{order}. {heading['heading']}",
        "agency": {name: first[name] for name in ("text", "name", "agency", "group")},
        "parties": copy.deepcopy(heading["parties"]),
        "items": [
            {name: raw[name] for name in plain} | {"text": item["text"]} for item, raw in zip(items, told, strict=True)
        ],
        "line": read.get("line", 0),
    }


def services_of(content: Content) -> dict[str, str]:
    """Which task number each kind of work serves; of two tasks that claim one, the first."""
    counted = numbers(content)
    found: dict[str, str] = {}
    for task in standing(content, "tasks"):
        for kind in task["kinds"]:
            found.setdefault(kind, counted[task["key"]])
    return found
