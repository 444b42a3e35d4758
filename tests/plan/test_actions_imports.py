"""Corrections and decisions on a reading: kept with what stood before, refused where they cannot stand."""

import pytest

from doingoai.agencies.actions import load_profile
from doingoai.agencies.domain import Role
from doingoai.audit.models import Entry
from doingoai.documents.domain import NotReadable
from doingoai.documents.models import StoredFile
from doingoai.plan.actions.imports import (
    EditedMeanwhile,
    Settled,
    add,
    correct,
    decide,
    give_back,
    put_aside,
    read_in,
    take_out,
)
from doingoai.plan.domain.review import Unreadable, part_of
from doingoai.plan.domain.rights import NotAllowed
from doingoai.plan.models import PlanImport
from doingoai.plan.queries.review.history import as_of, changes_since
from tests.documents.files import with_part, word
from tests.factories import NOW, actor, coordinator
from tests.plan.gold import PROFILE


@pytest.fixture
def made(db) -> PlanImport:
    load_profile(PROFILE, at=NOW)
    by, data = coordinator(), (PROFILE / "plans" / "2022.txt").read_bytes()
    return read_in("ke-hoach.txt", data, province="Lào Cai", by=by, person=by.person, at=NOW)


def index_of(made, printed):
    return next(i for i, w in enumerate(made.printed["warnings"]) if w["printed"] == printed)


def other():
    return actor("so-tttt", Role.COORDINATOR, name="binh")


def test_a_correction_changes_the_reading_and_leaves_the_print(made):
    made = correct(made, "t16", {"title": "Tên mới", "budget": 5}, revision=0, by=coordinator(), at=NOW)
    assert made.reading["tasks"][15]["title"] == "Tên mới"
    assert made.printed["tasks"][15]["title"].startswith("Sửa chữa Cùm")
    assert made.revision == 1


def test_every_change_is_on_record_with_what_stood_before_and_after(made):
    by = coordinator()
    made = correct(made, "t16", {"budget": 5}, revision=0, by=by, at=NOW)
    made = decide(made, [index_of(made, "19/10/2012")], "applied", by=by, at=NOW)
    made = take_out(made, "b1", gone=True, by=by, at=NOW)
    made, key = add(made, "e", "e1", {"name": "Hội chợ"}, by=by, at=NOW)
    give_back(made, "b2", by=by, at=NOW)
    entries = list(Entry.objects.filter(after__has_key="revision").order_by("pk"))
    assert [entry.after["revision"] for entry in entries] == [1, 2, 3, 4, 5]
    assert [(entry.before["parts"], entry.after["parts"]) for entry in entries] == [
        ({"t16": {"budget": None}}, {"t16": {"budget": 5}}),
        ({"b2": {"date": "2012-10-19"}}, {"b2": {"date": "2016-10-19"}}),
        ({"b1": {"gone": False}}, {"b1": {"gone": True}}),
        ({key: {}}, {key: {"name": "Hội chợ", "text": "", "gone": False}}),
        ({"b2": {"date": "2016-10-19"}}, {"b2": {"date": "2012-10-19"}}),
    ]
    assert [entry.summary for entry in entries if entry.verb == "correct_reading"] == [
        "II.5",
        "bỏ Nghị định 72/2015/NĐ-CP",
        "thêm Hội chợ",
        "trả về như máy đọc: Thông tư 22/2016/TT-BTTTT",
    ]


def test_nothing_changed_is_nothing_kept(made):
    made = correct(made, "t16", {"budget": None}, revision=0, by=coordinator(), at=NOW)
    made = decide(made, [0], None, by=coordinator(), at=NOW)
    made = take_out(made, "t16", gone=False, by=coordinator(), at=NOW)
    assert made.revision == 0
    assert not Entry.objects.filter(verb__in=["correct_reading", "decide_warning"]).exists()


@pytest.mark.parametrize("name", ["ke-hoach.docm", "ke-hoach.docx"])
def test_a_plan_with_macros_is_refused_with_advice_and_nothing_is_kept(made, name):
    data = with_part(word("KẾ HOẠCH"), "word/vbaProject.bin", b"x")
    with pytest.raises(NotReadable, match=r"macro.*docx"):
        read_in(name, data, province="Lào Cai", by=coordinator(), person=None, at=NOW)
    assert PlanImport.objects.get() == made
    assert StoredFile.objects.get() == made.file


def test_a_task_without_a_name_is_refused_and_nothing_is_kept(made):
    before = made.reading
    with pytest.raises(Unreadable, match="phải có tên"):
        correct(made, "t16", {"title": " "}, revision=0, by=coordinator(), at=NOW)
    made.refresh_from_db()
    assert made.reading == before


def test_a_proposal_taken_and_taken_back_leaves_the_reading_as_it_was(made):
    before, index = made.reading, index_of(made, "19/10/2012")
    taken = decide(made, [index], "applied", by=coordinator(), at=NOW)
    assert taken.reading["legal_bases"][1]["date"] == "2016-10-19"
    back = decide(taken, [index], None, by=coordinator(), at=NOW)
    assert {**back.reading, "edits": None} == {**before, "edits": None}
    assert back.decisions == {}


def test_the_same_field_saved_by_another_is_told_and_nothing_is_overwritten(made):
    correct(made, "t16", {"title": "Của Bình"}, revision=0, by=other(), at=NOW)
    with pytest.raises(EditedMeanwhile, match="Người binh đã sửa mục này lúc 08:00") as news:
        correct(made, "t16", {"title": "Của tôi"}, revision=0, by=coordinator(), at=NOW)
    assert (news.value.part["title"], news.value.theirs) == ("Của tôi", {"title": "Của Bình"})
    made.refresh_from_db()
    assert part_of(made.reading, "t16")["title"] == "Của Bình"
    saved = correct(made, "t16", {"title": "Của tôi"}, revision=made.revision, by=coordinator(), at=NOW)
    assert part_of(saved.reading, "t16")["title"] == "Của tôi"


def test_a_part_taken_out_by_another_is_told_to_who_is_still_writing(made):
    take_out(made, "t16", gone=True, by=other(), at=NOW)
    with pytest.raises(EditedMeanwhile) as news:
        correct(made, "t16", {"title": "Của tôi"}, revision=0, by=coordinator(), at=NOW)
    assert news.value.theirs == {"gone": True}


def test_how_a_part_stood_at_a_revision_is_known_from_the_record(made):
    for title in ("Một", "Hai", "Ba"):
        made = correct(made, "t16", {"title": title}, revision=made.revision, by=coordinator(), at=NOW)
    assert len(changes_since(made, 1)) == 2
    assert changes_since(made, 3) == []
    assert as_of({"title": "Ba"}, "t16", changes_since(made, 1)) == {"title": "Một"}


def test_an_import_put_aside_is_not_reviewed_until_taken_up_again(made):
    by = coordinator()
    put_aside(made, aside=True, by=by, at=NOW)
    for act in (
        lambda: decide(made, [0], "kept", by=by, at=NOW),
        lambda: correct(made, "t1", {}, revision=0, by=by, at=NOW),
        lambda: add(made, "e", "", {"name": "X"}, by=by, at=NOW),
        lambda: take_out(made, "t1", gone=True, by=by, at=NOW),
        lambda: give_back(made, "t1", by=by, at=NOW),
    ):
        with pytest.raises(Settled):
            act()
    put_aside(made, aside=False, by=by, at=NOW)
    assert decide(made, [0], "kept", by=by, at=NOW).decisions == {"0": "kept"}
    assert Entry.objects.filter(verb__in=["discard_import", "take_up_import"]).count() == 2


@pytest.mark.parametrize("role", [Role.EDITOR, Role.HEAD, Role.LEADER, Role.VIEWER, Role.FINANCE, Role.ADMINISTRATOR])
def test_only_the_coordinator_reviews(made, role):
    by = actor("so-ngv", role)
    for act in (
        lambda: decide(made, [0], "kept", by=by, at=NOW),
        lambda: correct(made, "t1", {"budget": 5}, revision=0, by=by, at=NOW),
        lambda: add(made, "e", "", {"name": "X"}, by=by, at=NOW),
        lambda: take_out(made, "t1", gone=True, by=by, at=NOW),
        lambda: give_back(made, "t1", by=by, at=NOW),
        lambda: put_aside(made, aside=True, by=by, at=NOW),
        lambda: read_in("a.txt", b"", province="", by=by, person=by.person, at=NOW),
    ):
        with pytest.raises(NotAllowed):
            act()
