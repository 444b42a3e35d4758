"""What may come in through the plan's doors."""

from doingoai.plan.forms.effects import EffectForm
from doingoai.plan.forms.evidence import EvidenceForm, RetractForm, SpreadsheetForm
from doingoai.plan.forms.filters import EvidenceFilterForm, TimelineFilterForm, TreeFilterForm
from doingoai.plan.forms.imports import FORMS, ReadingForm, UploadForm
from doingoai.plan.forms.progress import SharesForm, StateForm, TargetForm
from doingoai.plan.forms.reports import FreezeForm, PartForm, PeriodForm, ReasonForm, ReportForm

__all__ = [
    "FORMS",
    "EffectForm",
    "EvidenceFilterForm",
    "EvidenceForm",
    "FreezeForm",
    "PartForm",
    "PeriodForm",
    "ReadingForm",
    "ReasonForm",
    "ReportForm",
    "RetractForm",
    "SharesForm",
    "SpreadsheetForm",
    "StateForm",
    "TargetForm",
    "TimelineFilterForm",
    "TreeFilterForm",
    "UploadForm",
]
