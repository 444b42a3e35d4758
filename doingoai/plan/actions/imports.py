"""A plan on its way in: read, reviewed field by field, then adopted or put aside."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from doingoai.accounts.models import Person
from doingoai.agencies.queries import Actor, acting, actors, directory
from doingoai.audit.actions import record
from doingoai.documents.actions import NotAccepted, examine, held, hold, keep, lay_down, let_go, media_type_of
from doingoai.documents.domain import NotReadable
from doingoai.documents.domain.guard import SecrecyMark
from doingoai.documents.read import Turned, check_size, read, refuse_tricks, unseen
from doingoai.jobs.actions import settle
from doingoai.plan.domain import review, rights
from doingoai.plan.domain.contract import to_review
from doingoai.plan.domain.outline import NotAPlan, read_plan
from doingoai.plan.models import PaperToRead, PlanImport
from doingoai.plan.queries.review.history import Change, as_of, changes_since, review_of

NOT_YOURS = "Chỉ điều phối viên nhập và duyệt được kế hoạch."
MOST_ATTEMPTS = 3
GIVEN_UP = (
    f"Máy đã {MOST_ATTEMPTS} lần dừng giữa chừng khi đọc tệp này. Tách tệp thành nhiều phần, hoặc dùng bản .docx."
)
REFUSALS = (NotReadable, NotAPlan, SecrecyMark, NotAccepted, rights.NotAllowed)


class Overtaken(Exception):
    """The lease on the paper ran out while it was read: another reads it now."""


class Settled(Exception):
    """The import was adopted or put aside: it is not reviewed any more."""


class EditedMeanwhile(Exception):
    """Somebody saved the part after it was opened here.

    `part` holds what was just said on top of what was saved, `theirs` the fields that were saved as they stand now.
    """

    def __init__(self, change: Change, at: datetime, part: review.Values, theirs: review.Values) -> None:
        when = change.at.astimezone(at.tzinfo)
        told = f"{when:%H:%M}" if when.date() == at.date() else f"{when:%H:%M} ngày {when:%d/%m/%Y}"
        super().__init__(f"{change.who} đã sửa mục này lúc {told}. Phần đang viết ở đây vẫn còn nguyên.")
        self.who, self.part, self.theirs = change.who, part, theirs


def coordinating(by: Actor | None) -> None:
    """Let through those who run the plan, and the installation itself.

    :raises NotAllowed: for anybody else
    """
    if by is not None and not rights.may_coordinate(by):
        raise rights.NotAllowed(NOT_YOURS)


def read_in(
    name: str,
    data: bytes,
    *,
    province: str,
    by: Actor | None,
    person: Person | None,
    at: datetime,
    paper: PaperToRead | None = None,
    turned: Turned = unseen,
) -> PlanImport:
    """Read a plan's file and keep it with its reading for review; nothing of it is in the plan yet.

    `paper` is the row by which the file waited, where it did: it is settled in the same stroke.

    :raises NotAllowed: if the person is no coordinator
    :raises NotReadable, NotAPlan, SecrecyMark, NotAccepted: if the file is refused; then nothing is kept
    :raises Overtaken: if another reads the paper by now; then nothing is kept
    """
    coordinating(by)
    refuse_tricks(name, data)
    document = read(name, data, turned=turned)
    media_type = media_type_of(name, data)
    examine(name, data, document=document, by=person, at=at)
    printed = to_review(read_plan(document, directory(province)))
    lay_down(data)
    with transaction.atomic():
        made = PlanImport.objects.create(
            file=keep(name, data, media_type, by=person, at=at),
            reading=review.Review(printed).reading(),
            printed=printed,
            created_by=person,
            created_at=at,
            changed_at=at,
        )
        summary = f"{len(printed['tasks'])} nhiệm vụ, {len(printed['warnings'])} chỗ cần xem"
        record(person, "read_plan", made, at=at, agency=by.agency.slug if by else "", summary=summary)
        if paper is not None and not settle(paper, made=made, ended_at=at):
            raise Overtaken
    return made


def bring_in(name: str, data: bytes, *, by: Actor, at: datetime) -> PaperToRead:
    """Have a paper that takes long read by the machine: held in memory, nothing of it kept before it is looked at.

    :raises NotAllowed: if the person is no coordinator
    :raises NotReadable, NotAccepted: if it is empty, too large, of no kind that is kept, or there is no room
    """
    coordinating(by)
    check_size(data)
    media_type_of(name, data)
    key = hold(data)
    with transaction.atomic():
        paper = PaperToRead.objects.create(
            key=key, name=name[-200:], created_by=by.person, agency=by.agency, created_at=at
        )
        record(by.person, "bring_in_paper", paper, at=at, agency=by.agency.slug)
    return paper


def read_brought(paper: PaperToRead, *, province: str, turned: Turned, at: datetime) -> None:
    """Read a paper that was claimed, as the person who brought it in: it becomes an import, or the refusal is noted.

    :raises Overtaken: if another reads it by now
    """
    try:
        if paper.attempts > MOST_ATTEMPTS:
            raise NotReadable(GIVEN_UP)
        actor = acting(actors(paper.created_by, on=at.date()), paper.agency.slug)
        if actor is None:
            raise rights.NotAllowed(NOT_YOURS)
        data = held(paper.key)
        read_in(paper.name, data, province=province, by=actor, person=actor.person, at=at, paper=paper, turned=turned)
    except REFUSALS as refusal:
        if not settle(paper, refusal=str(refusal), ended_at=at):
            raise Overtaken from refusal
    let_go(paper.key)


def opened(plan_import: PlanImport) -> PlanImport:
    """The import as it stands now, locked for a change.

    :raises Settled: if it is adopted or put aside
    """
    found = PlanImport.objects.select_for_update().get(pk=plan_import.pk)
    if found.plan_id is not None or found.discarded_at is not None:
        raise Settled("Bản nhập này đã nhận hoặc đã bỏ, không sửa được nữa.")
    return found


@transaction.atomic
def correct(
    plan_import: PlanImport, key: str, changes: Mapping[str, Any], *, revision: int, by: Actor, at: datetime
) -> PlanImport:
    """Correct a part of the reading as it was seen at a revision; the print stays beside it.

    What another person saved in other fields since then is kept; saving again after being told is saving knowingly.

    :raises NotAllowed: if the person is no coordinator
    :raises Settled: if the import is adopted or put aside
    :raises KeyError: if there is no such part
    :raises Unreadable: if the correction makes no sense
    :raises EditedMeanwhile: if another person saved the part since, or the same fields were saved otherwise
    """
    coordinating(by)
    found = opened(plan_import)
    state = review_of(found)
    part = _merged(found, state, key, changes, revision, by, at)
    return _saved(found, state, review.corrected(state, key, part), "", key, by=by, at=at)


def _merged(
    found: PlanImport,
    state: review.Review,
    key: str,
    changes: Mapping[str, Any],
    revision: int,
    by: Actor,
    at: datetime,
) -> review.Values:
    raw = review.part_of(state.reading(), key)
    now = review.values(key, raw) | {"gone": bool(raw.get("gone"))}
    since = [change for change in changes_since(found, revision) if key in change.after]
    base = as_of(now, key, since)
    part, theirs, both = review.written_over(base, now, changes)
    if theirs and (both or any(change.person != by.person.pk for change in since)):
        raise EditedMeanwhile(since[0], at, part, theirs)
    return part


@transaction.atomic
def add(
    plan_import: PlanImport, letter: str, after: str, filled: Mapping[str, Any], *, by: Actor, at: datetime
) -> tuple[PlanImport, str]:
    """Add a part that the machine did not find behind another; return it with its key.

    :raises NotAllowed: if the person is no coordinator
    :raises Settled: if the import is adopted or put aside
    :raises KeyError: if nothing of the kind can stand there
    :raises Unreadable: if the part makes no sense
    """
    coordinating(by)
    found = opened(plan_import)
    state = review_of(found)
    changed, key = review.added(state, letter, after, filled)
    return _saved(found, state, changed, "thêm", key, by=by, at=at), key


@transaction.atomic
def take_out(plan_import: PlanImport, key: str, *, gone: bool, by: Actor, at: datetime) -> PlanImport:
    """Take a part out of the reading, or put it back; it stays on the screen.

    :raises NotAllowed: if the person is no coordinator
    :raises Settled: if the import is adopted or put aside
    :raises KeyError: if there is no such part to take out
    """
    coordinating(by)
    found = opened(plan_import)
    state = review_of(found)
    changed = review.removed(state, key) if gone else review.put_back(state, key)
    return _saved(found, state, changed, "bỏ" if gone else "hoàn lại", key, by=by, at=at)


@transaction.atomic
def give_back(plan_import: PlanImport, key: str, *, by: Actor, at: datetime) -> PlanImport:
    """Give a part back as the machine read it; proposals taken in it are open again.

    :raises NotAllowed: if the person is no coordinator
    :raises Settled: if the import is adopted or put aside
    :raises KeyError: if there is no such part
    :raises Unreadable: if the machine did not read the part
    """
    coordinating(by)
    found = opened(plan_import)
    state = review_of(found)
    return _saved(found, state, review.given_back(state, key), "trả về như máy đọc:", key, by=by, at=at)


@transaction.atomic
def decide(
    plan_import: PlanImport, indexes: Collection[int], choice: str | None, *, by: Actor | None, at: datetime
) -> PlanImport:
    """Decide on doubts: take their proposal, keep the print, note them; None takes the decision back.

    :raises NotAllowed: if the person is no coordinator
    :raises Settled: if the import is adopted or put aside
    :raises Unreadable: if there is no such doubt or it proposes nothing to take
    """
    coordinating(by)
    found = opened(plan_import)
    state = review_of(found)
    changed = review.decided(state, indexes, choice)
    if changed == state:
        return found
    before, after = _keep(found, state, changed, at)
    told = "; ".join(found.printed["warnings"][index]["message"] for index in sorted(indexes))
    record(
        by.person if by else None,
        "decide_warning",
        found,
        at=at,
        agency=by.agency.slug if by else "",
        summary=f"{told[:200]}…" if len(told) > 200 else told,
        before=before | {"choices": {str(i): state.decisions.get(str(i)) for i in sorted(indexes)}},
        after=after | {"choices": {str(i): choice for i in sorted(indexes)}},
    )
    return found


def _saved(
    found: PlanImport, state: review.Review, changed: review.Review, act: str, key: str, *, by: Actor, at: datetime
) -> PlanImport:
    """Keep the changed state, unless nothing changed, and write on record what it was before and is now."""
    if changed == state:
        return found
    before, after = _keep(found, state, changed, at)
    name = review.label(key, review.part_of(found.reading, key))
    record(
        by.person,
        "correct_reading",
        found,
        at=at,
        agency=by.agency.slug,
        summary=f"{act} {name}".strip(),
        before=before,
        after=after,
    )
    return found


def _keep(
    found: PlanImport, state: review.Review, changed: review.Review, at: datetime
) -> tuple[dict[str, Any], dict[str, Any]]:
    was, now = state.reading(), changed.reading()
    before, after = review.differences(was, now)
    found.reading = now | {"edits": changed.edits}
    found.decisions = dict(changed.decisions)
    found.revision += 1
    found.changed_at = at
    found.save(update_fields=["reading", "decisions", "revision", "changed_at"])
    return {"revision": found.revision - 1, "parts": before}, {"revision": found.revision, "parts": after}


@transaction.atomic
def put_aside(plan_import: PlanImport, *, aside: bool, by: Actor, at: datetime) -> PlanImport:
    """Put the import aside, or take it up again.

    :raises NotAllowed: if the person is no coordinator
    :raises Settled: if it is adopted
    """
    coordinating(by)
    found = PlanImport.objects.select_for_update().get(pk=plan_import.pk)
    if found.plan_id is not None:
        raise Settled("Bản nhập này đã nhận thành kế hoạch, không bỏ được nữa.")
    if bool(found.discarded_at) != aside:
        found.discarded_at = at if aside else None
        found.save(update_fields=["discarded_at"])
        record(by.person, "discard_import" if aside else "take_up_import", found, at=at, agency=by.agency.slug)
    return found
