"""Case `import`: a plan's file becomes its structure, after start-up; beside the least that reading it takes."""

import re
from collections.abc import Callable, Iterator
from io import BytesIO

import docx
import pdfplumber

from bench.measure import Line, raced
from doingoai.documents.domain.guard import check
from doingoai.documents.read import contents, read
from doingoai.plan.domain.contract import to_json
from doingoai.plan.domain.outline import read_plan
from tests.plan.gold import FORMATS, GOLDS, as_docx, as_pdf, directory

TARGET = 0.5
LABELLED = re.compile(r"^\s*[-+*]?\s*(Cơ quan|Đơn vị)?\s*(chủ trì|phối hợp)[^:]*:\s*(.+)$", re.I | re.M)


def lines(runs: int) -> Iterator[Line]:
    """Each format of each plan that has a hand-made structure."""
    directory()
    for gold in GOLDS:
        text = gold.with_name(gold.name.replace(".gold.json", ".txt")).read_text(encoding="utf-8")
        made = {"txt": text.encode(), "docx": as_docx(text), "pdf": as_pdf(text)}
        for kind in FORMATS:
            peer, against = PEERS[kind]
            what = f"{gold.name.removesuffix('.gold.json')}.{kind} looked at, read and structured"
            yield raced(what, whole(kind, made[kind]), peer, least(against, made[kind]), runs=runs, target=TARGET)


def whole(kind: str, data: bytes) -> Callable[[], object]:
    """What the upload does after the bytes are there and before anything is stored."""

    def act() -> object:
        document = read(f"plan.{kind}", data)
        check(contents(f"plan.{kind}", data, document=document))
        return to_json(read_plan(document, directory()))

    return act


def least(reader: Callable[[bytes], object], data: bytes) -> Callable[[], object]:
    """The peer on the same bytes."""
    return lambda: reader(data)


def _text(data: bytes) -> object:
    return LABELLED.findall(data.decode())


def _word(data: bytes) -> object:
    return [paragraph.text for paragraph in docx.Document(BytesIO(data)).paragraphs]


def _pages(data: bytes) -> object:
    with pdfplumber.open(BytesIO(data)) as paper:
        return [page.extract_text() for page in paper.pages]


PEERS: dict[str, tuple[str, Callable[[bytes], object]]] = {
    "txt": ("one regular expression for the labelled lines: the least a reader of text must do", _text),
    "docx": ("python-docx, every paragraph's text: what anyone would use to open it", _word),
    "pdf": ("pdfplumber, extract_text of every page: what anyone would use to open it", _pages),
}
