"""Plans that were written apart from the importer, each as another office writes: how well each set is read."""

import re

import pytest

from tests.plan.blind import PLANS, added, compared, papers, reading

LEAST, LEAST_OF_ONE = 0.99, 0.9


@pytest.mark.parametrize(
    ("folder", "count"), [("blind", 14), ("blind2", 14), ("blind3", 18), ("blind4", 16), ("blind5", 14)]
)
def test_plans_of_offices_never_met_are_read(folder, count):
    scores = {paper.name: compared(told, reading(paper)) for paper, told in papers(PLANS / folder)}
    assert len(scores) == count
    assert {name: score.f1 for name, score in scores.items() if score.f1 < LEAST_OF_ONE} == {}
    assert added(scores.values()).f1 >= LEAST


@pytest.mark.parametrize("folder", ["blind", "blind2", "blind3", "blind4", "blind5"])
def test_who_issues_is_a_body_and_never_a_paper_that_is_cited(folder):
    named = {paper.name: reading(paper)["document"]["issuer"]["name"] for paper, _ in papers(PLANS / folder)}
    bodies = re.compile(
        r"(?:Ủy ban nhân dân|Uỷ ban nhân dân|Sở|Ban|Bộ|Tỉnh ủy)\b(?!.*\b(?:về việc|hướng dẫn|căn cứ)\b)"
    )
    assert {paper: name for paper, name in named.items() if not bodies.match(name)} == {}
