"""A plan written here: begun, written part by part, undone, put aside. Each save is a revision on the record."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction

from doingoai.agencies.models import Agency
from doingoai.agencies.profile import settings as profile_settings
from doingoai.agencies.queries import Actor
from doingoai.audit.actions import record
from doingoai.plan.domain import review, rights
from doingoai.plan.domain.drafts import edits
from doingoai.plan.domain.drafts.moving import moved
from doingoai.plan.domain.drafts.outline import outlined
from doingoai.plan.domain.drafts.parts import Content, empty, label, part_of, values
from doingoai.plan.domain.states import Start
from doingoai.plan.models import Plan, PlanDraft
from doingoai.plan.queries.drafts.history import Save, saves
from doingoai.plan.queries.drafts.source import content_of, ended_papers


class Closed(Exception):
    """The draft was issued or put aside: it is not written any more."""


class WrittenMeanwhile(Exception):
    """Somebody saved the part after it was opened here.

    `part` holds what was just said on top of what was saved; `theirs` the fields that were saved as they stand now,
    `both` those of them that were just said otherwise.
    """

    def __init__(self, save: Save, at: datetime, part: review.Values, theirs: review.Values, both: set[str]) -> None:
        when = save.at.astimezone(at.tzinfo)
        told = f"{when:%H:%M}" if when.date() == at.date() else f"{when:%H:%M} ngày {when:%d/%m/%Y}"
        super().__init__(f"{save.who} đã sửa mục này lúc {told}. Phần đang viết ở đây vẫn còn nguyên.")
        self.who, self.part, self.theirs, self.both = save.who, part, theirs, both


def _writing(by: Actor) -> None:
    if not rights.may_coordinate(by):
        raise rights.NotAllowed("Chỉ điều phối viên soạn được kế hoạch.")


@transaction.atomic
def begin_draft(year: int, start: Start, *, source: Plan | None = None, by: Actor, at: datetime) -> PlanDraft:
    """Begin the plan of a year: from an older plan with its words moved, from the outline, or from nothing.

    :raises NotAllowed: if the person is no coordinator
    :raises NotSo: if the year has a plan or a draft, or there is nothing to copy
    """
    _writing(by)
    if Plan.objects.filter(year=year).exists():
        raise edits.NotSo(f"Năm {year} đã có kế hoạch. Điều chỉnh kế hoạch ấy, hoặc chọn năm khác.")
    open_ones = PlanDraft.objects.filter(year=year, amends=None, issued_at=None, discarded_at=None)
    if open_ones.exists():
        raise edits.NotSo(f"Năm {year} đang có dự thảo. Mở dự thảo ấy để viết tiếp.")
    content = _begun(year, start, source)
    draft = PlanDraft.objects.create(
        year=year, start=start, base=content, content=content, created_by=by.person, created_at=at, changed_at=at
    )
    record(by.person, "begin_draft", draft, at=at, agency=by.agency.slug, summary=f"{draft}")
    return draft


def _begun(year: int, start: Start, source: Plan | None) -> Content:
    if start is Start.COPY:
        if source is None:
            raise edits.NotSo("Chưa có kế hoạch nào để chép. Bắt đầu từ đề cương.")
        return moved(content_of(source), source.year, year, ended_papers(year))
    content = outlined(year) if start is Start.OUTLINE else empty(year)
    told = profile_settings(Path(settings.PROFILE_DIR))
    province = str(told.get("province", ""))
    issuer = Agency.objects.filter(slug=str(told.get("issuer", ""))).first()
    if issuer is not None:
        content["document"] |= {
            "title": f"Hoạt động thông tin đối ngoại tỉnh {province} năm {year}",
            "issuer": {"text": issuer.name, "name": issuer.name, "agency": issuer.slug, "group": False},
            "letterhead": [issuer.name.upper()],
        }
    return content


@transaction.atomic
def write_part(
    draft: PlanDraft, key: str, changes: Mapping[str, Any], *, revision: int, by: Actor, at: datetime
) -> PlanDraft:
    """Say a part as it was seen at a revision; what another person saved in other fields since then is kept.

    :raises NotAllowed: if the person is no coordinator
    :raises Closed: if the draft is issued or put aside
    :raises KeyError: if there is no such part
    :raises NotSo: if the part makes no sense so
    :raises WrittenMeanwhile: if another person saved the part since, or the same fields were saved otherwise
    """
    _writing(by)
    found = _open(draft)
    part = _merged(found, key, changes, revision, by, at)
    return _saved(found, edits.said(found.content, key, part), label(found.content, key), by=by, at=at)


def _merged(
    found: PlanDraft, key: str, changes: Mapping[str, Any], revision: int, by: Actor, at: datetime
) -> review.Values:
    now = values(key, part_of(found.content, key))
    since = [save for save in saves(found, since=revision) if key in save.step.after]
    base = dict(now)
    for save in since:
        base |= {name: value for name, value in save.step.before.get(key, {}).items() if name in base}
    part, theirs, both = review.written_over(base, now, changes)
    if theirs and (both or any(save.person != by.person.pk for save in since)):
        raise WrittenMeanwhile(since[0], at, part, theirs, set(both))
    return part


@transaction.atomic
def add_part(
    draft: PlanDraft, letter: str, after: str, filled: Mapping[str, Any], *, by: Actor, at: datetime
) -> tuple[PlanDraft, str]:
    """Add a part behind another; return the draft with the part's key.

    :raises NotAllowed: if the person is no coordinator
    :raises Closed: if the draft is issued or put aside
    :raises KeyError: if nothing of the kind can stand there
    :raises NotSo: if the part makes no sense
    """
    _writing(by)
    found = _open(draft)
    content, key = edits.added(found.content, letter, after, filled)
    return _saved(found, content, f"thêm {label(content, key)}", by=by, at=at), key


@transaction.atomic
def drop_part(draft: PlanDraft, key: str, *, gone: bool, by: Actor, at: datetime) -> PlanDraft:
    """Take a part out, or put it back; it stays on the screen.

    :raises NotAllowed: if the person is no coordinator
    :raises Closed: if the draft is issued or put aside
    :raises KeyError: if there is no such part to take out
    :raises NotSo: if other parts stand on it
    """
    _writing(by)
    found = _open(draft)
    content = edits.taken_out(found.content, key, gone=gone)
    named = label(found.content if gone else content, key)
    return _saved(found, content, f"{'bỏ' if gone else 'hoàn lại'} {named}", by=by, at=at)


@transaction.atomic
def shift_part(draft: PlanDraft, key: str, places: int, *, by: Actor, at: datetime) -> PlanDraft:
    """Move a part one place up (-1) or down (1).

    :raises NotAllowed: if the person is no coordinator
    :raises Closed: if the draft is issued or put aside
    :raises KeyError: if there is no such part
    :raises NotSo: if there is nothing to pass
    """
    _writing(by)
    found = _open(draft)
    told = f"{'lên' if places < 0 else 'xuống'} một bậc: {label(found.content, key)}"
    return _saved(found, edits.shifted(found.content, key, places), told, by=by, at=at)


@transaction.atomic
def settle_mark(draft: PlanDraft, key: str, index: int, *, take: bool, by: Actor, at: datetime) -> PlanDraft:
    """Settle what was marked in a part: its proposal taken, or the words left as they are.

    :raises NotAllowed: if the person is no coordinator
    :raises Closed: if the draft is issued or put aside
    :raises KeyError: if there is no such part
    :raises NotSo: if there is no such mark, or its words do not stand there any more
    """
    _writing(by)
    found = _open(draft)
    content = edits.settled(found.content, key, index, take=take)
    return _saved(found, content, f"xem {label(found.content, key)}", by=by, at=at)


@transaction.atomic
def replace_bodies(draft: PlanDraft, pairs: Sequence[tuple[Agency, Agency]], *, by: Actor, at: datetime) -> PlanDraft:
    """Name other bodies where some are parties, everywhere in the draft, in one save: pairs of the old and the new.

    :raises NotAllowed: if the person is no coordinator
    :raises Closed: if the draft is issued or put aside
    """
    _writing(by)
    found = _open(draft)
    content = found.content
    for old, new in pairs:
        party = {"text": new.name, "name": new.name, "agency": new.slug, "group": False, "related": False}
        content = edits.replaced(content, old.slug, party)
    told = "; ".join(f"thay {old.name} bằng {new.name}" for old, new in pairs)
    return _saved(found, content, told, by=by, at=at)


@transaction.atomic
def undo_save(draft: PlanDraft, revision: int, *, by: Actor, at: datetime) -> PlanDraft:
    """Take one save back; what was changed elsewhere since then stays.

    :raises NotAllowed: if the person is no coordinator
    :raises Closed: if the draft is issued or put aside
    :raises NotSo: if there is no such save, or the same fields were changed again since
    """
    _writing(by)
    found = _open(draft)
    back = next((save for save in saves(found, since=revision - 1) if save.revision == revision), None)
    if back is None or not back.may_undo:
        raise edits.NotSo("Lần sửa này đã hoàn tác. Tải lại trang.")
    content = edits.undone(found.content, back.step)
    return _saved(found, content, f"hoàn tác: {back.summary}", by=by, at=at, undoes=revision)


@transaction.atomic
def set_aside(draft: PlanDraft, *, aside: bool, by: Actor, at: datetime) -> PlanDraft:
    """Put the draft aside, or take it up again.

    :raises NotAllowed: if the person is no coordinator
    :raises Closed: if it is issued
    """
    _writing(by)
    found = PlanDraft.objects.select_for_update().get(pk=draft.pk)
    if found.issued_at is not None:
        raise Closed("Dự thảo này đã ban hành, không bỏ được nữa.")
    if bool(found.discarded_at) != aside:
        found.discarded_at = at if aside else None
        found.save(update_fields=["discarded_at"])
        record(by.person, "discard_draft" if aside else "take_up_draft", found, at=at, agency=by.agency.slug)
    return found


def _open(draft: PlanDraft) -> PlanDraft:
    """The draft as it stands now, held until the transaction ends."""
    found = PlanDraft.objects.select_for_update().get(pk=draft.pk)
    if not found.is_open:
        raise Closed("Dự thảo này đã ban hành hoặc đã bỏ, không sửa được nữa.")
    return found


def save_content(
    draft: PlanDraft,
    content: Content,
    summary: str,
    *,
    by: Actor | None,
    at: datetime,
    reason: str = "",
    undoes: int | None = None,
) -> PlanDraft:
    """Keep the content that another act made of the draft, as one save of its own, within that act's transaction.

    `by` is None where a succession does it, which has its person. `undoes` is the revision that is taken back.

    :raises NotAllowed: if the person is no coordinator
    :raises Closed: if the draft is issued or put aside
    """
    if by is not None:
        _writing(by)
    return _saved(_open(draft), content, summary, by=by, at=at, reason=reason, undoes=undoes)


def _saved(
    found: PlanDraft,
    content: Content,
    summary: str,
    *,
    by: Actor | None,
    at: datetime,
    undoes: int | None = None,
    reason: str = "",
) -> PlanDraft:
    """Keep the content, unless nothing changed, and write on record what it was before and is now."""
    step = edits.step(found.content, content)
    if not step.after:
        return found
    found.content = content
    found.revision += 1
    found.changed_at = at
    found.save(update_fields=["content", "revision", "changed_at"])
    after: dict[str, Any] = {"revision": found.revision, "parts": dict(step.after)}
    record(
        by.person if by else None,
        "write_draft",
        found,
        at=at,
        agency=by.agency.slug if by else "",
        summary=summary,
        reason=reason,
        before={"revision": found.revision - 1, "parts": dict(step.before)},
        after=after | ({"undoes": undoes} if undoes else {}),
    )
    return found
