"""What of the money follows when a body is succeeded: its estimates; papers of before keep the old name."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from doingoai.agencies.actions import NotDone
from doingoai.agencies.domain.succession import Passing
from doingoai.agencies.models import Agency
from doingoai.agencies.registry import Follower, Move, Moves
from doingoai.plan.domain.money.states import Stage
from doingoai.plan.models import CostEstimate


def _key(estimate: CostEstimate) -> str:
    return f"estimate:{estimate.pk}"


def _held(passing: Passing) -> list[CostEstimate]:
    """The estimates of bodies that end: of years that are not over, and those that are not settled."""
    goes_on = Q(plan__year__gte=passing.on.year) | ~Q(stage=Stage.SETTLED)
    rows = CostEstimate.objects.filter(goes_on, holder__slug__in=passing.ended)
    return list(rows.select_related("holder", "agency", "plan").defer("plan__reading", "plan__lines").order_by("pk"))


def _moves(passing: Passing) -> list[Moves]:
    rows = tuple(Move(_key(estimate), str(estimate), estimate.holder.slug) for estimate in _held(passing))
    return [Moves(_("Estimates"), rows)]


def _follow(passing: Passing, at: datetime) -> Mapping[str, Any]:
    heirs = {agency.slug: agency for agency in Agency.objects.filter(slug__in=passing.successors)}
    moved = []
    for estimate in _held(passing):
        heir = heirs.get(passing.heir(_key(estimate)) or "")
        if heir is not None:
            moved.append([estimate.pk, estimate.holder_id, estimate.revision])
            CostEstimate.objects.filter(pk=estimate.pk).update(holder=heir)
    return {"moved": moved}


def _undo(passing: Passing, memo: Mapping[str, Any], at: datetime) -> None:
    known = dict(
        CostEstimate.objects.filter(pk__in=[key for key, *_rest in memo["moved"]]).values_list("pk", "revision")
    )
    worked = sum(known.get(key) != revision for key, _holder, revision in memo["moved"])
    if worked:
        raise NotDone(f"Không hoàn tác được: cơ quan kế tục đã làm tiếp {worked} dự toán.")
    for key, holder, _revision in memo["moved"]:
        CostEstimate.objects.filter(pk=key).update(holder=holder)


MONEY = Follower(_moves, _follow, _undo)
