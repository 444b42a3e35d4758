"""From the paragraphs of a paper to the structure of a plan."""

from doingoai.plan.domain.outline.reader import NotAPlan, read_plan
from doingoai.plan.domain.outline.reading import PlanReading

__all__ = ["NotAPlan", "PlanReading", "read_plan"]
