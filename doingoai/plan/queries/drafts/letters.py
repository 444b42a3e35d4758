"""What an agency is asked about a draft in a letter: its parts as they stand, or what an amendment makes of them."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from doingoai.plan.domain.drafts.comments import role_of
from doingoai.plan.domain.drafts.parts import part_of
from doingoai.plan.domain.requests import AskedPart, Commenting
from doingoai.plan.domain.states import Role
from doingoai.plan.models import CommentLetter, DraftReader, PlanDraft
from doingoai.plan.queries.drafts.comments import OwnPart, own_parts
from doingoai.plan.queries.requests import named_plainly
from doingoai.plan.queries.review.book import Book
from doingoai.plan.words import ROLE_WORDS


def letters_of_draft(draft: PlanDraft) -> list[CommentLetter]:
    """The letters about the draft, the newest first; one query."""
    return list(CommentLetter.objects.filter(reader__draft=draft).select_related("reader__agency"))


def commenting_of(reader: DraftReader, book: Book, day: date, *, asker: str, telephone: str) -> Commenting:
    """The agency's parts, the last day, the ways; `asker` is the issuing body as its letterhead prints it."""
    draft = reader.draft
    url = reverse("plan:draft_own", args=[draft.pk, reader.agency.slug])
    with override("vi"):  # a paper speaks the office's language, whoever makes it
        parts = [_asked(reader, part, book) for part in own_parts(reader, book, day)]
    return Commenting(
        agency=reader.agency.name,
        year=draft.year,
        title=str(draft),
        amends=draft.amends_id is not None,
        until=draft.comments_until or day,
        parts=tuple(parts),
        asker=named_plainly(asker),
        house=f"{settings.BASE_URL}{url}",
        telephone=telephone,
    )


def _asked(reader: DraftReader, part: OwnPart, book: Book) -> AskedPart:
    row = part.row
    raw = part_of(reader.draft.content, row.key)
    is_task = row.key[0] == "t"
    role = _role(raw, reader.agency.slug, book) if is_task else Role.PERFORM
    return AskedPart(
        number=part.change.number if part.change else row.number,
        title=row.title,
        role=str(ROLE_WORDS[Role(role)]) if role else "",
        time=(raw.get("time") or {}).get("text") or (str(_("not written yet")) if is_task else ""),
        changes=tuple((str(one.label), one.before, one.after) for one in part.changes),
    )


def _role(raw: Mapping[str, Any], slug: str, book: Book) -> str:
    """The role of the agency in a task: under its own name, else as a member of a group; empty for none."""
    if own := role_of(raw, slug):
        return own
    for role, name in ((Role.LEAD, "lead"), (Role.COORDINATE, "coordinate")):
        if any(slug in book.standing(party).agencies for party in raw[name]):
            return role.value
    return ""
