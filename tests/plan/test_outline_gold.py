"""The 2022 plan of Lào Cai, read from text, Word and PDF, field by field against its hand-made structure."""

import pytest

from tests.plan.gold import FORMATS, GOLDS, fields, reading, truth

pytestmark = pytest.mark.parametrize(
    ("gold", "kind"), [(g, k) for g in GOLDS for k in FORMATS], ids=lambda v: getattr(v, "parent", v) and str(v)[-12:]
)


def test_every_field_of_the_paper_is_found(gold, kind):
    found = fields(gold, kind)
    assert len(found) > 250
    assert [field for field in found if not field.is_met] == []


def test_every_slip_is_reported_with_its_print_and_a_proposal(gold, kind):
    warnings = reading(gold, kind).warnings
    for slip in truth(gold)["ocr_and_text_errors"]:
        for printed in slip["printed"].split(", "):
            hits = [w for w in warnings if w.printed and (w.printed in printed or printed in w.printed)]
            if slip["printed"] == "Các cum":
                hits = [w for w in warnings if w.printed and w.printed.startswith("cum")]
            assert hits, slip
            if kind == "txt":
                assert any(w.line == slip["line"] for w in hits), slip


def test_sentences_that_a_page_break_cut_are_told(gold, kind):
    if kind == "txt":
        joined = [w.line for w in reading(gold, kind).warnings if w.code == "joined"]
        assert joined == [first for first, _ in truth(gold)["page_break_splits"]]
    assert {w.code for w in reading(gold, kind).warnings} >= {"same-number", "lead-without-heading", "open-group"}
