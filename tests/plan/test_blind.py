"""Plans that were written apart from the importer, each as another office writes: how well each set is read."""

import pytest

from tests.plan.blind import PLANS, added, compared, papers, reading

LEAST, LEAST_OF_ONE = 0.97, 0.75


@pytest.mark.parametrize("folder", ["blind", "blind2"])
def test_plans_of_offices_never_met_are_read(folder):
    scores = {paper.name: compared(told, reading(paper)) for paper, told in papers(PLANS / folder)}
    assert len(scores) == 14
    assert {name: score.f1 for name, score in scores.items() if score.f1 < LEAST_OF_ONE} == {}
    assert added(scores.values()).f1 >= LEAST
