"""Adoption can be undone as long as nothing was done under the plan."""

from pathlib import Path

import pytest

from doingoai.agencies.domain import Role
from doingoai.audit.models import Entry
from doingoai.plan.actions.adopt import adopt
from doingoai.plan.actions.evidence import retract_evidence
from doingoai.plan.actions.shipped import adopt_shipped
from doingoai.plan.actions.withdraw import InUse, withdraw_plan
from doingoai.plan.domain.rights import NotAllowed
from doingoai.plan.models import Plan, PlanImport, Task
from doingoai.search.models import Row
from tests.factories import NOW, actor, coordinator, done


def test_the_plan_goes_its_reading_opens_again_and_can_be_adopted_once_more(plan):
    reading = withdraw_plan(plan, reason="Nhận nhầm bản dự thảo.", by=coordinator(), at=NOW)
    assert not Plan.objects.exists()
    assert not Task.objects.exists()
    assert not Row.objects.filter(kind="plan.task").exists()
    assert reading == PlanImport.objects.get(plan=None)
    assert Entry.objects.filter(verb="withdraw_plan", reason="Nhận nhầm bản dự thảo.").count() == 1
    again = adopt(reading, services={}, revision=reading.revision, by=coordinator(), at=NOW)
    assert again.tasks.count() == 17


def test_a_plan_that_the_profile_ships_is_not_adopted_again_behind_the_back_of_who_took_it_back(plan, settings):
    withdraw_plan(plan, reason="Nhận nhầm bản dự thảo.", by=coordinator(), at=NOW)
    assert adopt_shipped(Path(settings.PROFILE_DIR), "Lào Cai", at=NOW) == []
    assert not Plan.objects.exists()


def test_a_plan_under_which_work_was_done_stays_even_if_the_work_was_taken_back(plan):
    evidence = done(plan)
    with pytest.raises(InUse, match="1 bằng chứng"):
        withdraw_plan(plan, reason="x", by=coordinator(), at=NOW)
    retract_evidence(evidence, reason="Ghi nhầm.", by=None, at=NOW)
    with pytest.raises(InUse):
        withdraw_plan(plan, reason="x", by=coordinator(), at=NOW)
    assert Plan.objects.exists()


def test_only_the_coordinator_takes_a_plan_back_and_says_why(plan):
    with pytest.raises(NotAllowed):
        withdraw_plan(plan, reason="x", by=actor("so-ngv", Role.HEAD), at=NOW)
    with pytest.raises(InUse, match="lý do"):
        withdraw_plan(plan, reason=" ", by=coordinator(), at=NOW)


def test_the_page_asks_first_and_leads_to_the_reading(client, plan):
    client.force_login(coordinator().person)
    assert "Trả kế hoạch năm 2022" in client.get("/ke-hoach/2022/tra-lai/").content.decode()
    answer = client.post("/ke-hoach/2022/tra-lai/", {"reason": "Nhận nhầm."})
    assert answer["Location"] == f"/ke-hoach/nhap/{PlanImport.objects.get().pk}/"


def test_the_page_says_what_was_done_where_the_plan_stays(client, plan):
    done(plan)
    client.force_login(coordinator().person)
    assert "1 bằng chứng đã ghi" in client.get("/ke-hoach/2022/tra-lai/").content.decode()
