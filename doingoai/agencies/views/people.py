"""People with their accounts and roles: for the coordinator and the administrators only."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_POST

from doingoai.accounts import queries as accounts
from doingoai.accounts.actions import EmailTaken, NameTaken
from doingoai.accounts.models import Person
from doingoai.agencies import actions, queries
from doingoai.agencies.domain import NewPerson
from doingoai.agencies.forms import CloseForm, EndForm, GrantForm, NameForm, PeopleFilter, PersonForm
from doingoai.agencies.models import Agency, RoleGrant
from doingoai.agencies.views.desk import actor_of, days, granter, refuse, tabs, tell
from doingoai.audit.queries import history
from doingoai.text import sent

PAGE = 50


@granter
def index(request: HttpRequest) -> HttpResponse:
    """Who can sign in, with what they may do today."""
    form = PeopleFilter(request.GET)
    on, words, every = timezone.localdate(), form.asked("q") or "", bool(form.asked("every"))
    page = Paginator(queries.people(on=on, words=words, every=every), PAGE).get_page(request.GET.get("page"))
    return render(request, "agencies/people.html", {"page": page, "form": form, "tabs": tabs(request)})


@granter
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """One person: roles with their days, the account, and what can be done with both."""
    person, actor, today = get_object_or_404(accounts.people(), pk=pk), actor_of(request), timezone.localdate()
    grants, is_self = queries.grants_of(person), person == actor.person
    holding = [grant for grant in grants if grant.holds(today)]
    shown = {
        "person": person,
        "is_self": is_self,
        "may_be_given": person.is_active and (not is_self or queries.is_alone(actor)),
        "holding": [(grant, EndForm(auto_id=f"end{grant.pk}_%s")) for grant in holding],
        "past": [grant for grant in grants if grant not in holding],
        "grant_form": GrantForm(initial={"person": person}, days=days(request)),
        "close_form": CloseForm(),
        "reset_form": CloseForm(auto_id="reset_%s"),
        "may_reset": actor.may_reset and not is_self,
        "history": history(person),
    }
    return render(request, "agencies/person.html", shown)


@granter
@never_cache
@sensitive_variables("welcome")
def add(request: HttpRequest) -> HttpResponse:
    """Make an account with a role; the answer shows the one-time password, and nothing shows it again."""
    form = PersonForm(request.POST or None, initial={"agency": request.GET.get("agency")}, days=days(request))
    if request.method != "POST" or not form.is_valid():
        return _asked(request, form)
    said = form.cleaned_data
    new = NewPerson(said["username"], said["name"], said["email"])
    role = {"agency": said["agency"], "role": said["role"]}
    try:
        welcome = actions.add_person(new, **role, by=actor_of(request), at=timezone.localtime())
    except NameTaken as refusal:
        form.add_error("username", str(refusal))
        return _asked(request, form)
    except EmailTaken as refusal:
        form.add_error("email", str(refusal))
        return _asked(request, form)
    return _once(request, welcome.person, welcome.password, said["agency"])


def _asked(request: HttpRequest, form: PersonForm) -> HttpResponse:
    return render(request, "agencies/add.html", {"form": form}, status=422 if form.is_bound else 200)


def _once(request: HttpRequest, person: Person, password: str, agency: Agency | None = None) -> HttpResponse:
    """The one page on which a one-time password stands."""
    address = request.build_absolute_uri(reverse("account_login"))
    shown = {"person": person, "password": password, "address": address, "agency": agency}
    return render(request, "agencies/password.html", shown)


@granter
def correct(request: HttpRequest, pk: int) -> HttpResponse:
    """Write a person's name and e-mail address anew."""
    person = get_object_or_404(Person, pk=pk)
    form = NameForm(request.POST or None, initial={"name": person.name, "email": person.email})
    if request.method == "POST" and form.is_valid():
        try:
            actions.correct_person(person, **form.cleaned_data, by=actor_of(request), at=timezone.localtime())
            tell(request, _("Corrected."))
            return redirect("agencies:person", pk=pk)
        except EmailTaken as refusal:
            form.add_error("email", str(refusal))
    shown = {"form": form, "person": person}
    return render(request, "agencies/correct.html", shown, status=422 if form.is_bound else 200)


@granter
@never_cache
@require_POST
@sensitive_variables("password")
def renew(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a new one-time password in the place of one that was lost."""
    person = get_object_or_404(Person, pk=pk)
    try:
        password = actions.renew_password(person, by=actor_of(request), at=timezone.localtime())
    except actions.NotDone as refusal:
        refuse(request, refusal)
        return redirect("agencies:person", pk=pk)
    return _once(request, person, password)


@granter
@require_POST
def grant(request: HttpRequest) -> HttpResponse:
    """Give a role to somebody who has an account."""
    form = GrantForm(request.POST, days=days(request))
    if not form.is_valid():
        refuse(request, _("Choose a person, an agency and a role."))
        return redirect(_back(request))
    said = form.cleaned_data
    try:
        actions.grant_role(said["person"], said["agency"], said["role"], by=actor_of(request), at=timezone.localtime())
        tell(request, _("%(person)s has the role from today.") % {"person": said["person"]})
    except actions.NotDone as refusal:
        refuse(request, refusal)
    return redirect("agencies:person", pk=said["person"].pk)


def _back(request: HttpRequest) -> str:
    """Where the form stood: on the page of the agency that it names, else on the person's, else on the list."""
    agency, person = request.POST.get("agency", ""), request.POST.get("person", "")
    if Person.objects.filter(pk=sent(person, 0)).exists():
        return reverse("agencies:person", args=[sent(person, 0)])
    if Agency.objects.filter(slug=agency).exists():
        return reverse("agencies:body", args=[agency])
    return reverse("agencies:people")


@granter
@require_POST
def end(request: HttpRequest, pk: int, grant: int) -> HttpResponse:
    """End a role, at once or on a day."""
    found = get_object_or_404(RoleGrant.objects.select_related("person", "agency"), pk=grant, person=pk)
    form = EndForm(request.POST)
    if form.is_valid():
        try:
            actions.end_role(found, on=form.cleaned_data["on"], by=actor_of(request), at=timezone.localtime())
            tell(request, _("The role is ended."))
        except actions.NotDone as refusal:
            refuse(request, refusal)
    else:
        refuse(request, form.errors["on"][0])
    return redirect("agencies:person", pk=pk)


@granter
@require_POST
def close(request: HttpRequest, pk: int) -> HttpResponse:
    """Close an account, with the reason."""
    person, form = get_object_or_404(Person, pk=pk), CloseForm(request.POST)
    if form.is_valid():
        try:
            reason = form.cleaned_data["reason"]
            actions.close_account(person, reason=reason, by=actor_of(request), at=timezone.localtime())
            tell(request, _("The account is closed. It can be opened again from this page."))
        except actions.NotDone as refusal:
            refuse(request, refusal)
    else:
        refuse(request, _("Write why the account is closed."))
    return redirect("agencies:person", pk=pk)


@granter
@require_POST
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """Open a closed account again."""
    person = get_object_or_404(Person, pk=pk)
    actions.reopen_account(person, by=actor_of(request), at=timezone.localtime())
    tell(request, _("The account is open again, with the password it had."))
    return redirect("agencies:person", pk=pk)
