"""`doingoai plan read FILE --json`: one document on standard output, or one Vietnamese line and exit 2."""

import json
import os
import subprocess
import sys

import pytest

from tests.documents.files import scan, word
from tests.documents.test_read import locked
from tests.plan.gold import PROFILE, ROOT, as_docx, as_pdf

PLAN = (PROFILE / "plans" / "2022.txt").read_text(encoding="utf-8")


def read(folder, name, data, *options):
    """Run the command in an empty folder of data, as a person would."""
    if data is not None:
        (folder / name).write_bytes(data)
    environ = {**os.environ, "DOINGOAI_DATA": str(folder / "var"), "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "doingoai", "plan", "read", str(folder / name), *options]
    return subprocess.run(command, env=environ, cwd=folder, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    ("name", "data"), [("a.txt", PLAN.encode()), ("a.docx", as_docx(PLAN)), ("a.pdf", as_pdf(PLAN))]
)
def test_a_plan_is_told_as_one_document_and_nothing_is_kept(tmp_path, name, data):
    told = read(tmp_path, name, data, "--json")
    assert (told.returncode, told.stderr) == (0, "")
    found = json.loads(told.stdout)
    parts = "document legal_bases tasks assignments anniversaries events deadlines budget_notes warnings"
    assert list(found) == parts.split()
    assert len(found["tasks"]) == 17
    assert not any((tmp_path / "var").rglob("*.sqlite3"))


def test_without_json_a_person_reads_a_summary(tmp_path):
    told = read(tmp_path, "a.txt", PLAN.encode())
    assert told.returncode == 0
    assert "17 nhiệm vụ" in told.stdout


REFUSED = {
    "a paper that is no plan": ("a.txt", "Thư mời họp\nKính gửi các đồng chí.\n".encode()),
    "a scan": ("a.pdf", scan()),
    "a PDF with a password": ("a.pdf", locked()),
    "an empty file": ("a.txt", b""),
    "more than 20 MB": ("a.txt", b"a" * (20 * 1024 * 1024 + 1)),
    "a mark of secrecy": ("a.docx", word("TỐI MẬT", *PLAN.splitlines())),
    "a file that is not there": ("a.txt", None),
    "a broken paper": ("a.docx", b"PK\x03\x04" + b"0" * 99),
}


@pytest.mark.parametrize("what", REFUSED)
def test_refuses_with_one_vietnamese_line(tmp_path, what):
    told = read(tmp_path, *REFUSED[what], "--json")
    assert (told.returncode, told.stdout) == (2, "")
    [line] = told.stderr.splitlines()
    assert line.endswith(".")
    assert any(letter in line for letter in "ăâđêôơưàáảãạệọ")
    assert not any((tmp_path / "var").rglob("*"))
