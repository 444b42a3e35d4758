"""An agency's own plan of the year: recorded, followed into a successor, reminded of."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from doingoai.agencies.domain import Role
from doingoai.agencies.domain.succession import Passing
from doingoai.agencies.models import Agency
from doingoai.agencies.queries import Actor, people_of
from doingoai.agencies.registry import Follower, Move, Moves
from doingoai.audit.actions import record
from doingoai.documents.models import StoredFile
from doingoai.mail.actions import tell
from doingoai.plan.actions.parts import Changed
from doingoai.plan.domain import rights
from doingoai.plan.models import OwnPlan, Plan, Task


@dataclass(frozen=True)
class OwnFacts:
    """What the paper says of itself."""

    number: str
    issued_on: date
    title: str
    file: StoredFile | None = None


@transaction.atomic
def keep_own_plan(
    plan: Plan, agency: Agency, facts: OwnFacts, tasks: Collection[Task], *, revision: int, by: Actor, at: datetime
) -> OwnPlan:
    """Record the agency's own plan, or correct it; without a file the one that is kept stays.

    :raises NotAllowed: if the person is neither of the agency nor coordinator
    :raises Changed: if somebody saved since the revision was read
    """
    if not rights.may_record(by, agency.slug):
        raise rights.NotAllowed("Chỉ người của cơ quan hoặc điều phối viên ghi được kế hoạch của cơ quan.")
    known = OwnPlan.objects.select_for_update().filter(plan=plan, holder=agency).first()
    if known is not None and known.revision != revision:
        raise Changed("Người khác vừa sửa kế hoạch này. Phần đang viết ở đây vẫn còn nguyên.")
    own = known or OwnPlan(plan=plan, agency=agency, holder=agency)
    before = _said(own) if known else None
    own.number, own.issued_on, own.title = facts.number.strip(), facts.issued_on, facts.title.strip()
    own.file = facts.file or own.file
    own.recorded_by, own.recorded_at, own.revision = by.person, at, own.revision + 1
    own.save()
    own.tasks.set(tasks)
    told = f"{agency.short}: {own}"
    record(by.person, "keep_own_plan", own, at=at, agency=agency.slug, summary=told, before=before, after=_said(own))
    return own


def _said(own: OwnPlan) -> dict[str, Any]:
    tasks = sorted(own.tasks.values_list("number", flat=True))
    return {"number": own.number, "issued_on": own.issued_on.isoformat(), "title": own.title, "tasks": tasks}


@transaction.atomic
def remind_of_own(plan: Plan, agencies: Iterable[Agency], *, by: Actor, at: datetime) -> list[Agency]:
    """Remind agencies of what they lack, once a day; return those that have somebody to read it.

    :raises NotAllowed: if the person is no coordinator
    """
    if not rights.may_coordinate(by):
        raise rights.NotAllowed("Chỉ điều phối viên nhắc được các cơ quan.")
    asked = list(agencies)
    reached = [agency for agency in asked if _tell(plan, agency, at)]
    told = {"agencies": [agency.slug for agency in asked]}
    record(by.person, "remind_of_own", plan, at=at, agency=by.agency.slug, summary=plan.title, after=told)
    return reached


def _tell(plan: Plan, agency: Agency, at: datetime) -> bool:
    people = people_of(agency, roles={Role.EDITOR, Role.HEAD}, on=at.date())
    url = reverse("plan:own", args=[plan.year, agency.slug])
    subject = f"Bổ sung kế hoạch năm {plan.year} và người đầu mối"
    body = f"{agency.name} chưa ghi đủ kế hoạch của cơ quan hoặc người đầu mối cho {plan.name}."
    key = f"own-plan:{plan.pk}:{agency.pk}:{at.date().isoformat()}"
    for person in people:
        tell(person, subject=subject, body=body, url=url, at=at, key=key)
    return bool(people)


def _held(passing: Passing) -> list[OwnPlan]:
    """The own plans of bodies that end, for years that are not over."""
    rows = OwnPlan.objects.filter(holder__slug__in=passing.ended, plan__year__gte=passing.on.year)
    return list(rows.select_related("holder", "plan").order_by("pk"))


def _moves(passing: Passing) -> list[Moves]:
    rows = tuple(Move(f"own:{own.pk}", str(own), own.holder.slug) for own in _held(passing))
    return [Moves(_("Agencies' own plans"), rows)]


def _follow(passing: Passing, at: datetime) -> Mapping[str, Any]:
    heirs = {agency.slug: agency for agency in Agency.objects.filter(slug__in=passing.successors)}
    moved = []
    for own in _held(passing):
        heir = heirs.get(passing.heir(f"own:{own.pk}") or "")
        # The successor's own plan goes before; the paper keeps the name of who issued it.
        if heir is not None and not OwnPlan.objects.filter(plan=own.plan, holder=heir).exists():
            moved.append([own.pk, own.holder_id])
            own.holder = heir
            own.save(update_fields=["holder"])
    return {"moved": moved}


def _undo(passing: Passing, memo: Mapping[str, Any], at: datetime) -> None:
    for key, holder in memo["moved"]:
        OwnPlan.objects.filter(pk=key).update(holder=holder)


OWN = Follower(_moves, _follow, _undo)
