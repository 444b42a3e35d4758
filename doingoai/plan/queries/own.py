"""Which agencies have a plan of their own under the province's, and whom to speak to there; who lacks either."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from doingoai.agencies.models import Agency, FocalOfficer
from doingoai.plan.models import OwnPlan, Plan, Task, Tracking
from doingoai.shell.ordering import by_name


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
    return Agency.objects.filter(has_share(year, OuterRef("pk"))).order_by(by_name("name"))


def has_share(year: int, agency: OuterRef) -> Q:
    """The condition that the agency has a share in the year's plan now, and is not its issuer."""
    mine = Tracking.objects.filter(valid_to=None, agency=agency)
    mine = mine.filter(Q(party__task__plan__year=year) | Q(party__assignment__plan__year=year))
    return Q(Exists(mine), ~Exists(Plan.objects.filter(year=year, issuer=agency)))


def tasks_for(plan: Plan, agency: Agency) -> QuerySet[Task]:
    """The plan's tasks, those first in which the agency has a share; `is_shared` tells which they are."""
    shares = Tracking.objects.filter(party__task=OuterRef("pk"), agency=agency, valid_to=None)
    return plan.tasks.annotate(is_shared=Exists(shares)).order_by("-is_shared", "order")


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

    @classmethod
    def among(cls, agencies: Iterable[tuple[bool, bool]], *, is_own: bool) -> "Gap | None":
        """What agencies lack that were each told to have a plan, and an officer; None where nothing is."""
        found = list(agencies)
        gap = cls(sum(not plan for plan, _ in found), sum(not officer for _, officer in found), is_own)
        return gap if gap.plans or gap.officers else None


def has_both(year: int, agency: OuterRef, *, on: date) -> tuple[Exists, Exists]:
    """The conditions that the agency has its own plan of the year, and a focal officer on the day."""
    plans = OwnPlan.objects.filter(plan__year=year, holder=agency)
    return Exists(plans), Exists(FocalOfficer.objects.on(on).filter(agency=agency))
