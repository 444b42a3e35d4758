"""The words and days of reports."""

from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation

from django import forms
from django.utils.formats import sanitize_separators
from django.utils.translation import gettext_lazy as _


def _area(label: object, rows: int = 4, hint: object = "") -> forms.CharField:
    return forms.CharField(
        label=label,  # type: ignore[arg-type]  # a lazy word is a word
        required=False,
        widget=forms.Textarea(attrs={"rows": rows}),
        help_text=hint,  # type: ignore[arg-type]
    )


class _Written(forms.Form):
    """Words that two people may write at once."""

    theirs: Sequence[tuple[object, str]] = ()  # what another saved since, by the label of its box

    def write_over(self, kept: object) -> None:
        """Go on from what is kept now, with what was sent still in the boxes: saving again is saving knowingly."""
        said = self.cleaned_data
        words = {name: str(getattr(kept, name) or "") for name in self.fields if isinstance(said.get(name), str)}
        self.theirs = [
            (self.fields[name].label, text)
            for name, text in words.items()
            if text and text.strip() != said[name].strip()
        ]
        self.data = {**self.data.dict(), "revision": str(kept.revision)}  # type: ignore[attr-defined]  # a QueryDict; a row


class PartForm(_Written):
    """An agency's part."""

    revision = forms.IntegerField(widget=forms.HiddenInput)
    narrative = _area(_("What was done"), 6, _("The numbers stand above by themselves; here goes what they mean."))
    difficulties = _area(_("Difficulties"))
    proposals = _area(_("Proposals"))
    promised_on = forms.DateField(label=_("Will send on (if late)"), required=False)


class ReportForm(_Written):
    """The coordinator's words of the merged report, and what stands in the paper's boxes."""

    revision = forms.IntegerField(widget=forms.HiddenInput)
    overview = _area(_("Overview"), 5)
    difficulties = _area(_("Difficulties"))
    proposals = _area(_("Proposals"))
    outlook = _area(_("Next period"))
    number = forms.CharField(label=_("Number"), required=False, max_length=30)
    dated_on = forms.DateField(label=_("Date of the paper"), required=False)
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

    starts_on = forms.DateField(label=_("First day"))
    ends_on = forms.DateField(label=_("Last day"))
    data_close = forms.DateField(label=_("Data close"))
    agencies_due = forms.DateField(label=_("Agencies' last day"))


ESTIMATE = "estimate:"


def estimates_of(said: Mapping[str, object]) -> dict[tuple[str, str], Decimal | None]:
    """The estimates of a part by (task number, measure code), from fields named "estimate:II.1.1:tin-bai".

    :raises ValueError: if one is no number, with the words to say so
    """
    found: dict[tuple[str, str], Decimal | None] = {}
    for name, value in said.items():
        if not name.startswith(ESTIMATE):
            continue
        _, task, measure = name.split(":", 2)
        text = str(value).strip()
        try:
            found[task, measure] = Decimal(sanitize_separators(text)) if text else None
        except InvalidOperation as error:
            raise ValueError(f"Ước thực hiện của {task}: ghi bằng chữ số, ví dụ 10.") from error
    return found
