"""Which kept files the plan holds."""

from doingoai.plan.models import Evidence, OwnPlan, Plan, PlanImport


def holds(file: int) -> bool:
    """Whether the file is a plan's paper, a reading's, an agency's own, or stands behind evidence, even taken back."""
    kept = (
        Evidence.objects.filter(file=file),
        PlanImport.objects.filter(file=file),
        Plan.objects.filter(source=file),
        OwnPlan.objects.filter(file=file),
    )
    return any(rows.exists() for rows in kept)
