"""The administrator's hand on the doors: second factors that were lost, names that are locked out."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from doingoai.accounts import queries as accounts
from doingoai.accounts.models import Person
from doingoai.agencies import actions
from doingoai.agencies.forms import CloseForm
from doingoai.agencies.views.desk import actor_of, administrator, refuse, tabs, tell


@administrator
def locked(request: HttpRequest) -> HttpResponse:
    """Who is locked out after wrong passwords or codes, and until when."""
    lines = accounts.locked(at=timezone.now())
    return render(request, "agencies/locked.html", {"lines": lines, "tabs": tabs(request)})


@administrator
@require_POST
def unlock(request: HttpRequest) -> HttpResponse:
    """Let a name be tried again at once."""
    username = request.POST.get("username", "")
    actions.unlock(username, by=actor_of(request), at=timezone.localtime())
    tell(request, _("%(name)s can sign in again.") % {"name": username})
    return redirect("agencies:locked")


@administrator
@require_POST
def reset_second_factor(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a person's second factors away, with the reason."""
    person, form = get_object_or_404(Person, pk=pk), CloseForm(request.POST)
    if not form.is_valid():
        refuse(request, _("Write why the second factor is reset."))
        return redirect("agencies:person", pk=pk)
    try:
        reason = form.cleaned_data["reason"]
        actions.reset_second_factor(person, reason=reason, by=actor_of(request), at=timezone.localtime())
        tell(request, _("The second factor is reset. The person is signed out, has been told, and sets up a new one."))
    except actions.NotDone as refusal:
        refuse(request, refusal)
    return redirect("agencies:person", pk=pk)
