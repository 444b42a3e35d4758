"""How an estimate came to where it stands."""

from dataclasses import dataclass

from doingoai.agencies.queries import Actor
from doingoai.plan.domain.money.states import RIGHTS, Act
from doingoai.plan.models import CostEstimate, EstimateStep, Spending


def last_step(estimate: CostEstimate) -> EstimateStep | None:
    """The last step that stands."""
    return EstimateStep.objects.filter(estimate=estimate, undone_at=None).select_related("by", "agency").first()


@dataclass(frozen=True)
class History:
    """The steps of an estimate, newest first, and the one that the person may take back now, if any."""

    steps: tuple[EstimateStep, ...]
    undoable: EstimateStep | None


def history_of(estimate: CostEstimate, actor: Actor) -> History:
    """All steps with those taken back; two queries."""
    rows = estimate.steps.select_related("by", "agency", "undone_by", "allocation__file", "settlement__file")
    steps = tuple(rows)
    last = next((step for step in steps if step.undone_at is None), None)
    if last is None or not _is_of(last, estimate, actor) or is_built_on(estimate, last):
        return History(steps, None)
    return History(steps, last)


def _is_of(step: EstimateStep, estimate: CostEstimate, actor: Actor) -> bool:
    return RIGHTS[Act(step.act)](actor, estimate.holder.slug)


def is_built_on(estimate: CostEstimate, step: EstimateStep) -> bool:
    """Whether somebody worked on the estimate after the step, so that it cannot be taken back."""
    spent = Spending.objects.filter(line__estimate=estimate, retracted_at=None, recorded_at__gte=step.at)
    return step.worked != estimate.worked or (step.act == Act.ALLOCATE and spent.exists())
