"""Letters that ask agencies for their part: numbered, written in Word, with a key link where one is wanted."""

import io
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import transaction

from doingoai.agencies.models import Agency
from doingoai.agencies.profile import report_boxes
from doingoai.agencies.profile import settings as profile_settings
from doingoai.agencies.queries import Actor
from doingoai.audit.actions import record
from doingoai.documents.domain.form import Form
from doingoai.documents.write import last_look, write_docx
from doingoai.jobs.domain import PROVINCE
from doingoai.plan.actions.links import Asked, make_link
from doingoai.plan.domain import rights
from doingoai.plan.domain.links import VALID_DAYS
from doingoai.plan.domain.paper import Boxes, boxes_from
from doingoai.plan.domain.requests import kept_by, letter_form, subject_of
from doingoai.plan.domain.states import SETTLED
from doingoai.plan.models import CommentLetter, KeyLink, OfficialLetter, Part, Report, RequestLetter
from doingoai.plan.queries.requests import Letter, asking_of, strokes, used_numbers

WHOEVER = "Người được giao soạn báo cáo"


class NumberTaken(Exception):
    """A number that the office used already this year; the message says which."""


class MadeMeanwhile(Exception):
    """Letters have been made since the form was opened; the message says which."""


@dataclass(frozen=True)
class Series:
    """How the letters are numbered, dated and signed; `anyway` where a number used before shall stand.

    `seen` is the newest letter on the page when it was opened: 0 where there was none, None where nobody saw.
    """

    number: int
    code: str
    dated_on: date
    signer_title: str
    signer_name: str
    telephone: str
    with_links: bool = False
    anyway: bool = False
    seen: int | None = None


@transaction.atomic
def ask_agencies(
    report: Report, agencies: Sequence[Agency], series: Series, *, by: Actor, at: datetime
) -> list[RequestLetter]:
    """Number a letter for each agency, in their order; keys of links stand in the letters alone.

    Asked a second time from the same page, by a button pressed twice, the letters of the first time are given again.

    :raises NotAllowed: if the person is no coordinator
    :raises MadeMeanwhile: if other letters were made since the page was opened
    :raises NumberTaken: if a number was used already, and nobody said that it shall stand
    """
    if not rights.may_coordinate(by):
        raise rights.NotAllowed("Chỉ điều phối viên gửi được công văn đề nghị báo cáo.")
    since = [] if series.seen is None else list(report.requests.filter(pk__gt=series.seen).select_related("agency"))
    if since:
        return repeated(since, [agency.slug for agency in agencies], series, by.person.pk)
    numbers = free_numbers(series, len(agencies))
    return [_letter(report, agency, number, series, by, at) for agency, number in zip(agencies, numbers, strict=True)]


def repeated(since: list[Letter], slugs: Sequence[str], series: Series, maker: int) -> list[Letter]:
    """The letters made since the page was opened, if they are the very ones that are asked for again.

    :raises MadeMeanwhile: if they are others
    """
    asked = {(slug, series.code, series.number + place, maker) for place, slug in enumerate(slugs)}
    if asked == {(letter.agency.slug, letter.code, letter.number, letter.made_by_id) for letter in since}:
        return since
    stroke = strokes(since)[0]
    raise MadeMeanwhile(
        f"Vừa có {stroke.count} công văn được tạo, số {stroke.numbers}. Cơ quan đã có công văn không còn đánh dấu; "
        "xem lại số và cơ quan rồi bấm lần nữa."
    )


def free_numbers(series: Series, count: int) -> range:
    """The next so many numbers of the series.

    :raises NumberTaken: if a number was used already, and nobody said that it shall stand
    """
    numbers = range(series.number, series.number + count)
    used = used_numbers(series.code, series.dated_on.year, numbers)
    if used and not series.anyway:
        listed = ", ".join(f"{number:02d}" for number in used)
        raise NumberTaken(f"Số {listed}/{series.code} đã dùng trong năm {series.dated_on.year}. Chọn số khác.")
    return numbers


def _letter(report: Report, agency: Agency, number: int, series: Series, by: Actor, at: datetime) -> RequestLetter:
    letter = RequestLetter(
        report=report,
        agency=agency,
        number=number,
        code=series.code,
        dated_on=series.dated_on,
        signer_title=series.signer_title,
        signer_name=series.signer_name,
        telephone=series.telephone,
        made_by=by.person,
        made_at=at,
    )
    last_look(_form(letter))  # what may not leave takes no number
    letter.link = _link(letter, by, at) if series.with_links else None
    letter.save()
    record(by.person, "ask_agency", report, at=at, agency=agency.slug, summary=f"{letter}: {agency.name}")
    return letter


def _link(letter: RequestLetter, by: Actor, at: datetime) -> KeyLink | None:
    """A key to the agency's part, for whoever it gives the letter to; none where the part is in."""
    part = Part.objects.filter(report=letter.report, agency=letter.agency).exclude(state__in=SETTLED).first()
    if part is None:
        return None
    today, due = at.astimezone(PROVINCE).date(), letter.report.period.agencies_due
    asked = Asked(
        agency=letter.agency,
        purpose=subject_of(letter.report.period.name),
        name=WHOEVER,
        post=f"theo Công văn số {letter}",
        email="",
        telephone=letter.telephone,
        last_day=max(today + timedelta(days=VALID_DAYS), min(due, today + timedelta(days=60))),
        due_on=due,
        part=part,
        in_print=True,
    )
    return make_link(asked, by=by, at=at).link


def letter_docx(letter: RequestLetter, *, address: str = "", at: datetime) -> bytes:
    """The letter in Word; without the address of its key link where that may not be printed any more."""
    return write_docx(_form(letter, address), at=at)


def _form(letter: RequestLetter, address: str = "") -> Form:
    boxes = boxes_of(letter)
    said = {"asker": boxes.issuing_body, "telephone": letter.telephone, "address": address}
    return letter_form(asking_of(letter.report, letter.agency, on=letter.dated_on, **said), boxes)


def boxes_of(letter: OfficialLetter) -> Boxes:
    """The boxes of a letter: the profile's of its day, its number, its signer, kept by the unit that its code names."""
    folder = Path(settings.PROFILE_DIR)
    told = dict(report_boxes(folder, letter.dated_on)) | {"code": letter.code}
    told["keep"] = kept_by(str(told.get("keep", "")), letter.code)
    entered = {
        "number": str(letter.number),
        "dated_on": letter.dated_on,
        "signer_title": letter.signer_title,
        "signer_name": letter.signer_name,
    }
    return boxes_from(told, entered, str(profile_settings(folder).get("place", "")))


def file_name(letter: RequestLetter | CommentLetter) -> str:
    """What the letter's file is called."""
    return f"{letter.number:02d}-{letter.agency.slug}.docx"


def packed(letters: Iterable[tuple[RequestLetter | CommentLetter, bytes]]) -> bytes:
    """All letters of one stroke in one .zip."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for letter, data in letters:
            package.writestr(file_name(letter), data)
    return buffer.getvalue()
