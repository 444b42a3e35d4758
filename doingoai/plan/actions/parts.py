"""An agency's part of a report: drafted, signed off, returned, reminded.

Freezing closes nothing: an edition keeps what it was frozen with, and what comes later goes into the next one.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.urls import reverse

from doingoai.accounts.models import Person
from doingoai.agencies.actions.successions import follow_again
from doingoai.agencies.domain import Role
from doingoai.agencies.queries import Actor, people_of
from doingoai.audit.actions import record
from doingoai.mail.actions import tell
from doingoai.plan.domain import rights
from doingoai.plan.domain.figures import Figures, number_text
from doingoai.plan.domain.states import HANDED_IN, SETTLED, PartState
from doingoai.plan.models import Estimate, KeyLink, Measure, Part, Task

NOT_TO_BE_SENT = "Phần này đã nộp, hoặc cơ quan không phải gửi phần của mình."


class Changed(Exception):
    """Somebody else saved first; the message names who and when, and nothing that was typed is lost."""


class NotReady(Exception):
    """The part cannot go on as it stands; the message says in Vietnamese what is missing."""


@dataclass(frozen=True)
class PartWords:
    """What an agency writes in its part."""

    narrative: str
    difficulties: str
    proposals: str


@transaction.atomic
def open_part(part: Part, *, by: Actor, at: datetime) -> None:
    """Note that the agency has begun its part; a part begun already stays as it is."""
    if part.state != PartState.UNOPENED or not rights.may_draft_part(by, part.agency.slug):
        return
    part.state, part.opened_at = PartState.DRAFTING, at
    part.save(update_fields=["state", "opened_at"])
    record(by.person, "open_part", part, at=at, agency=by.agency.slug)


@transaction.atomic
def save_part(
    part: Part,
    words: PartWords,
    estimates: Mapping[tuple[str, str], Decimal | None],
    *,
    revision: int,
    promised_on: date | None = None,
    by: Actor,
    at: datetime,
) -> Part:
    """Keep the agency's words and its estimates by (task number, measure code); None takes an estimate away.

    :raises NotAllowed: if the part is another agency's
    :raises NotReady: if the part is already submitted
    :raises Changed: if somebody saved since the revision was read
    """
    if not rights.may_draft_part(by, part.agency.slug):
        raise rights.NotAllowed("Chỉ người của cơ quan soạn được phần của cơ quan.")
    return keep_part(part, words, estimates, revision=revision, promised_on=promised_on, by=by.person, at=at)


def keep_part(
    part: Part,
    words: PartWords,
    estimates: Mapping[tuple[str, str], Decimal | None],
    *,
    revision: int,
    promised_on: date | None = None,
    via: KeyLink | None = None,
    by: Person | None,
    at: datetime,
) -> Part:
    """Keep what was written by a person who may, or through the key link `via`.

    :raises NotReady: if the part is already handed in
    :raises Changed: if somebody saved since the revision was read
    """
    part = _locked(part)
    if part.state in HANDED_IN:
        raise NotReady("Phần này đã nộp. Đề nghị điều phối viên trả lại nếu cần sửa.")
    if part.revision != revision:
        raise Changed(f"{drafter(part) or 'Người khác'} vừa sửa phần này. Phần đang viết ở đây vẫn còn nguyên.")
    before = _words(part)
    part.narrative, part.difficulties, part.proposals = words.narrative, words.difficulties, words.proposals
    part.promised_on, part.drafted_by, part.drafted_via = promised_on, by, via
    part.revision += 1
    part.state = PartState.DRAFTING
    part.opened_at = part.opened_at or at
    part.save()
    _estimate(part, estimates)
    named = via.signature if via else ""
    record(by, "save_part", part, at=at, agency=part.agency.slug, before=before, after=_words(part), named=named)
    return part


def drafter(part: Part) -> str:
    """Who wrote in the part last; empty where nobody did."""
    if part.drafted_via:
        return part.drafted_via.holder_name
    return part.drafted_by.name if part.drafted_by else ""


def _locked(part: Part) -> Part:
    """The part as it stands now, held until the transaction ends."""
    rows = Part.objects.select_for_update(of=("self",)).select_related("report__period__plan", "agency", "sent_via")
    return rows.get(pk=part.pk)


def _words(part: Part) -> dict[str, str]:
    return {"narrative": part.narrative, "difficulties": part.difficulties, "proposals": part.proposals}


def _estimate(part: Part, estimates: Mapping[tuple[str, str], Decimal | None]) -> None:
    tasks = {task.number: task for task in Task.objects.filter(plan=part.report.period.plan)}
    measures = Measure.objects.in_bulk()
    for (number, code), quantity in estimates.items():
        task, measure = tasks[number], measures[code]
        if quantity is None:
            Estimate.objects.filter(part=part, task=task, measure=measure).delete()
        else:
            Estimate.objects.update_or_create(part=part, task=task, measure=measure, defaults={"quantity": quantity})


@transaction.atomic
def submit_part(part: Part, figures: Figures, *, by: Actor, at: datetime) -> Part:
    """Sign the part off and send it: the figures as they stand are kept beside the signature.

    :raises NotAllowed: if the person is not the agency's head
    :raises NotReady: if nothing is written and nothing was done, or the part is not one to be sent
    """
    if not rights.may_sign_part(by, part.agency.slug):
        raise rights.NotAllowed("Chỉ người đứng đầu cơ quan ký nộp được phần này.")
    return _signed(part, figures, by=by, at=at)


def _signed(part: Part, figures: Figures, *, by: Actor, at: datetime) -> Part:
    part = _locked(part)
    if part.state in {PartState.SUBMITTED, PartState.EXCUSED}:
        raise NotReady(NOT_TO_BE_SENT)
    part.state, part.submitted_at, part.signed_by = PartState.SUBMITTED, at, by.person
    _hand_in(part, figures)
    record(by.person, "submit_part", part, at=at, agency=by.agency.slug, after={"figures": part.figures})
    return part


def send_part(part: Part, figures: Figures, *, by: KeyLink, at: datetime) -> Part:
    """Hand the part in through a key link: nobody has signed it, and it says so until somebody confirms or signs.

    :raises NotReady: if nothing is written and nothing was done, or the part is not one to be sent
    """
    part = _locked(part)
    if part.state in SETTLED:
        raise NotReady(NOT_TO_BE_SENT)
    part.state, part.submitted_at, part.sent_via = PartState.SENT, at, by
    _hand_in(part, figures)
    after = {"figures": part.figures, "link": by.name}
    record(None, "send_part", part, at=at, agency=part.agency.slug, after=after, named=by.signature)
    return part


def _hand_in(part: Part, figures: Figures) -> None:
    """Keep the figures as they stand beside the words."""
    if not part.narrative.strip() and not any(line.total for line in figures.lines):
        raise NotReady("Phần này chưa có lời và chưa có số nào. Viết một câu tình hình rồi nộp.")
    part.figures = [[line.task, line.measure, number_text(line.total)] for line in figures.lines if line.total]
    part.return_reason = ""
    part.revision += 1
    part.save()


@transaction.atomic
def confirm_part(part: Part, figures: Figures, *, by: Actor, at: datetime) -> Part:
    """Confirm that a part which came through a key link is the agency's: by its head it is thereby signed.

    :raises NotAllowed: if the person neither coordinates nor heads the agency
    :raises NotReady: if the part is not one that waits for it
    """
    if not rights.may_confirm_part(by, part.agency.slug):
        raise rights.NotAllowed("Chỉ điều phối viên hoặc người đứng đầu cơ quan xác nhận được phần này.")
    if rights.may_sign_part(by, part.agency.slug):
        return _signed(part, figures, by=by, at=at)
    part = _locked(part)
    if part.state != PartState.SENT or part.confirmed_at is not None:
        raise NotReady("Phần này không chờ xác nhận.")
    part.confirmed_by, part.confirmed_at, part.revision = by.person, at, part.revision + 1
    part.save()
    record(by.person, "confirm_part", part, at=at, agency=part.agency.slug)
    return part


@transaction.atomic
def return_part(part: Part, *, reason: str, by: Actor, at: datetime) -> None:
    """Give a submitted part back to its agency, with the reason; of a body that is no more, to its successor.

    :raises NotAllowed: if the person is no coordinator
    :raises NotReady: if there is no reason, or the part is not a submitted one
    """
    _coordinating(by)
    if not reason.strip():
        raise NotReady("Ghi lý do trả lại để cơ quan biết cần sửa gì.")
    part = _locked(part)
    if part.state not in HANDED_IN:
        raise NotReady("Phần này chưa nộp nên không có gì để trả lại.")
    part.state, part.return_reason = PartState.RETURNED, reason.strip()
    part.submitted_at, part.signed_by, part.revision = None, None, part.revision + 1
    part.sent_via, part.confirmed_by, part.confirmed_at = None, None, None
    part.save()
    record(by.person, "return_part", part, at=at, agency=part.agency.slug, reason=reason.strip())
    follow_again("plan.links", "plan", of=part.agency, at=at)
    there = _now_with(part)
    _tell(there, "Phần báo cáo được trả lại", reason.strip(), key=f"part-returned:{part.pk}:{part.revision}", at=at)


def _now_with(part: Part) -> Part:
    """The part into which the part has gone, through every successor; itself where it went nowhere."""
    rows = Part.objects.select_related("agency", "passed_to", "report__period__plan")
    found = rows.get(pk=part.pk)
    while found.passed_to is not None:
        found = rows.get(report=part.report, agency=found.passed_to)
    return found


@transaction.atomic
def excuse_part(part: Part, *, reason: str, by: Actor, at: datetime) -> None:
    """Take an agency off the list of those who must send a part, with the reason; told again it is put back.

    :raises NotAllowed: if the person is no coordinator
    :raises NotReady: if the part has gone over to a successor
    """
    _coordinating(by)
    if part.passed_to is not None:
        raise NotReady(f"Phần này đã theo về {part.passed_to.name}. Mở phần của cơ quan đó.")
    part.state = PartState.DRAFTING if part.state == PartState.EXCUSED else PartState.EXCUSED
    part.return_reason = reason.strip()
    part.save(update_fields=["state", "return_reason"])
    record(by.person, "excuse_part", part, at=at, agency=part.agency.slug, reason=reason.strip())


@transaction.atomic
def remind(parts: Iterable[Part], *, by: Actor, at: datetime) -> list[Part]:
    """Remind the agencies whose part has not come in; return those that have somebody to read it.

    :raises NotAllowed: if the person is no coordinator
    """
    _coordinating(by)
    reached: list[Part] = []
    for part in parts:
        if part.state in SETTLED:
            continue
        part.reminders, part.reminded_at = part.reminders + 1, at
        part.save(update_fields=["reminders", "reminded_at"])
        record(by.person, "remind_part", part, at=at, agency=part.agency.slug, after={"reminders": part.reminders})
        body = f"Chưa nhận được phần {part.report.period.name} của {part.agency.name}."
        if _tell(part, f"Nhắc nộp phần {part.report.period.name}", body, key=f"part:{part.pk}:{part.reminders}", at=at):
            reached.append(part)
    return reached


def _tell(part: Part, subject: str, body: str, *, key: str, at: datetime) -> list[Person]:
    """Tell the agency's people in the app and by mail; return them."""
    people = people_of(part.agency, roles={Role.EDITOR, Role.HEAD}, on=at.date())
    url = reverse("plan:part", args=[part.report.period.plan.year, part.report.period.code, part.agency.slug])
    for person in people:
        tell(person, subject=subject, body=body, url=url, at=at, key=key)
    return people


def _coordinating(by: Actor) -> None:
    if not rights.may_coordinate(by):
        raise rights.NotAllowed("Chỉ điều phối viên làm được việc này.")
