"""Templates and style sheets are read and compared by people: one element a line, no line that runs off the screen."""

import re
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[2] / "doingoai"
LONGEST = 160
# A sentence stays whole, so that a translator sees it whole.
SENTENCE = re.compile(r"\{% blocktranslate\b.*?\{% endblocktranslate %\}", re.DOTALL)
ROOMY = "article|aside|details|div|dl|fieldset|figure|form|header|li|main|nav|ol|section|table|tbody|thead|tr|ul"
OPENED = re.compile(rf"<(?:{ROOMY})\b")


def long_lines(source):
    """The number of each line that is too long, sentences to be translated left out."""
    short = SENTENCE.sub(lambda sentence: "…" + "\n" * sentence.group().count("\n"), source)
    return [number for number, line in enumerate(short.splitlines(), 1) if len(line) > LONGEST]


def crowded_lines(source):
    """The number of each line on which a second element begins that wants a line of its own."""
    return [number for number, line in enumerate(source.splitlines(), 1) if len(OPENED.findall(line)) > 1]


def crowded_rules(source):
    """The number of each line of a style sheet on which a second rule begins."""
    told = re.sub(r"/\*.*?\*/", "", source)
    return [number for number, line in enumerate(told.splitlines(), 1) if re.search(r"\}\s*[^\s}]", line)]


def named(path):
    return str(path.relative_to(PACKAGE))


def faults(path):
    """What makes the template or the style sheet hard to read, by line."""
    source = path.read_text(encoding="utf-8")
    crowded = crowded_rules(source) if path.suffix == ".css" else crowded_lines(source)
    return {"too long": long_lines(source), "crowded": crowded}


READ_BY_PEOPLE = sorted([*PACKAGE.rglob("templates/**/*.html"), *PACKAGE.rglob("static/**/*.css")])


@pytest.mark.parametrize("path", READ_BY_PEOPLE, ids=named)
def test_a_line_holds_one_element_or_one_rule_and_fits_the_screen(path):
    assert faults(path) == {"too long": [], "crowded": []}


def test_the_guard_sees_what_it_should():
    assert long_lines("a\n" + "b" * 161) == [2]
    assert long_lines("{% blocktranslate %}" + "b" * 161 + "{% endblocktranslate %}\n" + "c" * 161) == [2]
    assert crowded_lines("<ul>\n<li><div>\n<li><b>a</b></li>") == [2]
    assert crowded_rules(".a { } .b { }\n@media print { .a { } }\n.c { } /* so */\n.d { }") == [1]
