"""What becomes of plans that are being written when a body is succeeded: its name in them, and the word it owes."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from doingoai.agencies.actions import NotDone
from doingoai.agencies.domain.succession import Change, Passing
from doingoai.agencies.models import Agency
from doingoai.agencies.registry import Follower, Move, Moves
from doingoai.dates import office
from doingoai.plan.actions.drafts import save_content
from doingoai.plan.domain.drafts import edits
from doingoai.plan.models import DraftReader, PlanDraft
from doingoai.plan.queries.drafts.history import saves

Memo = Mapping[str, Any]


def _drafts(passing: Passing) -> list[PlanDraft]:
    """The open drafts that a succession touches: of years that are not over. What is divided, a person decides.

    An amendment names bodies as its plan did; the shares follow when it is issued.
    """
    rows = PlanDraft.objects.filter(year__gte=passing.on.year, amends=None, issued_at=None, discarded_at=None)
    return [] if passing.kind is Change.SPLIT or passing.main is None else list(rows.order_by("pk"))


def _readers(passing: Passing) -> list[DraftReader]:
    """The bodies that end and were asked for their word on an open draft."""
    rows = DraftReader.objects.filter(agency__slug__in=passing.ended, draft__issued_at=None, draft__discarded_at=None)
    return list(rows.select_related("agency", "draft").order_by("pk")) if passing.main else []


def _moves(passing: Passing) -> list[Moves]:
    named = [
        Move(f"draft:{draft.pk}:{slug}", str(draft), slug)
        for draft in _drafts(passing)
        for slug in passing.ended
        if edits.names_body(draft.content, slug)
    ]
    asked = [Move(f"reader:{reader.pk}", str(reader.draft), reader.agency.slug) for reader in _readers(passing)]
    return [
        Moves(_("Names in plans that are being written"), tuple(named), is_divided=False),
        Moves(_("Comments asked for on drafts"), tuple(asked), is_divided=False),
    ]


def _follow(passing: Passing, at: datetime) -> Memo:
    main = Agency.objects.filter(slug=passing.main or "").first()
    if main is None:
        return {"saves": [], "readers": []}
    party = {"text": main.name, "name": main.name, "agency": main.slug, "group": False, "related": False}
    gone = list(Agency.objects.filter(slug__in=passing.ended))
    made = []
    for draft in _drafts(passing):
        for body in gone:
            before, content = draft.revision, edits.replaced(draft.content, body.slug, party)
            told = f"thay {body.name_on(passing.last)} bằng {main.name}, kế tục từ {office(passing.on)}"
            draft = save_content(draft, content, told, by=None, at=at)
            made += [[draft.pk, draft.revision]] if draft.revision != before else []
    readers = []
    for reader in _readers(passing):
        own = DraftReader.objects.filter(draft=reader.draft, agency=main).first()
        readers.append(_was(own or reader))
        # Whoever was asked itself has more to look at now; what the other said of its parts stays said.
        found = own or reader
        found.agency, found.answered_at, found.answered_by = main, None, None
        found.save(update_fields=["agency", "answered_at", "answered_by"])
    return {"saves": made, "readers": readers}


def _was(reader: DraftReader) -> list[Any]:
    answered_at = reader.answered_at.isoformat() if reader.answered_at else None
    return [reader.pk, reader.agency_id, answered_at, reader.answered_by_id]


def _undo(passing: Passing, memo: Memo, at: datetime) -> None:
    for key, agency, answered_at, by in reversed(memo["readers"]):
        answered = datetime.fromisoformat(answered_at) if answered_at else None
        DraftReader.objects.filter(pk=key).update(agency=agency, answered_at=answered, answered_by=by)
    for key, revision in reversed(memo["saves"]):
        draft = PlanDraft.objects.get(pk=key)
        back = next((save for save in saves(draft, since=revision - 1) if save.revision == revision), None)
        if draft.is_open and back is not None and back.may_undo:
            _take_back(draft, revision, back.step, passing, at)


def _take_back(draft: PlanDraft, revision: int, step: edits.Step, passing: Passing, at: datetime) -> None:
    try:
        content = edits.undone(draft.content, step)
    except edits.NotSo as error:
        raise NotDone(f"Không hoàn tác được: dự thảo {draft} đã sửa tiếp chỗ ghi tên cơ quan.") from error
    save_content(draft, content, f"hoàn tác việc kế tục từ {office(passing.on)}", by=None, at=at, undoes=revision)


DRAFTS = Follower(_moves, _follow, _undo)
