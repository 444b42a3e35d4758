"""Assignments of an adopted plan amended, and agencies asked about an amendment: each what touches it."""

from datetime import date

import pytest

from doingoai.agencies.domain import Role
from doingoai.mail.models import Letter, Notice
from doingoai.plan.actions.amend import begin_amendment
from doingoai.plan.actions.draft_comments import Unsaid, ask_comments, say_remark, settle_remark
from doingoai.plan.actions.drafts import add_part, drop_part
from doingoai.plan.domain.drafts.amendment import Fate, changes_of
from doingoai.plan.domain.states import Answer, Outcome
from doingoai.plan.models import Assignment, Tracking
from doingoai.plan.queries.drafts.amendments import version
from doingoai.plan.queries.drafts.comments import matrix, own_parts, parts_by_agency
from doingoai.plan.queries.drafts.screen import book_of_draft
from tests.factories import NOW, actor, coordinator
from tests.plan.drafting import now, part, written
from tests.plan.test_actions_amend import CONG_THUONG, entered, key_of

UNTIL = date(2022, 6, 30)


@pytest.fixture
def draft(plan):
    return begin_amendment(plan, by=coordinator(), at=NOW)


def duty_of(plan, slug):
    """The first assignment of a body, and the key of its heading in an amendment."""
    row = plan.assignments.filter(parties__agency__slug=slug).first()
    return row, f"a{row.heading_order + 1}"


def holders(duty):
    return set(Tracking.objects.filter(party__assignment=duty).values_list("agency__slug", flat=True))


def book(draft):
    return book_of_draft(draft, "Lào Cai")


def test_an_assignment_gets_other_words_and_its_difference_can_be_read(plan, draft):
    duty, _heading = duty_of(plan, "so-ngv")
    written(draft, f"i{duty.pk}", text="Đón các đoàn vào.")
    [shown] = version(now(draft), book(draft), NOW.date()).changes
    [difference] = shown.differences
    assert (difference.before, difference.after) == (duty.text, "Đón các đoàn vào.")
    assert shown.change.number.startswith("III.")
    before = plan.assignments.count()
    entered(draft)
    duty.refresh_from_db()
    assert duty.text == "Đón các đoàn vào."
    assert holders(duty) == {"so-ngv"}
    assert plan.assignments.count() == before


def test_a_heading_passes_to_another_body_with_all_its_assignments(plan, draft):
    duty, heading = duty_of(plan, "so-ngv")
    written(draft, heading, parties=[CONG_THUONG], heading="Sở Công Thương")
    changes = changes_of(draft.base, now(draft).content)
    rows = list(plan.assignments.filter(heading_order=duty.heading_order))
    assert {change.key for change in changes} == {f"i{row.pk}" for row in rows}
    touched = {one.agency.slug: one.concern for one in version(now(draft), book(draft), NOW.date()).concerns}
    assert touched["so-ct"].gains == touched["so-ngv"].loses == (changes[0].number,)
    entered(draft)
    for row in rows:
        row.refresh_from_db()
        assert holders(row) == {"so-ct"}
        assert row.heading == f"{duty.heading.partition('.')[0]}. Sở Công Thương"


def test_assignments_come_and_go_and_stand_where_they_were_written(plan, draft):
    duty, heading = duty_of(plan, "so-ngv")
    beside = list(plan.assignments.filter(heading_order=duty.heading_order))
    add_part(now(draft), "i", f"i{duty.pk}", {"text": "Việc thêm."}, by=coordinator(), at=NOW)
    drop_part(now(draft), f"i{beside[-1].pk}", gone=True, by=coordinator(), at=NOW)
    _, new = add_part(
        now(draft), "a", "", {"heading": "Sở Công Thương", "parties": [CONG_THUONG]}, by=coordinator(), at=NOW
    )
    add_part(now(draft), "i", new, {"text": "Việc mới."}, by=coordinator(), at=NOW)
    add_part(now(draft), "i", new, {"text": "Việc nữa."}, by=coordinator(), at=NOW)
    fates = [change.fate for change in changes_of(draft.base, now(draft).content)]
    assert sorted(fates) == [Fate.ADDED] * 3 + [Fate.REMOVED]
    count = plan.assignments.count()
    entered(draft)
    told = list(plan.assignments.filter(heading_order=duty.heading_order).values_list("text", flat=True))
    assert told[:2] == [duty.text, "Việc thêm."]
    assert beside[-1].text not in told
    assert plan.assignments.count() == count + 2
    [first, second] = plan.assignments.order_by("-order")[:2][::-1]
    assert (first.text, second.text) == ("Việc mới.", "Việc nữa.")
    assert first.heading_order == second.heading_order
    assert holders(first) == holders(second) == {"so-ct"}
    assert holders(plan.assignments.get(text="Việc thêm.")) == {"so-ngv"}
    assert heading in {h["key"] for h in begin_amendment(plan, by=coordinator(), at=NOW).content["assignments"]}


def test_a_heading_that_goes_takes_its_assignments_along(plan, draft):
    duty, heading = duty_of(plan, "so-ngv")
    drop_part(now(draft), heading, gone=True, by=coordinator(), at=NOW)
    entered(draft)
    assert not Assignment.objects.filter(plan=plan, heading_order=duty.heading_order).exists()
    assert part(draft, heading)["gone"]


def asked(draft):
    found = now(draft)
    parts = parts_by_agency(found, book(found), NOW.date())
    ask_comments(found, parts, until=UNTIL, by=coordinator(), at=NOW)
    return {reader.agency.slug: reader for reader in draft.readers.select_related("agency", "draft")}


def said(reader, key, answer=Answer.COMMENT, **told):
    mine = parts_by_agency(reader.draft, book(reader.draft), NOW.date())[reader.agency.slug]
    return say_remark(reader, key, answer, mine=mine, by=actor(reader.agency.slug, Role.EDITOR), at=NOW, **told)


def test_only_the_agencies_that_an_amendment_touches_are_asked_and_only_about_that(plan, draft):
    with pytest.raises(Unsaid, match="chưa đổi phần việc"):
        asked(draft)
    actor("so-ct", Role.EDITOR)
    key = key_of(plan, "II.2.3")
    was = {p["agency"] for name in ("lead", "coordinate") for p in part(draft, key)[name]}
    written(draft, key, lead=[CONG_THUONG])
    readers = asked(draft)
    assert "so-ct" in readers
    assert set(readers) <= was | {"so-ct"}
    [own] = own_parts(readers["so-ct"], book(draft), NOW.date())
    assert (own.row.key, own.change.fate) == (key, Fate.CHANGED)
    assert any("Sở Công Thương" in one.after for one in own.changes)
    assert "bản điều chỉnh kế hoạch năm 2022" in Notice.objects.get().subject
    assert "bản điều chỉnh" in Letter.objects.get().subject


def test_what_an_agency_proposes_goes_into_the_amendment(plan, draft):
    key = key_of(plan, "II.2.3")
    written(draft, key, lead=[CONG_THUONG])
    reader = asked(draft)["so-ct"]
    remark = said(reader, key, Answer.PROPOSE, said={"output": "02 đoàn"}, words="Đủ sức hai đoàn.")
    settle_remark(remark, Outcome.TAKEN, by=coordinator(), at=NOW)
    entered(draft)
    task = plan.tasks.get(number="II.2.3")
    assert task.output == "02 đoàn"


def test_of_a_task_that_goes_an_agency_may_still_speak(plan, draft):
    key = key_of(plan, plan.tasks.filter(parties__agency__slug="so-ngv").first().number)
    drop_part(now(draft), key, gone=True, by=coordinator(), at=NOW)
    reader = asked(draft)["so-ngv"]
    [own] = own_parts(reader, book(draft), NOW.date())
    assert (own.row.gone, own.is_open, own.change.fate) == (True, True, Fate.REMOVED)
    remark = said(reader, key, words="Việc này đã làm một nửa.")
    [waiting] = matrix(now(draft), book(draft), NOW.date()).waiting
    assert not waiting.is_there
    settle_remark(remark, Outcome.TAKEN, by=coordinator(), at=NOW)
    assert not matrix(now(draft), book(draft), NOW.date()).waiting
