"""The money of a plan: tables, the lines behind a number, what waits, routes, a new estimate."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from doingoai.documents.write import workbook
from doingoai.plan.actions.money.lines import begin_estimate
from doingoai.plan.actions.money.routes import choose_route
from doingoai.plan.actions.papers import MEDIA
from doingoai.plan.domain.money.rights import may_choose_route, may_see_all_money, may_write_estimate
from doingoai.plan.domain.money.states import NotNow, Route
from doingoai.plan.domain.money.sums import COLUMNS, MoneyLine, table, total
from doingoai.plan.domain.rights import NotAllowed
from doingoai.plan.forms.money.routes import BeginForm, WaysForm
from doingoai.plan.models import Spending
from doingoai.plan.queries.money.lines import Narrowed, estimates, money_lines, waiting
from doingoai.plan.queries.money.routes import way_rows
from doingoai.plan.queries.money.sheets import money_sheets
from doingoai.plan.views.desk import actor_of, plan_of, refuse, staff, tell
from doingoai.plan.views.money.frame import REFUSED
from doingoai.plan.views.plans import page_of_plan
from doingoai.plan.words import MONEY_WORDS
from doingoai.text import alphabetical

A_PAGE = 50


def _tables(lines: list[MoneyLine], tasks: list[str]) -> list[dict[str, Any]]:
    order = {number: place for place, number in enumerate(tasks)}
    by_task = sorted(lines, key=lambda line: order.get(line.task, 0))
    return [
        {
            "key": "agency",
            "title": _("By agency"),
            "head": _("Agency"),
            "rows": table(lines, lambda line: (line.agency, line.agency_name)),
        },
        {
            "key": "source",
            "title": _("By source of funds"),
            "head": _("Source of funds"),
            "rows": table(
                sorted(lines, key=lambda line: alphabetical(line.source_name)),
                lambda line: (line.source, line.source_name),
            ),
        },
        {
            "key": "task",
            "title": _("By task"),
            "head": _("Task"),
            "rows": table(by_task, lambda line: (line.task, f"{line.task} {line.task_title}")),
        },
    ]


@staff
def overview(request: HttpRequest, year: int) -> HttpResponse:
    """Asked for against agreed, approved, allocated, spent, settled; each number opens to its lines."""
    plan, actor = plan_of(year, whole=True), actor_of(request)
    lines, rows = money_lines(plan, actor), list(estimates(plan, actor))
    sums, tasks = total(lines), list(plan.tasks.all())
    named = [task for task in tasks if task.budget is not None]
    tables = _tables(lines, [task.number for task in tasks])
    context = {
        "tasks": named,
        "total": sum(task.budget or 0 for task in named),
        "sums": sums,
        "columns": [(name, MONEY_WORDS[name], getattr(sums, name)) for name in COLUMNS],
        "highest": max(getattr(sums, name) for name in COLUMNS),
        "tables": tables if may_see_all_money(actor) else tables[1:],
        "agencies": [row for row in tables[0]["rows"] if row.money.allocated or row.money.spent],
        "most": max(
            (max(row.money.approved, row.money.allocated, row.money.spent) for row in tables[0]["rows"]), default=0
        ),
        "estimates": rows,
        "waiting": waiting(rows, actor),
        "has_demo": any(row.is_demo for row in rows),
        "sees_all": may_see_all_money(actor),
        "may_begin": may_write_estimate(actor, actor.agency.slug),
        "may_choose_route": may_choose_route(actor),
    }
    return page_of_plan(request, plan, "plan/money/overview.html", context)


@staff
def lines(request: HttpRequest, year: int) -> HttpResponse:
    """The lines behind a number, with the documents of what was spent."""
    plan, actor = plan_of(year), actor_of(request)
    asked = {name: request.GET.get(name, "") for name in ("agency", "source", "task", "route")}
    found = money_lines(plan, actor, Narrowed(asked["agency"], asked["source"], asked["task"], asked["route"]))
    what = request.GET.get("what", "")
    page = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    keys = [line.line for line in page]
    money = Spending.objects.filter(line__in=keys, retracted_at=None).select_related("line", "file")
    context = {
        "plan": plan,
        "page": page,
        "sums": total(found),
        "what": what if what in COLUMNS else "",
        "what_word": MONEY_WORDS.get(what, ""),
        "spendings": money if what == "spent" else [],
        "narrowed": _narrowed(found, asked),
    }
    return render(request, "plan/money/lines.html", context)


def _narrowed(found: list[MoneyLine], asked: dict[str, str]) -> list[str]:
    """What the lines were narrowed to, in words."""
    names = {"agency": "agency_name", "source": "source_name", "task": "task"}
    return [str(getattr(found[0], name)) for key, name in names.items() if asked[key] and found]


@staff
def sheet(request: HttpRequest, year: int) -> HttpResponse:
    """The tables and the lines as a spreadsheet."""
    plan = plan_of(year)
    data = workbook(money_sheets(plan, money_lines(plan, actor_of(request))), at=timezone.localtime())
    response = HttpResponse(data, content_type=MEDIA["xlsx"])
    response["Content-Disposition"] = f'attachment; filename="kinh-phi-{year}.xlsx"'
    return response


@staff
def desk(request: HttpRequest, year: int) -> HttpResponse:
    """What waits for the person: to be appraised, approved, allocated, sent."""
    plan, actor = plan_of(year), actor_of(request)
    found = waiting(estimates(plan, actor), actor)
    return render(request, "plan/money/desk.html", {"plan": plan, "waiting": found})


@staff
def routes(request: HttpRequest, year: int) -> HttpResponse:
    """By which route each task's money comes: as the plan's words propose, or as the coordinator chose."""
    plan, actor = plan_of(year, whole=True), actor_of(request)
    if not may_choose_route(actor):
        raise PermissionDenied
    form = WaysForm(way_rows(plan), request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            for row, route in form.chosen():
                choose_route(row.task, row.agency, route, by=actor, at=timezone.localtime())
            tell(request, _("The routes are kept."))
            return redirect("plan:money_routes", year=year)
        except (NotAllowed, NotNow) as refusal:
            form.add_error(None, str(refusal))
    context = {"plan": plan, "form": form, "notes": plan.reading.get("budget_notes", [])}
    return render(request, "plan/money/routes.html", context, status=REFUSED if form.errors else 200)


@staff
def begin(request: HttpRequest, year: int) -> HttpResponse:
    """Begin an estimate of the person's agency; one that is being written already opens instead."""
    plan, actor = plan_of(year), actor_of(request)
    if not may_write_estimate(actor, actor.agency.slug):
        raise PermissionDenied
    form = BeginForm(request.POST or None, initial={"route": Route.APPRAISED})
    if request.method == "POST" and form.is_valid():
        try:
            route = Route(form.cleaned_data["route"])
            made = begin_estimate(plan, actor.agency, route, by=actor, at=timezone.localtime())
            return redirect("plan:estimate", year=year, pk=made.pk)
        except NotAllowed as refusal:
            refuse(request, refusal)
    context = {"plan": plan, "form": form, "agency": actor.agency}
    return render(request, "plan/money/begin.html", context, status=REFUSED if form.errors else 200)
