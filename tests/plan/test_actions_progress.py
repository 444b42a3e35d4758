"""How far a task has come."""

from decimal import Decimal

import pytest

from doingoai.agencies.domain import Role
from doingoai.plan.actions.progress import NoReason, NoTarget, choose_service, set_state, set_target
from doingoai.plan.domain.rights import NotAllowed
from doingoai.plan.domain.states import State
from doingoai.plan.models import KindOfWork, Measure, Service
from tests.factories import NOW, actor, coordinator


def test_the_lead_sets_the_step_with_a_reason(plan):
    task = plan.tasks.get(number="II.2.3")
    change = set_state(task, State.UNDER_WAY, reason="Đã có hai đoàn.", by=actor("so-ngv", Role.EDITOR), at=NOW)
    assert (task.state, change.reason, change.agency.slug) == (State.UNDER_WAY, "Đã có hai đoàn.", "so-ngv")


def test_a_helper_does_not_set_the_step(plan):
    task = plan.tasks.get(number="II.1.2")
    with pytest.raises(NotAllowed, match="chủ trì"):
        set_state(task, State.DONE, reason="x", by=actor("so-ngv", Role.EDITOR), at=NOW)


def test_a_step_needs_its_reason(plan):
    with pytest.raises(NoReason):
        set_state(plan.tasks.get(number="II.5"), State.DONE, reason="  ", by=coordinator(), at=NOW)


def test_on_target_needs_a_target_and_the_target_then_stays(plan):
    task = plan.tasks.get(number="II.4.1")
    with pytest.raises(NoTarget, match="chưa có mức"):
        set_state(task, State.ON_TARGET, reason="x", by=coordinator(), at=NOW)
    set_target(task, Decimal(200), Measure.objects.get(pk="diem-bao"), note="", by=coordinator(), at=NOW)
    set_state(task, State.ON_TARGET, reason="Đủ 103 bản.", by=coordinator(), at=NOW)
    with pytest.raises(NoTarget, match="Đổi bậc"):
        set_target(task, None, None, note="", by=coordinator(), at=NOW)


def test_a_member_of_a_leading_group_leads(plan):
    task = plan.tasks.get(number="II.2.1.b")
    member = actor("vp-ubnd-h-batxat", Role.HEAD)
    assert set_state(task, State.UNDER_WAY, reason="Đã họp báo.", by=member, at=NOW)


def test_a_kind_of_work_serves_one_task_and_can_be_chosen_again(plan):
    kind = KindOfWork.objects.get(pk="report")
    choose_service(plan, kind, plan.tasks.get(number="II.4.2"), by=coordinator(), at=NOW)
    assert Service.objects.get(plan=plan, kind=kind).task.number == "II.4.2"
    choose_service(plan, kind, None, by=coordinator(), at=NOW)
    assert not Service.objects.filter(plan=plan, kind=kind).exists()
