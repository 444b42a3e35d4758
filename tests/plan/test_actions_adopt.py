"""From a reviewed reading to a plan in force."""

from datetime import date, datetime
from pathlib import Path

import pytest
from django.conf import settings

from doingoai.agencies.actions import load_profile
from doingoai.agencies.actions.successions import follow_again, settle_due
from doingoai.agencies.domain import Role
from doingoai.law.actions import load_holidays, load_rules
from doingoai.plan.actions.adopt import CannotBeAdopted, ChangedMeanwhile, adopt
from doingoai.plan.actions.imports import Settled, add, correct, decide, put_aside, read_in, take_out
from doingoai.plan.actions.reference import load_reference
from doingoai.plan.actions.shipped import adopt_shipped
from doingoai.plan.domain.review import part_of
from doingoai.plan.domain.rights import NotAllowed
from doingoai.plan.models import Part, Party, Plan, PlanImport, Tracking
from doingoai.plan.queries.tree import agency_work
from tests.factories import NOW, PROVINCE, actor, coordinator
from tests.plan import contract as shape
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
    with pytest.raises(CannotBeAdopted, match="Năm 2022 đã có kế hoạch"):
        adopt(imported(coordinator()), services={}, revision=0, by=coordinator(), at=NOW)


def test_only_the_coordinator_adopts(plan):
    made = imported(coordinator())
    with pytest.raises(NotAllowed):
        adopt(made, services={}, revision=0, by=actor("so-ngv", Role.EDITOR), at=NOW)


def of_2023(made: PlanImport) -> PlanImport:
    return correct(made, "d", {"year": 2023}, revision=made.revision, by=coordinator(), at=NOW)


def adopted(made: PlanImport) -> Plan:
    return adopt(made, services={}, revision=made.revision, by=coordinator(), at=NOW)


def test_an_import_is_adopted_as_it_was_seen_and_only_once(plan):
    made = of_2023(imported(coordinator()))
    with pytest.raises(ChangedMeanwhile):
        adopt(made, services={}, revision=0, by=coordinator(), at=NOW)
    assert adopted(made).year == 2023
    with pytest.raises(Settled):
        adopted(made)


def test_an_import_put_aside_is_not_adopted(plan):
    made = of_2023(imported(coordinator()))
    put_aside(made, aside=True, by=coordinator(), at=NOW)
    with pytest.raises(Settled):
        adopted(made)


def test_everything_corrected_is_kept_in_the_plan(plan):
    by = coordinator()
    made = decide(of_2023(imported(by)), [0], "applied", by=by, at=NOW)
    for key, changes in (
        ("d", {"number": "65/KH-UBND", "signer": None, "recipients": ["Lưu: VT."]}),
        ("b1", {"subject": "điều khác"}),
        ("s2", {"title": "Tên mục đã sửa"}),
        ("t1", {"budget": 5, "content": ["Một đoạn"]}),
        ("a1", {"heading": "1. Ban Tuyên giáo"}),
        ("i1", {"text": "Việc đã sửa"}),
        ("n1", {"name": "Ngày đã sửa"}),
        ("e1", {"name": "Sự kiện đã sửa"}),
        ("h1", {"what": "Hạn đã sửa"}),
        ("m", {"budget_notes": ["Ghi chú đã sửa"]}),
    ):
        made = correct(made, key, changes, revision=made.revision, by=by, at=NOW)
    plan = adopted(made)
    kept = plan.reading
    shape.check({name: value for name, value in kept.items() if name != "decisions"})
    assert kept["document"]["number"] == plan.number == "65/KH-UBND"
    assert (kept["document"]["signer"], kept["document"]["recipients"]) == (None, ["Lưu: VT."])
    assert (kept["legal_bases"][0]["subject"], kept["legal_bases"][1]["date"]) == ("điều khác", "2016-10-19")
    assert kept["sections"][1]["title"] == plan.sections.get(number="II.2").title == "Tên mục đã sửa"
    assert kept["tasks"][0]["content"] == plan.tasks.get(number="II.1.1").content == ["Một đoạn"]
    assert plan.assignments.first().heading == kept["assignments"][0]["heading"] == "1. Ban Tuyên giáo"
    assert plan.assignments.first().text == "Việc đã sửa"
    assert kept["anniversaries"][0]["name"] == "Ngày đã sửa"
    assert kept["events"][0]["name"] == "Sự kiện đã sửa"
    assert kept["deadlines"][0]["what"] == "Hạn đã sửa"
    assert kept["budget_notes"] == ["Ghi chú đã sửa"]
    assert kept["decisions"] == {"0": "applied"}
    assert plan.lines == made.printed["source"]


def test_what_was_taken_out_is_not_in_the_plan_and_what_was_added_is(plan):
    by = coordinator()
    made = take_out(of_2023(imported(by)), "t16", gone=True, by=by, at=NOW)
    party = part_of(made.reading, "t1")["lead"][0]
    made, _ = add(made, "t", "t3", {"no": "II.1.4", "title": "Nhiệm vụ sót", "lead": [party]}, by=by, at=NOW)
    made, _ = add(made, "i", "a15", {"text": "Việc sót"}, by=by, at=NOW)
    plan = adopted(made)
    numbers = list(plan.tasks.values_list("number", flat=True))
    assert "II.5" not in numbers
    assert numbers[3] == "II.1.4"
    assert plan.tasks.get(number="II.1.4").parties.get().tracking.get().agency.slug == "bao-laocai"
    assert plan.assignments.filter(text="Việc sót").get().parties.count() == 1
    assert plan.assignments.count() == 70


def test_a_deadline_that_was_corrected_makes_the_period(plan):
    made = of_2023(imported(coordinator()))
    for key, day in (("h1", "2023-06-10"), ("h2", "2023-11-10")):
        made = correct(made, key, {"before": day}, revision=made.revision, by=coordinator(), at=NOW)
    assert [period.agencies_due for period in adopted(made).periods.all()] == [date(2023, 6, 9), date(2023, 11, 9)]


def test_parts_of_bodies_that_had_ended_before_the_adoption_stand_with_their_successors_at_once(db):
    later = datetime(2026, 11, 28, 8, 0, tzinfo=PROVINCE)
    load_profile(Path(settings.PROFILE_DIR), at=later)
    load_rules(at=later)
    load_holidays(at=later)
    load_reference()
    [plan] = adopt_shipped(Path(settings.PROFILE_DIR), "Lào Cai", at=later)
    parts = Part.objects.filter(report__period__plan=plan, report__period__code="6-thang")
    assert parts.get(agency__slug="so-tttt").passed_to.slug == "so-vhttdl"
    assert parts.get(agency__slug="so-tttt").state == "excused"
    assert parts.filter(agency__slug="so-vhttdl", state="unopened").exists()
    before = list(parts.order_by("pk").values_list("pk", "state", "passed_to"))
    settle_due(at=later)
    follow_again("plan", at=later)
    assert list(parts.order_by("pk").values_list("pk", "state", "passed_to")) == before
