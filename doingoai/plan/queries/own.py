"""Which agencies have a plan of their own under the province's, and whom to speak to there; who lacks either."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from doingoai.agencies.models import Agency, FocalOfficer
from doingoai.agencies.queries import Actor
from doingoai.plan.domain.rights import may_coordinate, may_record
from doingoai.plan.models import OwnPlan, Plan, Tracking


@dataclass(frozen=True)
class OwnLine:
    """An agency with a share in the plan: its own plan, and its focal officer of the day, as far as they are known."""

    agency: Agency
    own: OwnPlan | None
    officer: FocalOfficer | None

    @property
    def is_complete(self) -> bool:
        """Whether it lacks neither."""
        return self.own is not None and self.officer is not None


def sharing(year: int) -> QuerySet[Agency]:
    """The agencies that have a share in the year's plan now, its issuer aside."""
    mine = Tracking.objects.filter(valid_to=None, agency=OuterRef("pk"))
    mine = mine.filter(Q(party__task__plan__year=year) | Q(party__assignment__plan__year=year))
    issuing = Plan.objects.filter(year=year, issuer=OuterRef("pk"))
    return Agency.objects.filter(Exists(mine), ~Exists(issuing)).order_by("name")


def own_lines(plan: Plan, *, on: date) -> list[OwnLine]:
    """Every agency with a share, by name; three queries."""
    plans = {own.holder_id: own for own in OwnPlan.objects.filter(plan=plan).select_related("agency", "file")}
    officers = {officer.agency_id: officer for officer in FocalOfficer.objects.on(on)}
    return [OwnLine(agency, plans.get(agency.pk), officers.get(agency.pk)) for agency in sharing(plan.year)]


LACKS = {"plan": "own", "focal": "officer"}


def lacking(lines: Iterable[OwnLine], what: str) -> Sequence[OwnLine]:
    """The lines that lack the plan ("plan"), the focal officer ("focal") or either ("any"); all of them for ""."""
    if what == "any":
        return [line for line in lines if not line.is_complete]
    return [line for line in lines if what not in LACKS or getattr(line, LACKS[what]) is None]


@dataclass(frozen=True)
class Gap:
    """How many agencies lack a plan of their own, and a focal officer; `is_own` where it is only the person's own."""

    plans: int
    officers: int
    is_own: bool


def gap_of(year: int, actor: Actor, *, on: date) -> Gap | None:
    """What is lacking, at all agencies for the coordinator, at their own for its people; None where nothing is."""
    rows = sharing(year)
    if not may_coordinate(actor.roles):
        if not may_record(actor.roles, actor.agency.slug, actor.agency.slug):
            return None
        rows = rows.filter(pk=actor.agency.pk)
    own = Exists(OwnPlan.objects.filter(plan__year=year, holder=OuterRef("pk")))
    officer = Exists(FocalOfficer.objects.on(on).filter(agency=OuterRef("pk")))
    found = list(rows.values_list(own, officer))
    gap = Gap(
        sum(not has_plan for has_plan, _ in found),
        sum(not has_officer for _, has_officer in found),
        not may_coordinate(actor.roles),
    )
    return gap if gap.plans or gap.officers else None
