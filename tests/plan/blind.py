"""The importer judged by plans that it has not seen: `python -m tests.plan.blind [FOLDER] [-v]`.

The rules of comparison stand in the folder's README. -v tells each miss (-) and each surplus (+).
"""

import argparse
import json
import sys
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from doingoai.agencies.domain import Directory
from doingoai.documents.domain import NotReadable
from doingoai.documents.read import read
from doingoai.plan.domain.contract import to_json
from doingoai.plan.domain.outline import NotAPlan, read_plan

PLANS = Path(__file__).resolve().parents[1] / "data" / "plans"
ALIKE = 0.8
DAYS = ("from", "to", "before", "recurrence")
GROUPS = {
    "document": "doc", "legal": "legal", "title": "title", "lead": "lead", "coordinate": "coord", "time": "time",
    "budget": "money", "output": "output", "assignment": "assign", "deadline": "due",
}  # fmt: skip
Compare = Callable[[str, Any, Any], "Score"]
Kinship = Callable[[Any, Any], float]


@dataclass(frozen=True)
class Hit:
    """One value: where it stands, what the gold tells, what was found; `None` for nothing."""

    name: str
    told: Any
    found: Any
    right: bool

    @property
    def missed(self) -> bool:
        return not self.right and self.told is not None

    @property
    def surplus(self) -> bool:
        return not self.right and self.found is not None


@dataclass
class Score:
    """Values compared."""

    hits: list[Hit] = field(default_factory=list)

    def __add__(self, other: "Score") -> "Score":
        return Score(self.hits + other.hits)

    def of(self, group: str) -> "Score":
        return Score([hit for hit in self.hits if hit.name.split(".")[0] == group])

    @property
    def right(self) -> int:
        return sum(hit.right for hit in self.hits)

    @property
    def missed(self) -> int:
        return sum(hit.missed for hit in self.hits)

    @property
    def surplus(self) -> int:
        return sum(hit.surplus for hit in self.hits)

    @property
    def wrong(self) -> int:
        return self.missed + self.surplus

    @property
    def f1(self) -> float | None:
        """The harmonic mean of precision and recall; `None` where there is nothing to find and nothing was found."""
        whole = 2 * self.right + self.wrong
        return 2 * self.right / whole if whole else None


def added(scores: Iterable[Score]) -> Score:
    return sum(scores, Score())


def options(told: Any) -> list[Any]:
    """The answers that are right."""
    if isinstance(told, dict) and "any_of" in told:
        return [inner for one in told["any_of"] for inner in options(one)]
    return [told]


def same(text: Any) -> Any:
    """A value as it is compared: NFC, no case, one space, no full stop or semicolon at the end."""
    if not isinstance(text, str):
        return text
    return " ".join(unicodedata.normalize("NFC", text).casefold().split()).rstrip(".; ")


def number(text: Any) -> Any:
    """A document's number: white space in it does not count."""
    return "".join(same(text).split()) if isinstance(text, str) else text


def alike(one: Any, other: Any) -> float:
    """The share of words that two texts have in common, of the longer one's."""
    ours, theirs = (Counter(str(same(text) or "").split()) for text in (one, other))
    return sum((ours & theirs).values()) / max(sum(ours.values()), sum(theirs.values()), 1)


def likeness(told: Any, found: Any) -> float:
    return max(alike(one, found) for one in options(told))


def value(name: str, told: Any, found: Any, form: Callable[[Any], Any] = same) -> Score:
    """One value that is printed or not."""
    if isinstance(found, list) and not found:
        found = None
    answers = options(told)
    if found is None:
        return Score([] if None in answers else [Hit(name, answers[0], None, right=False)])
    if form(found) in [form(one) for one in answers if one is not None]:
        return Score([Hit(name, answers[0], found, right=True)])
    return Score([Hit(name, None if None in answers else answers[0], found, right=False)])


def best(name: str, told: Any, found: Any, compare: Compare) -> Score:
    """The comparison with the answer that the reading meets best."""
    return min((compare(name, one, found) for one in options(told)), key=lambda s: (s.wrong, -s.right))


def names(party: Any) -> list[Any]:
    """The forms in which a reading holds a body."""
    return [party.get("name"), party.get("text")] if isinstance(party, dict) else [party]


def is_party(told: Any, found: Any) -> bool:
    forms = [same(one) for one in options(told) if one is not None]
    return any(same(name) in forms for name in names(found))


def parties(name: str, told: Any, found: Any) -> Score:
    """Bodies, as sets."""
    hits, left = [], list(found or [])
    for one in told or []:
        match = next((party for party in left if is_party(one, party)), None)
        if match is not None:
            left.remove(match)
            hits.append(Hit(name, names(match)[0], names(match)[0], right=True))
        elif None not in options(one):
            hits.append(Hit(name, options(one)[0], None, right=False))
    return Score(hits + [Hit(name, None, names(party)[0], right=False) for party in left])


def time(name: str, told: Any, found: Any) -> Score:
    told, found = told or {}, found or {}
    return added(value(f"{name}.{key}", told.get(key), found.get(key)) for key in DAYS)


def document(told: dict[str, Any], found: dict[str, Any]) -> Score:
    plain = added(value(f"document.{key}", told.get(key), found.get(key)) for key in ("type", "title", "date", "year"))
    signer = [(one.get("signer") or {}).get("name") for one in (told, found)]
    return (
        plain
        + value("document.number", told.get("number"), found.get("number"), number)
        + value("document.signer", *signer)
    )


def task(name: str, told: Any, found: Any) -> Score:
    told, found = told or {}, found or {}
    return (
        value("title", told.get("title"), found.get("title"))
        + best("lead", told.get("lead"), found.get("lead"), parties)
        + best("coordinate", told.get("coordinate"), found.get("coordinate"), parties)
        + best("time", told.get("time"), found.get("time"), time)
        + value("budget", told.get("budget"), found.get("budget"))
        + value("output", told.get("output"), found.get("output"))
    )


def basis(name: str, told: Any, found: Any) -> Score:
    told, found = told or {}, found or {}
    return (
        value("legal.kind", told.get("kind"), found.get("kind"))
        + value("legal.number", told.get("number"), found.get("number"), number)
        + value("legal.date", told.get("date"), found.get("date"))
    )


def item(name: str, told: Any, found: Any) -> Score:
    told, found = told or {}, found or {}
    return value("assignment.text", told.get("text"), found.get("text")) + value(
        "assignment.role", told.get("role"), found.get("role")
    )


def assignment(name: str, told: Any, found: Any) -> Score:
    told, found = told or {}, found or {}
    ours, theirs = told.get("agency"), found.get("agency")
    if theirs is not None and is_party(ours, theirs):
        shown = names(theirs)[0]
        agency = Score([Hit("assignment.agency", shown, shown, right=True)])
    else:
        agency = value("assignment.agency", ours, names(theirs)[0] if theirs else None)
    return agency + pairs("items", told.get("items") or [], found.get("items") or [], item, same_item)


def closest(kinship: Kinship, told: Any, found: Any) -> float:
    """The kinship of the answer that is nearest."""
    return max(kinship(one, found) for one in options(told) if one is not None)


def same_task(told: Any, found: Any) -> float:
    return likeness(told["title"], found["title"])


def same_basis(told: Any, found: Any) -> float:
    """By the number; else by kind and day, or by kind where the paper tells neither number nor day."""
    numbers = [number(one) for one in options(told["number"])]
    if told["number"] and number(found.get("number")) in numbers:
        return 1.0
    meant = found | {"number": numbers[0]} if told["date"] else found
    return 0.0 if basis("", told, meant).wrong else ALIKE


def same_item(told: Any, found: Any) -> float:
    return likeness(told["text"], found["text"])


def same_assignment(told: Any, found: Any) -> float:
    """By the body; among headings of one body by what is asked; else by what is asked alone."""
    items = [max((closest(same_item, one, other) for other in found["items"]), default=0.0) for one in told["items"]]
    shared = sum(items) / len(items) if items else 0.0
    return 1 + shared if is_party(told["agency"], found["agency"]) else shared


def pairs(name: str, told: list[Any], found: list[Any], compare: Compare, kinship: Kinship) -> Score:
    """Objects that belong together compared, the rest missing or surplus; a pair is the most alike that is left."""
    alikes = sorted(
        ((closest(kinship, ours, other), -i, -j) for i, ours in enumerate(told) for j, other in enumerate(found)),
        reverse=True,
    )
    ours, theirs, score = dict(enumerate(told)), dict(enumerate(found)), Score()
    for kin, i, j in alikes:
        if kin >= ALIKE and -i in ours and -j in theirs:
            one = [answer for answer in options(ours.pop(-i)) if answer is not None]
            score += best(name, {"any_of": one}, theirs.pop(-j), compare)
    lost = (best(name, one, None, compare) for one in ours.values())
    return score + added(lost) + added(compare(name, None, one) for one in theirs.values())


def deadlines(told: list[Any], found: list[Any]) -> Score:
    """The days by which something is due."""
    days = [
        {"any_of": [one and day for one in options(entry) for day in options(one and one["before"])]} for entry in told
    ]
    once = [day for at, day in enumerate(days) if day not in days[:at]]
    return parties("deadline", once, list(dict.fromkeys(entry["before"] for entry in found if entry["before"])))


def compared(told: dict[str, Any], found: dict[str, Any]) -> Score:
    """A reading in the shape of the contract against the gold."""
    return (
        document(told["document"], found.get("document") or {})
        + pairs("legal", told["legal_bases"], found.get("legal_bases") or [], basis, same_basis)
        + pairs("task", told["tasks"], found.get("tasks") or [], task, same_task)
        + pairs("assignment", told["assignments"], found.get("assignments") or [], assignment, same_assignment)
        + deadlines(told["deadlines"], found.get("deadlines") or [])
    )


def papers(folder: Path) -> Iterator[tuple[Path, dict[str, Any]]]:
    """Each paper of the folder with its gold."""
    for gold in sorted(folder.glob("*.gold.json")):
        stem = gold.name.removesuffix(".gold.json")
        paper = next(path for path in sorted(folder.glob(f"{stem}.*")) if path != gold)
        yield paper, json.loads(gold.read_text(encoding="utf-8"))


def reading(paper: Path) -> dict[str, Any]:
    """What the importer makes of a paper, without a province's profile; nothing where it cannot read it."""
    try:
        return to_json(read_plan(read(paper.name, paper.read_bytes()), Directory()))
    except (NotReadable, NotAPlan) as problem:
        print(f"{paper.name}: {problem}", file=sys.stderr)
        return {}


def row(name: str, score: Score) -> str:
    """A line of the table."""
    shares = [score.f1, *(score.of(group).f1 for group in GROUPS)]
    told = " ".join(f"{share:7.3f}" if share is not None else "      -" for share in shares)
    return f"{name:24} {score.right:5} {score.surplus:5} {score.missed:5} {told}"


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=PLANS / "blind")
    parser.add_argument("-v", action="store_true", dest="verbose")
    asked = parser.parse_args()
    scores = {}
    for paper, told in papers(asked.folder):
        scores[paper.name] = compared(told, reading(paper))
        for hit in scores[paper.name].hits if asked.verbose else []:
            shown = [
                (mark, what)
                for mark, what, is_so in [("-", hit.told, hit.missed), ("+", hit.found, hit.surplus)]
                if is_so
            ]
            for mark, what in shown:
                print(f"{paper.name} {hit.name:18} {mark} {what}")
    print(f"{'':24} {'TP':>5} {'FP':>5} {'FN':>5} {'F1':>7} " + " ".join(f"{short:>7}" for short in GROUPS.values()))
    for name, score in scores.items():
        print(row(name, score))
    print(row("all", added(scores.values())))
    return 0


if __name__ == "__main__":
    sys.exit(main())
