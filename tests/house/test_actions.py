"""An act says who does it, asks whether they may, and writes it into the record; what is pure asks nobody the time."""

import ast
import re

import pytest

from tests.house.walk import MODULES, ROOMS, floors, name, room_of, tree

# Rooms that stand below the agencies know no actor: who calls them answers for the act, and records it.
LOWEST = "documents"
ACTIONS = [
    path for path in MODULES if "actions" in {path.stem, *path.parts} and floors()[room_of(path)] >= floors()[LOWEST]
]
BESIDE = {room.name for room in ROOMS if floors()[room.name] == floors()[LOWEST]} - {LOWEST}
# Public functions of actions without a person, each with its reason.
WITHOUT_A_PERSON = {
    "path_of": "says where bytes lie; writes nothing",
    "media_type_of": "looks at bytes; writes nothing",
    "content_of": "reads bytes",
    "load_profile": "the installation's own act, recorded as the machine's",
    "load_reference": "the installation's own act: what is counted, from a file of the product",
    "load_rules": "the installation's own act: the law, from files of the product",
    "load_holidays": "the installation's own act: the days off, from a file of the product",
    "obstacles": "a question asked before the act; it writes nothing",
    "foresee": "reads",
    "settle": "a step of a succession, which has the person",
    "part_of": "a step of a succession, which has the person",
    "follow_again": "a step of a succession or of adopting, which have the person",
    "settle_due": "what a person wrote down takes effect on its day, recorded as the machine's",
    "still_open": "pure",
    "end_rows": "a step of a succession, which has the person",
    "reopen_rows": "a step of undoing a succession, which has the person",
    "key_of": "pure",
    "take_back": "a step of undoing a succession, which has the person",
    "opened": "a step of every correction, which has the person",
    "uses": "reads",
    "evidence_workbook": "makes a spreadsheet in memory",
    "adopt_shipped": "the installation's own act, recorded as the machine's",
    "section_number": "pure",
    "fan_out": "a step of adopting, which has the person",
    "facts": "pure: what the record keeps of evidence",
    "term_of": "pure: what a term is called",
    "make_periods": "a step of adopting, which has the person",
    "open_parts": "a step of adopting, which has the person",
    "leads": "reads",
    "drafter": "reads",
    "letter_docx": "makes a paper in memory",
    "comment_docx": "makes a paper in memory",
    "boxes_of": "reads",
    "repeated": "a question asked before the act; it writes nothing",
    "free_numbers": "a question asked before the act; it writes nothing",
    "file_name": "pure",
    "packed": "makes a package in memory",
    "form_of": "makes a paper in memory",
    "paper": "makes a paper in memory",
    "figures_workbook": "makes a paper in memory",
    "check_place": "looks at a place; writes nothing",
    "calendar_file": "makes a paper in memory",
    "template_of": "makes a spreadsheet in memory",
    "checked": "looks at rows; writes nothing",
    "plan_paper": "makes a paper in memory",
    "form_of_plan": "makes a paper in memory",
    "signed": "pure: the draft with what was entered on its paper",
    "marked_file": "makes a spreadsheet in memory",
    "can_hold": "asks the machine; writes nothing",
    "hold": "what is held in memory means nothing; the act that writes its row names the person",
    "held": "reads bytes",
    "let_go": "forgets what was held in memory",
    "let_go_of_all_but": "forgets what was held in memory",
    "read_brought": "the machine's act for the person whom the row names; `read_in`, which it calls, has the person",
    "name_bodies": "a step of an amendment, which has the person",
    "amend_duties": "a step of an amendment, which has the person",
    "hand_of": "reads",
    "estimate_paper": "makes a paper in memory",
    "estimate_form": "makes a paper in memory",
    "lines_template": "makes a spreadsheet in memory",
    "appraisal_template": "makes a spreadsheet in memory",
    "checked_lines": "looks at rows; writes nothing",
    "checked_judgements": "looks at rows; writes nothing",
    "marked_sheet": "makes a spreadsheet in memory",
    "address_of_estimate": "pure: the page of an estimate",
    "tell_agency": "a step of every act with an estimate, which has the person",
    "tell_next": "a step of every act with an estimate, which has the person",
    "lay_down": "bytes that no row names yet mean nothing; the act that keeps them names the person",
}
# Acts that a person may do and that leave no entry of their own, each with its reason.
WITHOUT_AN_ENTRY = {
    "check_freeze": "a question asked before the act; it writes nothing",
    "permit": "the first step of every act with an estimate, which puts itself on record",
    "coordinating": "a question asked before the act; it writes nothing",
}
RIGHTS = re.compile(r"may_\w+|roles|rights|RIGHTS|_?coordinating|_?permit")
CLOCKS = {"now", "utcnow", "today", "localdate", "localtime", "monotonic", "perf_counter", "time_ns", "gmtime"}


def public(path):
    return [n for n in tree(path).body if isinstance(n, ast.FunctionDef) and not n.name.startswith("_")]


def arguments(function):
    """Each argument of the function with its type as written."""
    found = [node for node in ast.walk(function.args) if isinstance(node, ast.arg)]
    return {node.arg: ast.unparse(node.annotation) if node.annotation else "" for node in found}


def reached(function, module, seen=()):
    """Every name that the function and those it calls in its own module speak of."""
    own = {node.name: node for node in module.body if isinstance(node, ast.FunctionDef)}
    words = {getattr(node, "id", getattr(node, "attr", "")) for node in ast.walk(function)}
    for other in words & set(own) - {*seen, function.name}:
        words |= reached(own[other], module, (*seen, function.name))
    return words


def test_every_act_names_the_person_or_says_why_not():
    assert len(ACTIONS) > 10
    nobody = {
        each.name: name(path)
        for path in ACTIONS
        if room_of(path) not in BESIDE
        for each in public(path)
        if "by" not in arguments(each)
    }
    assert {act: file for act, file in nobody.items() if act not in WITHOUT_A_PERSON} == {}
    assert set(WITHOUT_A_PERSON) <= set(nobody), "a reason outlived its function"


def acts():
    """Each public act that a person with roles does."""
    return [(path, each) for path in ACTIONS for each in public(path) if "Actor" in arguments(each).get("by", "")]


def test_every_act_of_a_person_with_roles_asks_for_the_right():
    deaf = [
        f"{name(path)}: {each.name}"
        for path, each in acts()
        if not any(map(RIGHTS.fullmatch, reached(each, tree(path))))
    ]
    assert deaf == []


def test_every_act_of_a_person_with_roles_is_put_on_record():
    mute = {each.name: name(path) for path, each in acts() if "record" not in reached(each, tree(path))}
    assert set(mute) == set(WITHOUT_AN_ENTRY)


def test_an_act_that_asks_nothing_and_records_nothing_is_seen():
    module = ast.parse("def take(row, *, by: Actor, at):\n    _take(row)\n\ndef _take(row):\n    row.delete()")
    words = reached(module.body[0], module)
    assert "delete" in words
    assert "record" not in words
    assert not any(map(RIGHTS.fullmatch, words))


def clock_calls(module):
    """Where a module asks for the time by itself."""
    for node in ast.walk(module):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in CLOCKS:
            yield f"line {node.lineno}: {ast.unparse(node.func)}"


PURE = [path for path in MODULES if "domain" in {path.stem, *path.parts} or room_of(path) in {"text", "dates"}]


def test_nothing_pure_looks_at_the_clock():
    assert len(PURE) > 20
    assert [f"{name(path)} {words}" for path in PURE for words in clock_calls(tree(path))] == []


INNER = ("actions", "queries", "models", "forms", "gateways", "read", "write", "backends")


def test_only_doors_look_at_the_clock():
    inner = [path for path in MODULES if {path.stem, *path.relative_to(path.anchor).parts} & set(INNER)]
    assert len(inner) > 40
    assert [f"{name(path)} {words}" for path in inner for words in clock_calls(tree(path))] == []


@pytest.mark.parametrize("line", ["datetime.now(tz)", "date.today()", "timezone.localdate()", "time.monotonic()"])
def test_a_look_at_the_clock_is_seen(line):
    assert list(clock_calls(ast.parse(f"day = {line}"))) == [f"line 1: {line.partition('(')[0]}"]
