"""The hand-made structure of real plans, wherever it is to be had."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import typst
from docx.shared import Cm

from doingoai.agencies.domain import Directory
from doingoai.agencies.profile import load_directory
from doingoai.documents.read import read
from doingoai.plan.domain.contract import to_json
from doingoai.plan.domain.outline import PlanReading, read_plan

ROOT = Path(__file__).resolve().parents[2]
PROFILE = ROOT / "doingoai" / "profiles" / "lao_cai"
FOLDERS = [ROOT / "tests" / "data" / "plans", ROOT.parent / "shared" / "data" / "plans"]
GOLDS = [path for folder in FOLDERS for path in sorted(folder.glob("*.gold.json"))]
FORMATS = ["txt", "docx", "pdf"]
# Where the hand-made structure speaks otherwise than the paper prints, the reading keeps the print:
REPAIRED_TITLES = {"II.5": ("Cụm", "Cùm")}  # the gold repairs a slip of scanning; the reading warns of it
ABRIDGED_TITLES = {"II.2.2.b": "Đẩy mạnh quảng bá hình ảnh Lào Cai trên Internet - "}  # the gold's own summary
PAGE = """
#set page(paper: "a4", margin: (left: 3cm, right: 1.5cm, y: 2cm), numbering: "1", number-align: top + center)
#set text(size: 14pt, lang: "vi", hyphenate: false)
#set par(justify: true, first-line-indent: (amount: 1cm, all: true), spacing: 1em)
#for line in json(bytes(sys.inputs.lines)) { par(line) }
"""


@cache
def directory() -> Directory:
    return load_directory(PROFILE)


def as_docx(text: str) -> bytes:
    """The text as a Word paper, one paragraph a line."""
    paper = docx.Document()
    paper.sections[0].left_margin = Cm(3)
    for line in text.splitlines():
        paper.add_paragraph(line)
    buffer = BytesIO()
    paper.save(buffer)
    return buffer.getvalue()


def as_pdf(text: str) -> bytes:
    """The text as printed pages: wrapped lines, page numbers, sentences that run over pages."""
    lines = [line for line in text.splitlines() if line.strip()]
    made: bytes = typst.compile(PAGE.encode(), sys_inputs={"lines": json.dumps(lines)}, format="pdf")
    return made


@cache
def reading(gold: Path, kind: str) -> PlanReading:
    text = gold.with_name(gold.name.replace(".gold.json", ".txt")).read_text(encoding="utf-8")
    data = {"txt": lambda: text.encode(), "docx": lambda: as_docx(text), "pdf": lambda: as_pdf(text)}[kind]()
    return read_plan(read(f"plan.{kind}", data), directory())


@cache
def truth(gold: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(gold.read_text(encoding="utf-8"))
    return found


@dataclass(frozen=True)
class Field:
    """One field of the hand-made structure: where it stands, what the importer found, what is true."""

    name: str
    found: Any
    told: Any

    @property
    def is_met(self) -> bool:
        """Whether the importer found what is true."""
        return bool(self.found == self.told)


def ids(parties: Iterable[Any]) -> list[str | None]:
    return [party["agency"] for party in parties]


def fields(gold: Path, kind: str) -> list[Field]:
    """Every field of the hand-made structure that the contract carries, beside what was read from the format."""
    found, told = to_json(reading(gold, kind)), truth(gold)
    parts = (_paper, _bases, _tasks, _assignments, _days)
    return [field for part in parts for field in part(found, told, kind)]


def _paper(found: Any, told: Any, kind: str) -> Iterator[Field]:
    mine, theirs = found["document"], told["document"]
    for name in ("type", "title", "year", "number", "recipients"):
        yield Field(f"document.{name}", mine[name], theirs[name])
    yield Field("document.date", mine["date"], theirs["issue_date"])
    yield Field("document.issuer", mine["issuer"]["agency"], theirs["issuer"])
    yield Field("document.signer", mine["signer"], theirs["signature"])


def _bases(found: Any, told: Any, kind: str) -> Iterator[Field]:
    known = {(basis["kind"], basis["number"]): basis for basis in found["legal_bases"]}
    yield Field("legal_bases", len(found["legal_bases"]), len(told["legal_bases"]))
    for basis in told["legal_bases"]:
        name, mine = f"legal_bases.{basis['kind']} {basis['number']}", known.get((basis["kind"], basis["number"]), {})
        subject = basis.get("subject") or basis["name"].removeprefix(basis["kind"]).strip()
        printed = basis.get("date_as_printed")
        yield Field(f"{name}.issuer", mine.get("issuer"), basis.get("issuer"))
        yield Field(f"{name}.subject", (mine.get("subject") or "").casefold(), subject.casefold())
        day = "-".join(reversed(printed.split("/"))) if printed else basis.get("date")
        yield Field(f"{name}.date", mine.get("date"), day)


def _tasks(found: Any, told: Any, kind: str) -> Iterator[Field]:
    known = {task["no"]: task for task in found["tasks"]}
    yield Field("tasks", [task["no"] for task in found["tasks"]], [task["id"] for task in told["tasks"]])
    for task in told["tasks"]:
        name, mine = f"tasks.{task['id']}", known.get(task["id"])
        if mine is None:
            yield Field(name, None, task)
        else:
            yield from _task(name, mine, task, kind)


def _task(name: str, mine: Any, task: Any, kind: str) -> Iterator[Field]:
    if beginning := ABRIDGED_TITLES.get(task["id"]):
        yield Field(f"{name}.title", mine["title"][: len(beginning)], beginning)
    else:
        meant, printed = REPAIRED_TITLES.get(task["id"], ("", ""))
        yield Field(f"{name}.title", mine["title"], task["title"].replace(meant, printed))
    yield Field(f"{name}.lead", ids(mine["lead"]), task["lead"])
    yield Field(f"{name}.coordinate", ids(mine["coordinate"]), task["coordinate"])
    parties = mine["lead"] + mine["coordinate"]
    groups = [(party["agency"] or "").startswith("g-") for party in parties]
    yield Field(f"{name}.groups", [party["group"] for party in parties], groups)
    for none in ("time", "budget", "output"):
        yield Field(f"{name}.{none}", mine[none], None)
    if task["content_bullets"]:
        yield Field(f"{name}.content", len(mine["content"]), task["content_bullets"])
    if kind == "txt":
        first, last = mine["lines"]
        lead, coordinate = task["lines"]["lead"], task["lines"]["coordinate"]
        yield Field(f"{name}.lines", (first < lead < last, last), (True, coordinate))


def _assignments(found: Any, told: Any, kind: str) -> Iterator[Field]:
    known, theirs = found["assignments"], told["assignments_by_agency"]
    yield Field("assignments", [a["heading"] for a in known], [a["heading"] for a in theirs])
    yield Field("assignments.items", [len(a["items"]) for a in known], [len(a["assignments"]) for a in theirs])
    yield Field("assignments.count", sum(len(a["items"]) for a in known), told["counts"]["assignments"])
    items = [item for a in known for item in a["items"]]
    wanted = [(a["heading"], item) for a in theirs for item in a["assignments"]]
    for (heading, item), mine in zip(wanted, [*items, *[{}] * len(wanted)], strict=False):
        name = f"assignments.{heading[:30]}"
        yield Field(f"{name}.role", mine.get("role"), item["role"])
        yield Field(f"{name}.text", mine.get("text"), item["text"])
        yield Field(f"{name}.partners", ids(mine.get("partners", ())), item["partners"])
        if kind == "txt":
            yield Field(f"{name}.lines", mine.get("lines"), item["lines"])


def _days(found: Any, told: Any, kind: str) -> Iterator[Field]:
    for name in ("name", "origin", "date", "years"):
        days, wanted = ([day[name] for day in source["anniversaries"]] for source in (found, told))
        yield Field(f"anniversaries.{name}", days, wanted)
    yield Field("events", [e["name"] for e in found["events"]], [e["name"] for e in told["events"]])
    for name in ("before", "via", "to"):
        due, wanted = ([day.get(name) for day in source["deadlines"]] for source in (found, told))
        yield Field(f"deadlines.{name}", due, wanted)
    yield Field("budget_notes", found["budget_notes"], told["budget"])
