"""The focal officer of a body: who it is, who it was, and the form to name another."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from doingoai.agencies.actions.focal import name_focal
from doingoai.agencies.actions.people import NotDone
from doingoai.agencies.domain.rights import may_name_focal
from doingoai.agencies.forms.focal import FocalForm
from doingoai.agencies.models import Agency
from doingoai.agencies.views.desk import actor_of, staff, tell


@staff
def name(request: HttpRequest, slug: str) -> HttpResponse:
    """Name the focal officer of the agency from a day on."""
    agency, actor = get_object_or_404(Agency, slug=slug), actor_of(request)
    if not may_name_focal(actor, agency.slug):
        raise PermissionDenied
    form = FocalForm(agency, request.POST or None, initial={"since": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        days = {"since": said["since"], "until": said["until"]}
        try:
            name_focal(agency, form.contact(), **days, by=actor, at=timezone.localtime())
            tell(request, _("The focal officer is kept."))
            return redirect("agencies:body", slug=slug)
        except NotDone as refusal:
            form.add_error(None, str(refusal))
    shown = {"agency": agency, "form": form}
    return render(request, "agencies/focal.html", shown, status=422 if form.errors else 200)
