"""What is written about the house is what the house is: settings, commands, words, links."""

import ast
import re

import pytest
from django.apps import apps

from doingoai.ops import reference
from doingoai.ops.reference import commands, environment
from tests.house.walk import MODULES, PACKAGE, ROOT, files, name, source, tree

DOCS = ROOT / "docs"
PAGES = [*sorted(ROOT.glob("*.md")), *files(DOCS, "*.md")]
VARIABLE = re.compile(r"DOINGOAI_[A-Z_]+")
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
HEAD = re.compile(r"^#+ (.+)$", re.M)
ROW = re.compile(r"^\| ([^|]+?) \| ([^|]+?) \| ([^|]+?) \|$", re.M)
# The words that the house has one of each for (HOUSE.md, "Names"); those that exist in the product are in the glossary.
WORDS = (
    "Agency", "lead agency", "coordinating agency", "Task", "Evidence", "Edition", "Clearance", "Release", "Delivery",
    "Spokesperson", "Enquiry", "Article", "Story", "Digest", "Claim", "Correction", "Cluster", "Screen", "Playlist",
    "Manifest", "Player", "Delegation",
)  # fmt: skip


def read_from_the_environment():
    """Each variable of the environment that the product names, outside of what it writes about itself."""
    for path in MODULES:
        if "reference" not in path.parts:
            constants = (node.value for node in ast.walk(tree(path)) if isinstance(node, ast.Constant))
            words = (value for value in constants if isinstance(value, str) and VARIABLE.fullmatch(value))
            yield from words


def glossary():
    """Each term with its Vietnamese and its meaning."""
    return {term: (words, meaning) for term, words, meaning in ROW.findall(source(DOCS / "glossary.md"))[1:]}


def test_every_setting_is_described_and_every_setting_described_is_read():
    told = {setting.name for setting in environment.SETTINGS}
    assert set(read_from_the_environment()) == told
    assert set(VARIABLE.findall(source(DOCS / "reference" / "settings.md"))) == told


def test_what_the_makefile_sets_is_described():
    told = {setting.name for setting in environment.SETTINGS}
    makefile = source(ROOT / "Makefile")
    assert set(VARIABLE.findall(makefile)) <= told
    assert set(re.findall(r"^([A-Z]+) \?=", makefile, re.M)) == {variable for variable, *_ in environment.MAKE}


def test_the_pages_of_reference_say_what_the_product_does():
    assert reference.stale(DOCS / "reference") == [], "run: doingoai reference write"


def test_every_command_is_described():
    told = set(re.findall(r"^## (\w+)$", source(DOCS / "reference" / "commands.md"), re.M))
    assert {command for command, _ in commands.own_commands()} <= told


def test_every_target_of_make_that_people_use_is_in_its_help():
    makefile = source(ROOT / "Makefile")
    phony = set(re.search(r"^\.PHONY:((?:.*\\\n)*.*)$", makefile, re.M)[1].replace("\\", " ").split())
    told = {target for target, _ in commands.TARGET.findall(makefile)}
    assert {target for target in phony if not target.startswith("gate-")} - told == {"setup-test"}
    assert {f"make {target}" for target in told} <= set(re.findall(r"make [a-z-]+", every_page()))


def every_page():
    return "\n".join(source(path) for path in PAGES)


def named():
    """Every word of which the names in the code are made: `lead`, `coordinate`, `same`, `period`."""
    for path in MODULES:
        for node in ast.walk(tree(path)):
            told = getattr(node, "name", getattr(node, "id", getattr(node, "attr", ""))) or ""
            yield from re.findall(r"[A-Z]?[a-z]+|[A-Z]+", told)


def test_every_term_of_the_glossary_exists_in_the_product():
    assert len(glossary()) > 20
    words = {word.casefold() for word in named()}

    def is_named(word):
        return any(known.startswith(word.casefold().removesuffix("ing")) for known in words)

    assert [term for term in glossary() if not all(map(is_named, re.findall(r"[A-Z]?[a-z]+", term)))] == []
    assert not is_named("Zeppelin")


def test_every_word_of_the_house_that_the_product_has_is_in_the_glossary():
    there = {model.__name__ for model in apps.get_models() if model.__module__.startswith("doingoai.")}
    assert {word for word in WORDS if word in there or " " in word} - set(glossary()) == set()
    assert {"Agency", "Task", "Evidence"} <= there


def test_every_term_has_its_vietnamese():
    for term, (words, meaning) in glossary().items():
        assert words.strip(), term
        assert meaning.strip(), term


@pytest.mark.parametrize("paper", PAGES, ids=name)
def test_every_link_leads_somewhere(paper):
    targets = [link.partition("#")[0] for link in LINK.findall(source(paper))]
    inside = [target for target in targets if target and not re.match(r"[a-z]+:", target)]
    assert [target for target in inside if not (paper.parent / target).exists()] == []


def anchors(paper):
    """The names under which a reader of the page finds its headings."""
    heads = (re.sub(r"[^\w\s-]", "", head.casefold()) for head in HEAD.findall(source(paper)))
    return {head.strip().replace(" ", "-") for head in heads}


@pytest.mark.parametrize("paper", PAGES, ids=name)
def test_every_link_to_a_heading_finds_it(paper):
    links = [link.partition("#") for link in LINK.findall(source(paper)) if "#" in link and "://" not in link]
    targets = [(paper.parent / file if file else paper, anchor) for file, _, anchor in links]
    assert [(name(file), anchor) for file, anchor in targets if anchor not in anchors(file)] == []


@pytest.mark.parametrize("paper", [page for page in PAGES if "how-to" not in page.parts], ids=name)
def test_every_file_that_a_page_names_exists(paper):
    named = re.findall(r"`((?:tests|docs|doingoai|requirements|bench)/[\w./-]+)`", source(paper))
    assert [file for file in named if not (ROOT / file).exists()] == []


def test_what_the_pages_quote_of_the_product_the_product_says():
    """Someone looks for the words on their screen: they must be the very words."""
    catalogues = "\n".join(source(path) for path in sorted(PACKAGE.glob("*/locale/vi/LC_MESSAGES/django.po")))
    said = catalogues + "\n".join(source(path) for path in MODULES)
    operate = "\n".join(source(path) for path in files(DOCS / "operate", "*.md"))
    quoted = [words for words in re.findall(r"“([^”]+)”", operate) if not words.isascii()]
    assert len(quoted) >= 4
    assert [part for words in quoted for part in words.split("…") if part.strip() not in said] == []
