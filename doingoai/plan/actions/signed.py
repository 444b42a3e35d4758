"""The signed paper of a part, returned by its agency, through a key link, or by the coordinator for it."""

import re
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from doingoai.accounts.models import Person
from doingoai.agencies.queries import Actor, answering
from doingoai.audit.actions import record
from doingoai.documents.models import StoredFile
from doingoai.jobs.domain import PROVINCE
from doingoai.plan.domain import rights
from doingoai.plan.models import KeyLink, Part, SignedCopy

NUMBER = re.compile(r"\d+\s*/\s*\S+")
KINDS = {"application/pdf", "image/jpeg", "image/png"}


class NotAPaper(Exception):
    """What was given is no signed paper; the message says in Vietnamese how to give it."""


@dataclass(frozen=True)
class Paper:
    """A signed paper: its file, its number with its code as printed, its date."""

    file: StoredFile
    number: str
    dated_on: date


@transaction.atomic
def return_paper(part: Part, paper: Paper, *, by: Actor, at: datetime) -> SignedCopy:
    """Keep the signed paper beside the part's data; an earlier version stays.

    :raises NotAllowed: if the part is another agency's, and not of a body that went over into the person's
    :raises NotAPaper: if it is no .pdf or photo, or number or date make no sense
    """
    if not rights.may_return_paper(by, answering(part.agency, by.agency.slug)):
        raise rights.NotAllowed("Chỉ người của cơ quan hoặc điều phối viên nộp được bản ký của phần này.")
    return keep_paper(part, paper, by=by.person, at=at)


def keep_paper(part: Part, paper: Paper, *, via: KeyLink | None = None, by: Person | None, at: datetime) -> SignedCopy:
    """Keep a paper brought by a person who may, or through the key link `via`; told again it stays one version.

    :raises NotAPaper: if it is no .pdf or photo, or number or date make no sense
    """
    number = "".join(paper.number.split())
    if paper.file.media_type not in KINDS:
        raise NotAPaper("Bản ký là tệp .pdf, hoặc ảnh chụp .jpg, .png. Chọn tệp khác.")
    if not NUMBER.fullmatch(number):
        raise NotAPaper("Ghi số và ký hiệu như trên văn bản, ví dụ 45/BC-SNV.")
    if paper.dated_on > at.astimezone(PROVINCE).date():
        raise NotAPaper("Ngày văn bản chưa tới. Ghi ngày như trên văn bản.")
    # Held, so that two who bring a paper at once get two versions.
    Part.objects.select_for_update(of=("self",)).get(pk=part.pk)
    last = part.signed_copies.first()
    if last and (last.file_id, last.number, last.dated_on) == (paper.file.pk, number, paper.dated_on):
        return last
    copy = SignedCopy.objects.create(
        part=part,
        version=last.version + 1 if last else 1,
        file=paper.file,
        number=number,
        dated_on=paper.dated_on,
        by=by,
        via=via,
        at=at,
    )
    named = via.signature if via else ""
    record(by, "return_paper", part, at=at, agency=part.agency.slug, summary=str(copy), named=named)
    return copy
