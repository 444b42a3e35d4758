"""What is due these days, and who is to be reminded of it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db.models import Q
from django.urls import reverse

from doingoai.agencies.domain import Role as Post
from doingoai.agencies.models import RoleGrant
from doingoai.jobs.domain import PROVINCE
from doingoai.law.queries import office_hours
from doingoai.plan.domain.links import WRITES
from doingoai.plan.domain.reminders import LONG_AGO, STEPS, Item, Recipient
from doingoai.plan.domain.states import SETTLED, Role, State
from doingoai.plan.models import KeyLink, Part, Task
from doingoai.plan.queries.links import stands_open

Wanted = dict[Recipient, list[Item]]


def at_work(at: datetime) -> bool:
    """Whether the office works at the moment, by the province's clock."""
    return office_hours(settings.OFFICE_HOURS).are_open(at.astimezone(PROVINCE))


def due(at: datetime) -> Wanted:
    """What each recipient is to be reminded of around the day: parts, tasks, and what was asked by key link."""
    today = at.date()
    days = (today - timedelta(days=LONG_AGO), today - timedelta(days=min(STEPS)))
    people = _people(today)
    found: Wanted = defaultdict(list)
    for agency, item in [*_parts(days), *_tasks(days)]:
        for recipient in people.get(agency, ()):
            found[recipient].append(item)
    for recipient, item in _links(days, at):
        found[recipient].append(item)
    return found


def _people(on: date) -> Mapping[int, list[Recipient]]:
    """Those who record and sign for each agency on the day."""
    found: dict[int, list[Recipient]] = defaultdict(list)
    grants = RoleGrant.objects.on(on).filter(role__in=[Post.EDITOR, Post.HEAD], person__is_active=True)
    for agency, pk, name in grants.values_list("agency", "person", "person__name").distinct().order_by("person"):
        found[agency].append(Recipient(f"person:{pk}", person=pk, name=name))
    return found


def _parts(days: tuple[date, date]) -> Iterable[tuple[int, Item]]:
    """Parts that are waited for."""
    rows = Part.objects.exclude(state__in=SETTLED).filter(report__period__agencies_due__range=days)
    for part in rows.select_related("agency", "report__period__plan").defer(*_papers("report__period__plan")):
        period = part.report.period
        url = reverse("plan:part", args=[period.plan.year, period.code, part.agency.slug])
        words = f"Phần báo cáo {period.name} của {part.agency.name}"
        yield part.agency_id, Item(f"part:{part.pk}", words, period.agencies_due, url)


def _papers(plan: str) -> list[str]:
    """A plan's whole paper, which would come along with each row."""
    return [f"{plan}__reading", f"{plan}__lines"]


def _tasks(days: tuple[date, date]) -> Iterable[tuple[int, Item]]:
    """Tasks with a last day of their own that are not done, for the agencies that lead them."""
    last = Q(due_before__range=[day + timedelta(days=1) for day in days]) | Q(due_before=None, ends_on__range=days)
    # The end of the year is the end of everything, no last day of a task's own.
    rows = Task.objects.filter(last, state__lt=State.DONE).exclude(due_before=None, ends_on__month=12, ends_on__day=31)
    led = rows.filter(
        parties__role=Role.LEAD, parties__tracking__agency__isnull=False, parties__tracking__valid_to=None
    )
    fields = ("pk", "number", "title", "due_before", "ends_on", "plan__year", "parties__tracking__agency")
    for pk, number, title, before, ends, year, agency in led.values_list(*fields).distinct():
        day = before - timedelta(days=1) if before else ends
        url = reverse("plan:task", args=[year, number])
        yield agency, Item(f"task:{pk}", f"Nhiệm vụ {number} {Task(title=title).brief}", day, url)


def _links(days: tuple[date, date], at: datetime) -> Iterable[tuple[Recipient, Item]]:
    """What was asked by key link and not answered: of a part until it is in, of a task until something is recorded."""
    rows = KeyLink.objects.filter(due_on__range=days, revoked_at=None).exclude(holder_email="")
    answered = Q(part__state__in=SETTLED) | Q(task__isnull=False, uses__act__in=WRITES)
    for link in rows.exclude(pk__in=rows.filter(answered).values("pk")):
        if stands_open(link, at) and link.due_on:
            recipient = Recipient(f"mail:{link.holder_email.casefold()}", email=link.holder_email)
            asked = f"{link.purpose[:1].upper()}{link.purpose[1:]}"
            yield recipient, Item(f"link:{link.pk}", asked, link.due_on)
