"""What of the plan can be found: its tasks, and what was done for them."""

from collections.abc import Iterator

from django.urls import reverse

from doingoai.plan.models import Evidence, Task
from doingoai.search.registry import Found

TASK, EVIDENCE = "plan.task", "plan.evidence"


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
    return map(found_task, Task.objects.select_related("plan").prefetch_related("parties"))


def evidence() -> Iterator[Found]:
    """Everything done that still stands."""
    return map(found_evidence, Evidence.objects.standing().select_related("task__plan", "agency"))
