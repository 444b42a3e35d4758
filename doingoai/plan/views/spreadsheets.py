"""Evidence by spreadsheet: the agency's own template out, the filled one in, checked row by row."""

import hashlib

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from doingoai.documents.actions import NotAccepted, examine, media_type_of
from doingoai.documents.domain import NotReadable
from doingoai.documents.domain.guard import SecrecyMark
from doingoai.plan.actions.evidence import record_batch, retract_batch
from doingoai.plan.actions.papers import MEDIA
from doingoai.plan.actions.spreadsheets import checked, marked_file, template_of
from doingoai.plan.domain.evidence import NotEvidence
from doingoai.plan.domain.rights import NotAllowed, may_record
from doingoai.plan.forms import SpreadsheetForm
from doingoai.plan.models import EvidenceBatch
from doingoai.plan.views.desk import actor_of, plan_of, refuse, staff, tell


def _file(data: bytes, name: str) -> HttpResponse:
    response = HttpResponse(data, content_type=MEDIA["xlsx"])
    response["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    return response


@staff
def template(request: HttpRequest, year: int) -> HttpResponse:
    """The template made for the person's agency: its tasks, the measures, room for rows."""
    agency = actor_of(request).agency
    data = template_of(plan_of(year), agency, at=timezone.localtime())
    return _file(data, f"bang-chung-{year}-{agency.slug}.xlsx")


@staff
def upload(request: HttpRequest, year: int) -> HttpResponse:
    """Take a filled template in: all rows, or none and the file back with its errors marked."""
    plan, actor = plan_of(year), actor_of(request)
    if not may_record(actor, actor.agency.slug):
        raise PermissionDenied
    form = SpreadsheetForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        data = file.read()
        try:
            media_type_of(file.name, data)
            examine(file.name, data, by=actor.person, at=timezone.localtime())
            found = checked(data, plan, actor.agency, today=timezone.localdate())
            if found.errors:
                # Status 200: a browser saves a file only from an answer that succeeded.
                return _file(marked_file(data, found.errors, at=timezone.localtime()), f"loi-{file.name}")
            sha256 = hashlib.sha256(data).hexdigest()
            batch = record_batch(
                actor.agency, found.rows, file_name=file.name, sha256=sha256, by=actor, at=timezone.localtime()
            )
            tell(request, _("%(n)s rows are recorded.") % {"n": batch.rows})
            return redirect("plan:spreadsheet", year=year)
        except (NotReadable, NotAccepted, SecrecyMark, NotEvidence, NotAllowed) as refusal:
            form.add_error("file", str(refusal))
    batches = EvidenceBatch.objects.filter(agency=actor.agency).select_related("by")[:20]
    context = {"plan": plan, "form": form, "batches": batches, "agency": actor.agency}
    return render(request, "plan/spreadsheet.html", context, status=422 if form.errors else 200)


@staff
@require_POST
def retract(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back all rows of a spreadsheet."""
    batch = get_object_or_404(EvidenceBatch.objects.select_related("agency"), pk=pk)
    first = batch.evidence.select_related("task__plan").first()
    year = first.task.plan.year if first else timezone.localdate().year
    try:
        count = retract_batch(batch, reason=_("spreadsheet taken back"), by=actor_of(request), at=timezone.localtime())
        tell(request, _("%(n)s rows are taken back.") % {"n": count})
    except NotAllowed as refusal:
        refuse(request, refusal)
    return redirect("plan:spreadsheet", year=year)
