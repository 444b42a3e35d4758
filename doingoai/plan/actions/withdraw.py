"""An adopted plan goes back to its reading: the undo of adoption, as long as nothing was done under it."""

from datetime import datetime

from django.db import transaction

from doingoai.agencies.queries import Actor
from doingoai.audit.actions import record
from doingoai.plan.actions.onward_terms import forget_onward
from doingoai.plan.domain import rights
from doingoai.plan.models import (
    CostEstimate,
    Evidence,
    OnwardDue,
    OwnPlan,
    Part,
    Plan,
    PlanImport,
    Snapshot,
    StateChange,
    Task,
)
from doingoai.plan.queries.findable import TASK
from doingoai.search.actions import remove


class InUse(Exception):
    """Work was done under the plan, so it stays; the message says in Vietnamese what was done."""


def uses(plan: Plan) -> list[str]:
    """What was done under the plan, in words; empty where it may still go back to its reading."""
    parts = Part.objects.filter(report__period__plan=plan, revision__gt=0)
    done = (
        (Evidence.objects.filter(task__plan=plan).count(), "bằng chứng đã ghi"),
        (parts.count(), "phần báo cáo đã viết"),
        (Snapshot.objects.filter(report__period__plan=plan).count(), "bản báo cáo đã chốt"),
        (OwnPlan.objects.filter(plan=plan).count(), "kế hoạch của cơ quan"),
        (CostEstimate.objects.filter(plan=plan).count(), "dự toán"),
        (StateChange.objects.filter(task__plan=plan, agency__isnull=False).count(), "lần đổi bậc"),
    )
    return [f"{count} {words}" for count, words in done if count]


@transaction.atomic
def withdraw_plan(plan: Plan, *, reason: str, by: Actor, at: datetime) -> PlanImport | None:
    """Take the plan out of force and open its reading again, corrections and all; return the reading.

    :raises NotAllowed: if the person is no coordinator
    :raises InUse: if anything was done under the plan, or no reason is given
    """
    if not rights.may_coordinate(by):
        raise rights.NotAllowed("Chỉ điều phối viên trả được kế hoạch về bản duyệt.")
    if found := uses(plan):
        raise InUse(f"Không trả lại được: kế hoạch đã có {', '.join(found)}.")
    if not reason.strip():
        raise InUse("Ghi lý do trả kế hoạch về bản duyệt.")
    reading = PlanImport.objects.filter(plan=plan).first()
    record(by.person, "withdraw_plan", plan, at=at, agency=by.agency.slug, summary=plan.title, reason=reason.strip())
    forget_onward(OnwardDue.objects.filter(period__plan=plan), by=by.person, at=at)
    tasks = Task.objects.filter(plan=plan)
    for key in tasks.values_list("pk", flat=True):
        remove(TASK, str(key))
    # Tasks hold on to their sections, and periods to nothing: what hangs on tasks goes first.
    tasks.delete()
    plan.delete()
    return reading
