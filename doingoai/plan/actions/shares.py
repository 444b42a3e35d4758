"""Who is meant where the plan leaves it open: "các cơ quan có liên quan" never divides itself, a person names them."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from doingoai.agencies.models import Agency
from doingoai.agencies.queries import Actor
from doingoai.audit.actions import record
from doingoai.plan.actions.periods import open_parts
from doingoai.plan.actions.progress import leads
from doingoai.plan.domain import rights
from doingoai.plan.models import Party, Report, Tracking


class NotOpen(Exception):
    """The plan itself says who is meant; the message says so in Vietnamese."""


@transaction.atomic
def name_agencies(party: Party, agencies: Iterable[Agency], *, by: Actor, at: datetime) -> None:
    """Say which agencies an open party of a task means: each gets its share and its part of the reports.

    :raises NotAllowed: if the person neither leads the task nor coordinates
    :raises NotOpen: if the party is a body or a closed group
    """
    task = party.task
    if task is None or not party.is_open:
        raise NotOpen("Kế hoạch đã nói rõ cơ quan này, không kể tên thêm được.")
    if not rights.may_set_state(by, leads(task)):
        raise rights.NotAllowed("Chỉ cơ quan chủ trì hoặc điều phối viên kể tên được cơ quan của nhóm mở.")
    wanted = {agency.pk: agency for agency in agencies}
    known = {row.agency_id: row for row in party.tracking.select_related("agency")}
    going = [row.pk for pk, row in known.items() if pk not in wanted and row.valid_to is None]
    Tracking.objects.filter(pk__in=going).delete()
    Tracking.objects.bulk_create(Tracking(party=party, agency=a) for pk, a in wanted.items() if pk not in known)
    for report in Report.objects.filter(period__plan=task.plan).select_related("period__plan"):
        open_parts(report)
    record(
        by.person,
        "name_agencies",
        task,
        at=at,
        agency=by.agency.slug,
        summary=f"{task.number}: {party.text}",
        before={"agencies": sorted(row.agency.slug for row in known.values())},
        after={"agencies": sorted(agency.slug for agency in wanted.values())},
    )
