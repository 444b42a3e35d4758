"""The hand-made structure of real plans, wherever it is to be had."""

import json
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
from doingoai.plan.domain.outline import PlanReading, read_plan

ROOT = Path(__file__).resolve().parents[2]
PROFILE = ROOT / "doingoai" / "profiles" / "lao_cai"
FOLDERS = [ROOT / "tests" / "data" / "plans", ROOT.parent / "shared" / "data" / "plans"]
GOLDS = [path for folder in FOLDERS for path in sorted(folder.glob("*.gold.json"))]
FORMATS = ["txt", "docx", "pdf"]
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
