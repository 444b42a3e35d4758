"""A plan written here: begun, written by several people, undone, put aside; all on the record."""

import pytest

from doingoai.agencies.domain import Role
from doingoai.agencies.models import Agency
from doingoai.audit.queries import history
from doingoai.plan.actions.drafts import (
    Closed,
    WrittenMeanwhile,
    add_part,
    begin_draft,
    drop_part,
    replace_bodies,
    set_aside,
    settle_mark,
    shift_part,
    undo_save,
)
from doingoai.plan.domain.drafts.edits import NotSo
from doingoai.plan.domain.drafts.parts import numbers
from doingoai.plan.domain.rights import NotAllowed
from doingoai.plan.domain.states import Start
from doingoai.plan.queries.drafts.history import saves
from tests.factories import actor, coordinator
from tests.plan.drafting import AT, another, begun, key_of, now, part, written


def test_the_plan_of_2027_is_begun_from_that_of_2022(plan):
    draft = begun(plan)
    content = draft.content
    assert (len(content["tasks"]), len(content["sections"]), len(content["assignments"])) == (17, 6, 15)
    assert content["document"]["title"].endswith("năm 2027")
    counted = numbers(content)
    by_origin = {task["origin"]: counted[task["key"]] for task in content["tasks"]}
    assert (by_origin["II.1.1"], by_origin["II.2.1.b"], by_origin["II.5"]) == ("II.1.1", "II.2.2", "II.5")
    first = part(draft, key_of(draft, "II.1.1"))
    assert [party["agency"] for party in first["lead"]] == ["bao-laocai", "dai-ptth", "tc-phansipang", "hoi-nhabao"]
    assert "Đinh Mùi 2027" in first["content"][1]
    assert "92 năm Ngày thành lập Đảng" in first["content"][1]
    assert any(mark["proposal"].startswith("97 năm Ngày thành lập Đảng") for mark in first["marks"])
    bases = {basis["number"]: basis for basis in content["legal_bases"]}
    assert bases["72/2015/NĐ-CP"]["date"] == "2015-09-07"
    assert "hết hiệu lực ngày 30/06/2026" in bases["09/2017/NĐ-CP"]["marks"][0]["message"]
    assert "trước ngày 15/6 và 15/11 năm 2027" in part(draft, "wr")["paragraphs"][0]


def test_who_signed_the_old_plan_does_not_sign_the_new_one_and_its_recipients_want_looking_at(plan):
    head = begun(plan).content["document"]
    assert head["signer"] is None
    assert head["recipients"]
    signer, recipients = (next(m for m in head["marks"] if m["code"] == code) for code in ("signer", "recipients"))
    assert "KT. CHỦ TỊCH, PHÓ CHỦ TỊCH, Giàng Thị Dung" in signer["message"]
    assert "Nơi nhận chép từ kế hoạch 2022" in recipients["message"]


def test_a_plan_is_begun_from_the_outline_or_from_nothing(plan):
    outline = begun(year=2028)
    assert outline.content["document"]["issuer"]["agency"] == "ubnd-tinh"
    assert begun(year=2029, start=Start.EMPTY).content["sections"] == []


def test_a_year_has_one_plan_or_one_draft(plan):
    with pytest.raises(NotSo, match="đã có kế hoạch"):
        begun(year=2022)
    draft = begun(plan)
    with pytest.raises(NotSo, match="đang có dự thảo"):
        begun(plan)
    set_aside(draft, aside=True, by=coordinator(), at=AT)
    assert begun(plan).pk != draft.pk


def test_only_the_coordinator_writes(plan):
    draft, stranger = begun(plan), actor("so-ngv", Role.HEAD)
    acts = (
        lambda: begin_draft(2030, Start.EMPTY, by=stranger, at=AT),
        lambda: written(draft, "d", by=stranger, title="x"),
        lambda: add_part(draft, "b", "", {"kind": "Luật"}, by=stranger, at=AT),
        lambda: drop_part(draft, "b1", gone=True, by=stranger, at=AT),
        lambda: shift_part(draft, "b1", 1, by=stranger, at=AT),
        lambda: settle_mark(draft, "b1", 0, take=False, by=stranger, at=AT),
        lambda: replace_bodies(draft, [(stranger.agency, stranger.agency)], by=stranger, at=AT),
        lambda: undo_save(draft, 1, by=stranger, at=AT),
        lambda: set_aside(draft, aside=True, by=stranger, at=AT),
    )
    for act in acts:
        with pytest.raises(NotAllowed):
            act()


def test_a_save_is_a_revision_on_the_record_and_no_change_is_none(plan):
    draft = begun(plan)
    written(draft, "d", title="Kế hoạch mới")
    written(draft, "d", title="Kế hoạch mới")
    assert now(draft).revision == 1
    [save] = saves(now(draft))
    assert (save.step.after["d"], save.who) == ({"title": "Kế hoạch mới"}, coordinator().person.name)
    assert [entry.verb for entry in history(draft)] == ["write_draft", "begin_draft"]


def test_what_two_people_say_of_different_fields_is_told_and_then_stands_together(plan):
    draft = begun(plan)
    key = key_of(draft, "II.5")
    written(draft, key, by=another(), budget=150_000_000)
    with pytest.raises(WrittenMeanwhile, match="Người binh đã sửa mục này lúc 08:00") as told:
        written(draft, key, revision=0, output="Một cụm")
    assert told.value.theirs == {"budget": 150_000_000}
    assert (told.value.both, told.value.part["output"], told.value.part["budget"]) == (set(), "Một cụm", 150_000_000)
    written(draft, key, **{name: told.value.part[name] for name in ("output", "budget")})
    assert (part(draft, key)["output"], part(draft, key)["budget"]) == ("Một cụm", 150_000_000)


def test_the_same_field_said_otherwise_shows_both(plan):
    draft = begun(plan)
    key = key_of(draft, "II.5")
    written(draft, key, by=another(), title="Sửa cụm")
    with pytest.raises(WrittenMeanwhile) as told:
        written(draft, key, revision=0, title="Nâng cấp cụm")
    assert (told.value.both, told.value.theirs["title"], told.value.part["title"]) == (
        {"title"},
        "Sửa cụm",
        "Nâng cấp cụm",
    )


def test_saves_are_taken_back_one_by_one(plan):
    draft = begun(plan)
    key = key_of(draft, "II.5")
    written(draft, key, title="Một")
    _, added = add_part(draft, "t", key, {"title": "Việc mới", "section": part(draft, key)["section"]},
                        by=coordinator(), at=AT)  # fmt: skip
    shift_part(draft, key, 1, by=coordinator(), at=AT)
    for revision in (3, 2, 1):
        undo_save(draft, revision, by=coordinator(), at=AT)
    assert part(draft, key)["title"].startswith("Sửa chữa Cụm")
    assert part(draft, added)["gone"]
    assert [save.may_undo for save in saves(now(draft))] == [False] * 6
    with pytest.raises(NotSo, match="đã hoàn tác"):
        undo_save(draft, 1, by=coordinator(), at=AT)


def test_a_successor_takes_the_place_of_a_body_everywhere(plan):
    draft = begun(plan)
    old, new = Agency.objects.get(slug="so-tttt"), Agency.objects.get(slug="so-vhttdl")
    replace_bodies(draft, [(old, new)], by=coordinator(), at=AT)
    told = str(now(draft).content["tasks"])
    assert "'so-tttt'" not in told
    assert [party["text"] for party in part(draft, key_of(draft, "II.4.1"))["lead"]] == [new.name]


def test_a_draft_put_aside_is_not_written(plan):
    draft = begun(plan)
    set_aside(draft, aside=True, by=coordinator(), at=AT)
    with pytest.raises(Closed):
        written(draft, "d", title="x")
    set_aside(draft, aside=False, by=coordinator(), at=AT)
    assert written(draft, "d", title="x").revision == 1


def test_a_mark_that_was_looked_at_goes(plan):
    draft = begun(plan)
    settle_mark(draft, "b1", 0, take=False, by=coordinator(), at=AT)
    assert part(draft, "b1")["marks"] == []
    drop_part(draft, "b2", gone=True, by=coordinator(), at=AT)
    assert part(draft, "b2")["gone"]
