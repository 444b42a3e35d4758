"""The words and days of reports."""

from django import forms
from django.utils.translation import gettext_lazy as _

from doingoai.plan.forms.conflicts import ExpectedForm, SharedForm
from doingoai.shell.forms import DayField


def _area(label: object, rows: int = 4, hint: object = "") -> forms.CharField:
    return forms.CharField(
        label=label,  # type: ignore[arg-type]  # a lazy word is a word
        required=False,
        widget=forms.Textarea(attrs={"rows": rows}),
        help_text=hint,  # type: ignore[arg-type]
    )


class PartForm(ExpectedForm):
    """An agency's part."""

    narrative = _area(_("What was done"), 6, _("The numbers stand above by themselves; here goes what they mean."))
    difficulties = _area(_("Difficulties"))
    proposals = _area(_("Proposals"))
    promised_on = DayField(label=_("Will send on (if late)"), required=False)


class ReportForm(SharedForm):
    """The coordinator's words of the merged report, and what stands in the paper's boxes."""

    overview = _area(_("Overview"), 5)
    difficulties = _area(_("Difficulties"))
    proposals = _area(_("Proposals"))
    outlook = _area(_("Next period"))
    number = forms.CharField(label=_("Number"), required=False, max_length=30)
    dated_on = DayField(label=_("Date of the paper"), required=False)
    signer_authority = forms.CharField(label=_("Signs for (KT., TL. …)"), required=False, max_length=200)
    signer_title = forms.CharField(label=_("Signer's title"), required=False, max_length=120)
    signer_name = forms.CharField(label=_("Signer's name"), required=False, max_length=120)


class ReasonForm(forms.Form):
    """Why."""

    reason = forms.CharField(label=_("Reason"), widget=forms.Textarea(attrs={"rows": 2}))


class FreezeForm(forms.Form):
    """Freezing early needs a reason."""

    reason = forms.CharField(
        label=_("Reason for freezing early"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )


class PeriodForm(forms.Form):
    """The days of a period, all included."""

    starts_on = DayField(label=_("First day"))
    ends_on = DayField(label=_("Last day"))
    data_close = DayField(label=_("Data close"))
    agencies_due = DayField(label=_("Agencies' last day"))
