"""Letters that ask agencies for their part: chosen, numbered, taken home one by one or as one file."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache

from doingoai.agencies.models import Agency
from doingoai.agencies.profile import report_boxes
from doingoai.agencies.queries import Actor
from doingoai.plan.actions import requests as acts
from doingoai.plan.actions.papers import MEDIA
from doingoai.plan.domain.links import NotALink
from doingoai.plan.domain.rights import may_coordinate
from doingoai.plan.domain.states import SETTLED
from doingoai.plan.forms.requests import RequestForm
from doingoai.plan.models import CommentLetter, Report, RequestLetter
from doingoai.plan.queries import requests as queries
from doingoai.plan.queries.links import printed_address
from doingoai.plan.queries.report import report_of
from doingoai.plan.queries.requests import Letter
from doingoai.plan.views.desk import actor_of, staff


def _report(request: HttpRequest, year: int, code: str) -> Report:
    report = report_of(year, code)
    if report is None:
        raise Http404
    if not may_coordinate(actor_of(request)):
        raise PermissionDenied
    return report


@staff
@never_cache
def ask(request: HttpRequest, year: int, code: str) -> HttpResponse:
    """The letters made so far, with their files, and the form for more."""
    report = _report(request, year, code)
    actor, at = actor_of(request), timezone.localtime()
    waiting = report.parts.exclude(state__in=SETTLED)
    agencies = list(Agency.objects.filter(pk__in=waiting.values("agency")))
    letters = queries.letters_of(report)
    # Those who were asked already, and who asks, are not asked unless somebody chooses them.
    asked = {letter.agency.slug: letter for letter in letters}
    left = [agency.slug for agency in agencies if agency.slug not in {*asked, actor.agency.slug}]
    form = RequestForm(agencies, asked, request.POST or None, initial=started(letters) | {"agencies": left})
    if request.method == "POST" and form.is_valid():
        said = dict(form.cleaned_data)
        chosen = said.pop("agencies")
        try:
            acts.ask_agencies(report, chosen, acts.Series(**said), by=actor, at=at)
            return redirect("plan:requests", year=year, code=code)
        except acts.MadeMeanwhile as refusal:
            form.go_on(refusal)
        except (acts.NumberTaken, NotALink) as refusal:
            form.add_error("number", str(refusal))
    period = report.period
    context = {
        "plan": period.plan,
        "period": period,
        "form": form,
        "is_past": period.agencies_due < at.date(),
        **made(letters, actor, at),
    }
    return render(request, "plan/requests.html", context, status=422 if form.is_bound else 200)


def started(letters: Sequence[RequestLetter] | Sequence[CommentLetter]) -> dict[str, Any]:
    """What the last letter bore, the next number, today, and the newest of the letters on the page."""
    today, last = timezone.localdate(), queries.last_hand()
    told = report_boxes(settings.PROFILE_DIR, today)
    own = str(told.get("code", "")).partition("-")[2]
    code = last.code if last else f"{own}-TTĐN"
    return {
        "number": queries.next_number(code, today.year),
        "code": code,
        "dated_on": today,
        "signer_title": last.signer_title if last else told.get("signer_title", ""),
        "signer_name": last.signer_name if last else "",
        "telephone": last.telephone if last else "",
        "seen": max((letter.pk for letter in letters), default=0),
    }


def made(letters: Sequence[Letter], actor: Actor, at: datetime) -> dict[str, Any]:
    """The letters as they were made, the newest time first, and until when its key links may be printed."""
    strokes = queries.strokes(letters)
    newest = strokes[0] if strokes else None
    until = newest.keys_until if newest and newest.first.made_by_id == actor.person.pk else None
    return {
        "letters": letters,
        "strokes": strokes,
        "newest": newest,
        "keys_until": until if until and at < until else None,
    }


def file_of(data: bytes, media: str, name: str) -> HttpResponse:
    """Bytes to be kept under a name."""
    return HttpResponse(data, content_type=media, headers={"Content-Disposition": f'attachment; filename="{name}"'})


@staff
@never_cache
def again(request: HttpRequest, year: int, code: str, pk: int) -> HttpResponse:
    """A letter once more; with its key link only while that may be printed."""
    report = _report(request, year, code)
    letter = get_object_or_404(_letters(report), pk=pk)
    return file_of(_written(request, letter), MEDIA["docx"], acts.file_name(letter))


@staff
@never_cache
def together(request: HttpRequest, year: int, code: str, pk: int) -> HttpResponse:
    """The letters that were made at one time, as one file; with their key links only while those may be printed."""
    report = _report(request, year, code)
    stroke = queries.stroke_of(_letters(report), pk)
    if stroke is None:
        raise Http404
    data = acts.packed((letter, _written(request, letter)) for letter in stroke.letters)
    return file_of(data, "application/zip", f"cong-van-{year}-{code}-{stroke.first.number:02d}.zip")


def _written(request: HttpRequest, letter: RequestLetter) -> bytes:
    """The letter, with the address of its key link while that may be printed."""
    at = timezone.localtime()
    return acts.letter_docx(letter, address=printed_address(letter.link, by=actor_of(request).person, at=at), at=at)


def _letters(report: Report) -> QuerySet[RequestLetter]:
    """The letters of the report with all that they print."""
    return report.requests.select_related("agency", "link", "report__period__plan__issuer")
