"""From a reviewed reading to a plan in force."""

from datetime import date

import pytest

from doingoai.agencies.domain import Role
from doingoai.audit.models import Entry
from doingoai.plan.actions.adopt import AlreadyAdopted, adopt
from doingoai.plan.actions.imports import Settled, correct_task, decide, discard, read_in
from doingoai.plan.domain.review import Unreadable
from doingoai.plan.domain.rights import NotAllowed
from doingoai.plan.models import Party, PlanImport, Tracking
from doingoai.plan.queries.tree import agency_work
from tests.factories import NOW, actor, coordinator
from tests.plan.gold import PROFILE


def imported(by) -> PlanImport:
    data = (PROFILE / "plans" / "2022.txt").read_bytes()
    return read_in("ke-hoach.txt", data, province="Lào Cai", by=by, person=by.person, at=NOW)


def test_the_plan_has_its_sections_tasks_assignments_and_kinds_of_work(plan):
    assert (plan.tasks.count(), plan.assignments.count(), plan.sections.count()) == (17, 69, 6)
    assert plan.tasks.get(number="II.2.1.b").section.number == "II.2"
    assert plan.services.get(kind="press-conference").task.number == "II.2.1.a"


def test_a_slip_that_was_read_as_proposed_stands_corrected_in_the_plan_and_as_printed_in_its_paper(plan):
    assert plan.tasks.get(number="II.5").title.startswith("Sửa chữa Cụm")
    assert any("Sửa chữa Cùm" in text for _, text in plan.lines)


def test_a_group_fans_out_to_its_members_of_that_day_and_stays_one_party(plan):
    party = plan.tasks.get(number="II.2.1.b").parties.get(group__slug="g-vp-ubnd-huyen")
    assert party.tracking.count() == 9
    assert Party.objects.filter(task__number="II.2.1.b", role="lead").count() == 2


def test_a_group_of_those_concerned_never_fans_out_by_itself(plan):
    limited = plan.tasks.get(number="II.2.1.a").parties.filter(is_related=True)
    assert {party.group.slug for party in limited} == {"g-so-ban-nganh", "g-ubnd-huyen"}
    assert not Tracking.objects.filter(party__in=limited).exists()
    assert Tracking.objects.filter(party__task__number="II.2.2.a", party__group__slug="g-so-ban-nganh").count() == 19


def test_a_body_made_by_a_later_merger_gets_no_share_of_the_2022_plan(plan):
    assert not Tracking.objects.filter(agency__slug__in=["so-nnmt", "so-xd", "bao-ptth"]).exists()


def test_an_agency_sees_what_it_leads_what_it_helps_with_and_what_it_must_do(plan):
    work = agency_work(plan, actor("so-tttt", Role.EDITOR).agency)
    assert [row.task.number for row in work.leading] == [
        "II.2.2.a", "II.2.2.b", "II.2.6", "II.3.2", "II.4.1", "II.5", "II.6",
    ]  # fmt: skip
    assert "II.1.2" in {row.task.number for row in work.helping}
    assert len(work.performing) == 13 + 5  # its own heading, and that of all departments


def test_periods_come_from_the_plan_s_own_deadlines(plan):
    half, year = plan.periods.all()
    assert (half.agencies_due, year.agencies_due) == (date(2022, 6, 14), date(2022, 11, 14))
    assert not half.has_estimate
    assert year.has_estimate
    assert half.due_printed == "trước ngày 15/6"
    assert not any(onward.verified for onward in half.onward.all())


def test_a_year_has_one_plan(plan):
    with pytest.raises(AlreadyAdopted):
        adopt(imported(coordinator()), services={}, by=coordinator(), at=NOW)


def test_only_the_coordinator_adopts(plan):
    made = imported(coordinator())
    with pytest.raises(NotAllowed):
        adopt(made, services={}, by=actor("so-ngv", Role.EDITOR), at=NOW)


def test_a_correction_changes_the_reading_and_leaves_the_print(plan):
    made = correct_task(imported(coordinator()), "II.5", {"title": "Tên mới", "budget": 5}, by=coordinator(), at=NOW)
    assert made.reading["tasks"][15]["title"] == "Tên mới"
    assert made.printed["tasks"][15]["title"].startswith("Sửa chữa Cùm")
    assert Entry.objects.filter(verb="correct_reading").count() == 1


def test_a_task_without_a_name_is_refused_and_nothing_is_kept(plan):
    made = imported(coordinator())
    with pytest.raises(Unreadable, match="phải có tên"):
        correct_task(made, "II.5", {"title": " "}, by=coordinator(), at=NOW)
    made.refresh_from_db()
    assert made.reading == made.printed


def test_a_proposal_taken_and_taken_back_leaves_the_reading_as_it_was(plan):
    made = imported(coordinator())
    index = next(i for i, w in enumerate(made.reading["warnings"]) if w["printed"] == "19/10/2012")
    taken = decide(made, index, "applied", by=coordinator(), at=NOW)
    assert taken.reading["legal_bases"][1]["date"] == "2016-10-19"
    back = decide(taken, index, None, by=coordinator(), at=NOW)
    assert back.reading == back.printed
    assert back.decisions == {}


def test_an_import_put_aside_is_not_reviewed_until_taken_up_again(plan):
    made = imported(coordinator())
    discard(made, by=coordinator(), at=NOW)
    with pytest.raises(Settled):
        decide(made, 0, "kept", by=coordinator(), at=NOW)
    discard(made, by=coordinator(), at=NOW)
    assert decide(made, 0, "kept", by=coordinator(), at=NOW).decisions == {"0": "kept"}
