"""How well the guard does on papers written for it: what it misses of marked ones, what it refuses of ordinary ones."""

import pytest

from doingoai.documents.domain.guard import find_mark
from doingoai.documents.read import contents, embedded, is_picture
from tests.documents.marked import FORMS, MARKS, TRICKY, ordinary, prose

RECALL, FALSE = 0.99, 0.001
HARDEST = 6  # of the marks, in forms that take long to make


def is_found(name, data):
    return find_mark(embedded(data) if is_picture(data) else contents(name, data)) is not None


def found_in(form, marks=MARKS):
    name, make = FORMS[form]
    return [is_found(name, make(mark)) for mark in marks]


def refused(papers):
    return [paper for paper in papers if find_mark(enumerate(paper.splitlines(), start=1))]


@pytest.mark.parametrize("form", [form for form in FORMS if "printed" not in form])
def test_marked_papers_are_found_in(form):
    found = found_in(form)
    assert sum(found) >= RECALL * len(found)


@pytest.mark.parametrize("form", [form for form in FORMS if "printed" in form])
def test_the_hardest_marks_are_found_in(form):
    assert all(found_in(form, MARKS[9 : 9 + HARDEST]))


@pytest.mark.long
@pytest.mark.parametrize("form", FORMS)
def test_every_mark_is_found_in(form):
    found = found_in(form)
    assert sum(found) >= RECALL * len(found)


def test_no_line_of_our_own_papers_and_no_word_that_looks_like_a_mark_is_refused():
    assert refused([*ordinary(), *TRICKY]) == []


def test_of_a_thousand_ordinary_papers_at_most_one_is_refused():
    papers = list(prose(1, 1000))
    assert len(refused(papers)) <= FALSE * len(papers)


@pytest.mark.long
def test_of_twenty_thousand_ordinary_papers_at_most_twenty_are_refused(seed):
    papers = list(prose(int(seed), 20_000))
    assert len(refused(papers)) <= FALSE * len(papers)
