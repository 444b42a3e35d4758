"""Agencies say what they think of their parts; the coordinator takes it in or says why not; all can be undone."""

from datetime import date, timedelta

import pytest

from doingoai.agencies.domain import Role
from doingoai.agencies.models import Agency
from doingoai.agencies.queries import directory
from doingoai.audit.models import Entry
from doingoai.mail.actions import choose_mail
from doingoai.mail.models import Letter, Notice
from doingoai.plan.actions.draft_comments import (
    Unsaid,
    agree_to_all,
    ask_comments,
    drop_remark,
    remind_readers,
    reopen_remark,
    say_remark,
    settle_remark,
)
from doingoai.plan.actions.drafts import drop_part
from doingoai.plan.domain.drafts.comments import with_role
from doingoai.plan.domain.drafts.edits import NotSo
from doingoai.plan.domain.rights import NotAllowed
from doingoai.plan.domain.states import Answer, Outcome
from doingoai.plan.models import Remark
from doingoai.plan.queries.drafts.comments import matrix, parts_by_agency
from doingoai.plan.queries.drafts.screen import book_of_draft
from tests.factories import actor, coordinator
from tests.plan.drafting import AT, begun, key_of, now, part, written

UNTIL = date(2026, 12, 10)


def mine(draft, agency):
    return parts_by_agency(now(draft), book_of_draft(draft, "Lào Cai"), AT.date()).get(agency, [])


def asked(draft, until=UNTIL):
    parts = parts_by_agency(now(draft), book_of_draft(draft, "Lào Cai"), AT.date())
    ask_comments(draft, parts, until=until, by=coordinator(), at=AT)
    return {reader.agency.slug: reader for reader in draft.readers.select_related("agency", "draft")}


@pytest.fixture
def office():
    return lambda: actor("so-ngv", Role.EDITOR)


@pytest.fixture
def draft(plan):
    return begun(plan)


@pytest.fixture
def reader(draft, office):
    office()
    return asked(draft)["so-ngv"]


def proposed(draft, reader, by, number="II.2.5", words="Khớp lịch đoàn ra.", **said):
    key = key_of(draft, number)
    return say_remark(reader, key, Answer.PROPOSE, said=said, words=words, mine=mine(draft, "so-ngv"), by=by, at=AT)


def test_each_living_agency_is_asked_for_its_own_parts_and_told(draft, office):
    office()
    readers = asked(draft)
    assert "so-ngv" in readers
    assert "so-tttt" not in readers, "it ended in 2025"
    keys = mine(draft, "so-ngv")
    assert key_of(draft, "II.2.5") in keys
    assert {key[0] for key in keys} == {"t", "i"}
    assert key_of(draft, "II.5") not in keys
    [notice] = Notice.objects.filter(key=f"draft:{readers['so-ngv'].pk}")
    assert "10/12/2026" in notice.body
    assert Letter.objects.filter(key__startswith=f"draft:{readers['so-ngv'].pk}").count() == 1


def test_who_wants_no_mail_is_told_in_the_house_only(draft, office):
    choose_mail(office().person, wants=False, at=AT)
    reader = asked(draft)["so-ngv"]
    assert Notice.objects.filter(key=f"draft:{reader.pk}").count() == 1
    assert not Letter.objects.filter(key__startswith=f"draft:{reader.pk}").exists()


def test_asked_again_only_new_agencies_are_told(draft, reader):
    before = Notice.objects.count()
    asked(draft, UNTIL + timedelta(days=3))
    assert Notice.objects.count() == before
    assert now(draft).comments_until == UNTIL + timedelta(days=3)


def test_a_day_that_is_past_and_a_plan_that_names_nobody_are_refused(draft):
    with pytest.raises(Unsaid, match="đã qua"):
        asked(draft, AT.date() - timedelta(days=1))
    with pytest.raises(Unsaid, match="Chưa có cơ quan"):
        ask_comments(draft, {}, until=UNTIL, by=coordinator(), at=AT)


def test_one_word_agrees_to_everything_of_which_nothing_was_said(draft, reader, office):
    proposed(draft, reader, office(), budget=5)
    keys = mine(draft, "so-ngv")
    assert agree_to_all(reader, mine=keys, by=office(), at=AT) == len(keys) - 1
    reader.refresh_from_db()
    assert reader.answered_by == office().person
    line = next(
        row for row in matrix(now(draft), book_of_draft(draft, "Lào Cai"), AT.date()).lines if row.reader == reader
    )
    assert (line.standing.proposals, line.standing.silent) == (1, 0)


def test_an_agency_speaks_only_of_its_own_parts(draft, reader, office):
    keys = mine(draft, "so-ngv")
    with pytest.raises(NotAllowed):
        say_remark(reader, key_of(draft, "II.5"), Answer.AGREE, mine=keys, by=office(), at=AT)
    for stranger in (actor("so-ct", Role.HEAD), actor("so-ngv", Role.VIEWER), coordinator()):
        with pytest.raises(NotAllowed):
            say_remark(reader, keys[0], Answer.AGREE, mine=keys, by=stranger, at=AT)
        with pytest.raises(NotAllowed):
            agree_to_all(reader, mine=keys, by=stranger, at=AT)


def test_a_proposal_says_something_and_why(draft, reader, office):
    title = part(draft, key_of(draft, "II.2.5"))["title"]
    with pytest.raises(Unsaid, match="Chưa có gì khác"):
        proposed(draft, reader, office(), title=title)
    with pytest.raises(Unsaid, match="lý do"):
        proposed(draft, reader, office(), words=" ", title="Khác")
    late = AT + timedelta(days=30)
    with pytest.raises(Unsaid, match="hết hạn"):
        agree_to_all(reader, mine=mine(draft, "so-ngv"), by=office(), at=late)


def test_a_proposal_is_taken_in_and_this_can_be_undone(draft, reader, office):
    remark = proposed(draft, reader, office(), budget=50_000_000, output="06 đoàn")
    key = remark.key
    settle_remark(remark, Outcome.TAKEN, by=coordinator(), at=AT)
    assert (part(draft, key)["budget"], part(draft, key)["output"]) == (50_000_000, "06 đoàn")
    assert "đã tiếp thu" in Notice.objects.get(key__startswith="remark:").body
    with pytest.raises(Unsaid, match="đã được xử lý"):
        proposed(draft, reader, office(), budget=7)
    with pytest.raises(Unsaid, match="đã có người xử lý"):
        settle_remark(remark, Outcome.TAKEN, by=coordinator(), at=AT)
    reopen_remark(remark, by=coordinator(), at=AT)
    remark.refresh_from_db()
    assert (remark.outcome, part(draft, key)["budget"]) == (Outcome.OPEN, None)


def test_the_undoing_does_not_write_over_what_came_after(draft, reader, office):
    remark = proposed(draft, reader, office(), budget=50_000_000)
    settle_remark(remark, Outcome.TAKEN, by=coordinator(), at=AT)
    written(draft, remark.key, budget=60_000_000)
    with pytest.raises(NotSo):
        reopen_remark(remark, by=coordinator(), at=AT)
    assert Remark.objects.get().outcome == Outcome.TAKEN


def test_a_proposal_is_declined_with_a_reason_or_taken_in_otherwise(draft, reader, office):
    remark = proposed(draft, reader, office(), budget=50_000_000)
    with pytest.raises(Unsaid, match="lý do"):
        settle_remark(remark, Outcome.DECLINED, by=coordinator(), at=AT)
    settle_remark(remark, Outcome.DECLINED, words="Chưa cân đối được.", by=coordinator(), at=AT)
    assert part(draft, remark.key)["budget"] is None
    other = proposed(draft, reader, office(), number="II.4.2", budget=9)
    settle_remark(other, Outcome.CHANGED, changes={"budget": 8}, by=coordinator(), at=AT)
    assert part(draft, other.key)["budget"] == 8


def test_what_is_no_more_in_the_draft_is_not_taken_in(draft, reader, office):
    remark = proposed(draft, reader, office(), budget=5)
    drop_part(now(draft), remark.key, gone=True, by=coordinator(), at=AT)
    with pytest.raises(Unsaid, match="không còn trong dự thảo"):
        settle_remark(remark, Outcome.TAKEN, by=coordinator(), at=AT)


def test_a_remark_is_taken_back_while_it_waits(draft, reader, office):
    remark = proposed(draft, reader, office(), budget=5)
    drop_remark(remark, mine=mine(draft, "so-ngv"), by=office(), at=AT)
    assert not Remark.objects.exists()
    again = proposed(draft, reader, office(), budget=6)
    settle_remark(again, Outcome.TAKEN, by=coordinator(), at=AT)
    with pytest.raises(Unsaid):
        drop_remark(again, mine=mine(draft, "so-ngv"), by=office(), at=AT)


def test_who_is_silent_is_reminded(draft, reader):
    [reached] = remind_readers([reader], by=coordinator(), at=AT)
    assert reached.reminders == 1
    assert Notice.objects.filter(key=f"draft:{reader.pk}:1").exists()
    nobody = asked(draft)["so-ct"]
    assert remind_readers([nobody], by=coordinator(), at=AT) == []


def test_only_the_coordinator_asks_reminds_and_settles(draft, reader, office):
    remark = proposed(draft, reader, office(), budget=5)
    by = office()
    for act in (
        lambda: ask_comments(draft, {"so-ngv": []}, until=UNTIL, by=by, at=AT),
        lambda: remind_readers([reader], by=by, at=AT),
        lambda: settle_remark(remark, Outcome.TAKEN, by=by, at=AT),
        lambda: reopen_remark(remark, by=by, at=AT),
    ):
        with pytest.raises(NotAllowed):
            act()


def test_everything_said_and_settled_is_on_the_record(draft, reader, office):
    remark = proposed(draft, reader, office(), budget=5)
    settle_remark(remark, Outcome.TAKEN, by=coordinator(), at=AT)
    verbs = set(Entry.objects.values_list("verb", flat=True))
    assert {"ask_comments", "say_remark", "write_draft", "settle_remark"} <= verbs
    assert Entry.objects.get(verb="write_draft").reason == "Khớp lịch đoàn ra."


def test_a_body_changes_its_role_in_a_task():
    party = {"text": "Sở A", "name": "Sở A", "agency": "so-a", "group": False, "related": False}
    other = party | {"agency": "so-b", "text": "Sở B"}
    raw = {"lead": [other], "coordinate": [party | {"text": "Sở A tỉnh"}]}
    assert with_role(raw, party, "lead") == {"lead": [other, party | {"text": "Sở A tỉnh"}], "coordinate": []}
    assert with_role(raw, party, "") == {"lead": [other], "coordinate": []}


def test_a_member_of_a_group_has_the_group_s_parts(draft):
    assert Agency.objects.filter(slug="so-noivu").exists()
    assert "so-noivu" in directory("Lào Cai").bodies
    assert key_of(draft, "II.1.1") in mine(draft, "so-noivu")
