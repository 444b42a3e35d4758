"""A reading under review: whatever is done can be undone, and whatever is done keeps the contract's shape."""

import copy
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from doingoai.documents.read import read
from doingoai.plan.domain.contract import to_json, to_review
from doingoai.plan.domain.outline import read_plan
from doingoai.plan.domain.review import (
    KINDS,
    Review,
    Unreadable,
    added,
    contract,
    corrected,
    decided,
    differences,
    each,
    given_back,
    part_of,
    put_back,
    removed,
)
from tests.plan import contract as shape
from tests.plan.gold import PROFILE, directory


@cache
def printed_plan() -> dict[str, Any]:
    paper = PROFILE / "plans" / "2022.txt"
    return to_review(read_plan(read(paper.name, paper.read_bytes()), directory()))


@cache
def keys() -> tuple[str, ...]:
    return tuple(key for key, _ in each(Review(printed_plan()).reading()))


def fresh() -> Review:
    return Review(printed_plan())


def index_of(printed: str) -> int:
    return next(i for i, w in enumerate(printed_plan()["warnings"]) if w["printed"] == printed)


NOBODY = {"text": "Hội X", "name": "Hội X", "agency": None, "group": False, "related": False}
PARTY = st.fixed_dictionaries(
    {
        "text": st.sampled_from(["Sở Ngoại vụ", "Cùm thông tin đối ngoại", "Hội X"]),
        "name": st.sampled_from(["Sở Ngoại vụ", "Hội X"]),
        "agency": st.sampled_from(["so-ngv", None]),
        "group": st.booleans(),
        "related": st.booleans(),
    }
)
DAYS = st.sampled_from(["2012-10-19", "2016-10-19", "2022-06-15"])
WORDS = st.sampled_from(
    ["Tên mới", "Cùm thông tin đối ngoại và Cụm thông tin đối ngoại", "Công TTĐT, Cổng TTĐT", "cum thông tin đối ngoại"]
)
MAYBE = st.none() | WORDS
FIELDS: dict[str, dict[str, st.SearchStrategy[Any]]] = {
    "d": {
        "title": WORDS,
        "number": MAYBE,
        "date": st.none() | DAYS,
        "year": st.integers(2020, 2024),
        "issuer": PARTY,
        "recipients": st.lists(WORDS, max_size=2),
        "signer": st.none()
        | st.fixed_dictionaries({"authority": st.lists(WORDS, max_size=1), "title": WORDS, "name": WORDS}),
    },
    "b": {"kind": WORDS, "number": MAYBE, "date": st.none() | DAYS, "issuer": MAYBE, "subject": MAYBE},
    "s": {"title": WORDS},
    "t": {
        "no": st.sampled_from(["II.1.1", "II.9", ""]),
        "title": WORDS,
        "content": st.lists(WORDS, max_size=2),
        "lead": st.lists(PARTY, max_size=2),
        "coordinate": st.lists(PARTY, max_size=2),
        "budget": st.none() | st.integers(0, 10**12),
        "output": MAYBE,
        "lines": st.just([184, 190]),
    },
    "a": {"heading": WORDS, "parties": st.lists(PARTY, min_size=1, max_size=2)},
    "i": {
        "text": WORDS,
        "role": st.sampled_from(["lead", "coordinate", "perform"]),
        "partners": st.lists(PARTY, max_size=2),
        "lines": st.just([110, 110]),
    },
    "n": {"name": WORDS, "date": DAYS, "origin": st.none() | st.just("1945-09-02"), "years": st.none() | st.just(77)},
    "e": {"name": WORDS, "text": WORDS},
    "h": {"what": WORDS, "who": MAYBE, "before": st.none() | DAYS, "via": MAYBE, "to": MAYBE},
    "m": {"budget_notes": st.lists(WORDS, max_size=2)},
}


def size(reading: dict[str, Any]) -> int:
    return sum(len(reading[kind.place]) for kind in KINDS.values() if kind.letter in "btaneh") + sum(
        len(heading["items"]) for heading in reading["assignments"]
    )


def some(letter: str) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries({}, optional=FIELDS[letter])


def whole(letter: str) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries(FIELDS[letter])


@st.composite
def corrections(draw: st.DrawFn) -> tuple[str, dict[str, Any]]:
    key = draw(st.sampled_from(keys()))
    return key, draw(some(key[0]))


CHOICE = st.sampled_from(["applied", "kept", "noted", None])


@st.composite
def reviewed(draw: st.DrawFn) -> Review:
    """A reading after any sequence of what people do to it."""
    review = fresh()
    for _ in range(draw(st.integers(0, 6))):
        now = [key for key, _ in each(review.reading())]
        key = draw(st.sampled_from(now))
        act = draw(st.sampled_from(["correct", "add", "remove", "put back", "give back", "decide", "decide"]))
        try:
            if act == "correct":
                review = corrected(review, key, draw(some(key[0])))
            elif act == "add" and KINDS[key[0]].blank is not None:
                review, _ = added(review, key[0], key, draw(whole(key[0])))
            elif act == "remove" and KINDS[key[0]].blank is not None:
                review = removed(review, key)
            elif act == "put back":
                review = put_back(review, key)
            elif act == "give back":
                review = given_back(review, key)
            else:
                index = draw(st.integers(0, len(printed_plan()["warnings"]) - 1))
                review = decided(review, [index], draw(CHOICE))
        except Unreadable:
            pass
    return review


@settings(max_examples=60)
@given(reviewed())
def test_whatever_people_do_to_a_reading_it_keeps_the_shape_of_the_contract(review):
    shape.check(contract(review.reading()))


@settings(max_examples=60)
@given(reviewed())
def test_the_machine_s_reading_is_never_touched(review):
    before = copy.deepcopy(review.printed)
    review.reading()
    assert review.printed == before == printed_plan()


@settings(max_examples=80)
@given(corrections())
def test_a_part_corrected_and_given_back_is_as_the_machine_read_it(told):
    key, changes = told
    try:
        review = corrected(fresh(), key, changes)
    except Unreadable:
        return
    assert given_back(review, key) == fresh()


@settings(max_examples=60)
@given(reviewed(), st.integers(0, 45))
def test_a_proposal_taken_and_taken_back_leaves_the_reading_as_it_was(review, index):
    before = decided(review, [index], None)
    try:
        taken = decided(before, [index], "applied")
    except Unreadable:
        return
    assert decided(taken, [index], None).reading() == before.reading()


@settings(max_examples=40)
@given(reviewed())
def test_all_given_back_and_undone_the_machine_s_reading_stands(review):
    own = [key for key, _ in each(review.reading())]
    for key in own:
        review = removed(review, key) if "after" in review.edits.get(key, {}) else given_back(review, key)
    if review.decisions:
        review = decided(review, [int(index) for index in review.decisions], None)
    reading = contract(review.reading())
    assert reading == contract(fresh().reading())
    assert reading["assignments"] == printed_plan()["assignments"]


@settings(max_examples=40)
@given(reviewed(), st.data())
def test_what_was_just_typed_is_what_stands(review, data):
    key = data.draw(st.sampled_from([key for key, _ in each(review.reading())]))
    changes = data.draw(some(key[0]))
    try:
        review = corrected(review, key, changes)
    except Unreadable:
        return
    now = part_of(review.reading(), key)
    assert {name: now[name] for name in changes} == changes


@settings(max_examples=40)
@given(reviewed(), st.data())
def test_a_part_taken_out_and_put_back_stands_as_it_was(review, data):
    reading = review.reading()
    inside = {item["key"] for heading in reading["assignments"] if heading.get("gone") for item in heading["items"]}
    shown = [key for key, raw in each(reading) if key not in inside and not raw.get("gone")]
    own = [key for key in shown if KINDS[key[0]].blank is not None]
    key = data.draw(st.sampled_from(own))
    out = removed(review, key)
    assert size(contract(out.reading())) < size(contract(reading))
    assert put_back(out, key).reading() == reading


def test_the_review_of_an_untouched_reading_is_the_contract_itself():
    paper = PROFILE / "plans" / "2022.txt"
    plain = to_json(read_plan(read(paper.name, paper.read_bytes()), directory()))
    shape.check(plain)
    reading = contract(fresh().reading())
    assert reading == printed_plan()
    assert {name: reading[name] for name in ("document", "legal_bases", "events", "deadlines")} == {
        name: plain[name] for name in ("document", "legal_bases", "events", "deadlines")
    }


def test_a_title_set_back_to_the_print_by_hand_is_no_correction():
    review = corrected(fresh(), "t16", {"title": "Tên khác"})
    assert corrected(review, "t16", {"title": printed_plan()["tasks"][15]["title"]}) == fresh()


def test_a_proposal_changes_its_own_line_and_nothing_else():
    review = decided(fresh(), [index_of("19/10/2012")], "applied")
    old, new = differences(fresh().reading(), review.reading())
    assert (old, new) == ({"b2": {"date": "2012-10-19"}}, {"b2": {"date": "2016-10-19"}})


def test_a_slip_in_the_notes_on_money_is_read_as_proposed_too():
    review = decided(fresh(), [index_of("Đề sử dụng")], "applied")
    assert review.reading()["budget_notes"][1].startswith("Để sử dụng")


def test_a_slip_among_the_recipients_is_read_as_proposed_too():
    review = decided(fresh(), [index_of("BCHBĐ Biên phòng tỉnh")], "applied")
    assert "Công an tỉnh; Bộ Chỉ huy Bộ đội Biên phòng tỉnh; BCHQS tỉnh;" in review.reading()["document"]["recipients"]


def test_two_slips_of_one_paragraph_are_taken_and_taken_back_one_by_one():
    first, second = index_of("cum thông tin đối ngoại"), index_of("Công TTĐT")
    alone = decided(fresh(), [second], "applied")
    both = decided(decided(fresh(), [first], "applied"), [second], "applied")
    assert decided(both, [first], None).reading() == alone.reading()


def test_words_written_after_a_proposal_was_taken_stand_as_written():
    index = index_of("Cùm thông tin đối ngoại")
    taken = decided(fresh(), [index], "applied")
    written = corrected(taken, "t16", {"title": "Sửa chữa Cùm thông tin đối ngoại"})
    assert part_of(written.reading(), "t16")["title"] == "Sửa chữa Cùm thông tin đối ngoại"
    again = decided(decided(written, [index], None), [index], "applied")
    assert part_of(again.reading(), "t16")["title"] == "Sửa chữa Cụm thông tin đối ngoại"


def test_words_corrected_before_are_read_as_proposed_where_the_slip_still_stands():
    written = corrected(fresh(), "t16", {"title": "Nâng cấp Cùm thông tin đối ngoại"})
    taken = decided(written, [index_of("Cùm thông tin đối ngoại")], "applied")
    assert part_of(taken.reading(), "t16")["title"] == "Nâng cấp Cụm thông tin đối ngoại"


def test_a_part_given_back_opens_the_proposals_taken_in_it():
    index = index_of("Cùm thông tin đối ngoại")
    taken = decided(corrected(fresh(), "t16", {"budget": 5}), [index], "applied")
    assert given_back(taken, "t16") == fresh()


def test_a_count_of_years_that_was_misprinted_is_read_as_proposed():
    printed = copy.deepcopy(printed_plan())
    printed["anniversaries"][0]["years"] = 90
    warning = {"code": "years-mismatch", "message": "", "line": 36, "printed": "90 năm", "proposal": "92 năm"}
    name = printed["anniversaries"][0]["name"]
    warning["line"] = next(number for number, text in printed["source"] if name in text)
    review = decided(Review({**printed, "warnings": [warning]}), [0], "applied")
    assert review.reading()["anniversaries"][0]["years"] == 92


def test_a_task_is_added_after_another_and_keeps_its_lines():
    review, key = added(fresh(), "t", "t3", {"no": "II.1.4", "title": "Nhiệm vụ sót"})
    numbers = [task["no"] for task in contract(review.reading())["tasks"]]
    assert numbers[3] == "II.1.4"
    assert part_of(review.reading(), key)["lines"] == printed_plan()["tasks"][2]["lines"]
    second, _ = added(review, "t", "t3", {"no": "II.1.5", "title": "Nữa"})
    assert [task["no"] for task in second.reading()["tasks"]][2:5] == [numbers[2], "II.1.5", "II.1.4"]


def test_an_item_is_added_first_under_a_heading_or_behind_another():
    review, first = added(fresh(), "i", "a4", {"text": "Việc đầu"})
    review, _ = added(review, "i", first, {"text": "Việc hai"})
    items = contract(review.reading())["assignments"][3]["items"]
    assert [item["text"] for item in items[:2]] == ["Việc đầu", "Việc hai"]
    assert items[0]["lines"] == [248, 248]


def test_a_heading_is_added_with_what_it_is_told():
    party = printed_plan()["tasks"][0]["lead"][0]
    review, key = added(fresh(), "a", "a15", {"heading": "16. Báo Lào Cai", "parties": [party]})
    review, _ = added(review, "i", key, {"text": "Đưa tin", "role": "lead"})
    last = contract(review.reading())["assignments"][-1]
    shape.check(contract(review.reading()))
    assert (last["heading"], last["agency"]["agency"], len(last["items"])) == ("16. Báo Lào Cai", "bao-laocai", 1)


@pytest.mark.parametrize(
    ("letter", "after"), [("d", ""), ("m", ""), ("s", "s1"), ("i", ""), ("b", "t1"), ("i", "i999")]
)
def test_nothing_is_added_where_it_has_no_place(letter, after):
    with pytest.raises(KeyError):
        added(fresh(), letter, after, {})


@pytest.mark.parametrize("key", ["d", "m", "s1", "t99", "x1"])
def test_what_every_plan_has_and_what_is_not_there_is_not_taken_out(key):
    with pytest.raises(KeyError):
        removed(fresh(), key)


@pytest.mark.parametrize(
    ("key", "changes", "because"),
    [
        ("d", {"title": " "}, "phải có tên"),
        ("d", {"year": 22}, "Năm kế hoạch"),
        ("b1", {"kind": ""}, "loại văn bản"),
        ("s1", {"title": ""}, "phải có tên"),
        ("t1", {"title": ""}, "phải có tên"),
        ("t1", {"time": {"text": "", "from": "2022-06-02", "to": "2022-06-01"}}, "đứng trước ngày bắt đầu"),
        ("t1", {"lines": [40, 32]}, "Số dòng"),
        ("t1", {"lines": [1, 99999]}, "Số dòng"),
        ("a1", {"parties": []}, "ít nhất một cơ quan"),
        ("i1", {"text": ""}, "nội dung"),
        ("n1", {"date": None}, "ngày"),
        ("n1", {"origin": "2023-01-01"}, "Ngày gốc"),
        ("e1", {"name": ""}, "phải có tên"),
        ("h1", {"what": ""}, "việc gì"),
    ],
)
def test_a_part_that_makes_no_sense_is_refused_with_the_way_to_write_it(key, changes, because):
    with pytest.raises(Unreadable, match=because):
        corrected(fresh(), key, changes)


def test_a_doubt_that_proposes_nothing_cannot_be_taken():
    with pytest.raises(Unreadable, match="không có cách đọc đề xuất"):
        decided(fresh(), [index_of("giao ban định kỳ")], "applied")


@pytest.mark.parametrize("indexes", [[], [99], [-1]])
def test_a_doubt_that_is_not_there_is_not_decided(indexes):
    with pytest.raises(Unreadable, match="Tải lại"):
        decided(fresh(), indexes, "noted")
