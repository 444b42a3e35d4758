"""Agencies' own plans under the province's: the list of who has what, an agency's page, reminders."""

from datetime import date

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from doingoai.agencies.domain import day_within
from doingoai.agencies.models import Agency, FocalOfficer
from doingoai.documents.actions import NotAccepted, store_with
from doingoai.documents.domain import NotReadable
from doingoai.documents.domain.guard import SecrecyMark
from doingoai.documents.models import StoredFile
from doingoai.documents.write import Column, Sheet, workbook
from doingoai.plan.actions.own import OwnFacts, keep_own_plan, remind_of_own
from doingoai.plan.actions.papers import MEDIA
from doingoai.plan.actions.parts import Changed
from doingoai.plan.domain.rights import NotAllowed, may_coordinate, may_record
from doingoai.plan.forms.own import LackingForm, OwnPlanForm
from doingoai.plan.models import OwnPlan, Plan, Task
from doingoai.plan.queries.own import OwnLine, lacking, own_lines, sharing, tasks_for
from doingoai.plan.views.desk import actor_of, plan_of, refuse, staff, tell

HEAD = (
    Column("Cơ quan", 50),
    Column("Số kế hoạch", 20),
    Column("Ngày", 12, "date"),
    Column("Tên kế hoạch", 60),
    Column("Người đầu mối", 30),
    Column("Chức vụ", 30),
    Column("Điện thoại cơ quan", 20),
    Column("Thư công vụ", 30),
)


def _asked_for(request: HttpRequest, plan: Plan, form: LackingForm) -> list[OwnLine]:
    on = day_within(plan.year, timezone.localdate())
    return list(lacking(own_lines(plan, on=on), form.asked()))


@staff
def index(request: HttpRequest, year: int) -> HttpResponse:
    """Who has a plan of their own and a focal officer, and who lacks either."""
    plan, form, actor = plan_of(year), LackingForm(request.GET), actor_of(request)
    lines = _asked_for(request, plan, form)
    shown = {
        "plan": plan,
        "form": form,
        "lines": lines,
        "lack": form.asked(),
        "without_plan": len(lacking(lines, "plan")),
        "without_officer": len(lacking(lines, "focal")),
        "may_coordinate": may_coordinate(actor),
    }
    return render(request, "plan/own_list.html", shown)


@staff
def table(request: HttpRequest, year: int) -> HttpResponse:
    """The same list as a spreadsheet."""
    plan = plan_of(year)
    rows = [_row(line) for line in _asked_for(request, plan, LackingForm(request.GET))]
    data = workbook([Sheet("Kế hoạch, đầu mối", HEAD, rows, (plan.name,))], at=timezone.localtime())
    response = HttpResponse(data, content_type=MEDIA["xlsx"])
    response["Content-Disposition"] = f'attachment; filename="ke-hoach-co-quan-{year}.xlsx"'
    return response


def _row(line: OwnLine) -> tuple[str | date | None, ...]:
    own, officer = line.own, line.officer
    paper: tuple[str | date | None, ...] = (own.number, own.issued_on, own.title) if own else ("", None, "chưa có")
    whom = (officer.name, officer.post, officer.phone, officer.email) if officer else ("chưa có", "", "", "")
    return (line.agency.name, *paper, *whom)


@staff
def show(request: HttpRequest, year: int, agency: str) -> HttpResponse:
    """An agency's own plan and focal officer, with the form for those who may record them."""
    plan, body, actor = plan_of(year), get_object_or_404(Agency, slug=agency), actor_of(request)
    own = OwnPlan.objects.filter(plan=plan, holder=body).select_related("agency", "file").first()
    may = may_record(actor, body.slug)
    tasks = tasks_for(plan, body)
    form = OwnPlanForm(tasks, request.POST or None, request.FILES or None, initial=_said(own, tasks))
    if request.method == "POST":
        if not may:
            raise PermissionDenied
        if form.is_valid() and _kept(request, plan, body, form):
            return redirect("plan:own", year=year, agency=agency)
    on = day_within(year, timezone.localdate())
    shown = {
        "plan": plan,
        "agency": body,
        "own": own,
        "tasks": list(own.tasks.all()) if own else [],
        "officer": FocalOfficer.objects.on(on).filter(agency=body).first(),
        "form": form,
        "may_record": may,
        "heir": body.successor if not body.is_alive(on) and own is None else None,
    }
    return render(request, "plan/own.html", shown, status=422 if form.errors else 200)


def _said(own: OwnPlan | None, tasks: QuerySet[Task]) -> dict[str, object]:
    """What is kept; before anything is, the tasks in which the agency has a share."""
    if own is None:
        return {"tasks": [task.number for task in tasks if vars(task)["is_shared"]]}
    said = {name: getattr(own, name) for name in ("title", "number", "issued_on", "revision")}
    return said | {"tasks": [task.number for task in own.tasks.all()]}


def _kept(request: HttpRequest, plan: Plan, body: Agency, form: OwnPlanForm) -> bool:
    said, actor, at = form.cleaned_data, actor_of(request), timezone.localtime()

    def keep(file: StoredFile | None) -> OwnPlan:
        facts = OwnFacts(said["number"], said["issued_on"], said["title"], file)
        return keep_own_plan(plan, body, facts, list(said["tasks"]), revision=said["revision"], by=actor, at=at)

    try:
        if said["file"]:
            store_with(said["file"].name, said["file"].read(), keep, by=actor.person, at=at)
        else:
            keep(None)
    except (SecrecyMark, NotAccepted, NotReadable) as refusal:
        form.add_error("file", str(refusal))
        return False
    except Changed as refusal:
        form.go_on(refusal)
        return False
    except NotAllowed as refusal:
        form.add_error(None, str(refusal))
        return False
    tell(request, _("The plan of the agency is kept."))
    return True


@staff
@require_POST
def remind(request: HttpRequest, year: int) -> HttpResponse:
    """Remind the agencies chosen of what they lack."""
    plan = plan_of(year)
    chosen = sharing(year).filter(slug__in=request.POST.getlist("agency"))
    try:
        reached = remind_of_own(plan, chosen, by=actor_of(request), at=timezone.localtime())
        count = chosen.count()
        if count > len(reached):
            words = _("%(n)s reminded; %(m)s have nobody with an account to read it: remind them by letter.")
            refuse(request, words % {"n": len(reached), "m": count - len(reached)})
        else:
            tell(request, _("%(n)s agencies are reminded.") % {"n": len(reached)})
    except NotAllowed as refusal:
        refuse(request, refusal)
    return redirect("plan:own_list", year=year)
