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


# The pages of the review of a plan are being written anew; each leaves this list as soon as it can be read.
WAITING = {
    "plan/templates/plan/adopt.html",
    "plan/templates/plan/parts/imports.html",
    "plan/templates/plan/parts/parties.html",
    "plan/templates/plan/parts/party_rows.html",
    "plan/templates/plan/parts/review_acts.html",
    "plan/templates/plan/parts/review_asked.html",
    "plan/templates/plan/parts/review_doubt.html",
    "plan/templates/plan/parts/review_doubts.html",
    "plan/templates/plan/parts/review_form.html",
    "plan/templates/plan/parts/review_item.html",
    "plan/templates/plan/parts/review_lints.html",
    "plan/templates/plan/parts/review_list.html",
    "plan/templates/plan/parts/review_row_view.html",
    "plan/templates/plan/parts/review_source.html",
    "plan/templates/plan/parts/review_view.html",
    "plan/templates/plan/parts/upload_form.html",
    "plan/templates/plan/plans.html",
    "plan/templates/plan/review.html",
    "plan/templates/plan/review_part.html",
    "plan/templates/plan/upload.html",
    "plan/templates/plan/withdraw.html",
}


def named(path):
    return str(path.relative_to(PACKAGE))


def faults(path):
    """What makes the template or the style sheet hard to read, by line."""
    source = path.read_text(encoding="utf-8")
    crowded = crowded_rules(source) if path.suffix == ".css" else crowded_lines(source)
    return {"too long": long_lines(source), "crowded": crowded}


READ_BY_PEOPLE = sorted([*PACKAGE.rglob("templates/**/*.html"), *PACKAGE.rglob("static/**/*.css")])


@pytest.mark.parametrize("path", [path for path in READ_BY_PEOPLE if named(path) not in WAITING], ids=named)
def test_a_line_holds_one_element_or_one_rule_and_fits_the_screen(path):
    assert faults(path) == {"too long": [], "crowded": []}


def test_what_can_be_read_waits_no_longer():
    hard = {named(path) for path in READ_BY_PEOPLE if any(faults(path).values())}
    assert WAITING - hard == set()


def test_the_guard_sees_what_it_should():
    assert long_lines("a\n" + "b" * 161) == [2]
    assert long_lines("{% blocktranslate %}" + "b" * 161 + "{% endblocktranslate %}\n" + "c" * 161) == [2]
    assert crowded_lines("<ul>\n<li><div>\n<li><b>a</b></li>") == [2]
    assert crowded_rules(".a { } .b { }\n@media print { .a { } }\n.c { } /* so */\n.d { }") == [1]
