"""Every room and file says in a line what it is, stays short, and bears a name of the trade."""

import ast
import re

import pytest

from tests.house.walk import MODULES, PACKAGE, ROOMS, ROOT, files, floors, name, source, tree

LONGEST = {"*.py": 400, "*.html": 200, "*.css": 400, "*.js": 400, "*.typ": 200}
FOLDERS = ("doingoai", "tests", "bench")
NO_ROOMS = {"core", "common", "utils", "util", "lib", "libs", "helpers", "helper", "misc", "base", "shared"}
NO_ENDINGS = ("Manager", "Helper", "Helpers", "Service", "Base", "Utils", "Util", "Processor", "Handler")
NO_BEGINNINGS = ("handle_", "process_")
# Names that the rule forbids and that stand all the same, each with its reason.
STANDING = {
    "Service": "the plan's own word, 'phục vụ': which task a kind of work serves; it offers nothing to other code",
    "process_view": "Django's own name for what stands before a door",
    "process_exception": "Django's own name for what stands behind one that failed",
}


def test_every_file_says_what_it_is():
    assert [name(path) for path in MODULES if not ast.get_docstring(tree(path))] == []


def test_a_room_is_told_in_one_line():
    for room in ROOMS:
        caption = ast.get_docstring(tree(room / "__init__.py")) or ""
        assert caption, room
        assert "\n" not in caption, room
        assert caption.endswith("."), room


def test_every_room_stands_on_a_floor():
    assert {room.name for room in ROOMS} <= set(floors())


@pytest.mark.parametrize("pattern", LONGEST)
def test_no_file_is_longer_than_one_reads_at_a_sitting(pattern):
    found = [path for folder in FOLDERS for path in files(ROOT / folder, pattern)]
    assert [name(path) for path in found if len(source(path).splitlines()) > LONGEST[pattern]] == []


def test_the_settings_fit_in_three_hundred_lines():
    assert len(source(PACKAGE / "settings.py").splitlines()) <= 300


def test_no_room_and_no_file_is_a_drawer_for_everything():
    assert [name(path) for path in files(PACKAGE, "*") if path.stem in NO_ROOMS and path.suffix in {"", ".py"}] == []


def misnamed(module):
    """The names in a module that say nothing."""
    for node in ast.walk(module):
        if isinstance(node, ast.ClassDef) and node.name.endswith(NO_ENDINGS):
            yield node.name
        if isinstance(node, ast.FunctionDef) and node.name.lstrip("_").startswith(NO_BEGINNINGS):
            yield node.name


def test_names_are_words_of_the_trade():
    found = {each: name(path) for path in MODULES for each in misnamed(tree(path)) if each not in STANDING}
    assert found == {}


def test_a_name_that_says_nothing_is_seen():
    told = (
        "class TaskManager: ...\nclass ReportBase: ...\ndef process_rows(): ...\ndef _handle_it(): ...\nclass Task: ..."
    )
    assert list(misnamed(ast.parse(told))) == ["TaskManager", "ReportBase", "process_rows", "_handle_it"]


def test_each_exception_to_the_names_is_still_needed():
    used = {each for path in MODULES for each in misnamed(tree(path))}
    assert set(STANDING) <= used


def test_a_class_or_verb_of_a_room_is_told_where_it_is_made():
    """Ruff asks for captions; here each caption must say more than the name."""
    empty = []
    for path in MODULES:
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.ClassDef | ast.FunctionDef):
                told = re.sub(r"\W", "", ast.get_docstring(node) or "x").casefold()
                empty += [f"{name(path)}: {node.name}"] if told == node.name.replace("_", "").casefold() else []
    assert empty == []
