"""What changed: a statement with its source and its limits."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from doingoai.agencies.models import Agency
from doingoai.agencies.queries import Actor
from doingoai.plan.forms.evidence import TaskChoice
from doingoai.plan.models import Report, Task
from doingoai.shell.forms import DayField


class EffectForm(forms.Form):
    """Levels are told as the source tells them; without a source or its limits nothing is kept."""

    revision = forms.IntegerField(widget=forms.HiddenInput, initial=0)
    agency = forms.ModelChoiceField(
        Agency.objects.none(), label=_("Agency"), to_field_name="slug", empty_label=_("choose")
    )
    task = TaskChoice(
        Task.objects.none(), label=_("Task"), to_field_name="number", empty_label=_("no single task"), required=False
    )
    what = forms.CharField(
        label=_("What is measured"),
        max_length=200,
        help_text=_("For example: visits from abroad to the portal in a month."),
    )
    baseline = forms.CharField(
        label=_("Level before"),
        max_length=120,
        required=False,
        help_text=_("As the source tells it; empty if unknown."),
    )
    value = forms.CharField(label=_("Level now"), max_length=120)
    source = forms.CharField(
        label=_("Source"), max_length=300, help_text=_("Who counted or asked, in which document or report.")
    )
    source_on = DayField(label=_("Date of the source"), required=False)
    link = forms.URLField(label=_("Link"), required=False, max_length=500, assume_scheme="https")
    limits = forms.CharField(
        label=_("What the figure cannot tell"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("What else could have moved it, who was not asked, what was not counted."),
    )

    def __init__(self, report: Report, actor: Actor, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["task"].queryset = report.period.plan.tasks.all()  # type: ignore[attr-defined]  # a model choice
        own = Agency.objects.filter(pk=actor.agency.pk)
        every = Agency.objects.filter(pk__in=report.parts.values("agency")) | own
        self.fields["agency"].queryset = every.distinct() if actor.is_coordinator else own  # type: ignore[attr-defined]
        self.fields["agency"].initial = actor.agency.slug
