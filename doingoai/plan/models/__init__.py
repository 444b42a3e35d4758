"""The plan's tables."""

from doingoai.plan.models.draft import DraftReader, PlanDraft, Remark
from doingoai.plan.models.evidence import Evidence, EvidenceBatch, EvidenceQuerySet
from doingoai.plan.models.imports import PlanImport
from doingoai.plan.models.plan import (
    Assignment,
    KindOfWork,
    Measure,
    Party,
    Plan,
    Section,
    Service,
    StateChange,
    Task,
    Tracking,
)
from doingoai.plan.models.report import Estimate, OnwardDue, Part, Period, Report, SamePeriod, Snapshot

__all__ = [
    "Assignment",
    "DraftReader",
    "Estimate",
    "Evidence",
    "EvidenceBatch",
    "EvidenceQuerySet",
    "KindOfWork",
    "Measure",
    "OnwardDue",
    "Part",
    "Party",
    "Period",
    "Plan",
    "PlanDraft",
    "PlanImport",
    "Remark",
    "Report",
    "SamePeriod",
    "Section",
    "Service",
    "Snapshot",
    "StateChange",
    "Task",
    "Tracking",
]
