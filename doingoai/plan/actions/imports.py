"""A plan on its way in: read, reviewed field by field, then adopted or put aside."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from doingoai.accounts.models import Person
from doingoai.agencies.queries import Actor, directory
from doingoai.audit.actions import record
from doingoai.documents.actions import examine, keep, media_type_of
from doingoai.documents.read import read
from doingoai.plan.domain import review, rights
from doingoai.plan.domain.contract import to_review
from doingoai.plan.domain.outline import read_plan
from doingoai.plan.models import PlanImport

CHOICES = frozenset({"applied", "kept", "noted"})


class Settled(Exception):
    """The import was adopted or put aside: it is not reviewed any more."""


def _coordinating(by: Actor | None) -> None:
    if by is not None and not rights.may_coordinate(by.roles):
        raise rights.NotAllowed("Chỉ điều phối viên nhập và duyệt được kế hoạch.")


def read_in(
    name: str, data: bytes, *, province: str, by: Actor | None, person: Person | None, at: datetime
) -> PlanImport:
    """Read a plan's file and keep it with its reading for review; nothing of it is in the plan yet.

    :raises NotAllowed: if the person is no coordinator
    :raises NotReadable, NotAPlan, SecrecyMark, NotAccepted: if the file is refused; then nothing is kept
    """
    _coordinating(by)
    media_type = media_type_of(name, data)
    examine(name, data, by=person, at=at)
    reading = to_review(read_plan(read(name, data), directory(province)))
    file = keep(name, data, media_type, by=person, at=at)
    with transaction.atomic():
        made = PlanImport.objects.create(
            file=file, reading=reading, printed=reading, created_by=person, created_at=at, changed_at=at
        )
        summary = f"{len(reading['tasks'])} nhiệm vụ, {len(reading['warnings'])} chỗ cần xem"
        record(person, "read_plan", made, at=at, agency=by.agency.slug if by else "", summary=summary)
    return made


def _open(pk: int) -> PlanImport:
    found = PlanImport.objects.select_for_update().get(pk=pk)
    if found.plan_id is not None or found.discarded_at is not None:
        raise Settled("Bản nhập này đã nhận hoặc đã bỏ, không sửa được nữa.")
    return found


@transaction.atomic
def correct_task(
    plan_import: PlanImport, number: str, changes: Mapping[str, Any], *, by: Actor, at: datetime
) -> PlanImport:
    """Correct a task of the reading; the print stays beside it.

    :raises NotAllowed: if the person is no coordinator
    :raises Settled: if the import is adopted or put aside
    :raises Unreadable: if the correction makes no sense
    """
    _coordinating(by)
    found = _open(plan_import.pk)
    before = review.task_of(found.reading, number)
    reading = review.corrected(found.reading, number, changes)
    after = review.task_of(reading, number)
    if before == after:
        return found
    found.reading = reading
    _keep(found, at)
    told = {name: (before[name], after[name]) for name in after if before[name] != after[name]}
    record(
        by.person,
        "correct_reading",
        found,
        at=at,
        agency=by.agency.slug,
        summary=number,
        before={name: pair[0] for name, pair in told.items()},
        after={name: pair[1] for name, pair in told.items()},
    )
    return found


@transaction.atomic
def decide(plan_import: PlanImport, index: int, choice: str | None, *, by: Actor | None, at: datetime) -> PlanImport:
    """Decide on a warning: take its proposal, keep the print, note it; None takes the decision back.

    :raises NotAllowed: if the person is no coordinator
    :raises Settled: if the import is adopted or put aside
    :raises Unreadable: if there is no such warning or it proposes nothing to take
    """
    _coordinating(by)
    found = _open(plan_import.pk)
    if not 0 <= index < len(found.reading["warnings"]) or choice not in CHOICES | {None}:
        raise review.Unreadable("Không có chỗ này trong bản nhập. Tải lại trang.")
    key = str(index)
    if found.decisions.get(key) == "applied" and choice != "applied":
        found.reading = review.as_printed(found.reading, index)
    if choice == "applied" and found.decisions.get(key) != "applied":
        found.reading = review.with_proposal(found.reading, index)
    found.decisions = {k: v for k, v in found.decisions.items() if k != key} | ({key: choice} if choice else {})
    _keep(found, at)
    record(
        by.person if by else None,
        "decide_warning",
        found,
        at=at,
        agency=by.agency.slug if by else "",
        summary=found.reading["warnings"][index]["message"][:200],
        after={"choice": choice},
    )
    return found


def _keep(found: PlanImport, at: datetime) -> None:
    found.revision += 1
    found.changed_at = at
    found.save(update_fields=["reading", "decisions", "revision", "changed_at"])


@transaction.atomic
def discard(plan_import: PlanImport, *, by: Actor, at: datetime) -> None:
    """Put the import aside; told again it is taken up again.

    :raises NotAllowed: if the person is no coordinator
    """
    _coordinating(by)
    found = PlanImport.objects.select_for_update().get(pk=plan_import.pk)
    found.discarded_at = None if found.discarded_at else at
    found.save(update_fields=["discarded_at"])
    verb = "discard_import" if found.discarded_at else "take_up_import"
    record(by.person, verb, found, at=at, agency=by.agency.slug)
