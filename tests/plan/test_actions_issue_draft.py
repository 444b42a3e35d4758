"""A plan written here goes into force with the same rows as one brought in, tied to last year's tasks."""

from datetime import date

import pytest

from doingoai.agencies.domain import Role
from doingoai.audit.models import Entry
from doingoai.plan.actions.adopt import CannotBeAdopted, ChangedMeanwhile
from doingoai.plan.actions.drafts import Closed, add_part
from doingoai.plan.actions.issue_draft import Signature, issue_draft
from doingoai.plan.actions.withdraw import withdraw_plan
from doingoai.plan.domain.drafts.edits import NotSo
from doingoai.plan.domain.drafts.loose import LooseEnds
from doingoai.plan.domain.drafts.moving import timed
from doingoai.plan.domain.rights import NotAllowed
from doingoai.plan.domain.states import Start
from doingoai.plan.models import Plan, Tracking
from tests.factories import actor, coordinator
from tests.plan.drafting import AT, begun, key_of, now, written

SIGNED = Signature("12", date(2026, 12, 28), ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH"), "PHÓ CHỦ TỊCH", "Nguyễn Văn A")


DESPITE = "Tỉnh giao ban hành trong ngày, rà soát sau."


def issued(draft, by=None, revision=None, despite=DESPITE):
    found = now(draft)
    seen = found.revision if revision is None else revision
    return issue_draft(found, SIGNED, province="Lào Cai", revision=seen, despite=despite, by=by or coordinator(), at=AT)


@pytest.fixture
def draft(plan):
    draft = begun(plan)
    target = {"quantity": "4", "measure": "hop-bao", "note": "mỗi quý một cuộc"}
    key = key_of(draft, "II.2.1")
    written(draft, key, time=timed("hằng quý", 2027), budget=40_000_000, target=target, output="04 cuộc họp báo")
    filled = {"section": key_of(draft, "II.1"), "title": "Việc mới"}
    add_part(now(draft), "t", key_of(draft, "II.1.3"), filled, by=coordinator(), at=AT)
    return now(draft)


def test_the_plan_has_the_draft_s_tasks_bodies_money_and_assignments(draft):
    plan = issued(draft)
    assert (plan.year, plan.number, plan.issued_on) == (2027, "12/KH-UBND", date(2026, 12, 28))
    assert (plan.tasks.count(), plan.assignments.count(), plan.sections.count()) == (18, 69, 6)
    task = plan.tasks.get(number="II.2.1")
    assert (task.budget, task.recurrence, task.output) == (40_000_000, "quarterly", "04 cuộc họp báo")
    assert (task.target, task.target_measure_id) == (4, "hop-bao")
    assert task.first_line
    assert Tracking.objects.filter(party__task=plan.tasks.get(number="II.4.2"), agency__slug="so-ngv").exists()
    assert plan.services.get(kind="press-conference").task == task
    assert [period.agencies_due for period in plan.periods.all()] == [date(2027, 6, 14), date(2027, 11, 14)]


def test_each_task_is_tied_to_the_one_it_follows(draft):
    plan = issued(draft)
    tied = dict(plan.tasks.exclude(previous=None).values_list("number", "previous__number"))
    assert (tied["II.2.2"], tied["II.5"], len(tied)) == ("II.2.1.b", "II.5", 17)
    assert plan.tasks.get(title="Việc mới").previous is None


def test_the_paper_is_kept_and_the_chain_stands(draft):
    plan = issued(draft)
    found = now(draft)
    assert (found.imported.plan, found.issued_by, found.is_open) == (plan, coordinator().person, False)
    assert plan.source.name == "ke-hoach-2027.docx"
    assert any("Số: 12/KH-UBND" in text for _, text in plan.lines)
    assert {"adopt_plan", "issue_draft"} <= set(Entry.objects.values_list("verb", flat=True))
    with pytest.raises(Closed):
        issued(draft)


def test_a_plan_issued_here_goes_back_to_its_reading_as_any_other(draft):
    reading = withdraw_plan(issued(draft), reason="Ghi nhầm ngày.", by=coordinator(), at=AT)
    assert len(reading.reading["tasks"]) == 18


def test_what_was_changed_since_it_was_seen_is_not_issued(draft):
    with pytest.raises(ChangedMeanwhile):
        issued(draft, revision=0)
    with pytest.raises(NotAllowed):
        issued(draft, by=actor("so-ngv", Role.HEAD))
    with pytest.raises(NotSo, match="chưa có nhiệm vụ"):
        issued(begun(year=2030, start=Start.EMPTY))
    assert Plan.objects.count() == 1


def test_what_stands_in_the_way_leaves_everything_as_it_was(draft):
    written(draft, "d", issuer={"text": "UBND tỉnh X", "name": "UBND tỉnh X", "agency": None, "group": False})
    with pytest.raises(CannotBeAdopted, match="cơ quan ban hành"):
        issued(draft)
    assert now(draft).is_open
    assert Plan.objects.count() == 1


def test_copied_words_and_ended_bodies_are_not_issued_until_somebody_says_why(draft):
    for nothing in ("", "  "):
        with pytest.raises(LooseEnds, match=r"\d+ chỗ chép lại chưa xem, \d+ chỗ nêu cơ quan đã kết thúc"):
            issued(draft, despite=nothing)
    assert Plan.objects.count() == 1
    issued(draft)
    kept = Entry.objects.get(verb="issue_draft")
    assert kept.reason == DESPITE
    assert key_of(draft, "II.1.1") in kept.after["loose"]["marks"]
    assert key_of(draft, "II.1.1") in kept.after["loose"]["ended"]


def test_a_draft_with_nothing_loose_is_issued_without_a_word(plan):
    draft = begun(year=2027)
    section = now(draft).content["sections"][0]["key"]
    ngoai_vu = {"text": "Sở Ngoại vụ", "name": "Sở Ngoại vụ", "agency": "so-ngv", "group": False, "related": False}
    add_part(now(draft), "t", section, {"title": "Việc mới", "lead": [ngoai_vu]}, by=coordinator(), at=AT)
    assert issued(draft, despite="").year == 2027
    kept = Entry.objects.get(verb="issue_draft")
    assert (kept.reason, "loose" in kept.after) == ("", False)
