"""Which papers an estimate has at its stage."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from doingoai.plan.domain.money.states import Route, Stage
from doingoai.plan.domain.money.sums import APPROVED

WORDS = {
    "gui": _("Letter that submits the estimate"),
    "tham-dinh": _("Report on the appraisal"),
    "duyet": _("Draft of the decision that approves it"),
}


def letters_of(route: Route, stage: Stage) -> list[tuple[str, Promise]]:
    """The papers by their name in the address, with their words: each once there is something to say."""
    found = ["gui"]
    if route is Route.APPRAISED and stage in APPROVED | {Stage.APPRAISED}:
        found += ["tham-dinh", "duyet"]
    return [(what, WORDS[what]) for what in found]
