"""Letters that ask agencies for their part: chosen, numbered, taken home as one file."""

from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.cache import never_cache

from doingoai.agencies.models import Agency
from doingoai.agencies.profile import report_boxes
from doingoai.plan.actions import requests as acts
from doingoai.plan.actions.papers import MEDIA
from doingoai.plan.domain.links import NotALink
from doingoai.plan.domain.rights import may_coordinate
from doingoai.plan.domain.states import SETTLED
from doingoai.plan.forms.requests import RequestForm
from doingoai.plan.models import Report
from doingoai.plan.queries import requests as queries
from doingoai.plan.queries.report import report_of
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
    """The letters made so far, and the form for more; what is made goes out as one file at once."""
    report = _report(request, year, code)
    waiting = report.parts.exclude(state__in=SETTLED)
    agencies = list(Agency.objects.filter(pk__in=waiting.values("agency")))
    letters = queries.letters_of(report)
    # Those who were asked already are not asked again unless somebody chooses them.
    asked = {letter.agency_id for letter in letters}
    initial = started() | {"agencies": [agency.slug for agency in agencies if agency.pk not in asked]}
    form = RequestForm(agencies, request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        said = dict(form.cleaned_data)
        chosen = said.pop("agencies")
        try:
            made = acts.ask_agencies(report, chosen, acts.Series(**said), by=actor_of(request), at=timezone.localtime())
            return handed(made, f"cong-van-{year}-{code}.zip")
        except (acts.NumberTaken, NotALink) as refusal:
            form.add_error("number", str(refusal))
    context = {
        "plan": report.period.plan,
        "period": report.period,
        "form": form,
        "letters": letters,
    }
    return render(request, "plan/requests.html", context, status=422 if form.is_bound else 200)


def started() -> dict[str, Any]:
    """What the last letter bore, the next number, today."""
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
    }


def handed(made: list[tuple[Any, bytes]], name: str) -> HttpResponse:
    """One letter as it is, several in one .zip."""
    if len(made) == 1:
        [(letter, data)] = made
        return file_of(data, MEDIA["docx"], acts.file_name(letter))
    return file_of(acts.packed(made), "application/zip", name)


def file_of(data: bytes, media: str, name: str) -> HttpResponse:
    """Bytes to be kept under a name."""
    return HttpResponse(data, content_type=media, headers={"Content-Disposition": f'attachment; filename="{name}"'})


@staff
def again(request: HttpRequest, year: int, code: str, pk: int) -> HttpResponse:
    """A letter once more, without the key link that was printed in it."""
    report = _report(request, year, code)
    letter = get_object_or_404(report.requests.select_related("agency", "report__period__plan__issuer"), pk=pk)
    return file_of(acts.letter_docx(letter, at=timezone.localtime()), MEDIA["docx"], acts.file_name(letter))
