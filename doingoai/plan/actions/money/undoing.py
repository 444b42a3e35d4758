"""The last step of an estimate taken back, where nobody has built on it."""

from datetime import datetime

from django.db import transaction

from doingoai.agencies.queries import Actor
from doingoai.audit.actions import record
from doingoai.plan.actions.money.steps import CHANGED, WHO, tell_agency
from doingoai.plan.actions.parts import Changed, NotReady
from doingoai.plan.domain.money.states import RIGHTS, Act, NotNow
from doingoai.plan.domain.rights import NotAllowed
from doingoai.plan.models import Allocation, CostEstimate, EstimateStep, Settlement
from doingoai.plan.queries.money.steps import is_built_on, last_step


@transaction.atomic
def undo_step(estimate: CostEstimate, *, reason: str, revision: int, by: Actor, at: datetime) -> EstimateStep:
    """Take the last step back, with the reason; the step stays on the record.

    :raises NotAllowed: if the person could not have done the step
    :raises Changed: if somebody worked on the estimate since the revision was read
    :raises NotNow: if there is nothing to take back, or somebody has built on it
    :raises NotReady: if there is no reason
    """
    rows = CostEstimate.objects.select_for_update(of=("self",)).select_related("plan", "agency", "holder")
    estimate = rows.get(pk=estimate.pk)
    step = last_step(estimate)
    if step is None:
        raise NotNow("Dự toán chưa có bước nào để hoàn tác.")
    if not RIGHTS[Act(step.act)](by, estimate.holder.slug):
        raise NotAllowed(WHO[Act(step.act)])
    if estimate.revision != revision:
        raise Changed(CHANGED)
    if not reason.strip():
        raise NotReady("Ghi lý do hoàn tác.")
    if is_built_on(estimate, step):
        raise NotNow("Không hoàn tác được: đã có người làm tiếp trên bước này.")
    step.undone_by, step.undone_at, step.undo_reason = by.person, at, reason.strip()
    step.save()
    _take_papers_back(step, at)
    estimate.stage, estimate.revision = step.before, estimate.revision + 1
    estimate.save(update_fields=["stage", "revision"])
    told = {"act": step.act, "stage": step.before}
    slug = by.agency.slug
    record(
        by.person,
        "undo_money_step",
        estimate,
        at=at,
        agency=slug,
        summary=str(estimate),
        after=told,
        reason=reason.strip(),
    )
    tell_agency(estimate, f"{estimate}: bước vừa rồi được hoàn tác", reason.strip(), at=at)
    return step


def _take_papers_back(step: EstimateStep, at: datetime) -> None:
    """The papers of the step stay; their shares go, so that no line is held by what does not count."""
    for allocation in Allocation.objects.filter(step=step):
        allocation.undone_at = at
        allocation.save(update_fields=["undone_at"])
        allocation.shares.all().delete()
    for settlement in Settlement.objects.filter(step=step):
        settlement.undone_at = at
        settlement.save(update_fields=["undone_at"])
        settlement.shares.all().delete()
