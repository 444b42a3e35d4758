"""What a reading's doubts, names and parts say before it is adopted."""

from dataclasses import replace

from doingoai.plan.domain.review import (
    KINDS,
    corrected,
    doubts,
    each,
    label,
    merged,
    obstacles,
    open_doubts,
    removed,
    strangers,
    values,
)
from tests.plan.test_review import NOBODY, fresh, printed_plan


def test_equal_doubts_are_one_row_and_what_is_decided_stands_apart():
    rows = doubts(printed_plan(), {})
    groups = {row.code: len(row.indexes) for row in rows if row.proposal is None}
    assert (groups["open-group"], groups["heading-without-task"], groups["no-frequency"]) == (10, 7, 5)
    assert [row.lines for row in rows if row.printed == "Cùm thông tin đối ngoại"] == [(184, 186)]
    first = next(row for row in rows if row.code == "open-group").indexes[0]
    some_decided = doubts(printed_plan(), {str(first): "noted"})
    assert sorted(len(row.indexes) for row in some_decided if row.code == "open-group") == [1, 9]
    assert sorted(i for row in rows for i in row.indexes) == open_doubts(printed_plan(), {})


def test_two_people_s_words_are_kept_where_they_touched_different_fields():
    base = {"title": "A", "budget": None, "output": None}
    now, said = base | {"budget": 5}, base | {"title": "B"}
    assert merged(base, now, said) == ({"title": "B", "budget": 5, "output": None}, frozenset())


def test_a_field_that_both_changed_is_told_and_keeps_the_words_just_said():
    base, now, said = {"title": "A"}, {"title": "B"}, {"title": "C"}
    assert merged(base, now, said) == ({"title": "C"}, frozenset({"title"}))
    assert merged(base, now, now) == (now, frozenset())


def test_a_body_that_the_profile_does_not_know_is_found_at_a_glance():
    review = corrected(fresh(), "t1", {"lead": [NOBODY]})
    [stranger] = [one for one in strangers(review.reading()) if one.key == "t1"]
    assert (stranger.name, stranger.where) == ("Hội X", "II.1.1")
    assert len(strangers(removed(review, "t1").reading())) == len(strangers(fresh().reading()))


def test_what_stands_in_the_way_of_adoption_is_told_with_the_part_to_correct():
    assert obstacles(fresh().reading()) == []
    review = corrected(corrected(fresh(), "t1", {"no": ""}), "t3", {"no": "II.5"})
    nobody = {"text": "UBND", "name": "UBND", "agency": None, "group": False}
    review = corrected(review, "d", {"issuer": nobody})
    told = obstacles(review.reading())
    assert [one.key for one in told] == ["d", "t1", "t3"]
    assert obstacles(removed(removed(review, "t1"), "t3").reading()) == told[:1]
    blank = {**printed_plan(), "document": {**printed_plan()["document"], "year": 0, "title": "x" * 501}}
    assert len(obstacles(replace(review, printed=blank, edits={}).reading())) == 2


def test_every_part_has_a_name_to_call_it_by():
    reading = fresh().reading()
    names = {key: label(key, raw) for key, raw in each(reading)}
    assert all(names.values())
    assert (names["t16"], names["s5"], names["b2"]) == ("II.5", "II.5", "Thông tư 22/2016/TT-BTTTT")
    assert all(set(values(key, raw)) == set(KINDS[key[0]].fields) for key, raw in each(reading))
