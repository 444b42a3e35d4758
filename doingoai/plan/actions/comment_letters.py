"""Letters that ask agencies for their comments on a draft or an amendment: numbered, written in Word."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from doingoai.agencies.queries import Actor
from doingoai.audit.actions import record
from doingoai.documents.domain.form import Form
from doingoai.documents.write import last_look, write_docx
from doingoai.plan.actions.drafts import Closed
from doingoai.plan.actions.requests import Series, boxes_of, free_numbers, repeated
from doingoai.plan.domain import rights
from doingoai.plan.domain.requests import comment_form
from doingoai.plan.models import CommentLetter, DraftReader
from doingoai.plan.queries.drafts.letters import commenting_of
from doingoai.plan.queries.review.book import Book


@transaction.atomic
def ask_in_writing(
    readers: Sequence[DraftReader], series: Series, book: Book, *, by: Actor, at: datetime
) -> list[CommentLetter]:
    """Number a letter for each agency that was asked, in their order; asked a second time from the same page, once.

    :raises NotAllowed: if the person is no coordinator
    :raises MadeMeanwhile: if other letters were made since the page was opened
    :raises Closed: if the draft is issued or put aside
    :raises NumberTaken: if a number was used already, and nobody said that it shall stand
    """
    if not rights.may_coordinate(by):
        raise rights.NotAllowed("Chỉ điều phối viên gửi được công văn lấy ý kiến.")
    if any(not reader.draft.is_open for reader in readers):
        raise Closed("Dự thảo này đã ban hành hoặc đã bỏ, không lấy ý kiến được nữa.")
    if since := _since(readers, series):
        return repeated(since, [reader.agency.slug for reader in readers], series, by.person.pk)
    made = []
    for reader, number in zip(readers, free_numbers(series, len(readers)), strict=True):
        letter = CommentLetter(
            reader=reader,
            number=number,
            code=series.code,
            dated_on=series.dated_on,
            signer_title=series.signer_title,
            signer_name=series.signer_name,
            telephone=series.telephone,
            made_by=by.person,
            made_at=at,
        )
        last_look(_form(letter, book, at))  # what may not leave takes no number
        letter.save()
        told = f"{letter}: {reader.agency.name}"
        record(by.person, "ask_in_writing", reader.draft, at=at, agency=reader.agency.slug, summary=told)
        made.append(letter)
    return made


def _since(readers: Sequence[DraftReader], series: Series) -> list[CommentLetter]:
    """The letters about the draft that were made since the page was opened."""
    if series.seen is None:
        return []
    drafts = {reader.draft_id for reader in readers}
    return list(
        CommentLetter.objects.filter(reader__draft__in=drafts, pk__gt=series.seen).select_related("reader__agency")
    )


def comment_docx(letter: CommentLetter, book: Book, *, at: datetime) -> bytes:
    """The letter in Word, with the agency's parts as they stand."""
    return write_docx(_form(letter, book, at), at=at)


def _form(letter: CommentLetter, book: Book, at: datetime) -> Form:
    boxes = boxes_of(letter)
    asking = commenting_of(letter.reader, book, at.date(), asker=boxes.issuing_body, telephone=letter.telephone)
    return comment_form(asking, boxes)
