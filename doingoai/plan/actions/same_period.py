"""The figures of the same period a year before, typed from an older report or taken from its frozen edition."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from doingoai.agencies.queries import Actor
from doingoai.audit.actions import record
from doingoai.plan.domain import rights
from doingoai.plan.domain.add_up import LineKey
from doingoai.plan.domain.figures import number_text
from doingoai.plan.domain.same_period import Told
from doingoai.plan.models import Measure, Period, SamePeriod, Task


class NotAFigure(Exception):
    """A figure without a source, below zero, or of no line of the plan; the message says which in Vietnamese."""


@transaction.atomic
def set_same_period(period: Period, said: Mapping[LineKey, Told | None], *, by: Actor, at: datetime) -> int:
    """Write the figures of the year before; None takes one away, a line not named stays. Return how many changed.

    Editions that are frozen keep what they have; the next one takes what stands here.

    :raises NotAllowed: if the person is no coordinator
    :raises NotAFigure: if a figure has no source, is below zero, or belongs to no line; then nothing is kept
    """
    if not rights.may_coordinate(by):
        raise rights.NotAllowed("Chỉ điều phối viên ghi được số cùng kỳ.")
    known = {LineKey(s.task.number, s.measure_id): s for s in period.same_period.select_related("task")}
    before = {key: Told(row.quantity, row.source) for key, row in known.items()}
    changed = {key: told for key, told in said.items() if before.get(key) != told}
    _check(changed)
    if not changed:
        return 0
    SamePeriod.objects.filter(pk__in=[known[key].pk for key in changed if key in known]).delete()
    SamePeriod.objects.bulk_create(_rows(period, changed))
    was, now = ({_name(key): _told(found.get(key)) for key in changed} for found in (before, changed))
    words = f"{len(changed)} số cùng kỳ"
    record(by.person, "set_same_period", period, at=at, agency=by.agency.slug, summary=words, before=was, after=now)
    return len(changed)


def _check(changed: Mapping[LineKey, Told | None]) -> None:
    for key, told in changed.items():
        if told is not None and not told.source.strip():
            raise NotAFigure(f"{key.task}: ghi nguồn của số cùng kỳ, ví dụ “Báo cáo 178/BC-STTTT ngày 20/6/2021”.")
        if told is not None and not (told.quantity.is_finite() and told.quantity >= 0):
            raise NotAFigure(f"{key.task}: số cùng kỳ không nhỏ hơn 0.")


def _rows(period: Period, changed: Mapping[LineKey, Told | None]) -> list[SamePeriod]:
    tasks: dict[str, Task] = {task.number: task for task in period.plan.tasks.all()}
    measures = Measure.objects.in_bulk()
    if lost := [key for key in changed if key.task not in tasks or key.measure not in measures]:
        raise NotAFigure(f"Kế hoạch không có dòng {lost[0].task}, {lost[0].measure}. Mở lại trang rồi ghi.")
    return [
        SamePeriod(
            period=period,
            task=tasks[key.task],
            measure=measures[key.measure],
            quantity=told.quantity,
            source=told.source.strip(),
        )
        for key, told in changed.items()
        if told is not None
    ]


def _name(key: LineKey) -> str:
    return f"{key.task} {key.measure}"


def _told(told: Told | None) -> list[str] | None:
    return [number_text(told.quantity), told.source.strip()] if told else None
