"""Pages are built downward, hold nothing from elsewhere, and every upload says that no secret may be entered."""

import inspect
import re
from importlib import import_module

import pytest
from django import forms
from django.conf import settings
from django.utils.translation import gettext

from tests.house.walk import MODULES, PACKAGE, TEMPLATES, floors, lies_below, name, room_of, source

BUILT_OF = re.compile(r"""\{%\s*(?:include|extends|static)\s+["']([\w-]+)/""")
LIBRARIES = re.compile(r"\{%\s*load\s+([\w\s]+?)\s*%\}")
# A folder of templates or static files that is no room's name stands for the room that holds it.
FOLDERS = {"account": "accounts"}
ELSEWHERE = re.compile(
    r"""<(?:link|script|img|iframe|source|video|audio|embed|object|form|use|image)\b[^>]*?"""
    r"""\b(?:src|href|srcset|data|action|poster|xlink:href)\s*=\s*["']?\s*(?:https?:)?//""",
    re.I | re.S,
)
INLINE = {
    "a style attribute": re.compile(r"<[^>]*\sstyle\s*=", re.I),
    "a style in the page": re.compile(r"<style\b", re.I),
    "a script in the page": re.compile(r"<script(?![^>]*\ssrc\s*=)", re.I),
    "a handler in the page": re.compile(r"<[^>]*\son[a-z]+\s*=", re.I),
    "a handler of htmx in the page": re.compile(r"\shx-on[:\-]", re.I),
    "an address that is a program": re.compile(r"""=\s*["']?\s*javascript:""", re.I),
    "a picture inside an address": re.compile(r"data:image", re.I),
}
SAYS_SO = re.compile(r"bí mật nhà nước|dấu độ mật")


def upward(path, text, known):
    """What a template takes from rooms that stand above its own or beside it."""
    own = room_of(path)
    taken = [FOLDERS.get(folder, folder) for folder in BUILT_OF.findall(text)]
    taken += [known[word] for words in LIBRARIES.findall(text) for word in words.split() if word in known]
    return [room for room in taken if room in floors() and not lies_below(room, own)]


@pytest.fixture(scope="module")
def libraries():
    """Each room's own tags, by the name under which templates load them."""
    return {path.stem: room_of(path) for path in PACKAGE.glob("*/templatetags/*.py") if path.stem != "__init__"}


def test_a_page_is_built_of_its_own_room_and_those_below(libraries):
    assert len(TEMPLATES) > 30
    assert {name(path): found for path in TEMPLATES if (found := upward(path, source(path), libraries))} == {}


def test_a_page_built_upward_is_seen():
    path = PACKAGE / "shell" / "templates" / "shell" / "home.html"
    assert upward(path, '{% include "plan/parts/due.html" %}{% load i18n plan_tags %}', {"plan_tags": "plan"}) == [
        "plan",
        "plan",
    ]
    assert upward(path, '{% extends "shell/base.html" %}{% load house %}', {"house": "shell"}) == []


@pytest.mark.parametrize("what", INLINE)
def test_no_page_holds(what):
    assert [name(path) for path in TEMPLATES if INLINE[what].search(source(path))] == []


@pytest.mark.parametrize(
    ("what", "tag"),
    [
        ("a style attribute", '<p class="x"\n style="color:red">'),
        ("a handler in the page", '<a href="/" onclick="f()">'),
        ("a script in the page", "<script>f()</script>"),
        ("a handler of htmx in the page", "<p hx-on:click='f()'>"),
        ("an address that is a program", "<a href='javascript:f()'>"),
    ],
)
def test_is_seen(what, tag):
    assert INLINE[what].search(tag)


def test_a_script_of_the_house_is_let_be():
    assert not INLINE["a script in the page"].search('<script src="/a.js" defer></script>')


def test_no_page_asks_another_house_for_anything():
    assert [name(path) for path in TEMPLATES if ELSEWHERE.search(source(path))] == []


@pytest.mark.parametrize(
    "tag",
    [
        '<script src="https://cdn.example/x.js">',
        "<img alt='' src=//pixel.example/1.gif>",
        '<link rel="stylesheet"\n href="http://fonts.example/a.css">',
        '<form method="post" action="https://elsewhere.example/">',
        '<use href="https://icons.example/i.svg#a"/>',
    ],
)
def test_a_page_that_asks_another_house_is_seen(tag):
    assert ELSEWHERE.search(tag)


def test_a_link_that_a_person_follows_is_no_request():
    assert not ELSEWHERE.search('<a href="https://laocai.gov.vn/">')


def forms_of_the_house():
    """Every form of every room."""
    for path in MODULES:
        if "forms" in {path.stem, *path.parts}:
            module = import_module(".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts))
            own = inspect.getmembers(module, inspect.isclass)
            yield from (c for _, c in own if issubclass(c, forms.BaseForm) and c.__module__ == module.__name__)


def file_fields(form):
    return [field for field in form.base_fields.values() if isinstance(field, forms.FileField)]


UPLOADS = [form for form in forms_of_the_house() if file_fields(form)]


@pytest.mark.parametrize("form", UPLOADS, ids=lambda form: form.__name__)
def test_every_upload_says_that_no_secret_may_be_entered(form):
    for field in file_fields(form):
        assert SAYS_SO.search(str(field.help_text)), f"{form.__name__}: say it at the field itself"


def test_there_are_uploads_to_speak_of():
    assert len(UPLOADS) >= 3


@pytest.mark.parametrize("frame", ["parts/rail.html", "plain.html"])
def test_every_page_says_that_no_secret_may_be_entered(frame):
    frames = PACKAGE / "shell" / "templates" / "shell"
    assert "No state secret may be entered into this system." in source(frames / frame)
    assert '{% include "shell/parts/rail.html" %}' in source(frames / "base.html")
    assert "bí mật nhà nước" in gettext("No state secret may be entered into this system.")


def test_no_form_is_sent_by_a_page_that_does_not_say_so():
    """A file comes in by a form of the house only: no template draws a file field of its own."""
    drawn = re.compile(r"""<input[^>]*type=["']?file""", re.I)
    assert [name(path) for path in TEMPLATES if drawn.search(source(path))] == []


def test_what_is_uploaded_stays_in_memory():
    assert settings.FILE_UPLOAD_HANDLERS == ["doingoai.documents.receivers.InMemory"]
