"""The Word papers of the corpus as LibreOffice prints and saves them: PDF files and papers of the old Word."""

import shutil
import subprocess
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.plan.corpus.files import EVERY, data

PROGRAM = shutil.which("soffice")
PATIENCE = 300  # seconds for all papers
KINDS = ("pdf", "doc")
WORDS = [name for name, kind in EVERY if kind == "docx"]
CONVERTED = [(name, kind) for kind in KINDS for name in WORDS]


@cache
def converted() -> dict[tuple[str, str], bytes]:
    """Each paper in each format, all in one go; a profile of its own, so that an open LibreOffice does not mind."""
    assert PROGRAM, "LibreOffice is not installed: apt install libreoffice-writer"
    with TemporaryDirectory() as told:
        folder = Path(told)
        for name in WORDS:
            (folder / f"{name}.docx").write_bytes(data(name, "docx"))
        for kind in KINDS:
            _convert(folder, kind)
        return {(name, kind): (folder / f"{name}.{kind}").read_bytes() for name, kind in CONVERTED}


def _convert(folder: Path, kind: str) -> None:
    words = [PROGRAM, f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", kind, "--outdir"]
    files = [str(folder / f"{name}.docx") for name in WORDS]
    subprocess.run([*words, str(folder), *files], check=True, capture_output=True, timeout=PATIENCE)
