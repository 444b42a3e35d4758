"""Who speaks for a body: those of today, those before, and the forms to write down and to end it."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from doingoai.agencies.actions.people import NotDone
from doingoai.agencies.actions.spokespersons import authorise, end_authority
from doingoai.agencies.domain.rights import may_keep_spokespersons
from doingoai.agencies.forms.spokespersons import EndAuthorityForm, SpokespersonForm
from doingoai.agencies.models import Agency, Spokesperson
from doingoai.agencies.views.desk import actor_of, refuse, staff, tell


@staff
def index(request: HttpRequest, slug: str) -> HttpResponse:
    """Those who speak for the agency, with the document and the days of each."""
    agency = get_object_or_404(Agency, slug=slug)
    return _shown(request, agency, SpokespersonForm(agency, initial={"since": timezone.localdate()}))


def _shown(request: HttpRequest, agency: Agency, form: SpokespersonForm) -> HttpResponse:
    today, may = timezone.localdate(), may_keep_spokespersons(actor_of(request), agency.slug)
    rows = list(agency.spokespersons.select_related("authorised_by"))
    standing = [row for row in rows if row.valid_to is None or row.valid_to >= today]
    shown = {
        "agency": agency,
        "standing": [(row, EndAuthorityForm(auto_id=f"end{row.pk}_%s") if may else None) for row in standing],
        "past": [row for row in rows if row not in standing],
        "form": form if may else None,
    }
    return render(request, "agencies/spokespersons.html", shown, status=422 if form.errors else 200)


@staff
@require_POST
def add(request: HttpRequest, slug: str) -> HttpResponse:
    """Write down that somebody speaks for the agency."""
    agency, actor = get_object_or_404(Agency, slug=slug), actor_of(request)
    if not may_keep_spokespersons(actor, agency.slug):
        raise PermissionDenied
    form = SpokespersonForm(agency, request.POST)
    if form.is_valid():
        try:
            authorise(agency, form.contact(), form.authority(), by=actor, at=timezone.localtime())
            tell(request, _("The spokesperson is kept."))
            return redirect("agencies:spokespersons", slug=slug)
        except NotDone as refusal:
            form.add_error(None, str(refusal))
    return _shown(request, agency, form)


@staff
@require_POST
def end(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Let somebody speak for the agency no more after a day."""
    row = get_object_or_404(Spokesperson.objects.select_related("agency"), pk=pk, agency__slug=slug)
    if not may_keep_spokespersons(actor_of(request), slug):
        raise PermissionDenied
    form = EndAuthorityForm(request.POST)
    if not form.is_valid():
        refuse(request, _("Write the last day as day/month/year, and the reason."))
        return redirect("agencies:spokespersons", slug=slug)
    try:
        end_authority(row, **form.cleaned_data, by=actor_of(request), at=timezone.localtime())
        tell(request, _("It ends with that day."))
    except NotDone as refusal:
        refuse(request, refusal)
    return redirect("agencies:spokespersons", slug=slug)
