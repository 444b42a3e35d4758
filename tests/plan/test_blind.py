"""Plans that were written apart from the importer, each as another office writes: how well each set is read."""

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
