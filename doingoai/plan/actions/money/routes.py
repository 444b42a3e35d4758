"""The route of a task's money at an agency, chosen by the coordinator."""

from datetime import datetime

from django.db import transaction

from doingoai.agencies.models import Agency
from doingoai.agencies.queries import Actor
from doingoai.audit.actions import record
from doingoai.plan.domain.money import rights
from doingoai.plan.domain.money.states import NotNow, Route
from doingoai.plan.domain.rights import NotAllowed
from doingoai.plan.models import CostLine, MoneyRoute, Task


@transaction.atomic
def choose_route(task: Task, agency: Agency, route: Route | None, *, by: Actor, at: datetime) -> None:
    """Choose the route, or with None leave it to what the plan says; chosen again as it is it stays.

    :raises NotAllowed: if the person is no coordinator
    :raises NotNow: if the agency has lines for the task in an estimate by another route
    """
    if not rights.may_choose_route(by):
        raise NotAllowed("Chỉ điều phối viên chọn được cách cấp kinh phí.")
    known = MoneyRoute.objects.filter(task=task, agency=agency).first()
    if (known.route if known else None) == route:
        return
    lines = CostLine.objects.filter(task=task, estimate__holder=agency).select_related("estimate__plan")
    other = lines.exclude(estimate__route=route).first() if route else None
    if other is not None:
        raise NotNow(f"{agency.short} đã có dòng của {task.number} theo cách khác. Sửa {other.estimate} trước.")
    if known:
        known.delete()
    if route:
        MoneyRoute.objects.create(task=task, agency=agency, route=route, chosen_by=by.person, chosen_at=at)
    told = {"agency": agency.slug, "route": route}
    before = {"agency": agency.slug, "route": known.route if known else None}
    slug = by.agency.slug
    record(by.person, "choose_route", task, at=at, agency=slug, summary=str(task), before=before, after=told)
