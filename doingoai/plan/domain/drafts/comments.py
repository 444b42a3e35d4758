"""What agencies say of their parts of a draft: which parts are theirs, what a proposal changes, who has answered."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from doingoai.plan.domain.drafts.parts import Content, each, part_of
from doingoai.plan.domain.states import Answer, Role

# What an agency may propose otherwise, by the kind of its part.
OPEN_FIELDS = {"t": ("title", "content", "time", "budget", "output", "lead", "coordinate"), "i": ("text",)}


def whole_parts(content: Content, keys: Iterable[str]) -> list[str]:
    """The tasks and assignments behind the parts in which an agency is named: of a heading, each of its items."""
    found: list[str] = []
    for key in keys:
        if key[0] == "a":
            found += [item["key"] for item in part_of(content, key)["items"] if not item.get("gone")]
        elif key[0] in OPEN_FIELDS:
            found.append(key)
    return found


def role_of(raw: Mapping[str, Any], slug: str) -> str:
    """The role in which a task names the body itself; empty where it is named through a group, or not."""
    for role, name in ((Role.LEAD, "lead"), (Role.COORDINATE, "coordinate")):
        if any(party["agency"] == slug for party in raw[name]):
            return str(role.value)
    return ""


def with_role(raw: Mapping[str, Any], party: Mapping[str, Any], role: str) -> dict[str, list[dict[str, Any]]]:
    """The leading and helping bodies of a task with this body in the role; in neither where the role is empty."""
    lists = {
        name: [dict(one) for one in raw[name] if one["agency"] != party["agency"]] for name in ("lead", "coordinate")
    }
    if role in (Role.LEAD, Role.COORDINATE):
        name = "lead" if role == Role.LEAD else "coordinate"
        old = next((one for one in (*raw["lead"], *raw["coordinate"]) if one["agency"] == party["agency"]), party)
        place = next((n for n, one in enumerate(raw[name]) if one["agency"] == party["agency"]), len(lists[name]))
        lists[name].insert(place, dict(old))
    return lists


def proposed(raw: Mapping[str, Any], said: Mapping[str, Any]) -> dict[str, Any]:
    """The fields that were said otherwise than the part has them."""
    return {name: value for name, value in said.items() if raw.get(name) != value}


def seen(content: Content, key: str) -> dict[str, Any]:
    """The part as an agency sees it, for the record of its answer."""
    raw = part_of(content, key)
    return {name: raw[name] for name in OPEN_FIELDS[key[0]]}


@dataclass(frozen=True)
class Standing:
    """How far an agency is: its parts, how many it agreed to, proposed otherwise, commented, has not answered."""

    parts: int
    agreed: int
    proposals: int
    comments: int

    @property
    def silent(self) -> int:
        """How many parts wait for a word."""
        return max(self.parts - self.agreed - self.proposals - self.comments, 0)


def standing_of(keys: Iterable[str], answers: Mapping[str, str]) -> Standing:
    """How far an agency is with its parts; `answers` is what it said, by part."""
    mine = [answers[key] for key in keys if key in answers]
    counts = [sum(answer == kind for answer in mine) for kind in (Answer.AGREE, Answer.PROPOSE, Answer.COMMENT)]
    return Standing(len(list(keys)), *counts)


def exists(content: Content, key: str) -> bool:
    """Whether the part stands in the draft."""
    return any(found == key and not raw.get("gone") for found, raw in each(content))
