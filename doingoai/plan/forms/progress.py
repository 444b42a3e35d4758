"""How far a task has come, and what it aims at."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from doingoai.agencies.models import Agency
from doingoai.plan.domain.states import State
from doingoai.plan.models import Measure
from doingoai.shell.templatetags.house import STATE_WORDS


class StateForm(forms.Form):
    """A step of the stairs, with the reason."""

    state = forms.TypedChoiceField(
        label=_("Step"), coerce=lambda value: State(int(value)), choices=[(int(s), STATE_WORDS[s]) for s in State]
    )
    reason = forms.CharField(
        label=_("Reason"), widget=forms.Textarea(attrs={"rows": 2}), help_text=_("One sentence is enough.")
    )


class SharesForm(forms.Form):
    """The agencies that an open group means."""

    agencies = forms.ModelMultipleChoiceField(
        Agency.objects.none(),
        label=_("Agencies meant"),
        required=False,
        to_field_name="slug",
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, day: date, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agencies"].queryset = Agency.objects.on(day)  # type: ignore[attr-defined]  # a choice field has one


class TargetForm(forms.Form):
    """What the task aims at; both empty takes the aim away."""

    target = forms.DecimalField(label=_("Target"), required=False, max_digits=14, decimal_places=2, localize=True)
    measure = forms.ModelChoiceField(Measure.objects.all(), label=_("Measure"), required=False)
    note = forms.CharField(label=_("Note"), required=False, max_length=300)
