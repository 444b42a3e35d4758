"""The frame of every page keeps its names to itself: no view's context hides the year, the bell or the rail."""

import ast

import pytest
from django.test import RequestFactory

from doingoai.shell.context import frame
from tests.house.walk import MODULES, name, tree

OF_DJANGO = {"csrf_token", "messages", "perms", "request", "user"}


def names_of_the_frame():
    return set(frame(RequestFactory().get("/"))) | OF_DJANGO


def told_by(module):
    """Every name that a module's dicts give something under: a view's context is one."""
    for node in ast.walk(module):
        keys = node.keys if isinstance(node, ast.Dict) else [node.slice] if isinstance(node, ast.Subscript) else []
        yield from (key.value for key in keys if isinstance(key, ast.Constant) and isinstance(key.value, str))


def test_no_view_gives_something_else_under_a_name_of_the_frame():
    taken = names_of_the_frame()
    views = [path for path in MODULES if "views" in {path.stem, *path.parts} and path.parent.name != "shell"]
    assert len(views) > 30
    found = {name(path): hidden for path in views if (hidden := taken & set(told_by(tree(path))))}
    assert found == {}


@pytest.mark.parametrize("code", ['{"years": [2022]}', 'shown["years"] = [2022]', 'render(r, "a.html", {"today": on})'])
def test_a_view_that_hides_the_frame_is_seen(code):
    assert names_of_the_frame() & set(told_by(ast.parse(code)))
