"""The parts of a plan that is being written, each under a key that stays while others come, go and move.

The content is one JSON document: `document`, `words` (paragraphs by their place), `legal_bases`, `sections`, `tasks`,
`assignments` with their items. A part taken out is kept with `gone`; `marks` are what a person has to look at in it.
"""

import copy
from collections.abc import Iterator, Mapping
from typing import Any

from doingoai.plan.domain.review import Kind, Values
from doingoai.plan.domain.titles import brief

Content = dict[str, Any]

PART = "II"  # the tasks stand in the second part of the paper
WORDS = {"wp": "Mục đích", "wq": "Yêu cầu", "wm": "Kinh phí", "wr": "Chế độ báo cáo", "wz": "Lời kết"}
ORDER = "o"  # the pseudo-part under which the record keeps how a list was ordered
LISTS = {"b": "legal_bases", "s": "sections", "t": "tasks", "a": "assignments", "i": "items"}
BLANK_TASK: Mapping[str, Any] = {
    "section": "",
    "title": "",
    "content": [],
    "lead": [],
    "coordinate": [],
    "time": None,
    "budget": None,
    "output": None,
    "target": None,
    "kinds": [],
    "no": "",
    "origin": None,
    "marks": [],
}
HEAD = ("title", "issuer", "letterhead", "code", "signer", "recipients", "number", "date", "reason", "marks")
KINDS = {
    kind.letter: kind
    for kind in (
        Kind("d", "document", HEAD),
        Kind("w", "words", ("paragraphs", "marks")),
        Kind(
            "b",
            "legal_bases",
            ("kind", "number", "date", "issuer", "subject", "marks"),
            {"kind": "", "number": None, "date": None, "issuer": None, "subject": None, "marks": []},
        ),
        Kind("s", "sections", ("title", "alone", "no", "marks"), {"title": "", "alone": False, "no": "", "marks": []}),
        Kind("t", "tasks", tuple(BLANK_TASK), BLANK_TASK),
        Kind(
            "a",
            "assignments",
            ("heading", "parties", "marks"),
            {"heading": "", "parties": [], "items": [], "marks": []},
        ),
        Kind("i", "items", ("text", "marks"), {"text": "", "marks": []}),
    )
}


def kind_of(key: str) -> Kind:
    """The kind of the part that the key names.

    :raises KeyError: if no part has such a key
    """
    return KINDS[key[:1]]


def empty(year: int) -> Content:
    """A plan of the year in which nothing stands yet."""
    return {
        "document": {
            "title": f"Hoạt động thông tin đối ngoại năm {year}",
            "year": year,
            "issuer": {"text": "", "name": "", "agency": None, "group": False},
            "letterhead": [],
            "code": "KH-UBND",
            "signer": None,
            "recipients": [],
            "number": "",
            "date": None,
            "reason": "",
            "marks": [],
        },
        "words": [{"key": key, "paragraphs": [], "marks": []} for key in WORDS],
        "legal_bases": [],
        "sections": [],
        "tasks": [],
        "assignments": [],
    }


def each(content: Content) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every part with its key, in the order of the paper."""
    yield "d", content["document"]
    for place in ("words", "legal_bases", "sections", "tasks"):
        yield from ((raw["key"], raw) for raw in content[place])
    for heading in content["assignments"]:
        yield heading["key"], heading
        yield from ((item["key"], item) for item in heading["items"])


def standing(content: Content, place: str) -> list[dict[str, Any]]:
    """The parts of a list that are not taken out."""
    return [raw for raw in content[place] if not raw.get("gone")]


def part_of(content: Content, key: str) -> dict[str, Any]:
    """The part with the key.

    :raises KeyError: if there is none
    """
    for found, raw in each(content):
        if found == key:
            return raw
    raise KeyError(key)


def list_of(content: Content, key: str) -> list[dict[str, Any]]:
    """The list that the part stands in.

    :raises KeyError: if it stands in none
    """
    if key[:1] == "i":
        return next(h["items"] for h in content["assignments"] if any(item["key"] == key for item in h["items"]))
    found: list[dict[str, Any]] = content[LISTS[key[:1]]]
    return found


def values(key: str, raw: Mapping[str, Any]) -> Values:
    """The fields of a part."""
    return {name: copy.deepcopy(raw[name]) for name in kind_of(key).fields}


def tasks_of(content: Content, section: str) -> list[dict[str, Any]]:
    """The standing tasks of a section."""
    return [task for task in standing(content, "tasks") if task["section"] == section]


def numbers(content: Content) -> dict[str, str]:
    """The number of each standing section, task and heading, from its place; one that was adopted keeps its own."""
    found: dict[str, str] = {}
    for order, section in enumerate(standing(content, "sections"), 1):
        number = found[section["key"]] = section["no"] or f"{PART}.{_free(content, order)}"
        tasks = tasks_of(content, section["key"])
        if section["alone"] and len(tasks) == 1:
            found[tasks[0]["key"]] = tasks[0]["no"] or number
            continue
        # What is added to an adopted plan comes behind every number that was ever given there.
        given = [_last(task["no"]) for task in content["tasks"] if task["section"] == section["key"] and task["no"]]
        count = max(given, default=0)
        for task in tasks:
            count += not task["no"]
            found[task["key"]] = task["no"] or f"{number}.{count}"
    for order, heading in enumerate(standing(content, "assignments"), 1):
        found[heading["key"]] = str(order)
    return found


def _free(content: Content, order: int) -> int:
    given = [_last(section["no"]) for section in content["sections"] if section["no"]]
    unnumbered = [section for section in standing(content, "sections") if not section["no"]]
    before = [section for section in standing(content, "sections")[:order] if not section["no"]]
    return max(given) + len(before) if given and unnumbered else order


def _last(number: str) -> int:
    last = number.rpartition(".")[2]
    return int(last) if last.isdecimal() else 0


def label(content: Content, key: str) -> str:
    """What a person calls the part by, in Vietnamese."""
    raw = part_of(content, key)
    letter = key[:1]
    if letter in "dw":
        return WORDS.get(key, "Phần đầu văn bản")
    if letter == "b":
        return " ".join(filter(None, (raw["kind"], raw["number"] or raw["subject"]))) or "căn cứ mới"
    words = raw[{"s": "title", "t": "title", "a": "heading", "i": "text"}[letter]] or "mục mới"
    number = numbers(content).get(key, "") if letter in "st" else ""
    return f"{number} {brief(words)}".strip()


def next_key(content: Content, letter: str) -> str:
    """A key that no part of the kind ever had."""
    return f"{letter}{1 + max((int(key[1:]) for key, _ in each(content) if key[:1] == letter and key[1:]), default=0)}"
