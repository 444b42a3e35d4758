"""How far a task has come, what it aims at, which kind of work serves it."""

from datetime import datetime
from decimal import Decimal

from django.db import transaction

from doingoai.agencies.queries import Actor
from doingoai.audit.actions import record
from doingoai.plan.domain import rights
from doingoai.plan.domain.figures import number_text
from doingoai.plan.domain.states import Role, State
from doingoai.plan.models import KindOfWork, Measure, Plan, Service, StateChange, Task, Tracking


class NoTarget(Exception):
    """A task without a target cannot have reached it."""


class NoReason(Exception):
    """The step of a task changes only with a reason."""


def leads(task: Task) -> set[str]:
    """The agencies that lead the task, members of leading groups among them."""
    shares = Tracking.objects.filter(party__task=task, party__role=Role.LEAD, valid_to=None)
    return set(shares.values_list("agency__slug", flat=True))


@transaction.atomic
def set_state(task: Task, state: State, *, reason: str, by: Actor, at: datetime) -> StateChange:
    """Move the task to a step of the stairs, with the lead's reason.

    :raises NotAllowed: if the person's agency does not lead the task
    :raises NoReason: if no reason is given
    :raises NoTarget: if "đạt mức" is set without a target
    """
    if not rights.may_set_state(by, leads(task)):
        raise rights.NotAllowed("Chỉ cơ quan chủ trì hoặc điều phối viên đổi được bậc.")
    if not reason.strip():
        raise NoReason("Ghi lý do đổi bậc, một câu là đủ.")
    if state is State.ON_TARGET and task.target is None:
        raise NoTarget("Nhiệm vụ chưa có mức đặt. Đặt mức trước, rồi chọn “Đạt mức”.")
    before = State(task.state)
    task.state = state
    task.save(update_fields=["state"])
    change = StateChange.objects.create(
        task=task, state=state, reason=reason.strip(), agency=by.agency, by=by.person, at=at
    )
    record(
        by.person,
        "set_state",
        task,
        at=at,
        agency=by.agency.slug,
        reason=reason.strip(),
        before={"state": int(before)},
        after={"state": int(state)},
    )
    return change


@transaction.atomic
def set_target(
    task: Task, target: Decimal | None, measure: Measure | None, *, note: str, by: Actor, at: datetime
) -> None:
    """Set what the task aims at, or take the aim away (both None).

    :raises NotAllowed: if the person's agency does not lead the task
    :raises NoTarget: if a quantity comes without its measure, or is not above zero
    """
    if not rights.may_set_state(by, leads(task)):
        raise rights.NotAllowed("Chỉ cơ quan chủ trì hoặc điều phối viên đặt được mức.")
    if (target is None) != (measure is None) or (target is not None and target <= 0):
        raise NoTarget("Mức đặt cần cả số lớn hơn 0 và chỉ tiêu.")
    if target is None and task.state == State.ON_TARGET:
        raise NoTarget("Nhiệm vụ đang ở bậc “Đạt mức”. Đổi bậc trước khi bỏ mức đặt.")
    before = {"target": task.target and number_text(task.target), "measure": task.target_measure_id}
    task.target, task.target_measure, task.target_note = target, measure, note.strip()
    task.save(update_fields=["target", "target_measure", "target_note"])
    after = {"target": target and number_text(target), "measure": task.target_measure_id}
    record(by.person, "set_target", task, at=at, agency=by.agency.slug, reason=note, before=before, after=after)


@transaction.atomic
def choose_service(plan: Plan, kind: KindOfWork, task: Task | None, *, by: Actor, at: datetime) -> None:
    """Say which task of the plan a kind of work serves, or none.

    :raises NotAllowed: if the person is no coordinator
    """
    if not rights.may_coordinate(by):
        raise rights.NotAllowed("Chỉ điều phối viên chọn được loại việc phục vụ nhiệm vụ nào.")
    before = Service.objects.filter(plan=plan, kind=kind).select_related("task").first()
    if task is None:
        Service.objects.filter(plan=plan, kind=kind).delete()
    else:
        Service.objects.update_or_create(plan=plan, kind=kind, defaults={"task": task})
    record(
        by.person,
        "choose_service",
        plan,
        at=at,
        agency=by.agency.slug,
        summary=kind.name,
        before={kind.code: before.task.number if before else None},
        after={kind.code: task.number if task else None},
    )
