"""The plan's year from left to right, on the screen and to take along."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from doingoai.documents.write import MissingGlyph
from doingoai.plan.actions.timeline_papers import CALENDAR_MEDIA, calendar_file
from doingoai.plan.forms import TimelineFilterForm
from doingoai.plan.models import Plan
from doingoai.plan.queries.calendar import coming
from doingoai.plan.queries.timeline import Timeline, YearFilters, year_tasks
from doingoai.plan.queries.timeline import timeline as timeline_of
from doingoai.plan.views.desk import plan_of, refuse, staff
from doingoai.plan.views.plans import page_of_plan


def _asked(request: HttpRequest, plan: Plan) -> tuple[TimelineFilterForm, Timeline]:
    tasks = year_tasks(plan)
    form = TimelineFilterForm(tasks, request.GET or None)
    filters = form.filters() if form.is_bound else YearFilters()
    return form, timeline_of(plan, tasks, filters, today=timezone.localdate())


@staff
def show(request: HttpRequest, year: int) -> HttpResponse:
    """Tasks across the months, days to remember, deadlines, and what was done month by month."""
    plan = plan_of(year, whole=True)
    form, found = _asked(request, plan)
    context = {"form": form, "timeline": found, "coming": coming(plan, after=timezone.localdate())}
    return page_of_plan(request, plan, "plan/timeline.html", context)


@staff
def take(request: HttpRequest, year: int, kind: str) -> HttpResponse:
    """The same year, as the filters show it, for a calendar program (.ics) or as a paper (.docx, .pdf)."""
    if kind not in CALENDAR_MEDIA:
        raise Http404
    plan = plan_of(year, whole=True)
    _form, found = _asked(request, plan)
    try:
        data = calendar_file(kind, plan, found, at=timezone.localtime())
    except MissingGlyph as refusal:
        refuse(request, refusal)
        return redirect("plan:timeline", year=year)
    response = HttpResponse(data, content_type=CALENDAR_MEDIA[kind])
    response["Content-Disposition"] = f'attachment; filename="lich-{year}.{kind}"'
    return response
