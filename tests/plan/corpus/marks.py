"""What was read beside what is true, counted field by field: hits, misses, surplus."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

SAME = 0.8  # share of tokens that two titles or texts have in common when they tell of one thing
DULL = re.compile(r"[\W_]+")
ASIDE = re.compile(r"\([^()]*\)")
TONE = re.compile("([ou])([aey])([\u0300\u0301\u0303\u0309\u0323])(?![a-z])")  # hoá, thuỷ as hóa, thủy
RELATED = re.compile(r"( có)? liên quan$")
PARTS = ("from", "to", "before", "recurrence")
Kept = tuple[str, str]


@dataclass
class Marks:
    """Counts by field, and in words what was missed and what was too much."""

    hits: list[Kept] = field(default_factory=list)
    missed: list[Kept] = field(default_factory=list)
    surplus: list[Kept] = field(default_factory=list)

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall; 1 where there is nothing to find and nothing was found."""
        wrong = len(self.missed) + len(self.surplus)
        return 2 * len(self.hits) / (2 * len(self.hits) + wrong) if self.hits or wrong else 1.0

    @property
    def precision(self) -> float:
        """How much of what was read is true."""
        return _share(len(self.hits), len(self.surplus))

    @property
    def recall(self) -> float:
        """How much of what is true was read."""
        return _share(len(self.hits), len(self.missed))

    def value(self, name: str, where: str, told: Any, found: Any) -> None:
        """Count one value; None on both sides counts nothing, a true None that was read as something is surplus."""
        if any(_same(one, found) for one in _either(told)):
            if found is not None:
                self.hits.append((name, where))
            return
        if None not in _either(told):
            self.missed.append((name, f"{where}: {_short(_either(told)[0])}"))
        if found is not None:
            self.surplus.append((name, f"{where}: {_short(found)}"))

    def bag(self, name: str, where: str, told: list[Any], found: list[Any]) -> None:
        """Count values that stand in no order."""
        rest = list(found)
        for one in told:
            hit = next((x for x in rest if any(_same(y, x) for y in _either(one))), None)
            if hit is not None:
                rest.remove(hit)
            self.value(name, where, one, hit)
        for left in rest:
            self.surplus.append((name, f"{where}: {_short(left)}"))

    def add(self, other: "Marks") -> None:
        """Take in the counts of another."""
        self.hits += other.hits
        self.missed += other.missed
        self.surplus += other.surplus


def marked(told: dict[str, Any], found: dict[str, Any]) -> Marks:
    """The marks of a reading, both sides in the shape of the contract."""
    marks = Marks()
    _document(marks, told["document"], found["document"])
    _bases(marks, told["legal_bases"], found["legal_bases"])
    _tasks(marks, told["tasks"], found["tasks"])
    _assignments(marks, told["assignments"], found["assignments"])
    _days(marks, told, found)
    said = fold(" ".join(f"{w['code']} {w['message']}" for w in found["warnings"]))
    for warning in told["warnings"]:
        is_told = any(fold(words) in said for words in warning["any_of"])
        (marks.hits if is_told else marks.missed).append(("warning", warning["any_of"][0]))
    return marks


def fold(text: str) -> str:
    """The words alone: no case, no punctuation, tones set one way, one name for people's committees."""
    plain = unicodedata.normalize("NFC", TONE.sub(r"\1\3\2", unicodedata.normalize("NFD", text.casefold())))
    return DULL.sub(" ", plain.replace("ủy ban nhân dân", "ubnd")).strip()


def _document(marks: Marks, told: dict[str, Any], found: dict[str, Any]) -> None:
    for name in ("type", "title", "number", "date", "year"):
        if name in told:
            marks.value(f"document.{name}", name, told[name], found[name])
    if "signer" in told:
        mine, theirs = told["signer"] or {}, found["signer"] or {}
        for name in ("title", "name"):
            marks.value("document.signer", f"signer {name}", mine.get(name), theirs.get(name))


def _bases(marks: Marks, told: list[Any], found: list[Any]) -> None:
    rest = list(found)
    for basis in told:
        hit = next((b for b in rest if _is_basis(basis, b)), None)
        if hit:
            rest.remove(hit)
        if basis.get("optional") and not hit:
            continue
        where = f"{basis['kind']} {basis['number']}"
        marks.value("legal_basis", "", where, where if hit else None)
        marks.value("legal_basis", where, basis["date"], hit["date"] if hit else None)
    for left in rest:
        marks.surplus.append(("legal_basis", f"{left['kind']} {left['number']} {left['date']}"))


def _is_basis(told: Any, found: Any) -> bool:
    if fold(told["kind"]) != fold(found["kind"]) or (told["number"] or "") != (found["number"] or ""):
        return False
    return bool(told["number"]) or any(_same(day, found["date"]) for day in _either(told["date"]))


def _tasks(marks: Marks, told: list[Any], found: list[Any]) -> None:
    pairs, rest = _paired(told, found, "title")
    for task, hit in pairs:
        if task.get("optional") and not hit:
            continue
        _task(marks, task, hit or {"lead": [], "coordinate": []})
    for left in rest:
        empty = {"no": left["no"], "title": None, "lead": [], "coordinate": [], "time": None}
        _task(marks, empty, left)


def _task(marks: Marks, told: Any, found: Any) -> None:
    where = f"[{_either(told['no'])[0]}] {_short(_either(told['title'])[0] or '')}"
    marks.value("title", where, told["title"], found.get("title"))
    for name in ("lead", "coordinate"):
        names = [ASIDE.sub("", party["name"]) for party in found[name]]
        best = min((_names(one) for one in _either(told[name])), key=lambda one: _far(one, names))
        marks.bag(name, where, best, names)
    mine, theirs = told["time"] or {}, found.get("time") or {}
    for part in PARTS:
        marks.value("time", f"{where} {part}", mine.get(part), theirs.get(part))
    for name in ("budget", "output"):
        marks.value(name, where, told.get(name), found.get(name))


def _far(told: list[Any], found: list[Any]) -> int:
    marks = Marks()
    marks.bag("", "", told, found)
    return len(marks.missed) + len(marks.surplus)


def _assignments(marks: Marks, told: list[Any], found: list[Any]) -> None:
    rest = list(found)
    for given in told:
        hit = next((a for a in rest if _is_party(given["agency"], a["agency"])), None)
        if hit:
            rest.remove(hit)
        if given.get("optional") and not hit:
            continue
        name = _either(given["agency"]["name"])[0]
        marks.value("assignment", "", name, name if hit else None)
        _items(marks, name, given["items"], hit["items"] if hit else [])
    for left in rest:
        marks.surplus.append(("assignment", _short(left["heading"])))
        _items(marks, _short(left["heading"]), [], left["items"])


def _is_party(told: Any, found: Any) -> bool:
    return any(_same(one, ASIDE.sub("", found["name"])) for one in _either(told["name"]))


def _items(marks: Marks, where: str, told: list[Any], found: list[Any]) -> None:
    pairs, rest = _paired(told, found, "text")
    for item, hit in pairs:
        if item.get("optional") and not hit:
            continue
        name = f"{_short(where)}: {_short(_either(item['text'])[0])}"
        marks.value("item", "", name, name if hit else None)
        if hit:
            marks.value("role", name, item["role"], hit["role"])
    marks.surplus += [("item", f"{where}: {_short(left['text'])}") for left in rest]


def _days(marks: Marks, told: dict[str, Any], found: dict[str, Any]) -> None:
    days = [due["before"] for due in found["deadlines"] if due["before"]]
    free = [due["before"] for due in told["deadlines"] if due.get("optional")]
    free += [day for task in told["tasks"] for day in _either((task["time"] or {}).get("before"))]
    needed = [due["before"] for due in told["deadlines"] if not due.get("optional")]
    spare = [day for day in days if day not in needed and day in free]
    marks.bag("deadline", "deadline", needed, [day for day in days if day not in spare])
    for name in ("origin", "date"):
        mine, theirs = ([day[name] for day in side["anniversaries"] if day[name]] for side in (told, found))
        marks.bag("anniversary", f"anniversary {name}", mine, theirs)


def _paired(told: list[Any], found: list[Any], name: str) -> tuple[list[tuple[Any, Any | None]], list[Any]]:
    """Each true thing with the one read that is most like it, if any is like it; and those read that are left."""
    like = sorted(
        ((_likeness(mine[name], theirs[name]), m, t) for m, mine in enumerate(told) for t, theirs in enumerate(found)),
        key=lambda entry: (-entry[0], abs(entry[1] - entry[2])),
    )
    partner: dict[int, int] = {}
    for share, m, t in like:
        if share >= SAME and m not in partner and t not in partner.values():
            partner[m] = t
    pairs = [(mine, found[partner[m]] if m in partner else None) for m, mine in enumerate(told)]
    return pairs, [theirs for t, theirs in enumerate(found) if t not in partner.values()]


def _likeness(told: Any, found: str) -> float:
    return max(_overlap(fold(one).split(), fold(found).split()) for one in _either(told))


def _overlap(one: list[str], other: list[str]) -> float:
    common, rest = 0, list(other)
    for token in one:
        if token in rest:
            rest.remove(token)
            common += 1
    return 2 * common / (len(one) + len(other)) if one and other else 0.0


def _names(parties: Iterable[Any]) -> list[Any]:
    """What the parties are called, without what stands in brackets behind."""
    return [{"any_of": [ASIDE.sub("", name) for name in _either(party["name"])]} for party in parties]


def _either(told: Any) -> list[Any]:
    return list(told["any_of"]) if isinstance(told, dict) and "any_of" in told else [told]


def _same(one: Any, other: Any) -> bool:
    if isinstance(one, str) and isinstance(other, str):
        return _bare(one) == _bare(other)
    return bool(one == other)


def _bare(text: str) -> str:
    """A name or title without what means nothing: "các" before it, "có liên quan" after it."""
    return RELATED.sub("", fold(text)).removeprefix("các ")


def _share(right: int, wrong: int) -> float:
    return right / (right + wrong) if right + wrong else 1.0


def _short(value: Any) -> str:
    return str(value)[:90]


def lines(marks: Marks) -> Iterator[str]:
    """Each miss and each surplus in words."""
    yield from (f"  - {name:16} {words}" for name, words in marks.missed)
    yield from (f"  + {name:16} {words}" for name, words in marks.surplus)
