"""Agencies say what they think of their parts of a draft; the coordinator takes it in, or says why not."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.urls import reverse

from doingoai.agencies.domain import Role
from doingoai.agencies.models import Agency
from doingoai.agencies.queries import Actor, people_of
from doingoai.audit.actions import record
from doingoai.dates import office
from doingoai.mail.actions import notify, tell
from doingoai.plan.actions.drafts import Closed, save_content, undo_save
from doingoai.plan.domain import rights
from doingoai.plan.domain.drafts import edits
from doingoai.plan.domain.drafts.comments import exists, proposed, seen
from doingoai.plan.domain.drafts.parts import label, part_of
from doingoai.plan.domain.states import Answer, Outcome
from doingoai.plan.models import DraftReader, PlanDraft, Remark

NOBODY_NAMED = "Chưa có cơ quan nào được nêu trong dự thảo. Ghi cơ quan chủ trì, phối hợp trước."
NOBODY_TOUCHED = "Bản điều chỉnh chưa đổi phần việc của cơ quan nào. Sửa nhiệm vụ, phân công trước."


class Unsaid(Exception):
    """A remark that says nothing, comes too late, or stands already settled; the message says so in Vietnamese."""


def _coordinating(by: Actor) -> None:
    if not rights.may_coordinate(by):
        raise rights.NotAllowed("Chỉ điều phối viên lấy ý kiến và xử lý góp ý.")


@transaction.atomic
def ask_comments(
    draft: PlanDraft, parts: Mapping[str, Iterable[str]], *, until: date, by: Actor, at: datetime
) -> list[DraftReader]:
    """Ask each agency that has parts for its comments until a day; asked again, only new ones are told.

    :raises NotAllowed: if the person is no coordinator
    :raises Closed: if the draft is issued or put aside
    :raises Unsaid: if the day is past, or no agency has a part
    """
    _coordinating(by)
    draft = PlanDraft.objects.select_for_update().get(pk=draft.pk)
    if not draft.is_open:
        raise Closed("Dự thảo này đã ban hành hoặc đã bỏ, không lấy ý kiến được nữa.")
    if until < at.date():
        raise Unsaid("Ngày cuối góp ý đã qua. Chọn ngày từ hôm nay trở đi.")
    if not parts:
        raise Unsaid(NOBODY_TOUCHED if draft.amends_id else NOBODY_NAMED)
    known = set(draft.readers.values_list("agency__slug", flat=True))
    new = [DraftReader(draft=draft, agency=a, asked_at=at) for a in Agency.objects.filter(slug__in=set(parts) - known)]
    readers = DraftReader.objects.bulk_create(new)
    draft.asked_at, draft.comments_until = draft.asked_at or at, until
    draft.save(update_fields=["asked_at", "comments_until"])
    told = f"{len(new)} cơ quan, đến hết {office(until)}"
    slugs = sorted(reader.agency.slug for reader in readers)
    record(by.person, "ask_comments", draft, at=at, agency=by.agency.slug, summary=told, after={"agencies": slugs})
    for reader in readers:
        count = len(list(parts[reader.agency.slug]))
        body = (
            f"{reader.agency.name} có {count} phần trong {_called(draft)}: {draft}. Góp ý đến hết ngày {office(until)}."
        )
        _tell(reader, f"Lấy ý kiến {_called(draft)}", body, key=f"draft:{reader.pk}", at=at)
    return readers


@transaction.atomic
def remind_readers(readers: Iterable[DraftReader], *, by: Actor, at: datetime) -> list[DraftReader]:
    """Remind agencies from which a word is missing; return those that have somebody to read it.

    :raises NotAllowed: if the person is no coordinator
    """
    _coordinating(by)
    reached: list[DraftReader] = []
    for reader in readers:
        reader.reminders, reader.reminded_at = reader.reminders + 1, at
        reader.save(update_fields=["reminders", "reminded_at"])
        told = {"reminders": reader.reminders}
        record(by.person, "remind_reader", reader.draft, at=at, agency=reader.agency.slug, after=told)
        until = reader.draft.comments_until
        body = f"Chưa nhận được ý kiến của {reader.agency.name} về {_called(reader.draft)}: {reader.draft}."
        body += f" Góp ý đến hết ngày {office(until)}." if until else ""
        subject = f"Nhắc góp ý {_called(reader.draft)}"
        if _tell(reader, subject, body, key=f"draft:{reader.pk}:{reader.reminders}", at=at):
            reached.append(reader)
    return reached


def _called(draft: PlanDraft) -> str:
    """What letters and notices call the draft."""
    return f"{'bản điều chỉnh' if draft.amends_id else 'dự thảo'} kế hoạch năm {draft.year}"


def _tell(reader: DraftReader, subject: str, body: str, *, key: str, at: datetime) -> bool:
    """Tell the agency's people in the app and by mail; whether anybody is there."""
    people = people_of(reader.agency, roles={Role.EDITOR, Role.HEAD}, on=at.date())
    url = reverse("plan:draft_own", args=[reader.draft_id, reader.agency.slug])
    for person in people:
        tell(person, subject=subject, body=body, url=url, at=at, key=key)
    return bool(people)


@transaction.atomic
def say_remark(
    reader: DraftReader,
    key: str,
    answer: Answer,
    *,
    said: Mapping[str, Any] | None = None,
    words: str = "",
    mine: Iterable[str],
    by: Actor,
    at: datetime,
) -> Remark:
    """Agree to a part of one's own, propose it otherwise and say why, or comment on it; said again it counts anew.

    `mine` are the keys of the agency's parts.

    :raises NotAllowed: if the part is another agency's
    :raises Unsaid: if nothing is said, it is too late, or the coordinator has settled what was said before
    """
    _own(reader, by, at)
    if key not in set(mine):
        raise rights.NotAllowed("Phần này không phải của cơ quan.")
    remark = _remark(reader, key, answer, dict(said or {}), words.strip(), by, at)
    _note_answered(reader, mine, by, at)
    return remark


@transaction.atomic
def agree_to_all(reader: DraftReader, *, mine: Iterable[str], by: Actor, at: datetime) -> int:
    """Agree to every part of which nothing was said yet; return to how many.

    :raises NotAllowed: if the parts are another agency's
    :raises Unsaid: if it is too late
    """
    _own(reader, by, at)
    said = set(reader.remarks.values_list("key", flat=True))
    silent = [key for key in mine if key not in said]
    for key in silent:
        _remark(reader, key, Answer.AGREE, {}, "", by, at)
    _note_answered(reader, mine, by, at)
    return len(silent)


def _own(reader: DraftReader, by: Actor, at: datetime) -> None:
    if not rights.may_draft_part(by, reader.agency.slug):
        raise rights.NotAllowed("Chỉ người của cơ quan góp ý được phần của cơ quan.")
    draft = PlanDraft.objects.select_for_update().get(pk=reader.draft_id)
    if not draft.is_open:
        raise Unsaid("Dự thảo này không còn lấy ý kiến.")
    if draft.comments_until is None or draft.comments_until < at.date():
        raise Unsaid("Đã hết hạn góp ý. Trao đổi thẳng với cơ quan điều phối.")
    reader.draft = draft


def _remark(
    reader: DraftReader, key: str, answer: Answer, said: dict[str, Any], words: str, by: Actor, at: datetime
) -> Remark:
    content = reader.draft.content
    changes = proposed(part_of(content, key), said) if answer is Answer.PROPOSE else {}
    if answer is Answer.PROPOSE and not changes:
        raise Unsaid("Chưa có gì khác với dự thảo. Sửa chỗ cần đổi, hoặc chọn “Đồng ý”.")
    if answer is not Answer.AGREE and not words:
        raise Unsaid("Ghi lý do đề xuất, một câu là đủ." if answer is Answer.PROPOSE else "Ghi lời góp ý.")
    known = Remark.objects.filter(reader=reader, key=key).first()
    if known is not None and known.outcome != Outcome.OPEN:
        raise Unsaid("Góp ý trước ở phần này đã được xử lý. Trao đổi thẳng với cơ quan điều phối.")
    told = {"answer": answer, "said": changes, "seen": seen(content, key), "words": words, "by": by.person, "at": at}
    remark, _ = Remark.objects.update_or_create(reader=reader, key=key, defaults=told)
    record(
        by.person,
        "say_remark",
        remark,
        at=at,
        agency=by.agency.slug,
        summary=f"{label(content, key)}: {answer.value}",
        reason=words,
        after={"said": changes},
    )
    return remark


def _note_answered(reader: DraftReader, mine: Iterable[str], by: Actor, at: datetime) -> None:
    said = set(reader.remarks.values_list("key", flat=True))
    is_whole = set(mine) <= said
    if is_whole == (reader.answered_at is None):
        reader.answered_at, reader.answered_by = (at, by.person) if is_whole else (None, None)
    reader.opened_at = reader.opened_at or at
    reader.save(update_fields=["answered_at", "answered_by", "opened_at"])


@transaction.atomic
def drop_remark(remark: Remark, *, mine: Iterable[str], by: Actor, at: datetime) -> None:
    """Take back what was said of a part, as long as it is not settled.

    :raises NotAllowed: if it is another agency's
    :raises Unsaid: if it is settled or too late
    """
    _own(remark.reader, by, at)
    remark = Remark.objects.select_for_update().select_related("reader__draft", "reader__agency").get(pk=remark.pk)
    if remark.outcome != Outcome.OPEN:
        raise Unsaid("Góp ý này đã được xử lý, không rút được nữa.")
    told = {"answer": remark.answer, "said": remark.said, "words": remark.words}
    where = label(remark.reader.draft.content, remark.key)
    record(by.person, "drop_remark", remark, at=at, agency=by.agency.slug, summary=where, before=told)
    reader = remark.reader
    remark.delete()
    _note_answered(reader, mine, by, at)


@transaction.atomic
def settle_remark(
    remark: Remark,
    outcome: Outcome,
    *,
    words: str = "",
    changes: Mapping[str, Any] | None = None,
    by: Actor,
    at: datetime,
) -> Remark:
    """Take a proposal in as it was said, take it in otherwise with `changes`, or decline it with a reason.

    :raises NotAllowed: if the person is no coordinator
    :raises Closed: if the draft is issued or put aside
    :raises Unsaid: if it is settled, the reason is missing, or its part stands no more
    :raises NotSo: if the part makes no sense so
    """
    _coordinating(by)
    remark = _held(remark)
    draft = remark.reader.draft
    if remark.outcome != Outcome.OPEN:
        raise Unsaid("Góp ý này đã có người xử lý. Tải lại trang.")
    if outcome is Outcome.DECLINED and not words.strip():
        raise Unsaid("Ghi lý do không tiếp thu để cơ quan biết.")
    said = dict(remark.said if outcome is Outcome.TAKEN else changes or {})
    if outcome is not Outcome.DECLINED and said:
        if not exists(draft.content, remark.key):
            raise Unsaid("Phần này không còn trong dự thảo. Hoàn lại phần ấy, hoặc ghi lý do không tiếp thu.")
        before = draft.revision
        told = f"tiếp thu {remark.reader.agency.short}: {label(draft.content, remark.key)}"
        content = edits.said(draft.content, remark.key, said)
        draft = save_content(draft, content, told, by=by, at=at, reason=remark.words)
        remark.settled_revision = draft.revision if draft.revision != before else None
    remark.outcome, remark.outcome_words = outcome, words.strip()
    remark.settled_by, remark.settled_at = by.person, at
    remark.save()
    where = label(draft.content, remark.key)
    record(
        by.person, "settle_remark", remark, at=at, agency=by.agency.slug, summary=f"{where}: {outcome.value}",
        reason=words.strip(), after={"outcome": outcome, "said": said},
    )  # fmt: skip
    _tell_outcome(remark, where, at)
    return remark


def _tell_outcome(remark: Remark, where: str, at: datetime) -> None:
    """Leave a word in the app: what became of a remark is no matter for the mail."""
    told = {Outcome.TAKEN: "đã tiếp thu", Outcome.CHANGED: "tiếp thu có sửa", Outcome.DECLINED: "không tiếp thu"}
    reader = remark.reader
    url = reverse("plan:draft_own", args=[reader.draft_id, reader.agency.slug])
    body = f"{where}: {told[Outcome(remark.outcome)]}."
    body += f" Lý do: {remark.outcome_words}" if remark.outcome_words else ""
    for person in people_of(reader.agency, roles={Role.EDITOR, Role.HEAD}, on=at.date()):
        key = f"remark:{remark.pk}:{at.isoformat()}"
        notify(person, subject="Góp ý dự thảo đã xử lý", body=body, url=f"{url}#{remark.key}", at=at, key=key)


@transaction.atomic
def reopen_remark(remark: Remark, *, by: Actor, at: datetime) -> Remark:
    """Undo the settling of a remark: what it changed in the draft is taken back, and it waits again.

    :raises NotAllowed: if the person is no coordinator
    :raises Closed: if the draft is issued or put aside
    :raises NotSo: if the part was changed again since
    """
    _coordinating(by)
    remark = _held(remark)
    if remark.outcome == Outcome.OPEN:
        return remark
    if remark.settled_revision is not None:
        undo_save(remark.reader.draft, remark.settled_revision, by=by, at=at)
    was = {"outcome": remark.outcome, "words": remark.outcome_words}
    remark.outcome, remark.outcome_words = Outcome.OPEN, ""
    remark.settled_by, remark.settled_at, remark.settled_revision = None, None, None
    remark.save()
    where = label(remark.reader.draft.content, remark.key)
    record(by.person, "settle_remark", remark, at=at, agency=by.agency.slug, summary=f"mở lại: {where}", before=was)
    return remark


def _held(remark: Remark) -> Remark:
    rows = Remark.objects.select_for_update(of=("self",)).select_related("reader__draft", "reader__agency")
    return rows.get(pk=remark.pk)
