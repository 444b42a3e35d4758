"""Every requirement of OWASP ASVS 5.0, levels 1 and 2, is answered once, and what answers it is there."""

import ast
import csv
import re
import subprocess
import sys
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from tests.house.walk import ROOT, source, tree

ANSWERS = ROOT / "docs" / "reference" / "asvs.csv"
# Ids and levels as the standard's own release 5.0.0 tells them.
STANDARD = ROOT / "tests" / "data" / "asvs-5.0.0.txt"
COLUMNS = ["id", "level", "about", "answer", "evidence", "note"]
FEWEST, MOST_FOR_ONE, LONGEST = 150, 4, 12
NEVER_RUN = re.compile(r"pytest\.(?:mark\.)?(?:skip|skipif|xfail|importorskip)")
PLACE = re.compile(r"\b(?:doingoai|docs|tests|requirements)/[\w./*-]*\w|\bsettings\.[A-Z_]+|\d+\.\d+\.\d+\b")


def answers():
    with ANSWERS.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


ROWS = answers()
TESTED = [row for row in ROWS if row["answer"] == "test"]


def named(row):
    return row["evidence"].split("; ")


@cache
def wrong(test):
    """What is wrong with a test that is named, in words; empty where it is there and is run."""
    path, _colons, called = test.partition("::")
    function = called.partition("[")[0]
    if not (ROOT / path).is_file() or not Path(path).name.startswith("test_"):
        return "no such file"
    module = tree(ROOT / path)
    found = next((node for node in module.body if isinstance(node, ast.FunctionDef) and node.name == function), None)
    if found is None or not function.startswith("test_"):
        return "no such test"
    marks = [*found.decorator_list, *(node for node in module.body if "pytestmark" in ast.unparse(node)[:12])]
    if any(NEVER_RUN.search(ast.unparse(mark)) for mark in marks):
        return "it is passed over"
    if not any(isinstance(node, ast.Assert | ast.With) for node in ast.walk(found)):
        return "it asserts nothing"
    return ""


def test_every_requirement_is_answered_once_under_its_level():
    assert list(ROWS[0]) == COLUMNS
    known = {(id_, level) for level, ids in re.findall(r"^(\d): (.+)$", source(STANDARD), re.M) for id_ in ids.split()}
    assert len(known) == 253
    assert Counter((row["id"], row["level"]) for row in ROWS) == Counter(known)


def test_no_answer_is_empty_and_each_is_of_a_known_kind():
    assert {row["answer"] for row in ROWS} == {"test", "reason", "not applicable"}
    assert [row["id"] for row in ROWS if not row["about"].strip() or len(row["evidence"].strip()) < 8] == []
    assert [row["id"] for row in ROWS if len(row["about"].split()) > LONGEST] == []


def test_enough_of_them_are_answered_by_a_test():
    assert len(TESTED) >= FEWEST


@pytest.mark.parametrize("row", TESTED, ids=lambda row: row["id"])
def test_each_test_that_is_named_is_there_and_is_run(row):
    assert {test: fault for test in named(row) if (fault := wrong(test))} == {}


def test_a_test_that_is_not_there_is_seen():
    assert wrong("tests/house/test_nothing.py::test_x") == "no such file"
    assert wrong("tests/house/test_asvs.py::test_nothing") == "no such test"
    assert wrong("tests/house/test_asvs.py::answers") == "no such test"


def test_no_test_stands_for_what_it_has_nothing_to_do_with():
    used = Counter(test for row in TESTED for test in set(named(row)))
    assert {test: times for test, times in used.items() if times > MOST_FOR_ONE} == {}


def test_a_reason_names_its_place_and_a_requirement_that_does_not_apply_says_why():
    reasons = [row for row in ROWS if row["answer"] == "reason"]
    assert [row["id"] for row in reasons if not PLACE.search(row["evidence"])] == []
    paths = [path for row in reasons for path in re.findall(r"\b(?:doingoai|docs|tests)/[\w./-]*\w", row["evidence"])]
    assert [path for path in paths if not (ROOT / path).exists()] == []
    rest = [row for row in ROWS if row["answer"] == "not applicable"]
    assert [row["id"] for row in rest if not row["evidence"].endswith((".", ")"))] == []


@pytest.mark.slow
def test_pytest_finds_each_test_by_the_very_name():
    """A case in brackets is known to pytest alone; tests of the browser and heavy ones are asked for as well."""
    wanted = {test for row in TESTED for test in named(row)}
    files = sorted({test.partition("::")[0] for test in wanted})
    told = subprocess.run(
        [sys.executable, "-m", "pytest", "--collect-only", "-q", "-m", "", "-p", "no:cacheprovider", *files],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode == 0, told.stdout[-2000:]
    found = set(told.stdout.splitlines())
    known = found | {name.partition("[")[0] for name in found}
    assert sorted(wanted - known) == []
