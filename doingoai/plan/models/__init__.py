"""The plan's tables."""

from doingoai.plan.models.draft import DraftReader, PlanDraft, Remark
from doingoai.plan.models.evidence import Evidence, EvidenceBatch, EvidenceQuerySet
from doingoai.plan.models.imports import PaperToRead, PlanImport
from doingoai.plan.models.links import KeyLink, LinkUse
from doingoai.plan.models.money import (
    Allocation,
    AllocationShare,
    CostEstimate,
    CostLine,
    EstimateHand,
    EstimateStep,
    FundSource,
    MoneyRoute,
    Settlement,
    SettlementShare,
    Spending,
)
from doingoai.plan.models.own import OwnPlan
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
from doingoai.plan.models.reminders import Reminder, ReminderDigest
from doingoai.plan.models.report import Effect, Estimate, OnwardDue, Part, Period, Report, SamePeriod, Snapshot
from doingoai.plan.models.requests import CommentLetter, OfficialLetter, RequestLetter
from doingoai.plan.models.signed import SignedCopy

__all__ = [
    "Allocation",
    "AllocationShare",
    "Assignment",
    "CommentLetter",
    "CostEstimate",
    "CostLine",
    "DraftReader",
    "Effect",
    "Estimate",
    "EstimateHand",
    "EstimateStep",
    "Evidence",
    "EvidenceBatch",
    "EvidenceQuerySet",
    "FundSource",
    "KeyLink",
    "KindOfWork",
    "LinkUse",
    "Measure",
    "MoneyRoute",
    "OfficialLetter",
    "OnwardDue",
    "OwnPlan",
    "PaperToRead",
    "Part",
    "Party",
    "Period",
    "Plan",
    "PlanDraft",
    "PlanImport",
    "Remark",
    "Reminder",
    "ReminderDigest",
    "Report",
    "RequestLetter",
    "SamePeriod",
    "Section",
    "Service",
    "Settlement",
    "SettlementShare",
    "SignedCopy",
    "Snapshot",
    "Spending",
    "StateChange",
    "Task",
    "Tracking",
]
