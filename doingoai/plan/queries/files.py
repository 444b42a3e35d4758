"""Which kept files the plan holds."""

from doingoai.plan.models import Evidence, Plan, PlanImport


def holds(file: int) -> bool:
    """Whether the file is a plan's paper, a reading's, or stands behind evidence; taken back or not."""
    kept = (Evidence.objects.filter(file=file), PlanImport.objects.filter(file=file), Plan.objects.filter(source=file))
    return any(rows.exists() for rows in kept)
