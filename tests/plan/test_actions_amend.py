"""An adopted plan amended: rows and shares follow, evidence and frozen reports stay, every version can be read."""

from datetime import date, timedelta

import pytest

from doingoai.agencies.domain import Role
from doingoai.agencies.models import Agency
from doingoai.audit.models import Entry
from doingoai.mail.models import Notice
from doingoai.plan.actions.adopt import ChangedMeanwhile
from doingoai.plan.actions.amend import Decision, begin_amendment, issue_amendment
from doingoai.plan.actions.drafts import Closed, add_part, drop_part, set_aside
from doingoai.plan.actions.reports import freeze_report
from doingoai.plan.domain.drafts.amendment import Change, Concern, Fate, changes_of, concerns
from doingoai.plan.domain.drafts.edits import NotSo
from doingoai.plan.domain.drafts.loose import LooseEnds
from doingoai.plan.domain.drafts.moving import timed
from doingoai.plan.domain.evidence import OutOfPeriod
from doingoai.plan.domain.rights import NotAllowed
from doingoai.plan.models import Evidence, Party, PlanDraft, Report, Snapshot, Task, Tracking
from doingoai.plan.queries.figures import figures
from tests.factories import NOW, actor, coordinator, done
from tests.plan.drafting import now, part, written

DECISION = Decision("1234/QĐ-UBND", date(2022, 6, 20), "Sắp xếp lại nhiệm vụ sáu tháng cuối năm.")


def party(slug, text):
    return {"text": text, "name": text, "agency": slug, "group": False, "related": False}


LATER = NOW + timedelta(days=30)
NGOAI_VU, CONG_THUONG = party("so-ngv", "Sở Ngoại vụ"), party("so-ct", "Sở Công Thương")


@pytest.fixture
def draft(plan):
    return begin_amendment(plan, by=coordinator(), at=NOW)


def key_of(plan, number):
    return f"t{plan.tasks.get(number=number).pk}"


def entered(draft, concerned=(), by=None, revision=None, despite=""):
    found = now(draft)
    seen = found.revision if revision is None else revision
    agencies = Agency.objects.filter(slug__in=concerned)
    return issue_amendment(
        found, DECISION, concerned=agencies, revision=seen, despite=despite, by=by or coordinator(), at=NOW
    )


def shares(plan, number):
    rows = Tracking.objects.filter(party__task__plan=plan, party__task__number=number)
    return set(rows.values_list("agency__slug", "party__role"))


def test_the_amendment_begins_as_the_plan_stands_and_there_is_one_at_a_time(plan, draft):
    assert changes_of(draft.base, draft.content) == []
    assert part(draft, key_of(plan, "II.2.1.b"))["no"] == "II.2.1.b"
    with pytest.raises(NotSo, match="chưa ban hành"):
        begin_amendment(plan, by=coordinator(), at=NOW)
    set_aside(draft, aside=True, by=coordinator(), at=NOW)
    assert begin_amendment(plan, by=coordinator(), at=NOW).pk != draft.pk


def test_words_time_money_and_target_of_a_task_change(plan, draft):
    said = {
        "title": "Đón đoàn vào", "time": timed("Quý III/2022", 2022), "budget": 90_000_000, "output": "05 đoàn",
        "target": {"quantity": "5", "measure": "doan", "note": ""},
    }  # fmt: skip
    written(draft, key_of(plan, "II.2.3"), **said)
    entered(draft)
    task = plan.tasks.get(number="II.2.3")
    assert (task.title, task.ends_on, task.budget, task.output, task.target) == (
        "Đón đoàn vào", date(2022, 9, 30), 90_000_000, "05 đoàn", 5,
    )  # fmt: skip
    assert "Điều chỉnh lần 1, 1234/QĐ-UBND" in task.changes.first().reason
    assert plan.tasks.count() == 17


def test_who_is_newly_named_gets_a_share_and_who_is_not_keeps_its_evidence(plan, draft):
    evidence = done(plan, "II.2.3", agency="so-ngv", measure="doan")
    old = shares(plan, "II.2.3")
    assert ("so-ngv", "lead") in old
    written(draft, key_of(plan, "II.2.3"), lead=[CONG_THUONG])
    entered(draft)
    assert shares(plan, "II.2.3") == (old - {("so-ngv", "lead")}) | {("so-ct", "lead")}
    evidence.refresh_from_db()
    assert (evidence.task.number, evidence.retracted_at) == ("II.2.3", None)
    report = Report.objects.get(period__plan=plan, period__code="6-thang")
    [line] = [line for line in figures(report).lines if line.task == "II.2.3" and line.measure == "doan"]
    assert line.total == 1


def test_who_changes_its_role_keeps_its_share(plan, draft):
    key = key_of(plan, "II.4.1")
    before = Tracking.objects.get(party__task__number="II.4.1", agency__slug="vp-ubnd")
    raw = part(draft, key)
    office = next(one for one in raw["coordinate"] if one["agency"] == "vp-ubnd")
    rest = [one for one in raw["coordinate"] if one["agency"] != "vp-ubnd"]
    written(draft, key, lead=[*raw["lead"], office], coordinate=rest)
    entered(draft)
    after = Tracking.objects.get(party__task__number="II.4.1", agency__slug="vp-ubnd")
    assert (after.pk, after.party.role) == (before.pk, "lead")


def test_a_task_is_added_with_its_shares_and_the_next_number(plan, draft):
    key = key_of(plan, "II.1.3")
    filled = {"title": "Mở lớp tập huấn", "lead": [NGOAI_VU], "budget": 5}
    add_part(draft, "t", key, filled, by=coordinator(), at=NOW)
    entered(draft)
    task = plan.tasks.get(number="II.1.4")
    assert (task.title, task.section.number, task.state) == ("Mở lớp tập huấn", "II.1", 1)
    assert shares(plan, "II.1.4") == {("so-ngv", "lead")}


def test_a_new_section_comes_with_its_task(plan, draft):
    last = draft.content["sections"][-1]["key"]
    found, section = add_part(draft, "s", last, {"title": "Bồi dưỡng"}, by=coordinator(), at=NOW)
    add_part(found, "t", section, {"title": "Mở lớp", "lead": [NGOAI_VU]}, by=coordinator(), at=NOW)
    entered(draft)
    assert plan.tasks.get(title="Mở lớp").number == "II.7.1"
    assert plan.sections.get(number="II.7").title == "Bồi dưỡng"


def test_a_task_without_work_goes_and_one_with_work_closes_and_stays_in_reports(plan, draft):
    done(plan, "II.2.3", agency="so-ngv", measure="doan")
    for number in ("II.2.3", "II.4.2"):
        drop_part(now(draft), key_of(plan, number), gone=True, by=coordinator(), at=NOW)
    entered(draft)
    assert not plan.tasks.filter(number="II.4.2").exists()
    task = plan.tasks.get(number="II.2.3")
    assert (task.closed_on, task.closed_note[:17]) == (date(2022, 6, 20), "Điều chỉnh lần 1,")
    assert shares(plan, "II.2.3") == set()
    assert done(plan, "II.2.3", key="2", agency="so-ngv", measure="doan", at=LATER).task == task
    with pytest.raises(OutOfPeriod, match="đã bỏ theo điều chỉnh"):
        done(plan, "II.2.3", key="3", agency="so-ngv", measure="doan", on=date(2022, 6, 21), at=LATER)
    report = Report.objects.get(period__plan=plan, period__code="6-thang")
    assert any(line.task == "II.2.3" and line.total == 2 for line in figures(report).lines)


def test_what_was_taken_out_stays_out_and_its_number_is_not_given_again(plan, draft):
    done(plan, "II.2.6", agency="so-tttt", measure="hop-tac")
    drop_part(draft, key_of(plan, "II.2.6"), gone=True, by=coordinator(), at=NOW)
    entered(draft)
    second = begin_amendment(plan, by=coordinator(), at=NOW)
    filled = {"title": "Việc mới", "section": part(second, key_of(plan, "II.2.5"))["section"]}
    add_part(second, "t", key_of(plan, "II.2.5"), filled, by=coordinator(), at=NOW)
    assert entered(second).order == 2
    assert plan.tasks.get(title="Việc mới").number == "II.2.7"
    assert plan.tasks.get(number="II.2.6").closed_on


def test_frozen_reports_do_not_change(plan, draft):
    done(plan, "II.2.3", agency="so-ngv", measure="doan")
    report = Report.objects.get(period__plan=plan, period__code="6-thang")
    snapshot = freeze_report(report, reason="Đến hạn.", by=coordinator(), at=NOW)
    before = (snapshot.content, snapshot.evidence, snapshot.sha256)
    written(draft, key_of(plan, "II.2.3"), title="Khác hẳn", lead=[CONG_THUONG])
    entered(draft)
    again = Snapshot.objects.get(pk=snapshot.pk)
    assert (again.content, again.evidence, again.sha256) == before
    assert Evidence.objects.count() == 1


def test_both_versions_are_kept_and_the_act_is_on_the_record(plan, draft):
    key = key_of(plan, "II.2.3")
    was = part(draft, key)["title"]
    written(draft, key, title="Đón đoàn vào")
    issued = entered(draft)
    [change] = changes_of(issued.base, issued.content)
    assert (change.fate, change.before, change.after) == (Fate.CHANGED, {"title": was}, {"title": "Đón đoàn vào"})
    assert (issued.order, issued.content["document"]["number"]) == (1, "1234/QĐ-UBND")
    entry = Entry.objects.get(verb="issue_amendment")
    assert entry.after["tasks"] == {"II.2.3": "changed"}


def test_the_agencies_concerned_are_told(plan, draft):
    actor("so-ct", Role.EDITOR)
    written(draft, key_of(plan, "II.2.3"), lead=[CONG_THUONG])
    entered(draft, concerned=["so-ct", "so-ngv"])
    [notice] = Notice.objects.filter(key__startswith="amendment:")
    assert (notice.url, "1234/QĐ-UBND" in notice.body) == ("/ke-hoach/2022/dieu-chinh/1/", True)


def test_an_amendment_is_entered_as_it_was_seen_by_the_coordinator_once(plan, draft):
    with pytest.raises(NotSo, match="chưa đổi gì"):
        entered(draft)
    written(draft, key_of(plan, "II.2.3"), title="Khác")
    with pytest.raises(ChangedMeanwhile):
        entered(draft, revision=0)
    for act in (lambda: begin_amendment(plan, by=actor("so-ngv", Role.HEAD), at=NOW),
                lambda: entered(draft, by=actor("so-ngv", Role.HEAD))):  # fmt: skip
        with pytest.raises(NotAllowed):
            act()
    entered(draft)
    with pytest.raises(Closed):
        entered(draft)


class Struck(Exception):
    """The power goes off."""


def test_an_amendment_is_all_there_or_not_at_all(plan, draft):
    written(draft, key_of(plan, "II.2.3"), title="Khác", lead=[CONG_THUONG])
    before = (Party.objects.count(), Task.objects.get(number="II.2.3").title)
    actor("so-ct", Role.EDITOR)

    def struck():
        yield Agency.objects.get(slug="so-ct")
        raise Struck

    with pytest.raises(Struck):
        issue_amendment(now(draft), DECISION, concerned=struck(), revision=1, by=coordinator(), at=NOW)
    assert (Party.objects.count(), Task.objects.get(number="II.2.3").title) == before
    assert not Notice.objects.exists()
    assert PlanDraft.objects.get(pk=draft.pk).is_open


def test_for_whom_what_changes_is_counted():
    change = Change("t1", "II.1", "Việc", Fate.CHANGED, {}, {})
    assert concerns([change], {"t1": ["a", "b"]}, {"t1": ["b", "c"]}) == [
        Concern("a", (), ("II.1",), ()), Concern("b", (), (), ("II.1",)), Concern("c", ("II.1",), (), ()),
    ]  # fmt: skip


def test_a_body_that_has_ended_is_written_into_a_plan_only_with_a_reason(plan, draft):
    Agency.objects.filter(slug="so-ct").update(valid_to=date(2022, 6, 30))
    written(draft, key_of(plan, "II.2.3"), lead=[CONG_THUONG])
    with pytest.raises(LooseEnds, match="Còn 1 chỗ nêu cơ quan đã kết thúc"):
        entered(draft)
    assert now(draft).is_open
    entered(draft, despite="Kế tục chưa có tên chính thức.")
    kept = Entry.objects.get(verb="issue_amendment").after
    assert (kept["despite"], kept["loose"]["ended"]) == (
        "Kế tục chưa có tên chính thức.", [key_of(plan, "II.2.3")],
    )  # fmt: skip


def test_bodies_that_have_ended_in_parts_left_alone_ask_nothing(plan, draft):
    Agency.objects.filter(slug="so-ct").update(valid_to=date(2022, 6, 30))
    written(draft, key_of(plan, "II.5"), title="Nâng cấp cụm thông tin", lead=[NGOAI_VU], coordinate=[])
    assert entered(draft).order == 1
