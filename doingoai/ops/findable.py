"""What of the lower rooms can be found: agencies, the plan's tasks, what was done for them."""

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from doingoai.agencies.models import Agency
from doingoai.jobs.domain import PROVINCE
from doingoai.plan.models import Evidence, Plan, Task
from doingoai.search.registry import Found, register_source

# What has no hour of its own may be seen at once.
ALWAYS = datetime(2000, 1, 1, tzinfo=PROVINCE)
BATCH = 500


def agencies() -> Iterator[Found]:
    """Every agency under all its names, leading to its work in the newest plan."""
    newest = Plan.objects.order_by("-year").values_list("year", flat=True).first()
    for agency in Agency.objects.prefetch_related("names"):
        url = reverse("plan:work_of", args=[newest, agency.slug]) if newest else reverse("shell:home")
        names = ", ".join([agency.short, *(name.text for name in agency.names.all())])
        yield Found("agencies.agency", agency.slug, agency.name, names, url, None, ALWAYS)


def tasks() -> Iterator[Found]:
    """Every task with what the paper says of it, under the number it bears there."""
    rows = Task.objects.select_related("plan").defer("plan__reading", "plan__lines").prefetch_related("parties")
    for task in rows:
        parties = ", ".join(party.text for party in task.parties.all())
        words = [*task.content, task.output, task.time_text, parties]
        yield Found(
            "plan.task",
            str(task.pk),
            f"{task.number} {task.title}",
            "\n".join(word for word in words if word),
            reverse("plan:task", args=[task.plan.year, task.number]),
            None,
            task.plan.adopted_at,
            task.plan.year,
        )


def evidence() -> Iterator[Found]:
    """Everything done that still stands."""
    # Plain values: there may be hundreds of thousands, and each task and plan is a whole paper.
    shown = ("pk", "title", "recorded_at", "task__plan__year", "agency__name", "place", "note", "task__number")
    rows, last = Evidence.objects.standing().order_by("pk").values_list(*shown), 0
    # Whole batches: a cursor left open while others write is a cursor whose owner cannot write any more.
    while batch := list(rows.filter(pk__gt=last)[:BATCH]):
        for pk, title, at, year, *words in batch:
            body = "\n".join(word for word in words if word)
            yield Found(
                "plan.evidence", str(pk), title, body, reverse("plan:evidence", args=[year, pk]), None, at, year
            )
        last = batch[-1][0]


def register() -> None:
    """Offer them to the search."""
    register_source("plan.task", label=_("Tasks"), rows=tasks)
    register_source("plan.evidence", label=_("Evidence"), rows=evidence)
    register_source("agencies.agency", label=_("Agencies"), rows=agencies)
