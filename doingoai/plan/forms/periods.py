"""To whom a report goes on and by when; the figures of the year before."""

from collections import Counter
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from doingoai.plan.domain.add_up import LineKey
from doingoai.plan.domain.figures import number_text
from doingoai.plan.domain.same_period import Told
from doingoai.plan.queries.same_period import Row
from doingoai.shell.forms import DayField


class OnwardForm(forms.Form):
    """To whom the report goes on, the last day for it, and whether somebody vouches for both."""

    addressee = forms.CharField(label=_("Addressee"), max_length=200)
    due_on = DayField(label=_("Last day to send"), required=False, help_text=_("empty while no day is known"))
    note = forms.CharField(
        label=_("Ground or note"), required=False, max_length=300, widget=forms.Textarea(attrs={"rows": 2})
    )
    verified = forms.BooleanField(label=_("Somebody has checked it"), required=False)


class SamePeriodForm(forms.Form):
    """A figure and its source for each line; a line without a source of its own takes the one for all."""

    source = forms.CharField(
        label=_("Source for all lines"),
        required=False,
        max_length=300,
        help_text=_("Name the paper, for example “Báo cáo 178/BC-STTTT ngày 20/6/2021”. A line may name its own."),
    )

    def __init__(self, rows: tuple[Row, ...], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.keys = {row.key: _name(row.key) for row in rows}
        sources = Counter(row.line.same_period_source for row in rows if row.line.same_period_source)
        usual = sources.most_common(1)[0][0] if sources else ""
        self.initial["source"] = usual
        for row in rows:
            self._add(row, usual)

    def _add(self, row: Row, usual: str) -> None:
        """The two fields of a line, named after it."""
        line, name = row.line, self.keys[row.key]
        words = f"{line.task}, {line.measure_name}"
        quantity = forms.DecimalField(
            label=f"{words}: {_('Same period')}",
            required=False,
            min_value=0,
            max_digits=14,
            decimal_places=2,
            localize=True,
            widget=forms.TextInput(attrs={"class": "in", "inputmode": "decimal", "autocomplete": "off"}),
        )
        source = forms.CharField(
            label=f"{words}: {_('Source')}",
            required=False,
            max_length=300,
            widget=forms.TextInput(attrs={"class": "in"}),
        )
        self.fields[f"quantity:{name}"], self.fields[f"source:{name}"] = quantity, source
        self.initial[f"quantity:{name}"] = None if line.same_period is None else Decimal(number_text(line.same_period))
        self.initial[f"source:{name}"] = "" if line.same_period_source == usual else line.same_period_source

    def clean(self) -> dict[str, Any]:
        """A figure needs a source: its own, or the one for all."""
        said = self.cleaned_data
        for name in self.keys.values():
            if said.get(f"quantity:{name}") is not None and not (said.get(f"source:{name}") or said.get("source")):
                self.add_error(f"source:{name}", _("Name the paper that the figure was read from."))
        return said

    def said(self) -> dict[LineKey, Told | None]:
        """What was written for each line; None where nothing stands."""
        return {key: self._told(name) for key, name in self.keys.items()}

    def _told(self, name: str) -> Told | None:
        quantity = self.cleaned_data[f"quantity:{name}"]
        source = self.cleaned_data[f"source:{name}"] or self.cleaned_data["source"]
        return None if quantity is None else Told(quantity, source)


def _name(key: LineKey) -> str:
    return f"{key.task}:{key.measure}"
