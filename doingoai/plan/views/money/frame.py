"""What every door of money does first and last: which estimate, what the person may do, how a refusal is told."""

from collections.abc import Callable, Mapping
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from doingoai.agencies.queries import Actor
from doingoai.documents.actions import NotAccepted, store_with
from doingoai.documents.domain import NotReadable
from doingoai.documents.domain.guard import SecrecyMark
from doingoai.documents.models import StoredFile
from doingoai.plan.actions.money.steps import hand_of
from doingoai.plan.actions.parts import Changed, NotReady
from doingoai.plan.domain.money.hands import SameHand, is_free
from doingoai.plan.domain.money.rights import may_see_money
from doingoai.plan.domain.money.states import Act, NotNow, Route, Stage, is_permitted
from doingoai.plan.domain.rights import NotAllowed
from doingoai.plan.forms.conflicts import SharedForm
from doingoai.plan.models import CostEstimate
from doingoai.plan.views.desk import actor_of, refuse

REFUSALS = (NotAllowed, SameHand, NotNow, NotReady)
REFUSED = 422


def estimate_of(request: HttpRequest, year: int, pk: int) -> CostEstimate:
    """The estimate, for somebody who may read it.

    :raises Http404: if there is none
    :raises PermissionDenied: if the person may not read it
    """
    rows = CostEstimate.objects.select_related(
        "plan", "agency", "holder", "submitted_by", "appraised_by", "approved_by"
    )
    found = get_object_or_404(rows.defer("plan__lines"), pk=pk, plan__year=year)
    if not may_see_money(actor_of(request), found.holder.slug):
        raise PermissionDenied
    return found


def acts_of(estimate: CostEstimate, actor: Actor) -> Mapping[str, bool]:
    """What the person may do with the estimate now, by the name of the act; one query."""
    hand = hand_of(estimate, actor.person)
    route, stage = Route(estimate.route), Stage(estimate.stage)
    return {
        act.value: is_free(hand, act) and is_permitted(route, stage, act, actor, estimate.holder.slug) for act in Act
    }


def done(request: HttpRequest, estimate: CostEstimate, act: Callable[[], object]) -> HttpResponse:
    """Do the act and go back to the estimate; a refusal is told there."""
    try:
        act()
    except (*REFUSALS, Changed) as refusal:
        refuse(request, refusal)
    return redirect("plan:estimate", year=estimate.plan.year, pk=estimate.pk)


def is_kept(form: Any, act: Callable[[], object]) -> bool:
    """Whether the act was done; a refusal is told at the form, which loses nothing."""
    try:
        act()
    except Changed as refusal:
        if isinstance(form, SharedForm):
            form.go_on(refusal)
    except (SecrecyMark, NotAccepted, NotReadable) as refusal:
        form.add_error("file", str(refusal))
    except REFUSALS as refusal:
        form.add_error(None, str(refusal))
    else:
        return True
    return False


def with_file(said: Mapping[str, Any], act: Callable[[StoredFile | None], object], **who: Any) -> object:
    """Do the act with the file that came along, looked at and kept in the same stroke; or with none."""
    file = said["file"]
    return store_with(file.name, file.read(), act, **who) if file else act(None)
