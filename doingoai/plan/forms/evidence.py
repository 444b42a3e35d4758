"""A piece of evidence, typed by hand or in a spreadsheet."""

from typing import Any
from uuid import uuid4

from django import forms
from django.db.models import Q
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from doingoai.agencies.models import Agency
from doingoai.agencies.queries import Actor
from doingoai.plan.models import Measure, Plan, Task


class TaskChoice(forms.ModelChoiceField[Task]):
    """Tasks by number and the beginning of their name."""

    def label_from_instance(self, obj: Task) -> str:
        """Number and name, cut at a word."""
        words = obj.title.split()
        return f"{obj.number} {' '.join(words[:16])}{'…' if len(words) > 16 else ''}"


class EvidenceForm(forms.Form):
    """What was done, when, how much, by whom; the token makes a second sending change nothing."""

    token = forms.CharField(widget=forms.HiddenInput, max_length=40)
    task = TaskChoice(Task.objects.none(), label=_("Task"), to_field_name="number", empty_label=_("choose"))
    title = forms.CharField(label=_("What was done"), max_length=300)
    measure = forms.ModelChoiceField(Measure.objects.all(), label=_("Measure"), empty_label=_("choose"))
    quantity = forms.DecimalField(
        label=_("Quantity"), max_digits=14, decimal_places=2, localize=True, help_text=_("In digits, for example 10.")
    )
    done_on = forms.DateField(
        label=_("Day it was finished"),
        help_text=_("day/month/year"),
        widget=forms.DateInput(format="%d/%m/%Y", attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    agency = forms.ModelChoiceField(
        Agency.objects.none(), label=_("Agency"), to_field_name="slug", empty_label=_("choose")
    )
    place = forms.CharField(label=_("Place"), required=False, max_length=200)
    link = forms.URLField(label=_("Link"), required=False, max_length=500, assume_scheme="https")
    file = forms.FileField(
        label=_("File"),
        required=False,
        help_text=_("No document with a secrecy mark: such a file is refused before anything is stored."),
    )
    note = forms.CharField(label=_("Note"), required=False, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, plan: Plan, actor: Actor, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["token"].initial = uuid4().hex
        self.fields["task"].queryset = plan.tasks.all()  # type: ignore[attr-defined]  # a model choice field has one
        # What is corrected keeps the name under which it was recorded, though that body may have ended.
        kept = Q(slug=self.initial.get("agency", ""))
        own = Agency.objects.filter(kept | Q(pk=actor.agency.pk))
        every = Agency.objects.filter(kept | Q(tracking__isnull=False, tracking__valid_to=None)).distinct()
        self.fields["agency"].queryset = every if actor.is_coordinator else own  # type: ignore[attr-defined]
        self.fields["agency"].initial = actor.agency.slug


class RetractForm(forms.Form):
    """Why a piece of evidence is taken back."""

    reason = forms.CharField(label=_("Reason for taking it back"), max_length=300)


class SpreadsheetForm(forms.Form):
    """A filled-in template of the agency."""

    file = forms.FileField(
        label=_("Filled-in template (.xlsx)"),
        help_text=format_lazy(
            "{} {}",
            _("No document with a secrecy mark: such a file is refused before anything is stored."),
            _("Every row is checked first; if one is wrong, nothing is recorded and the file comes back marked."),
        ),
    )
