"""The pages for officers: the words they quote stand on the screen, the pictures are those that the scripts take."""

import re

import pytest

from tests.house.walk import MODULES, PACKAGE, ROOT, files, name, source

HOW_TO = ROOT / "docs" / "how-to"
PAGES = files(HOW_TO, "*.md")
PICTURES = HOW_TO / "pictures"
LARGEST = 150_000
BOLD = re.compile(r"\*\*([^*]+)\*\*")
SAID = re.compile(r"“([^”]+)”")
MARKDOWN = re.compile(r"!\[([^\]]*)\]\(pictures/([\w-]+)\.png\)")
SIZED = re.compile(r'<img src="pictures/([\w-]+)\.png" alt="([^"]*)" width="\d+">')
TAKEN = re.compile(r'(?:take|print_out)\(\s*[\w.()]+,\s*"([\w-]+)"')


def pictures(paper):
    """Each picture that a page shows, with the words for who does not see it."""
    text = source(paper)
    return [(shown, alt) for alt, shown in MARKDOWN.findall(text)] + SIZED.findall(text)


def everything_said():
    """All the Vietnamese of the product: its catalogues, and what its code says by itself."""
    papers = [*sorted(PACKAGE.glob("*/locale/vi/LC_MESSAGES/django.po")), *MODULES]
    texts = [re.sub(r'"\n"', "", source(path)) for path in papers]
    return "\n".join(texts).replace("\\n", "\n").casefold()


@pytest.fixture(scope="module")
def said():
    """Read once."""
    return everything_said()


@pytest.mark.parametrize("paper", PAGES, ids=name)
def test_words_in_bold_are_the_very_words_of_the_screen(paper, said):
    quoted = [part for words in BOLD.findall(source(paper)) for part in words.rstrip(".").split("…")]
    told = [part.strip().replace("\n", " ") for part in quoted]
    assert [part for part in told if part.casefold() not in said and not part.startswith(".")] == []


def test_the_pages_for_officers_say_what_is_seen():
    assert sum(len(BOLD.findall(source(paper))) for paper in PAGES) > 100


def test_every_picture_is_shown_with_words_taken_by_the_script_and_small():
    shown = [pair for paper in PAGES for pair in pictures(paper)]
    there = {path.stem for path in PICTURES.glob("*.png")}
    taken = {name for script in files(HOW_TO, "*.py") for name in TAKEN.findall(source(script))}
    assert {picture for picture, _ in shown} == there == taken
    assert [picture for picture, alt in shown if len(alt) < 10] == []
    assert [path.name for path in PICTURES.glob("*.png") if path.stat().st_size > LARGEST] == []


def test_the_index_leads_to_every_page():
    index = source(HOW_TO / "README.md")
    assert [paper.name for paper in PAGES if paper.name != "README.md" and f"({paper.name}" not in index] == []
