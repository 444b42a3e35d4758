"""The signed paper of a part: handed in at the desk, opened by those who may read the part."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from doingoai.agencies.queries import answering
from doingoai.documents.actions import NotAccepted, store_with
from doingoai.documents.domain import NotReadable
from doingoai.documents.domain.guard import SecrecyMark
from doingoai.documents.models import StoredFile
from doingoai.plan.actions.signed import NotAPaper, Paper, return_paper
from doingoai.plan.domain.rights import NotAllowed, may_read_part, may_return_paper
from doingoai.plan.forms.signed import SignedForm
from doingoai.plan.models import Part, SignedCopy
from doingoai.plan.views.desk import actor_of, staff, tell


def may_open(request: HttpRequest, file: int) -> bool:
    """Whether the file of this key is the signed paper of a part that the person may read."""
    actor = getattr(request, "actor", None)
    if not actor:
        return False
    own = actor.agency.slug
    copies = SignedCopy.objects.filter(file=file).select_related("part__agency")
    return any(may_read_part(actor, answering(copy.part.agency, own)) for copy in copies)


@staff
def add(request: HttpRequest, year: int, code: str, agency: str) -> HttpResponse:
    """Hand in the signed paper, or a newer version of it."""
    rows = Part.objects.select_related("agency", "report__period__plan")
    part = get_object_or_404(rows, report__period__plan__year=year, report__period__code=code, agency__slug=agency)
    actor = actor_of(request)
    if not may_return_paper(actor, answering(part.agency, actor.agency.slug)):
        raise PermissionDenied
    form = SignedForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid() and _kept(request, form, part):
        return redirect("plan:part", year=year, code=code, agency=agency)
    period = part.report.period
    context = {"plan": period.plan, "period": period, "part": part, "form": form}
    return render(request, "plan/signed.html", context, status=422 if form.is_bound else 200)


def _kept(request: HttpRequest, form: SignedForm, part: Part) -> bool:
    said, actor, at = form.cleaned_data, actor_of(request), timezone.localtime()

    def returned(file: StoredFile) -> SignedCopy:
        return return_paper(part, Paper(file, said["number"], said["dated_on"]), by=actor, at=at)

    try:
        store_with(said["paper"].name, said["paper"].read(), returned, by=actor.person, at=at)
    except (SecrecyMark, NotAccepted, NotReadable) as refusal:
        form.add_error("paper", str(refusal))
        return False
    except (NotAPaper, NotAllowed) as refusal:
        form.add_error(None, str(refusal))
        return False
    tell(request, _("The signed copy is kept beside the data."))
    return True
