"""The files of the corpus, made once into `build/corpus` and again whenever a source or a maker changes."""

import hashlib
import json
from functools import cache
from pathlib import Path
from typing import Any

from tests.plan.corpus.plain import as_text
from tests.plan.corpus.printed import as_pdf
from tests.plan.corpus.source import FOLDER, NAMES, plan
from tests.plan.corpus.web import as_html
from tests.plan.corpus.word import as_docx

HERE = Path(__file__).parent
KEPT = HERE.parents[2] / "build" / "corpus"
MAKERS = {"txt": as_text, "docx": as_docx, "html": as_html, "pdf": as_pdf}
EVERY = [(name, kind) for name in NAMES for kind in plan(name).formats]


@cache
def _made_by() -> bytes:
    return b"".join(
        path.read_bytes() for path in sorted(HERE.glob("*.py")) if path.stem not in {"score", "marks", "office"}
    )


def data(name: str, kind: str) -> bytes:
    """The plan as a file of the format."""
    source = (FOLDER / f"{name}.plan").read_bytes()
    path = KEPT / hashlib.sha256(_made_by() + source).hexdigest()[:16] / f"{name}.{kind}"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(MAKERS[kind](plan(name)))
    return path.read_bytes()


@cache
def truth(name: str) -> dict[str, Any]:
    """The hand-made structure of the plan."""
    found: dict[str, Any] = json.loads((FOLDER / f"{name}.gold.json").read_text(encoding="utf-8"))
    return found
