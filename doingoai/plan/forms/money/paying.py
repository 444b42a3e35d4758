"""Money given by a decision, spent with its documents, settled."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from doingoai.plan.forms.conflicts import SharedForm
from doingoai.plan.forms.money.fields import AmountField, paper_field
from doingoai.plan.models import CostEstimate, CostLine
from doingoai.shell.forms import DayField


class SharesForm(SharedForm):
    """A paper and a sum for each line; `initial_shares` is what is proposed for each."""

    number = forms.CharField(label=_("Number and code"), max_length=60)
    dated_on = DayField(label=_("Date of the paper"), help_text=_("day/month/year"))
    file = paper_field(_("File"))

    def __init__(
        self,
        estimate: CostEstimate,
        lines: Sequence[CostLine],
        proposed: Mapping[int, int],
        data: Any = None,
        files: Any = None,
    ) -> None:
        super().__init__(data, files, initial={"revision": estimate.revision})
        self.lines = lines
        for line in lines:
            field = AmountField(label=line.item, required=False)
            field.widget.attrs |= {"class": "in", "aria-label": line.item}
            self.fields[f"line-{line.pk}"] = field
            self.initial[f"line-{line.pk}"] = proposed.get(line.pk, 0)

    def rows(self) -> list[tuple[CostLine, forms.BoundField]]:
        """Each line with its field."""
        return [(line, self[f"line-{line.pk}"]) for line in self.lines]

    def shares(self) -> dict[int, int]:
        """The sum of each line, by its key."""
        return {line.pk: self.cleaned_data[f"line-{line.pk}"] or 0 for line in self.lines}


class SpendForm(forms.Form):
    """Money spent of a line; the token makes a second sending change nothing."""

    token = forms.CharField(widget=forms.HiddenInput, max_length=40)
    amount = AmountField(
        label=_("Sum (đồng)"),
        signed=True,
        help_text=_("for example 1.250.000 or 85,5 triệu; money that came back: -500.000"),
    )
    spent_on = DayField(label=_("Day it was spent"), help_text=_("day/month/year"))
    document = forms.CharField(label=_("Number of the voucher"), max_length=120, help_text=_("bill, contract, receipt"))
    reason = forms.CharField(
        label=_("Reason"),
        required=False,
        max_length=500,
        help_text=_("needed above what was allocated, or for a refund"),
    )
    file = paper_field(_("File of the document"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["token"].initial = uuid4().hex


class BecauseForm(SharedForm):
    """A reason, with the revision that was read."""

    reason = forms.CharField(label=_("Reason"), widget=forms.Textarea(attrs={"rows": 2}), max_length=1000)
