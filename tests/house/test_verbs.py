"""The record speaks Vietnamese: every verb that a room writes into it has its words."""

import ast
from pathlib import Path

from django.utils.translation import override

from doingoai.ops.words import VERBS, kind_name, source_name, verb_name

PACKAGE = Path(__file__).resolve().parents[2] / "doingoai"


def written_verbs():
    """Each verb written as a literal in a call of record(...), with the file that writes it."""
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "record" and len(node.args) > 1:
                literals = [n.value for n in ast.walk(node.args[1]) if isinstance(n, ast.Constant)]
                yield from ((verb, path.name) for verb in literals if isinstance(verb, str))


def test_every_verb_of_the_record_has_its_words():
    assert [pair for pair in written_verbs() if pair[0] not in VERBS] == []


def test_verbs_and_kinds_are_said_in_vietnamese():
    with override("vi"):
        assert str(verb_name("adopt_plan")) == "nhận kế hoạch"
        assert str(kind_name("agencies.agency")) == "cơ quan"
        assert str(kind_name("profile")) == "hồ sơ tỉnh"


def test_what_nobody_named_is_shown_as_it_is():
    assert verb_name("unheard_of") == "unheard_of"
    assert kind_name("nowhere") == kind_name("nowhere.thing")[:7] == "nowhere"
    assert source_name("nowhere") == "nowhere"
