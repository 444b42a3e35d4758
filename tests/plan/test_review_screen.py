"""What the review screen shows of a reading: the paper whole and untouched, every part, every doubt."""

from functools import cache

import pytest
from hypothesis import given, settings

from doingoai.plan.domain.review import Review, corrected, decided, each, removed
from doingoai.plan.domain.review.parties import day_of
from doingoai.plan.models import PlanImport
from doingoai.plan.queries.review.book import Book
from doingoai.plan.queries.review.parts import part_view, shown
from doingoai.plan.queries.review.screen import doubts_of, screen
from doingoai.plan.queries.review.source import blocks
from tests.plan.gold import directory
from tests.plan.test_review import NOBODY, fresh, index_of, printed_plan, reviewed


@cache
def book() -> Book:
    return Book(directory(), day_of(printed_plan()["document"]))


def imported(review: Review) -> PlanImport:
    reading = review.reading() | {"edits": review.edits}
    return PlanImport(printed=review.printed, reading=reading, decisions=dict(review.decisions), revision=1)


def view(review: Review, key: str):
    reading = review.reading()
    return part_view(key, dict(each(reading))[key], shown(review, reading, book()))


@settings(max_examples=40)
@given(reviewed())
def test_the_paper_is_shown_whole_and_as_it_was_printed_whatever_was_corrected(review):
    lines = [line for block in blocks(review.reading()) for line in block.lines]
    assert [[line.number, "".join(piece.text for piece in line.pieces)] for line in lines] == printed_plan()["source"]


@settings(max_examples=40)
@given(reviewed())
def test_every_part_is_on_the_screen_and_every_line_leads_to_one_that_is(review):
    seen = screen(imported(review), book())
    views = [seen.head, seen.notes, *seen.headings, *(item for heading in seen.headings for item in heading.items)]
    views += [part for group in seen.lists for part in group.parts]
    views += [task for _, tasks in seen.sections for task in tasks]
    shown_keys = {one.key for one in views} | {heading.key for heading, _ in seen.sections if heading}
    keys = {key for key, _ in each(review.reading())}
    assert keys - shown_keys <= {key for key in keys if key[0] == "s"}
    targets = {line.target for block in seen.blocks for line in block.lines} - {""}
    assert targets <= keys


@settings(max_examples=40)
@given(reviewed())
def test_every_doubt_is_in_one_row(review):
    told = doubts_of(imported(review), everything=True)
    indexes = [index for row in told.rows for index, *_ in row.each]
    assert sorted(indexes) == list(range(len(printed_plan()["warnings"])))
    waiting = doubts_of(imported(review))
    assert sum(len(row.each) for row in waiting.rows) + waiting.rest == waiting.open_count


def test_a_field_that_was_corrected_tells_what_the_machine_read_and_others_do_not():
    fields = {field.name: field for field in view(corrected(fresh(), "t16", {"title": "Tên mới"}), "t16").fields}
    assert fields["title"].words == "Tên mới"
    assert fields["title"].machine == "Sửa chữa Cùm thông tin đối ngoại tại Cửa khẩu Quốc tế Lào Cai"
    assert {name for name, field in fields.items() if field.machine is not None} == {"title"}


def test_of_several_paragraphs_only_the_one_that_differs_is_told():
    content = list(printed_plan()["tasks"][0]["content"])
    changed = corrected(fresh(), "t1", {"content": ["Đoạn mới", *content[1:]]})
    [field] = [field for field in view(changed, "t1").fields if field.name == "content"]
    assert (field.words, field.machine, len(field.paragraphs)) == ("Đoạn mới", content[0], len(content))


@pytest.mark.parametrize(
    ("key", "name", "words"),
    [
        ("d", "year", "2022"),
        ("d", "signer", "TM. ỦY BAN NHÂN DÂN; KT. CHỦ TỊCH; PHÓ CHỦ TỊCH; Giàng Thị Dung"),
        ("b2", "date", "19/10/2012"),
        ("n4", "origin", "12/7/1907"),
        ("h1", "via", "Sở Thông tin và Truyền thông"),
        ("h1", "who", "Các cơ quan đơn vị"),
        ("i1", "role", "thực hiện"),
        ("t16", "lines", "184 – 190"),
        ("t16", "time", ""),
    ],
)
def test_fields_are_shown_as_the_office_writes_them(key, name, words):
    assert next(field for field in view(fresh(), key).fields if field.name == name).words == words


def test_time_money_and_rhythm_are_shown_in_words():
    time = {"text": "Quý II", "from": "2022-04-01", "to": "2022-06-30", "before": None, "recurrence": "monthly"}
    changed = view(corrected(fresh(), "t1", {"time": time, "budget": 150_000_000}), "t1")
    told = {field.name: field.words for field in changed.fields}
    assert (told["time"], told["budget"]) == ("Quý II; 01/4/2022 – 30/6/2022; hằng tháng", "150.000.000")
    time |= {"text": "Hằng tháng", "from": None, "to": None}
    [said] = [
        field.words for field in view(corrected(fresh(), "t1", {"time": time}), "t1").fields if field.name == "time"
    ]
    assert said == "Hằng tháng", "what the words say already is not said twice"


def test_a_party_tells_whom_it_reaches():
    [lead, coordinate] = [
        next(field for field in view(fresh(), key).fields if field.name == name)
        for key, name in (("t1", "coordinate"), ("t16", "coordinate"))
    ]
    assert [(party.reach, party.agencies) for party in lead.parties] == [("members", 19), ("members", 9)]
    assert [party.reach for party in coordinate.parties] == ["body"] * 4 + ["open"]
    changed = corrected(fresh(), "t1", {"lead": [NOBODY]})
    assert view(changed, "t1").strangers == 1


def test_a_heading_shows_its_number_beside_its_words_and_counts_what_is_not_taken_out():
    heading = view(removed(fresh(), "i5"), "a2")
    assert (heading.number, heading.brief, heading.standing_items) == ("2", "Văn phòng UBND tỉnh", 3)


def test_the_printed_words_of_a_doubt_stand_out():
    [row] = [row for row in doubts_of(imported(fresh())).rows if row.doubt.printed == "19/10/2012"]
    assert [words for words, printed in row.pieces if printed] == ["19/10/2012"]
    assert "".join(words for words, _ in row.pieces) == row.doubt.messages[0]


def test_doubts_are_narrowed_to_a_kind_and_the_decided_ones_are_shown_only_when_asked_for():
    review = decided(fresh(), [index_of("19/10/2012")], "kept")
    assert doubts_of(imported(review), kind="year-mismatch").rows == ()
    [row] = doubts_of(imported(review), kind="year-mismatch", everything=True).rows
    assert row.doubt.decision == "kept"
    assert dict((code, count) for code, _, count in doubts_of(imported(review)).kinds)["year-mismatch"] == 0


def test_the_line_of_a_task_that_is_its_own_heading_leads_to_the_task():
    reading = fresh().reading()
    keys = {raw["no"]: key for key, raw in each(reading) if key[0] == "t"}
    targets = {line.number: line.target for block in blocks(reading) for line in block.lines}
    assert (targets[184], targets[192]) == (keys["II.5"], keys["II.6"])
