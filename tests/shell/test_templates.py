"""The parts that pages are made of: icons that are drawn, styles in their layer, scripts that build no program."""

import re
from pathlib import Path

from django.template import loader

PACKAGE = Path(__file__).resolve().parents[2] / "doingoai"
TEMPLATES = sorted(PACKAGE.rglob("templates/**/*.html"))
STYLES = sorted(PACKAGE.rglob("static/**/*.css"))
SCRIPTS = sorted(PACKAGE.rglob("static/**/*.js"))
ICONS = set(re.findall(r'<symbol id="(\w+)"', (PACKAGE / "shell/static/shell/icons.svg").read_text(encoding="utf-8")))
LAYERS = {"tokens", "reset", "base", "parts", "layout", "rooms", "utilities", "print"}


def named_icons(source):
    """The icons named by a template: on their own, before a word of the system, on a button that acts."""
    said = r'\{% (?:icon|say "[^"]*") "(\w+)"|\{% act \S+ _\("[^"]*"\) "[^"]*" "(\w+)"|\bpicture="(\w+)"'
    return {name for names in re.findall(said, source) for name in names if name}


def test_the_guard_sees_an_icon_wherever_it_is_named():
    assert named_icons('{% icon "plan" %}{% say "lua" "alert" %}{% act url _("Sign") "btn do" "seal" %}') == {
        "plan",
        "alert",
        "seal",
    }
    assert named_icons('{% act url _("Sign out") picture="away" form=form %}') == {"away"}


def test_every_icon_that_a_page_names_is_drawn():
    named = {name for path in TEMPLATES for name in named_icons(path.read_text(encoding="utf-8"))}
    assert named - ICONS == set()


def test_a_room_writes_in_its_own_layer_only():
    for path in STYLES:
        layers = set(re.findall(r"@layer (\w+) \{", path.read_text(encoding="utf-8")))
        assert layers <= (LAYERS if path.parts[-4:-2] == ("static", "shell") else {"rooms"}), path


def test_no_style_sheet_reaches_for_another_host():
    for path in STYLES:
        assert not re.search(r"@import|url\((?!#)", path.read_text(encoding="utf-8")), path


def test_own_scripts_build_no_program_from_text():
    for path in SCRIPTS:
        assert not re.search(r"\beval\(|new Function|innerHTML|\.style\.", path.read_text(encoding="utf-8")), path


def test_a_page_goes_out_without_the_indentation_of_its_template_and_a_value_keeps_its_own():
    source = loader.get_template("shell/parts/pager.html").template.source
    assert not [line for line in source.splitlines() if line[:1].isspace()]
    indented = "\n    hai dòng\n        thụt vào"
    box = loader.get_template("shell/parts/empty.html").render({"title": "Chưa có gì.", "words": indented})
    assert indented in box
