"""What changed, as agencies state it: written, corrected, taken out. Nothing here is worked out by the machine."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from doingoai.agencies.models import Agency
from doingoai.agencies.queries import Actor
from doingoai.audit.actions import record
from doingoai.plan.actions.parts import Changed, NotReady
from doingoai.plan.domain import rights
from doingoai.plan.domain.states import PartState
from doingoai.plan.models import Effect, Report, Task

NOT_YOURS = "Chỉ người của cơ quan này hoặc điều phối viên ghi được hiệu quả của cơ quan."
SENT = "Phần báo cáo của cơ quan đã nộp. Đề nghị điều phối viên trả lại nếu cần sửa hiệu quả."
CHANGED = "Người khác vừa sửa mục hiệu quả này. Lời đang viết ở đây vẫn còn nguyên; xem bản mới bên cạnh rồi lưu lại."


@dataclass(frozen=True)
class Statement:
    """An effect in the agency's words: what is measured, from which level to which, the source, the limits."""

    what: str
    baseline: str
    value: str
    source: str
    source_on: date | None
    link: str
    limits: str
    task: Task | None = None


@transaction.atomic
def write_effect(report: Report, agency: Agency, said: Statement, *, by: Actor, at: datetime) -> Effect:
    """Write an effect into the agency's part of the report.

    :raises NotAllowed: if the agency is another's and the person no coordinator
    :raises NotReady: if the agency's part is sent
    """
    _check_rights(report, agency, by)
    effect = Effect.objects.create(report=report, agency=agency, written_by=by.person, written_at=at, **_fields(said))
    record(by.person, "write_effect", effect, at=at, agency=agency.slug, summary=said.what, after=_plain(said))
    return effect


@transaction.atomic
def correct_effect(effect: Effect, said: Statement, *, revision: int, by: Actor, at: datetime) -> Effect:
    """Write an effect anew.

    :raises NotAllowed: if the agency is another's and the person no coordinator
    :raises NotReady: if the agency's part is sent
    :raises Changed: if somebody wrote since the revision was read
    """
    rows = Effect.objects.select_for_update(of=("self",)).select_related("report__period__plan", "agency")
    effect = rows.get(pk=effect.pk)
    _check_rights(effect.report, effect.agency, by)
    if effect.revision != revision:
        raise Changed(CHANGED)
    before = {name: str(getattr(effect, name) or "") for name in _fields(said)}
    for name, value in _fields(said).items():
        setattr(effect, name, value)
    effect.written_by, effect.written_at, effect.revision = by.person, at, effect.revision + 1
    effect.save()
    slug = effect.agency.slug
    after = _plain(said)
    record(by.person, "correct_effect", effect, at=at, agency=slug, summary=said.what, before=before, after=after)
    return effect


@transaction.atomic
def take_out_effect(effect: Effect, *, by: Actor, at: datetime) -> None:
    """Take an effect out of the report; editions frozen with it keep it.

    :raises NotAllowed: if the agency is another's and the person no coordinator
    :raises NotReady: if the agency's part is sent
    """
    _check_rights(effect.report, effect.agency, by)
    before = {"what": effect.what, "value": effect.value, "source": effect.source}
    slug = effect.agency.slug
    record(by.person, "take_out_effect", effect, at=at, agency=slug, summary=effect.what, before=before)
    effect.delete()


def _check_rights(report: Report, agency: Agency, by: Actor) -> None:
    if rights.may_coordinate(by):
        return
    if not rights.may_draft_part(by, agency.slug):
        raise rights.NotAllowed(NOT_YOURS)
    if report.parts.filter(agency=agency, state=PartState.SUBMITTED).exists():
        raise NotReady(SENT)


def _fields(said: Statement) -> dict[str, Any]:
    return {name: getattr(said, name) for name in said.__dataclass_fields__}


def _plain(said: Statement) -> dict[str, str]:
    return {name: str(value or "") for name, value in _fields(said).items()}
