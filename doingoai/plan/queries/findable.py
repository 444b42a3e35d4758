"""What of the plan can be found: its tasks, and what was done for them."""

from collections.abc import Iterator

from django.urls import reverse

from doingoai.plan.models import Evidence, Task
from doingoai.search.registry import Found

TASK, EVIDENCE = "plan.task", "plan.evidence"
BATCH = 500


def found_task(task: Task) -> Found:
    """A task with what the paper says of it, under the number it bears there."""
    parties = ", ".join(party.text for party in task.parties.all())
    words = [*task.content, task.output, task.time_text, parties]
    return Found(
        TASK,
        str(task.pk),
        f"{task.number} {task.title}",
        "\n".join(word for word in words if word),
        reverse("plan:task", args=[task.plan.year, task.number]),
        None,
        task.plan.adopted_at,
        task.plan.year,
    )


def found_evidence(evidence: Evidence) -> Found:
    """A piece of evidence by what was done, by whom and where."""
    words = (evidence.agency.name, evidence.place, evidence.note, evidence.task.number)
    return Found(
        EVIDENCE,
        str(evidence.pk),
        evidence.title,
        "\n".join(word for word in words if word),
        reverse("plan:evidence", args=[evidence.task.plan.year, evidence.pk]),
        None,
        evidence.recorded_at,
        evidence.task.plan.year,
    )


def tasks() -> Iterator[Found]:
    """Every task."""
    rows = Task.objects.select_related("plan").defer("plan__reading", "plan__lines")
    return map(found_task, rows.prefetch_related("parties"))


def evidence() -> Iterator[Found]:
    """Everything done that still stands."""
    # A plan's whole paper would come along with each row.
    rows = Evidence.objects.standing().select_related("task__plan", "agency")
    rows, last = rows.defer("task__plan__reading", "task__plan__lines").order_by("pk"), 0
    # Whole batches: a cursor left open while others write is a cursor whose owner cannot write any more.
    while batch := list(rows.filter(pk__gt=last)[:BATCH]):
        yield from map(found_evidence, batch)
        last = batch[-1].pk
