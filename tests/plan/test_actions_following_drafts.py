"""A plan that is being written names the successor; the word that was asked of a body is asked of its successor."""

from datetime import date

import pytest

from doingoai.agencies.actions import NotDone
from doingoai.agencies.actions.successions import Told, foresee, record_succession, undo_succession
from doingoai.agencies.domain import Role
from doingoai.agencies.domain.succession import Change
from doingoai.agencies.models import Agency
from doingoai.plan.actions.draft_comments import agree_to_all, ask_comments
from doingoai.plan.domain.drafts.edits import names_body
from doingoai.plan.models import DraftReader, PlanDraft, Remark
from doingoai.plan.queries.drafts.comments import asked_of
from doingoai.plan.queries.drafts.history import saves
from tests.factories import actor, coordinator
from tests.plan.drafting import AT, begun, key_of, now, part, written

JULY = date(2026, 7, 1)


def body(slug):
    return Agency.objects.get(slug=slug)


def merging(before="so-ngv", after="vp-ubnd"):
    return Told(Change.MERGE, JULY, (body(before),), (body(after),))


def merge():
    return record_succession(merging(), by=coordinator(), at=AT)


@pytest.fixture
def draft(plan):
    return begun(plan)


def named(draft, number="II.2.5"):
    raw = part(draft, key_of(draft, number))
    return [party["agency"] for party in (*raw["lead"], *raw["coordinate"])]


def asked(draft, *slugs):
    key = key_of(draft, "II.2.5")
    parts = {slug: [key] for slug in slugs}
    return ask_comments(now(draft), parts, until=date(2026, 12, 31), by=coordinator(), at=AT)


def rows(*models):
    return [list(model.objects.order_by("pk").values()) for model in models]


def test_the_successor_stands_in_the_draft_where_the_body_stood(draft):
    assert "so-ngv" in named(draft)
    [moves] = [m for m in foresee(merging()) if str(m.label) == "Tên trong dự thảo kế hoạch"]
    assert [row.words for row in moves.rows] == [str(draft)]
    merge()
    found = named(draft)
    assert "so-ngv" not in found
    assert found.count("vp-ubnd") == 1
    assert not names_body(now(draft).content, "so-ngv")
    [save] = saves(now(draft))
    heir = body("vp-ubnd").name
    assert (save.who, save.summary) == ("", f"thay Sở Ngoại vụ bằng {heir}, kế tục từ 01/7/2026")


def test_the_undo_gives_the_draft_back(draft):
    before = now(draft).content
    row = merge()
    undo_succession(row, by=coordinator(), at=AT)
    assert now(draft).content == before
    assert now(draft).revision == 2


def test_a_draft_that_was_written_on_elsewhere_keeps_that(draft):
    row = merge()
    key = key_of(draft, "II.2.5")
    written(draft, key, title="Tên mới của nhiệm vụ")
    undo_succession(row, by=coordinator(), at=AT)
    assert part(draft, key)["title"] == "Tên mới của nhiệm vụ"
    assert "so-ngv" in named(draft)


def test_parties_that_were_named_otherwise_since_stand_against_the_undo(draft):
    row = merge()
    key = key_of(draft, "II.2.5")
    written(draft, key, lead=[], coordinate=[])
    with pytest.raises(NotDone, match="đã sửa tiếp chỗ ghi tên cơ quan"):
        undo_succession(row, by=coordinator(), at=AT)


def test_where_a_body_is_divided_a_person_names_who_is_meant(draft):
    told = Told(Change.SPLIT, JULY, (body("so-ngv"),), (body("vp-ubnd"), body("ca-tinh")), main="vp-ubnd")
    record_succession(told, by=coordinator(), at=AT)
    assert "so-ngv" in named(draft)


def test_the_plan_of_a_year_that_is_over_and_a_draft_put_aside_stay(draft):
    PlanDraft.objects.filter(pk=draft.pk).update(year=2025)
    before = rows(PlanDraft)
    merge()
    assert rows(PlanDraft) == before


def test_the_word_that_was_asked_of_the_body_is_asked_of_its_successor_with_what_was_said(draft):
    [reader] = asked(draft, "so-ngv")
    by = actor("so-ngv", Role.EDITOR)
    agree_to_all(reader, mine=[key_of(draft, "II.2.5")], by=by, at=AT)
    before = rows(DraftReader, Remark)
    row = merge()
    assert [r.draft for r in asked_of(body("vp-ubnd"))] == [draft]
    assert Remark.objects.get().reader.agency.slug == "vp-ubnd"
    undo_succession(row, by=coordinator(), at=AT)
    assert rows(DraftReader, Remark) == before


def test_a_successor_that_was_asked_itself_is_asked_again_once(draft):
    readers = asked(draft, "so-ngv", "vp-ubnd")
    own = next(reader for reader in readers if reader.agency.slug == "vp-ubnd")
    agree_to_all(own, mine=[key_of(draft, "II.2.5")], by=actor("vp-ubnd", Role.EDITOR), at=AT)
    before = rows(DraftReader)
    row = merge()
    assert [r.pk for r in asked_of(body("vp-ubnd"))] == [own.pk]
    assert DraftReader.objects.count() == 2
    undo_succession(row, by=coordinator(), at=AT)
    assert rows(DraftReader) == before
